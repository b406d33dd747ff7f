"""From cited places to the places of a law, on a fictional law."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.address import Address, Step, StepKind
from corpus.citations import Code, Codes, Place, Resolved, Unresolved, find, in_range, resolve
from corpus.model import Provision, Rank, Unit

MOON = Code("mondstg", "MondStG", "Mondsteinsteuergesetz", Rank.GESETZ)
CODES = Codes.load().with_added(MOON)


def provision(address: str, *inner: str, repealed: bool = False) -> Provision:
    """A provision with units at these places below it; resolving looks at addresses, not at words."""
    root = Address.from_id(address)
    units = (root, *(Address.from_id(f"{address}/{path}") for path in inner))
    return Provision(root, "", "", "", tuple(Unit(unit, 0, 0, 0) for unit in units), repealed=repealed)


HELD = (
    provision(
        "mondstg/9",
        *("abs-1", "abs-1/satz-1", "abs-1/satz-2", "abs-1/satz-2/nr-1", "abs-1/satz-2/nr-2", "abs-1/satz-2/nr-2/a"),
        *("abs-1/satz-2/nr-2/b", "abs-1/satz-3"),
        *("abs-2", "abs-2/nr-1", "abs-2/nr-2", "abs-2/nr-2/satz-1", "abs-2/nr-2/satz-2"),
        *("abs-2a", "abs-3-5", "abs-6", "abs-6/satz-1", "abs-6/satz-1/nr-1", "abs-6/satz-2", "abs-6/satz-2/nr-1"),
    ),
    provision("mondstg/10"),
    provision("mondstg/11", "satz-1", "satz-2", "satz-2/a", "satz-2/b"),
    provision("mondstg/14-16", repealed=True),
    provision("mondstg/anlage", "text-1", "tabelle-1", "tabelle-1/zeile-1", "tabelle-1/zeile-2"),
    provision("mondstg/art-97/10a", "abs-1"),
)


def provision_of(address: Address) -> Provision | None:
    """The provision at the address, or the block that holds its number."""
    for held in HELD:
        here, wanted = held.address.steps, address.steps
        same_place = len(here) == len(wanted) and here[:-1] == wanted[:-1] and here[-1].kind is wanted[-1].kind
        if same_place and in_range(wanted[-1].number, here[-1].number):
            return held
    return None


def cited(text: str) -> Place:
    """The only place that a citation of the fictional law names."""
    (citation,) = find(f"{text} MondStG", CODES)
    (place,) = citation.places
    return place


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("§ 9", "mondstg/9"),
        ("§ 9 Abs. 1 Satz 2 Nr. 2 Buchst. a", "mondstg/9/abs-1/satz-2/nr-2/a"),
        ("§ 9 Abs. 1 Nr. 2", "mondstg/9/abs-1/satz-2/nr-2"),
        ("§ 9 Abs. 1 Nr. 2 Buchst. b", "mondstg/9/abs-1/satz-2/nr-2/b"),
        ("§ 9 Abs. 1 Buchst. a", "mondstg/9/abs-1/satz-2/nr-2/a"),
        ("§ 9 Abs. 2 Satz 1 Nr. 1", "mondstg/9/abs-2/nr-1"),
        ("§ 9 Abs. 2 Satz 1", "mondstg/9/abs-2"),
        ("§ 9 Abs. 2 Nr. 1 Satz 1", "mondstg/9/abs-2/nr-1"),
        ("§ 9 Abs. 2 Nr. 2 Satz 2 Halbs. 2", "mondstg/9/abs-2/nr-2/satz-2"),
        ("§ 9 Abs. 4", "mondstg/9/abs-3-5"),
        ("§ 9 Abs. 3 bis 5", "mondstg/9/abs-3-5..mondstg/9/abs-3-5"),
        ("§ 9 I 2 Nr. 1", "mondstg/9/abs-1/satz-2/nr-1"),
        ("§ 10 Satz 1", "mondstg/10"),
        ("§ 11 Buchst. b", "mondstg/11/satz-2/b"),
        ("§ 15", "mondstg/14-16"),
        ("§§ 14 bis 16", "mondstg/14-16..mondstg/14-16"),
        ("§§ 9 bis 11", "mondstg/9..mondstg/11"),
        ("§ 9 Abs. 1 Satz 1 bis 3", "mondstg/9/abs-1/satz-1..mondstg/9/abs-1/satz-3"),
        ("Anlage", "mondstg/anlage"),
        ("Anlage zu § 3", "mondstg/anlage"),
        ("Anlage Zeile 2", "mondstg/anlage/tabelle-1/zeile-2"),
        ("Art. 97 § 10a Abs. 1", "mondstg/art-97/10a/abs-1"),
    ],
)
def test_places_that_exist(text: str, address: str) -> None:
    """What names one place only is found, in the ways that lawyers leave levels out."""
    found = resolve(cited(text), MOON, provision_of)
    assert isinstance(found, Resolved), found
    through = f"..{found.through}" if found.through else ""
    assert f"{found.address}{through}" == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("§ 999", "§ 999 MondStG gibt es nicht."),
        ("§ 9 Abs. 12", "§ 9 MondStG gibt es, aber keinen Abs. 12: vorhanden sind Abs. 1, 2, 2a, 3 bis 5 und 6."),
        ("§ 9 Abs. 1 Satz 4", "§ 9 Abs. 1 MondStG gibt es, aber keinen Satz 4: vorhanden sind Satz 1 bis 3."),
        ("§ 9 Abs. 2 Nr. 3", "§ 9 Abs. 2 MondStG gibt es, aber keine Nr. 3: vorhanden sind Nr. 1 und 2."),
        ("§ 10 Abs. 1", "§ 10 MondStG gibt es, aber keinen Abs. 1: die Vorschrift hat keine Absätze."),
        ("§ 10 Satz 2", "§ 10 MondStG gibt es, aber keinen Satz 2: die Stelle ist nur ein Satz."),
        (
            "§ 9 Satz 1",
            "§ 9 MondStG gibt es, aber keinen Satz 1: die Vorschrift ist in Absätze gegliedert, und der Absatz ist "
            "nicht angegeben.",
        ),
        ("§ 10 Nr. 1", "§ 10 MondStG gibt es, aber keine Nr. 1: so ist die Stelle nicht gegliedert."),
        ("§ 15 Abs. 1", "§§ 14 bis 16 MondStG ist weggefallen und hat keinen Text mehr."),
        ("Art. 97 § 11", "Art. 97 § 11 MondStG gibt es nicht."),
        ("§§ 9 bis 12", "§ 12 MondStG gibt es nicht."),
    ],
)
def test_places_that_do_not_exist(text: str, reason: str) -> None:
    """The reason names the deepest part that exists, and what there is instead."""
    found = resolve(cited(text), MOON, provision_of)
    assert isinstance(found, Unresolved)
    assert found.reason == reason


def test_what_is_ambiguous_has_candidates() -> None:
    """A Nummer without its Satz isn't guessed where two Sätze have it."""
    found = resolve(cited("§ 9 Abs. 6 Nr. 1"), MOON, provision_of)
    assert isinstance(found, Unresolved)
    assert [str(candidate) for candidate in found.candidates] == [
        "mondstg/9/abs-6/satz-1/nr-1",
        "mondstg/9/abs-6/satz-2/nr-1",
    ]
    assert found.reason == (
        "Nr. 1 in § 9 Abs. 6 MondStG ist nicht eindeutig: gemeint sein kann § 9 Abs. 6 Satz 1 Nr. 1 MondStG oder "
        "§ 9 Abs. 6 Satz 2 Nr. 1 MondStG."
    )


