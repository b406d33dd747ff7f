"""Reading the store: by address, by day, by sequence number, and as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.address import Address
from corpus.model import Legislation, Period, Validity
from corpus.store import Neighbours, Store

MARCH, APRIL, MAY, JUNE = date(2031, 3, 1), date(2031, 4, 1), date(2031, 5, 1), date(2031, 6, 1)
FIRST = {"1": "(1) Brunnen.\n(2) Quellen.", "2": "(1) Bäche.", "4": "(1) Seen.", "5": "(1) Moore."}
SECOND = {**FIRST, "2": "(1) Bäche und Flüsse."}
THIRD = {"1": FIRST["1"], "2": SECOND["2"], "4-5": "", "10": "(1) Meere."}
FIRST_PERIOD = Validity("2031-03-01", Period(MARCH, APRIL))
SECOND_PERIOD = Validity("2031-04-01", Period(APRIL, MAY))
THIRD_PERIOD = Validity("2031-05-01", Period(MAY))


def at(text: str) -> Address:
    """An address from its id."""
    return Address.from_id(text)


@pytest.fixture
def laws(make_law) -> tuple[Legislation, ...]:
    """Three successive versions of a law."""
    return tuple(make_law(texts, published=day) for texts, day in ((FIRST, MARCH), (SECOND, APRIL), (THIRD, MAY)))


@pytest.fixture
def filled(store: Store, laws: tuple[Legislation, ...]) -> Store:
    """A store with the three versions, brought in newest first."""
    for law in reversed(laws):
        store.put(law, "a" * 64, law.published or MARCH)
    return store


def text(store: Store, address: str, day: date | None = None) -> str | None:
    """Text of the provision that an address lies in."""
    held = store.view().provision(at(address), day)
    return held.provision.text if held else None


def test_what_goes_in_comes_out(filled: Store, laws: tuple[Legislation, ...]) -> None:
    """Each version is given back as it was parsed, with units, notes, headings, account and Stand."""
    view = filled.view()
    assert tuple(view.document(version) for version in view.versions("brunnstg")) == laws


def test_the_newest_version_of_each_law(filled: Store, make_law) -> None:
    """laws() names one version a law, ordered by key, with all that is told of it."""
    filled.put(make_law(FIRST, published=MARCH, key="aalstg"), "b" * 64, APRIL)
    first, second = filled.view().laws()
    assert (first.law, first.capture_sha256, first.captured_on) == ("aalstg", "b" * 64, APRIL)
    assert (second.law, second.day, second.known, second.fictional) == ("brunnstg", "2031-05-01", Period(MAY), True)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2031, 2, 28), None),
        (MARCH, "(1) Bäche."),
        (date(2031, 3, 31), "(1) Bäche."),
        (APRIL, "(1) Bäche und Flüsse."),
        (date(2050, 1, 1), "(1) Bäche und Flüsse."),
        (None, "(1) Bäche und Flüsse."),
    ],
)
def test_a_provision_on_a_day(filled: Store, day: date | None, expected: str | None) -> None:
    """A day is answered from the version known for it, not at all before the oldest, and by default by the newest."""
    assert text(filled, "brunnstg/2/abs-1", day) == expected


def test_an_address_may_name_its_version(filled: Store) -> None:
    """The version in the address decides, whatever the day; an unknown one gives nothing."""
    assert text(filled, "brunnstg/2@2031-03-01", JUNE) == "(1) Bäche."
    assert text(filled, "brunnstg/2@2031-03-02") is None


def test_a_held_provision_bears_its_version(filled: Store) -> None:
    """Addresses of provision and units are in the version; held names every version with the same text."""
    held = filled.view().provision(at("brunnstg/1/abs-2"), APRIL)
    assert held is not None
    assert str(held.provision.address) == "brunnstg/1@2031-04-01"
    assert str(held.provision.units[3].address) == "brunnstg/1/abs-2@2031-04-01"
    assert held.law == filled.view().version_on("brunnstg", APRIL)
    assert held.held == (FIRST_PERIOD, SECOND_PERIOD, THIRD_PERIOD)


@pytest.mark.parametrize(("number", "found"), [("4", "4-5"), ("4a", "4-5"), ("5", "4-5"), ("6", None), ("10", "10")])
def test_a_repealed_number_is_found_in_its_block(filled: Store, number: str, found: str | None) -> None:
    """A number inside a block of repealed provisions finds the block, a number beside it nothing."""
    held = filled.view().provision(at(f"brunnstg/{number}"))
    assert (held and str(held.provision.address.bare)) == (f"brunnstg/{found}" if found else None)
    assert held is None or held.provision.repealed is ("-" in (found or ""))


def test_what_is_not_held_is_none(filled: Store) -> None:
    """Unknown laws and provisions are values; the oldest version tells since when a law is known."""
    view = filled.view()
    assert view.provision(at("nichtda/1")) is None
    assert view.provision(at("brunnstg/999")) is None
    assert view.provision(at("brunnstg")) is None
    assert view.neighbours(at("brunnstg/999")) == Neighbours(None, None)
    assert view.history(at("brunnstg/999")) == ()
    assert view.versions("nichtda") == ()
    assert view.version("brunnstg", "2031-03-02") is None
    assert view.account("nichtda") is None
    oldest = view.oldest("brunnstg")
    assert oldest is not None
    assert oldest.known.start == MARCH


def test_a_version_of_another_store_is_an_error(store: Store, filled: Store) -> None:
    """Asking for a version that the view doesn't know is a fault of the caller, and says which."""
    version = filled.view().laws()[0]
    with pytest.raises(LookupError, match="Die Fassung 2031-05-01 von BRUNNSTG"):
        store.view(0).document(version)


