"""What limits a rule is found by the words of the law: beside it, behind it, and in its own sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.model import Provision, Unit
from service.limits import MarkerKind, Span, covered, left_out, limitations, markers

EXAMPLES = Path(__file__).parents[1] / "examples" / "gate_limits.tsv"
PLACE = "mondstg/3"


def rows() -> list[tuple[str, str]]:
    lines = [line for line in EXAMPLES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["vorschrift"], row["grenzen"] or "") for row in csv.DictReader(lines, delimiter="\t")]


def provision(written: str) -> Provision:
    """A provision from its Absätze and sentences, laid out as the parser would."""
    text, units = "", list[Unit]()
    for number, absatz in enumerate(written.split(" || "), 1):
        start = len(text) + bool(text)
        text += f"{chr(10) if text else ''}({number}) "
        body, sentences = len(text), absatz.split(" | ")
        inner = []
        for count, sentence in enumerate(sentences, 1):
            text += " " if count > 1 else ""
            at = Address.from_id(f"{PLACE}/abs-{number}/satz-{count}")
            inner.append(Unit(at, len(text), len(text) + len(sentence), len(text)))
            text += sentence
        units.append(Unit(Address.from_id(f"{PLACE}/abs-{number}"), start, len(text), body))
        units += inner if len(inner) > 1 else []
    return Provision(Address.from_id(PLACE), "§ 3", "Steuer", text, tuple(units))


def short(place: Address) -> str:
    """An address as the table writes it."""
    if place.provision != Address.from_id(PLACE):
        return f"§ {place.steps[0].number}"
    return ".".join(step.number for step in place.inner)


@pytest.mark.parametrize(("written", "expected"), rows())
def test_limits_are_found_by_what_the_law_says(written: str, expected: str) -> None:
    """Each row of the table: which place is limited by which."""
    norm = provision(written)
    places = {(unit.start, unit.end): short(unit.address) for unit in norm.units}
    found = {f"{places[one.start, one.end]} < {short(one.place)}" for one in limitations(norm)}
    assert found == set(filter(None, expected.split("; ")))


def test_a_limit_of_a_nummer_leaves_the_others_alone() -> None:
    """Which Nummer is meant is read from the list before."""
    text = "Befreit sind\n1. Sternwarten,\n2. Museen. Nummer 2 gilt nicht für Händler."
    second = text.index("2. ")
    sentence = text.index("Nummer 2")
    units = (
        Unit(Address.from_id(f"{PLACE}/satz-1"), 0, sentence - 1, 0),
        Unit(Address.from_id(f"{PLACE}/satz-1/nr-1"), 13, second - 1, 16),
        Unit(Address.from_id(f"{PLACE}/satz-1/nr-2"), second, sentence - 1, second + 3),
        Unit(Address.from_id(f"{PLACE}/satz-2"), sentence, len(text), sentence),
    )
    (found,) = limitations(Provision(Address.from_id(PLACE), "§ 3", "", text, units))
    assert (found.start, found.end) == (second, sentence - 1)
    assert found.limits(second, sentence)
    assert not found.limits(13, second - 1)


def test_a_limit_that_is_quoted_itself_is_not_missed() -> None:
    """Who quotes the whole Absatz has quoted the exception."""
    norm = provision("Die Steuer beträgt 5 Euro. | Satz 1 gilt nicht für Sternwarten.")
    (found,) = limitations(norm)
    assert found.limits(*span(norm, "Die Steuer beträgt 5 Euro."))
    assert not found.limits(0, len(norm.text))


def span(norm: Provision, words: str) -> tuple[int, int]:
    start = norm.text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("sentence", "quoted", "missing"),
    [
        ("Der Erwerb ist frei, es sei denn, er dient dem Handel.", ["Der Erwerb ist frei"], "es sei denn"),
        ("Der Erwerb ist frei, wenn er der Forschung dient.", ["Der Erwerb ist frei"], "wenn"),
        ("Wenn der Stein leuchtet, ist der Erwerb frei.", ["ist der Erwerb frei"], "Wenn"),
        ("Nicht frei ist der Erwerb durch Händler.", ["frei ist der Erwerb durch Händler"], "Nicht"),
        ("Der Erwerb ist nicht frei.", ["Der Erwerb ist", "frei."], "nicht"),
        ("Der Erwerb ist frei; dies gilt nicht für Händler.", ["Der Erwerb ist frei"], "dies gilt nicht"),
        ("Der Erwerb ist frei; der Verkauf ist nicht frei.", ["Der Erwerb ist frei"], ""),
        ("Der Erwerb, der im Inland bewirkt wird, ist frei.", ["Der Erwerb", "ist frei"], ""),
        (
            "Der Erwerb ist frei, wenn er der Forschung dient.",
            ["Der Erwerb ist frei, wenn er der Forschung dient."],
            "",
        ),
    ],
)
def test_a_quote_may_not_leave_out_what_limits_its_sentence(sentence: str, quoted: list[str], missing: str) -> None:
    """Exceptions, conditions and negations belong to the words that they limit."""
    norm = provision(sentence)
    spans = [Span(*span(norm, words)) for words in quoted]
    found = left_out(norm, spans, spans)
    assert (missing in norm.text[found.start : found.end]) if found else not missing
    assert bool(missing) == (found is not None)


def test_what_another_quote_of_the_answer_brings_is_not_left_out() -> None:
    """The statement quotes the rule, a companion the exception."""
    norm = provision("Der Erwerb ist frei, es sei denn, er dient dem Handel.")
    rule = Span(*span(norm, "Der Erwerb ist frei"))
    assert left_out(norm, [rule], [rule, Span(*span(norm, ", es sei denn, er dient dem Handel."))]) is None


def test_labels_need_not_be_quoted() -> None:
    """Only words count, not "2." or "a)"."""
    assert covered("2. a) frei", 0, 10, [Span(6, 10)])
    assert not covered("2. a) frei", 0, 10, [Span(0, 6)])


def test_the_table_of_words_is_sound() -> None:
    """Every kind is there, no row twice, and every pattern has a word at both ends."""
    table = markers()
    assert {marker.kind for marker in table} == set(MarkerKind)
    assert len(set(table)) == len(table)
    assert all(marker.words == marker.words.strip(" …") and marker.words for marker in table)