def test_a_wrong_satz_leads_to_candidates() -> None:
    """Where a cited Nummer stands elsewhere in the provision, those places are offered."""
    found = resolve(cited("§ 9 Abs. 1 Satz 1 Nr. 2"), MOON, provision_of)
    assert isinstance(found, Unresolved)
    assert str(found.nearest) == "mondstg/9/abs-1/satz-1"
    assert "mondstg/9/abs-1/satz-2/nr-2" in map(str, found.candidates)


MANUAL = Code("mondae", "MondAE", "Anwendungserlass über Mondstein", Rank.VERWALTUNGSANWEISUNG)
LETTER = Code("bmf-2031-05-06-x", "BMF v. 6.5.2031, IV X 1", "Schreiben über Mondstein", Rank.VERWALTUNGSANWEISUNG)
DIRECTIVES = {
    "mondae/zu-9": provision("mondae/zu-9", "nr-1", "nr-1.1", "nr-1.1/satz-1", "nr-1.1/satz-2", "nr-2"),
    "mondae/abschn-9.1": provision("mondae/abschn-9.1", "abs-1", "abs-1/satz-1", "abs-1/satz-2"),
    f"{LETTER.key}/schreiben": provision(
        f"{LETTER.key}/schreiben", "nr-1", "nr-1/a", "nr-1/b", "rn-1", "rn-2", "rn-2/satz-1", "rn-2/satz-2", "text-1"
    ),
    f"{LETTER.key}/anlage-1": provision(f"{LETTER.key}/anlage-1", "nr-1", "nr-2"),
}


