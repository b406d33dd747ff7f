"""Identifiers in every spelling, and the numbers of law that are none."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.library import Library
from service.guard import Guard, Screen, identifiers
from service.guard.reading import read
from service.guard.steuernummer import is_valid
from service.model import CorpusMark, Finding, Question, RefusalReason

DAY = date(2026, 6, 30)

# The tax administration's own examples, one for each Land (own form, unified form).
EXAMPLES = [
    ("93815/08152", "2893081508152"),
    ("181/815/08155", "9181081508155"),
    ("21/815/08150", "1121081508150"),
    ("048/815/08155", "3048081508155"),
    ("75 815 08152", "2475081508152"),
    ("02/815/08156", "2202081508156"),
    ("013 815 08153", "2613081508153"),
    ("079/815/08151", "4079081508151"),
    ("24/815/08151", "2324081508151"),
    ("133/8150/8159", "5133081508159"),
    ("22/815/08154", "2722081508154"),
    ("010/815/08182", "1010081508182"),
    ("201/123/12340", "3201012312340"),
    ("101/815/08154", "3101081508154"),
    ("29/815/08158", "2129081508158"),
    ("151/815/08156", "4151081508156"),
]

FOUND = [
    ("idnr", "Die IdNr. ist 02476291358.", "02476291358"),
    ("idnr", "Was gilt für 86 095 742 719?", "86 095 742 719"),
    ("idnr", "Was gilt für ８６０９５７４２７１９?", "８６０９５７４２７１９"),
    ("idnr", "IdNr.:\n86095\u200b742719", "86095\u200b742719"),
    ("idnr", "Identifikationsnummer 86095742718", "86095742718"),
    ("steuernummer", "St.-Nr. 93815/08153", "93815/08153"),
    ("steuernummer", "Steuernummer 133 / 8150 /\n8159 bitte", "133 / 8150 /\n8159"),
    ("ust-idnr", "USt-IdNr. DE136695976", "DE136695976"),
    ("ust-idnr", "Lieferung an ATU13585627", "ATU13585627"),
    ("w-idnr", "W-IdNr. DE136695976-00001", "DE136695976-00001"),
    ("iban", "auf DE89 3704 0044 0532 0130 00 bei der Bank", "DE89 3704 0044 0532 0130 00"),
    ("iban", "DE88 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
    ("iban", "Konto in Österreich: AT611904300234573201", "AT611904300234573201"),
    ("bic", "BIC: COBADEFFXXX", "COBADEFFXXX"),
    ("sozialversicherung", "Versicherungsnummer 65 170839 J 003", "65 170839 J 003"),
    ("ausweis", "Personalausweis T220001293", "T220001293"),
    ("kennzeichen", "der Pkw OE-AB 123 wird privat genutzt", "OE-AB 123"),
    ("e-mail", "an erika.musterfrau@example.org schreiben", "erika.musterfrau@example.org"),
    ("telefon", "Rückruf unter 02761 941500", "02761 941500"),
    ("telefon", "+49 171 5551234", "+49 171 5551234"),
    ("anschrift", "Olper Straße 12, 57462 Olpe", "Olper Straße 12, 57462 Olpe"),
    ("anschrift", "Karl-Müller-Str. 3a", "Karl-Müller-Str. 3a"),
    ("geburtsdatum", "geboren am 12.03.1980", "12.03.1980"),
    ("geburtsdatum", "geb. 3. Mai 1955", "3. Mai 1955"),
    ("aktenzeichen", "Kassenzeichen 4711/0815", "4711/0815"),
    ("aktenzeichen", "Verfahren 123 Js 4567/23", "123 Js 4567/23"),
]

PASSING = [
    "Was entschied der BFH mit Urteil vom 12. Mai 2022, VI R 1/18, BStBl II 2022, 123?",
    "FG Köln, Az. 12 K 345/22 E; EuGH C-446/03; ECLI:DE:BFH:2020:U.290120.VIR118.0",
    "BMF vom 29.1.2026, GZ: IV D 2 - S 0316/00128/005/088, DOK: COO.7005.100.2.12452742",
    "BMF IV C 5 - S 2353/19/10011 :006, DOK 2020/1229128, BGBl. 2024 I Nr. 108",
    "Gilt § 9 Abs. 1 Satz 3 Nr. 4 EStG bei 12.500 Euro und 30 Kilometern auch 2024?",
    "Kinder, die vor dem 2. Januar 1955 geboren sind, und Personen, die nach dem 31.12.2008 geboren wurden",
    "Ist der Arbeitsweg 12 Kilometer lang, und was gilt für Stellplatz 3?",
    "Was steht in DA-KG 2025 und in R 9.1 LStR?",
    "Artikel 12 der Richtlinie 2006/112/EG, BT-Drs. 20/12345",
    "Muss eine Rechnung Steuernummer oder USt-IdNr. nennen (§ 14 Abs. 4 Nr. 2 UStG)?",
]


def findings(text: str) -> tuple[Finding, ...]:
    objection = Screen()(text)
    return objection.findings if objection else ()


@pytest.mark.parametrize(("own", "unified"), EXAMPLES)
def test_the_administrations_examples_of_all_laender(own: str, unified: str) -> None:
    """Both forms are valid; with another check digit neither is."""
    for number in (re.sub(r"\D", "", own), unified):
        assert is_valid(number)
        assert not is_valid(number[:-1] + str((int(number[-1]) + 1) % 10)) or len(number) < 13
    for spelled in (own, unified):
        assert [finding.kind for finding in findings(f"Was gilt für {spelled} im Jahr?")] == ["steuernummer"]


@pytest.mark.parametrize(("kind", "text", "words"), FOUND)
def test_identifiers_are_found_where_they_stand(kind: str, text: str, words: str) -> None:
    """Kind, offsets in the text as it was entered, and an explanation that repeats nothing."""
    found = findings(text)
    assert (kind, words) in [(one.kind, text[one.start : one.end]) for one in found]
    assert all(words not in one.explanation for one in found)


@pytest.mark.parametrize("text", PASSING)
def test_law_and_its_references_pass(text: str) -> None:
    """Nothing of what lawyers cite is an identifier."""
    assert findings(text) == ()


def test_mistyped_numbers_need_their_word() -> None:
    """With a wrong check digit a number counts only where it is announced, and the explanation says why."""
    assert findings("Was gilt für 2324081508153 im Jahr?") == ()
    (found,) = findings("Was gilt für St.-Nr. 2324081508153 im Jahr?")
    assert "Prüfziffer" in found.explanation


def test_the_proposal_can_be_asked() -> None:
    """What stands in the place of findings is none itself."""
    for _, text, words in FOUND:
        objection = Screen()(text)
        assert objection
        assert objection.reason is RefusalReason.CONFIDENTIAL
        assert words not in objection.proposal
        again = Screen()(objection.proposal)
        assert again is None or again.reason is not RefusalReason.CONFIDENTIAL


def test_the_refusal_holds_no_word_of_the_text() -> None:
    """Not even in its question."""
    refusal = Guard(CorpusMark("g", fictional=True))(Question("Kassenzeichen 4711/0815 erlassen?", DAY))
    assert refusal
    assert "4711" not in repr(refusal)


PIECES = st.sampled_from(
    [
        "1",
        "12",
        " ",
        "/",
        ".",
        "-",
        "DE",
        "A",
        "Straße ",
        "Steuernummer ",
        "IBAN ",
        "@",
        "a.",
        "Herr ",
        "Müller",
        " in ",
        "\u200b",
        "ß",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=600).map("".join))
def test_hostile_texts_are_read_in_order(text: str) -> None:
    """Findings lie in the text, in order and apart; a reading is never longer than what NFKC can make of the text."""
    reading = read(text)
    assert len(reading.text) == len(reading.starts) == len(reading.ends) <= 18 * len(text)
    found = findings(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_every_reading_maps_back(text: str) -> None:
    """Each character of a reading comes from a stretch of the original, in its order."""
    reading = read(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(reading.starts, reading.ends, strict=True))
    assert list(reading.starts) == sorted(reading.starts)
    assert "  " not in reading.text


def test_a_demonstration_law_passes_whole(desk: object) -> None:
    """No sentence of the fictional law names a case."""
    library: Library = desk.library  # type: ignore[attr-defined]
    texts = [provision.text for law in library.view.laws() for provision in library.view.provisions(law)]
    assert texts
    assert [text for text in texts if list(identifiers.find(read(text).text))] == []