def test_neighbours_are_in_the_order_of_the_law(filled: Store) -> None:
    """Reading on follows the version of the day; nothing stands before the first and after the last."""
    view = filled.view()

    def beside(number: str, day: date) -> list[str | None]:
        return [one and str(one.address) for one in view.neighbours(at(f"brunnstg/{number}"), day)]

    assert beside("4", MARCH) == ["brunnstg/2@2031-03-01", "brunnstg/5@2031-03-01"]
    assert beside("4", MAY) == ["brunnstg/2@2031-05-01", "brunnstg/10@2031-05-01"]
    assert beside("1", MAY) == [None, "brunnstg/2@2031-05-01"]
    assert beside("10", MAY) == ["brunnstg/4-5@2031-05-01", None]


def test_provisions_of_a_version(filled: Store) -> None:
    """All provisions in the order of the law, at addresses in the version."""
    view = filled.view()
    oldest = view.oldest("brunnstg")
    assert oldest is not None
    assert [str(one.address) for one in view.provisions(oldest)] == [f"brunnstg/{n}@2031-03-01" for n in "1245"]


def test_history_of_a_provision(filled: Store) -> None:
    """Each text once per run of versions that hold it, oldest first; a repeal is the last of them."""
    view = filled.view()
    second = [(edition.provision.text, edition.held) for edition in view.history(at("brunnstg/2/abs-1"))]
    assert second == [("(1) Bäche.", (FIRST_PERIOD,)), ("(1) Bäche und Flüsse.", (SECOND_PERIOD, THIRD_PERIOD))]
    fourth = [(str(edition.provision.address), edition.held) for edition in view.history(at("brunnstg/4"))]
    assert fourth == [("brunnstg/4", (FIRST_PERIOD, SECOND_PERIOD)), ("brunnstg/4-5", (THIRD_PERIOD,))]


def test_editions_hold_every_text_once(filled: Store) -> None:
    """One edition for each text of a provision, with all its periods, newest version first, repealed ones too."""
    found = [(str(one.provision.address), one.provision.text, one.held) for one in filled.view().editions()]
    assert found == [
        ("brunnstg/1", FIRST["1"], (FIRST_PERIOD, SECOND_PERIOD, THIRD_PERIOD)),
        ("brunnstg/2", SECOND["2"], (SECOND_PERIOD, THIRD_PERIOD)),
        ("brunnstg/4-5", "", (THIRD_PERIOD,)),
        ("brunnstg/10", "(1) Meere.", (THIRD_PERIOD,)),
        ("brunnstg/4", "(1) Seen.", (FIRST_PERIOD, SECOND_PERIOD)),
        ("brunnstg/5", "(1) Moore.", (FIRST_PERIOD, SECOND_PERIOD)),
        ("brunnstg/2", "(1) Bäche.", (FIRST_PERIOD,)),
    ]


def test_a_text_that_comes_back_is_one_edition(filled: Store, laws: tuple[Legislation, ...]) -> None:
    """A, B, A gives one edition of A with both periods, so that an index holds it once."""
    filled.put(laws[0], "a" * 64, MARCH)
    filled.put(laws[0], "a" * 64, date(2031, 3, 2))
    view_before = filled.view()
    returned = replace(laws[0], published=JUNE)
    filled.put(returned, "d" * 64, JUNE)
    held = [one.held for one in filled.view().editions() if one.provision.text == "(1) Bäche."]
    assert held == [(FIRST_PERIOD, Validity("2031-03-01", Period(JUNE)))]
    assert [one.held for one in view_before.editions() if one.provision.text == "(1) Bäche."] == [(FIRST_PERIOD,)]


def test_a_view_does_not_see_what_comes_later(store: Store, laws: tuple[Legislation, ...]) -> None:
    """Views at a sequence number answer alike before and after later writing, also those opened anew."""
    store.put(laws[0], "a" * 64, MARCH)
    early = store.view()
    store.put(laws[2], "c" * 64, MAY)
    for view in (early, store.view(early.sequence)):
        assert [version.known for version in view.versions("brunnstg")] == [Period(MARCH)]
        assert view.provision(at("brunnstg/10")) is None
        assert view.fingerprint() == early.fingerprint()
    assert store.view().fingerprint() != early.fingerprint()
    assert store.view(999).sequence == 2


def test_certificates_of_all_laws(filled: Store, laws: tuple[Legislation, ...]) -> None:
    """The completeness certificate of the newest version of each law is kept as it was made."""
    assert list(filled.view().accounts()) == [(filled.view().laws()[0], laws[2].account)]