@pytest.mark.parametrize(
    ("law", "wanted", "address"),
    [
        (MANUAL, "zu-9/nr-1.1/satz-2", "mondae/zu-9/nr-1.1/satz-2"),
        (MANUAL, "zu-9/rn-2", "mondae/zu-9/nr-2"),
        (MANUAL, "abschn-9.1/abs-1/satz-2", "mondae/abschn-9.1/abs-1/satz-2"),
        (LETTER, "schreiben/nr-1/b", f"{LETTER.key}/schreiben/nr-1/b"),
        (LETTER, "schreiben/rn-2/satz-1", f"{LETTER.key}/schreiben/rn-2/satz-1"),
        (LETTER, "schreiben/nr-2", f"{LETTER.key}/schreiben/rn-2"),
        (LETTER, "anlage-1/nr-2", f"{LETTER.key}/anlage-1/nr-2"),
        (LETTER, "", LETTER.key),
    ],
)
def test_places_of_directives(law: Code, wanted: str, address: str) -> None:
    """Directives are resolved as laws are; Nr., Tz. and Rn. are one where only one of them is counted."""
    place = Place(Address.from_id(f"{law.key}/{wanted}".rstrip("/")).steps)
    found = resolve(place, law, lambda address: DIRECTIVES.get(str(address)))
    assert isinstance(found, Resolved), found
    assert str(found.address) == address


@pytest.mark.parametrize(
    ("law", "wanted", "reason"),
    [
        (MANUAL, "zu-10", "MondAE zu § 10 ist nicht im Bestand."),
        (MANUAL, "zu-9/nr-3", "MondAE zu § 9 gibt es, aber keine Nr. 3: vorhanden sind Nr. 1, 1.1 und 2."),
        (MANUAL, "abschn-9.2", "Abschn. 9.2 MondAE ist nicht im Bestand."),
        (
            LETTER,
            "schreiben/rn-3",
            "BMF v. 6.5.2031, IV X 1, Schreiben gibt es, aber keine Rn. 3: vorhanden sind Rn. 1 und 2.",
        ),
        (LETTER, "anlage-2", "BMF v. 6.5.2031, IV X 1, Anlage 2 ist nicht im Bestand."),
    ],
)
def test_places_that_no_directive_has(law: Code, wanted: str, reason: str) -> None:
    """The reason names the directive as it is cited."""
    place = Place(Address.from_id(f"{law.key}/{wanted}").steps)
    found = resolve(place, law, lambda address: DIRECTIVES.get(str(address)))
    assert isinstance(found, Unresolved)
    assert found.reason == reason


def test_what_is_held_abridged_may_exist_all_the_same() -> None:
    """A section from which something is left out ("[…]") doesn't tell that a place in it is none; a whole one does."""
    whole = DIRECTIVES[f"{MANUAL.key}/zu-9"]
    cut = replace(whole, text=f"{whole.text} […]")
    place = Place(Address.from_id(f"{MANUAL.key}/zu-9/nr-3").steps)
    found = resolve(place, MANUAL, lambda _: cut)
    assert isinstance(found, Unresolved)
    assert found.unknown
    assert found.reason == "MondAE zu § 9 ist nur gekürzt im Bestand ([…]), ohne Nr. 3."
    held = resolve(place, MANUAL, lambda _: whole)
    assert isinstance(held, Unresolved)
    assert not held.unknown


def test_a_block_cited_as_one_number_is_found() -> None:
    """An address that names a block, as read by parse, is the block itself."""
    block = Place((Step(StepKind.PARAGRAPH, "14-16"),))
    assert resolve(block, MOON, lambda _: HELD[3]) == Resolved(HELD[3].address)
