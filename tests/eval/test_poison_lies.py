"""Each lie, on law made for it: what it makes of a sentence, and where it must keep its hands off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from corpus.address import Address
from corpus.library import Library
from corpus.model import Provision, Unit
from corpus.settings import Home
from eval.poison.case import Change, Quote
from eval.poison.ground import Base, Ground
from eval.poison.mutations import LIES
from eval.poison.truths import TRUTHS

PLACE = Address.from_id("mondstg/9/abs-1/satz-1@2026-02-02")
MAKERS = {one.name: one.make for one in (*LIES, *TRUTHS)}


@pytest.fixture(scope="module")
def ground(demo_home: Home) -> Iterator[Ground]:
    library = Library.open(demo_home)
    yield Ground(library.view, library.codes, date(2026, 6, 30))
    library.index.close()


def base(text: str) -> Base:
    """A sentence as Satz 1 of an Absatz."""
    whole = f"(1) {text} Das Nähere bestimmt der Rat."
    provision = Provision(
        PLACE.provision,
        "§ 9",
        "Steuersatz",
        whole,
        (
            Unit(PLACE.parent, 0, len(whole), 4),
            Unit(PLACE, 4, 4 + len(text), 4),
            Unit(Address.from_id("mondstg/9/abs-1/satz-2@2026-02-02"), 5 + len(text), len(whole), 5 + len(text)),
        ),
    )
    return Base(provision, (Quote(PLACE, text, 4, 4 + len(text)),))


def made(name: str, text: str, ground: Ground) -> set[str]:
    """All texts that a mutation can make of a sentence."""
    changes = (MAKERS[name](base(text), ground, Random(seed)) for seed in range(60))
    return {change.text for change in changes if change is not None}


def change(name: str, text: str, ground: Ground, seed: int = 0) -> Change:
    found = MAKERS[name](base(text), ground, Random(seed))
    assert found is not None
    return found


ONE = [
    # A nought more or less, or the comma one place further.
    ("figure-decimal", "Es sind 250 Euro.", {"Es sind 2 500 Euro.", "Es sind 25 Euro."}),
    ("figure-decimal", "Die Steuer beträgt 0,30 Euro.", {"Die Steuer beträgt 3,0 Euro."}),
    ("figure-decimal", "Die Steuer beträgt 0 Euro.", set()),
    # A number without a unit is none that could be a sum.
    ("figure-digit", "Es gilt § 14.", set()),
    ("figure-unit", "Die Steuer beträgt 14 Prozent.", {"Die Steuer beträgt 14 Euro."}),
    # The number of a place is not part of the sum behind it.
    ("figure-decimal", "Sie beträgt vorbehaltlich des Absatzes 2 136 Euro.", set()),
    # Two figures change places only where their order matters.
    (
        "figure-swapped",
        "Die Steuer beträgt 5 Euro je Stein, für große Steine 9 Euro.",
        {"Die Steuer beträgt 9 Euro je Stein, für große Steine 5 Euro."},
    ),
    ("figure-swapped", "Die Steuer liegt zwischen 5 Euro je Stein und für alle 9 Euro.", set()),
    ("figure-swapped", "Die Steuer beträgt 5 Euro oder 9 Euro.", set()),
    ("figure-count-word", "Das gilt für zwei Steine.", {"Das gilt für drei Steine."}),
    ("figure-period-unit", "Die Frist beträgt drei Monate.", {"Die Frist beträgt drei Jahre."}),
    ("figure-period-unit", "Die Frist beträgt einen Monat.", {"Die Frist beträgt einen Jahr."}),
    # Negation.
    ("negation-inserted", "Der Stein ist steuerbar.", {"Der Stein ist nicht steuerbar."}),
    (
        "negation-inserted",
        "Dies gilt, wenn er ein Stein ist.",
        {"Dies gilt nicht, wenn er ein Stein ist.", "Dies gilt, wenn er ein Stein nicht ist."},
    ),
    ("negation-inserted", "Der Stein ist nicht steuerbar.", set()),
    ("negation-inserted", "Der Rat prüft, ob der Stein steuerbar ist.", set()),
    ("negation-dropped", "Der Stein ist nicht steuerbar.", {"Der Stein ist steuerbar."}),
    ("negation-dropped", "Der Stein ist noch nicht verzollt.", {"Der Stein ist bereits verzollt."}),
    ("negation-dropped", "Der Stein ist nicht nur klein, sondern auch rund.", set()),
    ("negation-kein-to-ein", "Es besteht kein Anspruch.", {"Es besteht ein Anspruch."}),
    ("negation-ein-to-kein", "Eine Erlaubnis ist zu erteilen.", {"Keine Erlaubnis ist zu erteilen."}),
    # "ein" that belongs to a verb is no article.
    ("negation-ein-to-kein", "Die Hemmung tritt ein.", set()),
    ("negation-opposite", "Der Abzug ist unzulässig.", {"Der Abzug ist zulässig."}),
    ("negation-cut-off", "Nicht steuerbar sind alle kleinen Steine.", {"Steuerbar sind alle kleinen Steine."}),
    # Direction.
    ("comparator-swapped", "Es sind mindestens drei Steine.", {"Es sind höchstens drei Steine."}),
    ("comparator-swapped", "Das gilt vor Beginn oder nach Beginn der Reise.", set()),
    # Duty.
    ("modality-verb", "Der Rat kann prüfen.", {"Der Rat muss prüfen."}),
    ("modality-verb", "Er verlangt, prüfen zu können.", set()),
    ("modality-duty-to-option", "Der Rat hat eine Liste vorzulegen.", {"Der Rat kann eine Liste vorlegen."}),
    ("modality-duty-to-option", "Die Steuer ist neu festzusetzen.", {"Die Steuer kann neu festgesetzt werden."}),
    # Norms in the quote.
    ("norm-list-range", "Die Absätze 1 und 4 gelten entsprechend.", {"Die Absätze 1 bis 4 gelten entsprechend."}),
    # "1 und 2" and "1 bis 2" are the same.
    ("norm-list-range", "Die Absätze 1 und 2 gelten entsprechend.", set()),
    ("norm-inner-satz", "Satz 1 bis 3 gilt entsprechend.", set()),
    # Omissions.
    (
        "omission-condition",
        "Der Stein ist für alle steuerbar, wenn er vom Mond stammt.",
        {"Der Stein ist für alle steuerbar."},
    ),
    # "auch wenn" limits nothing.
    ("omission-condition", "Der Stein ist für alle steuerbar, auch wenn er vom Mond stammt.", set()),
    ("omission-condition", "Der Stein ist nur für solche steuerbar, wenn er vom Mond stammt.", set()),
    (
        "omission-exception",
        "Der Stein ist für alle steuerbar, es sei denn er ist klein.",
        {"Der Stein ist für alle steuerbar."},
    ),
    (
        "omission-front-condition",
        "Wenn der Stein groß ist, ist eine Anzeige zu erstatten.",
        {"Nach § 9 Abs. 1 Satz 1 MondStG ist eine Anzeige zu erstatten."},
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), ONE)
def test_a_lie_says_exactly_this(name: str, text: str, expected: set[str], ground: Ground) -> None:
    """All that a mutation can make of a sentence is known; the empty set says that it keeps its hands off."""
    assert made(name, text, ground) == expected


@pytest.mark.parametrize("name", ["figure-digit", "date-day", "date-month", "date-year", "unicode-figure"])
def test_a_changed_figure_differs_in_one_place(name: str, ground: Ground) -> None:
    """The rest of the sentence stays, and the right figure is gone."""
    text = "Ab dem 14. März 2024 beträgt die Steuer 14 Prozent."
    for lie in made(name, text, ground):
        assert lie != text
        assert len(re.findall(r"\S+", lie)) == len(re.findall(r"\S+", text))


def test_the_wrong_citation_is_no_ancestor(ground: Ground) -> None:
    """The whole Absatz or § is a right citation of a sentence in it, so it never counts as a wrong one."""
    for name in ("norm-cited-section", "norm-cited-absatz", "norm-cited-satz"):
        for text in made(name, "Die Steuer beträgt 14 Prozent.", ground):
            assert not re.search(r"§ 9 (?:Abs\. 1 )?(?:Satz 1 )?MondStG", text)


def test_a_range_of_evidence_is_never_whole(ground: Ground) -> None:
    """An elided "nicht" leaves two true quotes, with nothing but the "nicht" between them."""
    lie = change("negation-elided", "Der Stein ist nicht steuerbar.", ground)
    assert [quote.text for quote in lie.quotes] == ["Der Stein ist", "steuerbar."]
    first, second = lie.quotes
    assert base("Der Stein ist nicht steuerbar.").provision.text[first.end : second.start] == " nicht "


def test_a_reversed_figure_keeps_its_signs(ground: Ground) -> None:
    """Only the mark that turns the direction of writing is added."""
    lie = change("unicode-figure-reversed", "Die Steuer beträgt 14 Prozent.", ground)
    assert lie.text == "Die Steuer beträgt \u202e14\u202c Prozent."


TRUE = [
    ("true-percent", "Es sind 14 Prozent.", {f"Es sind 14{unit}" for unit in (" %.", "%.", " v. H.", " vom Hundert.")}),
    ("true-count-as-figure", "Die Frist beträgt drei Monate.", {"Die Frist beträgt 3 Monate."}),
    ("true-date", "Es gilt der 1. Mai 2024.", {"Es gilt der 1.5.2024.", "Es gilt der 01.05.2024."}),
    ("true-same-words", "Die Steuer beträgt 14 Prozent.", {"Die Steuer beläuft sich auf 14 Prozent."}),
    ("true-same-words", "Hier beträgt die Steuer 14 Prozent.", set()),
    ("true-without-bracket", "Der Stein (§ 2 Abs. 1) ist frei.", {"Der Stein ist frei."}),
    ("true-without-bracket", "Der Stein (ohne seine Fassung) ist frei.", set()),
    (
        "true-according-to",
        "Der Stein ist frei.",
        {f"{lead} § 9 Abs. 1 Satz 1 MondStG ist der Stein frei." for lead in ("Nach", "Gemäß", "Laut")},
    ),
    (
        "true-adverbial",
        "Bei Einfuhr hat der Rat den Stein zu prüfen.",
        {"Der Rat hat bei Einfuhr den Stein zu prüfen."},
    ),
    # What belongs to the noun stays with it.
    ("true-adverbial", "Bei Einfuhr hat der Rat aus Köln den Stein zu prüfen.", set()),
    (
        "true-half",
        "Der Stein ist in allen Fällen steuerbar; der Staub ist in allen Fällen steuerfrei.",
        {"Der Stein ist in allen Fällen steuerbar.", "Der Staub ist in allen Fällen steuerfrei."},
    ),
    # A half that limits the other, or leans on it, is no statement of its own.
    ("true-half", "Der Stein ist in allen Fällen steuerbar; dies ist nicht auf Staub anzuwenden.", set()),
    ("true-half", "Der Stein ist in allen Fällen steuerbar; § 3 ist auf ihn anzuwenden und gilt sinngemäß.", set()),
]


@pytest.mark.parametrize(("name", "text", "expected"), TRUE)
def test_a_truth_says_exactly_this(name: str, text: str, expected: set[str], ground: Ground) -> None:
    """All that a retelling can make of a sentence is known."""
    assert made(name, text, ground) == expected


def test_citations_are_written_in_every_way(ground: Ground) -> None:
    """The short form with a Roman Absatz is one of them."""
    told = made("true-citation", "Der Stein ist frei.", ground)
    ways = ("§ 9 Abs. 1 Satz 1 MondStG", "§ 9 Absatz 1 Satz 1 MondStG", "§ 9 Abs. 1 S. 1 MondStG", "§ 9 I 1 MondStG")
    for way in ways:
        assert f"Nach {way} gilt: Der Stein ist frei." in told
        assert f"Der Stein ist frei ({way})." in told
