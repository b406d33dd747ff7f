"""What a directive says of other documents, read from its text alone. All texts are fictional."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.citations import Codes
from corpus.relations import Relation, relations_of

from .conftest import LETTER, NUMBER, MakeDirective


def told(relation: Relation) -> str:
    """Kind source target[ by actor]; the target's place, else its key, else its name."""
    target, actor = relation.target, relation.actor
    place = f"{target.place}..{target.through}" if target.through else str(target.place or target.key or target.name)
    return f"{relation.kind} {relation.source} {place}{f' by {actor.key or actor.name}' if actor else ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nach § 3 BrunnStG ist es so.", ["cites aeao/zu-5 brunnstg/3"]),
        ("Siehe § 3 Abs. 1 und 4 BrunnStG.", [f"cites aeao/zu-5 brunnstg/3/abs-{number}" for number in (1, 4)]),
        ("Die §§ 3 bis 7 BrunnStG gelten.", ["cites aeao/zu-5 brunnstg/3..brunnstg/7"]),
        ("Erste Zeile.\nZweite nach § 3 BrunnStG.", ["cites aeao/zu-5/text-2 brunnstg/3"]),
        ("Nach § 8 gilt es.", ["cites aeao/zu-5 "]),
        ("Nach § 8 des Mondgesetzes gilt es.", ["cites aeao/zu-5 Mondgesetzes"]),
        ("Vgl. AEAO zu § 122, Nr. 1.8.", ["cites aeao/zu-5 aeao/zu-122/nr-1.8"]),
        ("Vgl. AEAO zu § 5, Nr. 1.", []),
        ("Vgl. R 5.3 Abs. 1 EStR.", ["cites aeao/zu-5 estr/r-5.3/abs-1"]),
        (f"Vgl. BMF v. 12.3.2031, {NUMBER}, Rn. 4.", [f"cites aeao/zu-5 {LETTER}/schreiben/rn-4"]),
        ("Vgl. BFH v. 12.3.2020 - VI R 1/18.", ["cites aeao/zu-5 BFH v. 12.3.2020 - VI R 1/18"]),
    ],
)  # fmt: skip
def test_what_is_cited(make_directive: MakeDirective, codes: Codes, text: str, expected: list[str]) -> None:
    """Each cited place is a relation at the innermost unit that names it, verbatim."""
    found = relations_of(make_directive({"aeao/zu-5": text}), codes)
    assert [told(one) for one in found] == expected
    assert all(text[one.start : one.end] == one.said for one in found)


def test_sections_comment_on_one_norm_each_and_letters_as_a_whole(make_directive: MakeDirective, codes: Codes) -> None:
    """What a section of a work is about is the section's; what a letter is about is the letter's."""
    work = make_directive({"estr/r-3": "A.", "estr/r-4": "B."}, comments_on=("brunnstg/3", "brunnstg/4"))
    assert [told(one) for one in relations_of(work, codes)] == [
        "comments-on estr/r-3 brunnstg/3",
        "comments-on estr/r-4 brunnstg/4",
    ]
    norms = ("brunnstg/3", "brunnstg/4")
    letter = make_directive({f"{LETTER}/schreiben": "A."}, date(2031, 3, 12), comments_on=norms)
    assert [told(one) for one in relations_of(letter, codes)] == [f"comments-on {LETTER} {norm}" for norm in norms]


def test_letters_change_letters(make_directive: MakeDirective, codes: Codes) -> None:
    """Told in one direction: who does it and to whom, whoever says so; subject lines count for the whole letter."""
    text = (
        "Das BMF-Schreiben vom 4. März 2019 - IV Z 9 - S 9999/19/10001 :001 - wird aufgehoben.\n"
        "Der Anwendungserlass zur Abgabenordnung vom 31. Januar 2014, der zuletzt durch das BMF-Schreiben vom "
        "1. Juni 2030 (BStBl I S. 9) geändert worden ist, wird wie folgt geändert:"
    )
    title = "Änderung des BMF-Schreibens vom 11. Januar 2022 (BStBl I S. 116)"
    letter = make_directive({f"{LETTER}/schreiben": text}, date(2031, 3, 12), title=title)
    found = [told(one) for one in relations_of(letter, codes) if one.kind != "cites"]
    assert found == [
        f"amends {LETTER} BMF-Schreibens vom 11. Januar 2022",
        f"repeals {LETTER}/schreiben/text-1 bmf-2019-03-04-iv-z-9-s-9999-19-10001-001",
        f"amends {LETTER}/schreiben/text-2 aeao",
        f"amends {LETTER}/schreiben/text-2 aeao by BMF-Schreiben vom 1. Juni 2030",
    ]
