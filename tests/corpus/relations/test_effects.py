"""What letters do to letters: the table of examples is the specification. All sentences are fictional."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.model import Provision, Unit
from corpus.pages import page_at, page_note, page_starts
from corpus.relations.effects import Effect, EffectKind, effects, effects_of, letter_key

TABLE = Path(__file__).parents[2] / "examples" / "bmf_schreiben" / "effects.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")][1:]


def told(effect: Effect) -> str:
    return "|".join((effect.kind, str(effect.issued), effect.reference, effect.subject))


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_wordings(text: str, expected: str) -> None:
    """Each sentence states what the table says, and names the target verbatim."""
    found = effects(text)
    assert " ".join(map(told, found)) == ("" if expected == "-" else expected)
    assert all(text[effect.start : effect.end] == effect.target for effect in found)


def test_list_of_replaced_letters() -> None:
    """A list of letters below "tritt an die Stelle der BMF-Schreiben vom:" replaces each of them."""
    text = (
        "Dieses Schreiben tritt an die Stelle der BMF-Schreiben vom:\n"
        "3. Februar 2030 IV Z 9 - S 9999/00014/007/005 COO.9999.100.4.1 WoBl I S. 2\n"
        "1. April 2030 IV Z 9 - S 9999/00014/007/038 COO.9999.100.3.1 WoBl I S. 5\n"
        "Es gilt ab sofort."
    )
    assert [(effect.kind, str(effect.issued)) for effect in effects(text)] == [
        (EffectKind.REPLACES, "2030-02-03"),
        (EffectKind.REPLACES, "2030-04-01"),
    ]
    assert effects(text)[0].key == "bmf-2030-02-03-iv-z-9-s-9999-00014-007-005"


def test_places_and_quoted_text() -> None:
    """An effect stands at the innermost place that states it; text that an amendment quotes states nothing."""
    base = Address.from_id("bmf-x/schreiben")
    said = "1. Nummer 4 wird wie folgt gefasst:\n„Das BMF-Schreiben vom 4. März 2019 wird aufgehoben.\nEnde“"
    last = "Das BMF-Schreiben vom 5. März 2019 wird aufgehoben."
    text, first = f"{said}\n{last}", said.index("\n")
    units = (
        Unit(Address.from_id("bmf-x/schreiben/nr-1"), 0, len(said), 3),
        Unit(Address.from_id("bmf-x/schreiben/nr-1/text-1"), first + 1, len(said), first + 1),
        Unit(Address.from_id("bmf-x/schreiben/text-1"), len(said) + 1, len(text), len(said) + 1),
    )
    found = effects_of(Provision(base, "Schreiben", "", text, units))
    assert [(str(one.issued), str(one.address)) for one in found] == [("2019-03-05", "bmf-x/schreiben/text-1")]


def test_key_and_labels() -> None:
    """The key of a letter is made of its day and its GZ; each kind has a word for users."""
    assert (
        letter_key(date(2026, 1, 29), "IV D 1 - S 0062/00121/001/002") == "bmf-2026-01-29-iv-d-1-s-0062-00121-001-002"
    )


def test_pages_are_kept_as_a_note() -> None:
    """Where pages begin is written as a note and read back from it; without the note nothing is known."""
    address = Address.from_id("bmf-x/schreiben")
    provision = Provision(address, "Schreiben", "", "x" * 90, (), notes=(page_note([(0, 2), (40, 3)]),))
    assert page_starts(provision) == ((0, 2), (40, 3))
    assert [page_at(provision, offset) for offset in (0, 39, 40, 89)] == [2, 2, 3, 3]
    assert page_at(Provision(address, "Schreiben", "", "x", ()), 0) is None
