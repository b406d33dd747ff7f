"""What a text has in common with others is found wherever it stands, and only where it is not quoted with evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.address import Address
from service.ask import Desk, ask
from service.desk import build_desk
from service.model import Answer, Question, Refusal, RefusalReason
from service.review.earlier import KEPT, Earlier
from service.review.model import Overlap, Reviewed
from service.review.originals import Originals
from service.review.prints import SHORTEST, Original, Prints
from service.review.purpose import Purpose
from service.review.run import review
from service.review.words import coded, compared, spelled, words_of

DAY = date(2026, 6, 30)
LAW = "Bei einer erstmaligen Zuwiderhandlung von geringem Gewicht soll das Lunarzollamt verwarnen, ohne eine Geldbuße"
"""Words of § 30 Abs. 2 Satz 2 MondStG, fourteen of them."""
OWN = "Im Garten blühen die Rosen."


def reviewed(text: str, desk: Desk) -> Reviewed:
    """A text as it is reviewed."""
    found = review(text, DAY, Purpose.RECHERCHE, desk)
    assert isinstance(found, Reviewed)
    return found


def overlaps(text: str, desk: Desk) -> tuple[Overlap, ...]:
    """What is found in a text."""
    return reviewed(text, desk).plagiarism.overlaps


@pytest.mark.parametrize(
    "change",
    [
        str,
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", " \u00a0 "),
        lambda text: text.replace(" ", ", "),
        lambda text: text.replace("Gewicht", "Ge\u00adwicht"),
        lambda text: text.replace("Zuwiderhandlung", "Zuwider-\nhandlung"),
        lambda text: text.replace("ß", "ss"),
        lambda text: f"**{text}**",
    ],
)
def test_what_makes_no_difference_hides_nothing(desk: Desk, change: Callable[[str], str]) -> None:
    """Case, blanks, signs, soft hyphens, words divided at a line's end, emphasis."""
    text = f"{OWN} {change(LAW)} {OWN}"
    (found,) = overlaps(text, desk)
    assert found.source.citation == "§ 30 Abs. 2 Satz 2 MondStG"
    assert found.words == 14
    assert found.text.casefold().startswith("bei")


def test_both_sides_stand_where_it_says(desk: Desk) -> None:
    """By offsets alone: in the text, and in the source's own text."""
    text = f"{OWN} {LAW} {OWN}"
    (found,) = overlaps(text, desk)
    assert text[found.start : found.end] == found.text == LAW
    held = desk.library.view.provision(Address.from_id(found.source.document))
    assert held is not None
    assert held.provision.text[found.source.start : found.source.end] == found.source.quote


def test_twelve_words_are_enough_and_eleven_are_not(desk: Desk) -> None:
    """The limit that the decree's check promises, at every place of a provision."""
    words = LAW.split()
    for first in range(len(words) - SHORTEST + 1):
        assert len(overlaps(f"{OWN} {' '.join(words[first : first + SHORTEST])} {OWN}", desk)) == 1
    assert not overlaps(f"{OWN} {' '.join(words[: SHORTEST - 1])} {OWN}", desk)


