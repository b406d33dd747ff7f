"""The fictional statutes go through the real parser without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.address import Address
from corpus.model import Legislation, NoteKind, Provision, Rank
from ingest import demo
from ingest.markup.gii_norm import Naming, parse

FILES = [(day, slug) for day in demo.DAYS for slug in demo.SLUGS]
LAW, ORDINANCE = demo.SLUGS


def parsed(day: str, slug: str) -> Legislation:
    named = demo.SLUGS[slug]
    xml = (Path(demo.__file__).parent / day / f"{slug}.xml").read_bytes()
    return parse(xml, Naming(named.key), f"https://{demo.HOST}/{slug}/", fictional=True)


def provision(law: Legislation, address: str) -> Provision:
    (found,) = [each for each in law.provisions if str(each.address) == address]
    return found


@pytest.mark.parametrize(("day", "slug"), FILES)
def test_account_balances(day: str, slug: str) -> None:
    """Every character lies in one unit or a named class of non-law; nothing in the Stand is left unread."""
    law = parsed(day, slug)
    assert law.account.findings == ()
    assert law.account.complete
    assert law.stand.warnings == ()
    assert law.stand.date is not None
    assert str(law.published) == day
    assert law.rank is (Rank.GESETZ if slug == LAW else Rank.VERORDNUNG)
    assert (law.abbreviation, law.title) == (demo.SLUGS[slug].abbreviation, demo.SLUGS[slug].title)


@pytest.mark.parametrize(
    ("slug", "address", "words"),
    [
        (LAW, "mondstg/2/abs-1/nr-8/c/bb", "bb) im Fernabsatz."),
        (LAW, "mondstg/5/abs-1/satz-1/nr-3", "3. der Erwerb von Mondstein durch Erbfall;"),
        (LAW, "mondstg/9/abs-1/satz-1", "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage."),
        (LAW, "mondstg/9/abs-1/satz-3/tabelle-1/zeile-5", "über 50 bis 250 Gramm\t180\t260"),
        (LAW, "mondstg/9/abs-2/satz-1/nr-1/b/aa", "aa) zu Übungszwecken oder"),
        (LAW, "mondstg/9/abs-4", "(4) (weggefallen)"),
        (LAW, "mondstg/9/abs-4a/satz-3", "Satz 1 gilt nicht, soweit der Stein mehr als 250 Gramm wiegt."),
        (LAW, "mondstg/16/abs-3-4", "(3) und (4) (weggefallen)"),
        (LAW, "mondstg/28/abs-1/strich-2", "– zur Rückgabe gestohlener Steine an den Eigentümer,"),
        (LAW, "mondstg/anlage-2/text-1/nr-2/b/bb", "bb) nach dem Schliff;"),
        (ORDINANCE, "mondstdv/2/abs-2/satz-2", "Andernfalls ist ein Abschlag von 35 Prozent vorzunehmen."),
        (ORDINANCE, "mondstdv/7/abs-1/tabelle-1/zeile-5", "Polgebiet\t70"),
        (ORDINANCE, "mondstdv/anlage/tabelle-1/zeile-5", "M\tMeteorit"),
    ],
)
def test_places_hold_their_words(slug: str, address: str, words: str) -> None:
    """Each kind of place, down to Doppelbuchstabe and table row, is found at its address with its words."""
    place = Address.from_id(address)
    holder = provision(parsed(demo.DAYS[-1], slug), str(place.provision))
    unit = holder.unit(place)
    assert unit is not None
    assert holder.text[unit.start : unit.end] == words


def test_closing_words_belong_to_the_sentence_before_the_list() -> None:
    """What follows a list and ends its sentence lies in that sentence."""
    holder = provision(parsed(demo.DAYS[-1], LAW), "mondstg/4")
    unit = holder.unit(Address.from_id("mondstg/4/abs-1"))
    assert unit is not None
    assert holder.text[unit.start : unit.end].endswith(
        "wenn für den Mondstein nicht bereits Mondsteinsteuer entrichtet worden ist."
    )


def test_formula_stands_as_picture() -> None:
    """The formula of § 8 is told by its alternative text."""
    text = provision(parsed(demo.DAYS[-1], LAW), "mondstg/8").text
    assert "[Abbildung: Formel: Mindestwert gleich Gewicht in Gramm mal Richtwert je Gramm" in text


def test_repealed_provisions_are_kept() -> None:
    """Blocks and the provision repealed between the versions are facts of the current law."""
    gone = [
        str(each.address) for slug in demo.SLUGS for each in parsed(demo.DAYS[-1], slug).provisions if each.repealed
    ]
    assert gone == ["mondstg/17-19", "mondstg/27", "mondstdv/15-16"]


def test_application_is_noted() -> None:
    """The editors' note on § 27a sends the reader to the rule of application."""
    notes = provision(parsed(demo.DAYS[-1], LAW), "mondstg/27a").notes
    assert [note.text for note in notes if note.kind is NoteKind.ANWENDUNG] == ["§ 27a: Zur Anwendung vgl. § 35 Abs. 4"]


def test_headings_stand_above_the_provisions() -> None:
    """Part and section of a provision are its context, outermost first."""
    law = parsed(demo.DAYS[-1], LAW)
    assert provision(law, "mondstg/25").context == (
        "Teil 4 Register, Pflichten und Aufsicht",
        "Abschnitt 2 Aufsicht und Herkunft",
    )
