"""Relations in the store: derived once, read in both directions, also over a database of an earlier release."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from corpus.address import Address
from corpus.database import open_database
from corpus.library import codes_of
from corpus.model import Directive, Legislation
from corpus.relations import Dangling, Gap, Reached, RelationKind, Targets, report
from corpus.store import Store

from .conftest import LETTER, NUMBER, MakeDirective

DAY = date(2031, 4, 1)
COMMENTS, CITES = f"comments-on {LETTER}", f"cites {LETTER}/schreiben/text-2"
OLDER = "bmf-2030-01-01-iv-z-9-s-9999-24-10000"


def quiet(done: int, total: int) -> None:
    """No progress is shown."""
    assert 0 <= done < total


@pytest.fixture
def letters(make_directive: MakeDirective) -> tuple[Directive, Directive]:
    """An older letter, and one that amends it and comments on § 3."""
    older = make_directive(
        {f"{OLDER}/schreiben": "Nach § 4 BrunnStG gilt es."},
        date(2030, 1, 1),
        references=("IV Z 9 - S 9999/24/10000", "COO.9999.100.4.7"),
    )
    words = (
        "Das BMF-Schreiben vom 1. Januar 2030, IV Z 9 - S 9999/24/10000, wird wie folgt geändert:\n"
        "Die §§ 2 bis 5 BrunnStG und § 3 Abs. 9 BrunnStG gelten.\n"
        "Vgl. COO.9999.100.4.7 und BMF-Schreiben vom 1.1.2030 (WoBl I S. 1) und § 7 des Mondgesetzes und § 8."
    )
    newer = make_directive(
        {f"{LETTER}/schreiben": words}, date(2031, 3, 12), comments_on=("brunnstg/3",), references=(NUMBER,)
    )
    return older, newer


@pytest.fixture
def filled(store: Store, law: Legislation, letters: tuple[Directive, Directive]) -> Store:
    for document in (law, *letters):
        store.put(document, "c" * 64, DAY)
    assert store.relate(quiet) == 2
    return store


def test_reading_once_is_enough(filled: Store, make_directive: MakeDirective) -> None:
    """A second run reads nothing; a further version is read alone; the older version's relations are left."""
    assert filled.relate(quiet) == 0
    assert filled.view().are_related()
    changed = make_directive({f"{OLDER}/schreiben": "Nach § 3 BrunnStG gilt es nun."}, date(2030, 1, 1))
    before = filled.view()
    filled.put(changed, "d" * 64, date(2031, 5, 1))
    assert not filled.view().are_related()
    assert before.are_related()
    assert filled.relate(quiet) == 1
    place = Address.from_id(f"{OLDER}/schreiben")
    assert [str(one.target.place) for one in filled.view().relations_from(place)] == ["brunnstg/3"]
    assert [str(one.target.place) for one in before.relations_from(place)] == ["brunnstg/4"]


def test_a_database_of_an_earlier_release_is_read_at_the_next_run(
    tmp_path: Path, letters: tuple[Directive, Directive]
) -> None:
    """Without the tables there are no relations, and that is told; the next run makes them."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    Store(open_database(url)).put(letters[1], "c" * 64, DAY)
    old = create_engine(url)
    with old.begin() as connection:
        connection.execute(text("DROP TABLE relation"))
        connection.execute(text("DROP TABLE related"))
    old.dispose()
    store = Store(open_database(url))
    assert not store.view().are_related()
    assert store.relate(quiet) == 1
    assert store.view().are_related()
    assert store.view().relations()


@pytest.mark.parametrize(
    ("place", "sources"),
    [
        ("brunnstg/3", [COMMENTS, CITES, CITES]),
        ("brunnstg/3/abs-9", [COMMENTS, CITES, CITES]),
        ("brunnstg/3/abs-1", [COMMENTS, CITES]),
        ("brunnstg/4", [f"cites {OLDER}/schreiben", CITES]),
        ("brunnstg/5/abs-1", [CITES]),
        ("brunnstg/6", []),
        ("brunnstg/30", []),
    ],
)
def test_from_the_norm_to_the_directives(filled: Store, place: str, sources: list[str]) -> None:
    """Who says something of a place, of what lies in it or around it, ranges included."""
    found = filled.view().relations_to(Address.from_id(place))
    assert sorted(f"{one.kind} {one.source}" for one in found) == sorted(sources)


def test_between_letters_in_both_directions(filled: Store) -> None:
    """The newer letter says what it does; the older one is found, also by its DOK or its day alone."""
    view = filled.view()
    said = view.relations_from(Address.from_id(f"{LETTER}/schreiben/text-1"))
    assert [(one.kind, one.target.key) for one in said if one.kind is RelationKind.AMENDS] == [("amends", OLDER)]
    found = view.relations_to_document(OLDER)
    assert [(one.kind, str(one.source.steps[-1]), one.target.key) for one in found] == [
        ("amends", "text-1", OLDER),
        ("cites", "text-1", OLDER),
        ("cites", "text-3", ""),
        ("cites", "text-3", ""),
    ]


GAPS = {
    "BMF-Schreiben vom 1.1.2030": Gap.UNCLEAR_LETTER,
    "§ 7 des Mondgesetzes": Gap.UNKNOWN_LAW,
    "§ 8": Gap.NO_LAW,
    "§§ 2 bis 5 BrunnStG": Gap.NO_SUCH_PLACE,
    "§ 3 Abs. 9 BrunnStG": Gap.NO_SUCH_PLACE,
}


def test_where_targets_lead(filled: Store) -> None:
    """Held places are reached in their version; the rest tells why not, and the report counts both."""
    view = filled.view()
    found = list(Targets(view, codes_of(view)).all())
    gaps = {" ".join(one.said.split()): end.gap for one, end in found if isinstance(end, Dangling)}
    assert gaps == GAPS
    reached = {str(end.address) for _, end in found if isinstance(end, Reached)}
    assert {"brunnstg/4@2031-01-01", f"{OLDER}@2030-01-01"} <= reached
    told = report(found)
    assert (told.norms, told.present, told.former, len(told.unresolved)) == (3, 1, 0, 2)
    assert told.share == pytest.approx(1 / 3)


def test_a_place_that_only_an_older_version_has(filled: Store, law: Legislation) -> None:
    """What was repealed since is reached in the version that still had it, and says so."""
    from dataclasses import replace  # noqa: PLC0415

    filled.put(replace(law, provisions=law.provisions[:1], published=date(2031, 3, 1)), "e" * 64, DAY)
    view = filled.view()
    ends = {str(end.address): end.former for _, end in Targets(view, codes_of(view)).all() if isinstance(end, Reached)}
    assert ends["brunnstg/4@2031-01-01"] is True
    assert ends["brunnstg/3@2031-03-01"] is False


def test_a_law_that_was_unknown_makes_the_directives_be_read_again(
    store: Store, law: Legislation, letters: tuple[Directive, Directive]
) -> None:
    """A law that the table of citations doesn't know is cited by name only when it is held."""
    store.put(letters[0], "c" * 64, DAY)
    assert store.relate(quiet) == 1
    (named,) = store.view().relations()
    assert (named.target.name, named.target.key) == ("BrunnStG", "")
    store.put(law, "d" * 64, DAY)
    assert store.relate(quiet) == 1
    (known,) = store.view().relations()
    assert (known.target.key, str(known.target.place)) == ("brunnstg", "brunnstg/4")