def test_a_list_told_as_running_text_is_found(desk: Desk) -> None:
    """Whoever copies it leaves the labels out."""
    text = (
        "Begünstigt sind Rohsteine, die an eine anerkannte Lehrwerkstatt geliefert werden, wenn die Werkstatt "
        "mindestens zwei Auszubildende beschäftigt."
    )
    (found,) = overlaps(text, desk)
    assert found.source.citation.startswith("§ 9 Abs. 2")
    assert "a) die Werkstatt" in found.source.quote


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        # marks of every kind, the citation behind
        (f"»{LAW}« (§ 30 Abs. 2 Satz 2 MondStG)", True),
        (f"„{LAW}“ (§ 30 Abs. 2 MondStG)", True),
        (f'"{LAW}", so § 30 MondStG.', True),
        # the citation before
        (f"§ 30 Abs. 2 MondStG lautet: „{LAW}“.", True),
        # a block of Markdown, the citation in it or under it
        (f"> {LAW}\n> – § 30 Abs. 2 Satz 2 MondStG", True),
        (f"> {LAW}\n\n§ 30 Abs. 2 MondStG", True),
        # with a long Stand behind the citation, as exports write it
        (f"> {LAW}\n>\n> – § 30 Abs. 2 MondStG; Stand: {'zuletzt geändert durch Gesetz, ' * 20}", True),
        # a place that does not hold it, of the same and of another provision
        (f"»{LAW}« (§ 30 Abs. 1 MondStG)", False),
        (f"»{LAW}« (§ 9 Abs. 1 MondStG)", False),
        # no citation, or no marks
        (f"»{LAW}«", False),
        (f"{LAW} (§ 30 Abs. 2 MondStG)", False),
        # a citation in another paragraph
        (f"»{LAW}«\n\n{OWN}\n\n§ 30 Abs. 2 MondStG", False),
    ],
)
def test_only_what_is_quoted_with_evidence_is_no_finding(desk: Desk, text: str, quoted: bool) -> None:
    """In marks, with a citation beside it that leads to the words."""
    found = reviewed(f"{OWN}\n\n{text}", desk).plagiarism
    assert (not found.overlaps, bool(found.quoted)) == (quoted, quoted)


def test_the_quotes_of_an_answer_are_its_evidence(desk: Desk) -> None:
    """However they are written down."""
    answer = ask(Question("Wie hoch ist der Steuersatz für Meteoriten?", DAY), desk)
    assert isinstance(answer, Answer)
    evidence = [proof for statement in answer.statements for proof in statement.evidence]
    text = " ".join(proof.quote for proof in evidence)
    assert overlaps(text, desk)
    found = review(text, DAY, Purpose.VERMERK, desk, evidence)
    assert isinstance(found, Reviewed)
    assert not found.plagiarism.overlaps
    assert found.plagiarism.quoted


def test_what_was_exported_earlier_is_compared_too(desk: Desk, tmp_path: Path) -> None:
    """With its name and its own words; the very same text is no copy of itself."""
    home = build_desk(desk.library, home=tmp_path)
    text = "Die Amtsleitung bittet alle Bereiche, die Schlüssel am Abend stets in den Kasten am Eingang zu hängen."
    home.originals.earlier.add(text, "Rundschreiben", datetime(2026, 6, 1, tzinfo=UTC))
    (found,) = overlaps(f"Wie immer: {text}", home)
    assert (found.source.citation, found.source.document) == ("Rundschreiben, exportiert am 01.06.2026", "")
    assert found.source.quote == text.removesuffix(".")
    assert not overlaps(text, home)


def test_a_short_rule_quoted_in_two_exports_is_no_copy(desk: Desk, tmp_path: Path) -> None:
    """The citation makes a stretch of twelve words of it; the words of the law are quoted all the same."""
    home = build_desk(desk.library, home=tmp_path)
    rule, place = "Die Verfolgung verjährt in drei Jahren", "§ 30 Abs. 3 des MondStG"
    home.originals.earlier.add(f"Es heißt: »{rule}« ({place}).", "Auskunft", datetime(2026, 6, 1, tzinfo=UTC))
    assert not overlaps(f"> {rule}\n>\n> – {place}", home)
    assert not overlaps(f"Ja. Es heißt: »{rule}« ({place}).", home)
    (found,) = overlaps(f"Es heißt: {rule} ({place}).", home)
    assert found.source.document == ""


def test_earlier_exports_are_forgotten_when_they_are_too_many(tmp_path: Path) -> None:
    """The oldest first, and never the newest; nothing is readable for others."""
    earlier = Earlier(tmp_path / "exports")
    for number in range(4):
        earlier.add(f"{number}" * (KEPT // 3), "Text", datetime(2026, 6, 1, tzinfo=UTC))
    kept = list((tmp_path / "exports").iterdir())
    assert sum(file.stat().st_size for file in kept) <= KEPT
    assert {oct(file.stat().st_mode & 0o777) for file in kept} == {"0o600"}
    _, exports = earlier.compared()
    assert any(export.text.startswith("3") for export in exports.values())


def test_fingerprints_are_kept_and_damaged_ones_made_anew(desk: Desk, tmp_path: Path) -> None:
    """Equal arrays after loading; those of other generations go."""
    made = Originals(desk.library, tmp_path).corpus()
    (file,) = (tmp_path / "review").iterdir()
    old = file.with_name("g-alt-1.fingerprints.npz")
    old.write_bytes(b"")
    kept = Originals(desk.library, tmp_path).corpus()
    for name in ("names", "codes", "starts", "ends", "hashes", "places"):
        assert np.array_equal(getattr(made, name), getattr(kept, name))
    file.write_bytes(b"PK broken")
    assert np.array_equal(Originals(desk.library, tmp_path).corpus().hashes, made.hashes)
    assert not old.exists()


def test_a_home_that_cannot_be_written_to_is_no_reason_not_to_review(desk: Desk, tmp_path: Path) -> None:
    """The fingerprints are made and forgotten."""
    (tmp_path / "review").write_text("kein Ordner")
    assert len(Originals(desk.library, tmp_path).corpus().hashes)


@given(
    st.lists(st.sampled_from("abcdef"), min_size=SHORTEST, max_size=60),
    st.integers(0, 40),
    st.integers(0, 40),
    st.randoms(use_true_random=False),
)
def test_every_common_stretch_of_twelve_words_is_found(words: list[str], before: int, behind: int, chance) -> None:
    """Whatever stands around it, also where few different words recur."""
    first = chance.randint(0, len(words) - SHORTEST)
    planted = words[first : first + chance.randint(SHORTEST, len(words) - first)]
    text = " ".join([*(f"v{n}" for n in range(before)), *planted, *(f"h{n}" for n in range(behind))])
    prints = Prints.of([Original("eins", 0, words_of("x y z")), Original("zwei", 0, words_of(" ".join(words)))])
    found = prints.common(words_of(text))
    assert any(run.first <= before and run.end >= before + len(planted) for run in found)
    own = text.split()
    for run in found:
        assert own[run.first : run.end] == words[run.place : run.place + run.words]


@given(st.text())
def test_words_are_read_in_one_way(text: str) -> None:
    """In one pass or one by one; each stands where it says."""
    one, other = words_of(text), coded(tuple(spelled(text)))
    assert np.array_equal(one.codes, other.codes)
    assert np.array_equal(one.ends, other.ends)
    assert [compared(text[s:e]) for s, e in zip(one.starts, one.ends, strict=True)] == [
        w.compared for w in spelled(text)
    ]


def test_a_refused_text_is_not_reviewed(desk: Desk) -> None:
    """The guard sees all of a long text, whose length alone is no objection; its refusal is the outcome."""
    long = f"{OWN} " * 300
    assert isinstance(review(long, DAY, Purpose.VERMERK, desk), Reviewed)
    for text in (f"93815/08152 {long}", f"{long}93815/08152 {OWN}", f"{long}93815/08152"):
        refused = review(text, DAY, Purpose.VERMERK, desk)
        assert isinstance(refused, Refusal)
        assert refused.reason is RefusalReason.CONFIDENTIAL


def test_a_confirmed_text_is_reviewed(desk: Desk) -> None:
    """Unless it names somebody."""
    case = "Mein Mandant, Bäcker in Olpe, hat 2025 einen Mondstein für 900 Euro gekauft."
    refused = review(case, DAY, Purpose.VERMERK, desk)
    assert isinstance(refused, Refusal)
    assert refused.reason is RefusalReason.CASE
    assert isinstance(review(case, DAY, Purpose.VERMERK, desk, confirmed=True), Reviewed)
    named = review(f"{case} Herr Krawinkel fragt.", DAY, Purpose.VERMERK, desk, confirmed=True)
    assert isinstance(named, Refusal)
