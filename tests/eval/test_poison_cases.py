"""The cases that the suite deals: the same by seed, with true quotes where only the text lies, false ones where not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.address import Address, StepKind
from corpus.library import Library
from corpus.model import Provision, Unit
from corpus.settings import Home
from eval.cli import register
from eval.poison.case import Case, Kind, Quote
from eval.poison.generator import generate
from eval.poison.ground import Ground
from eval.poison.judge import Judge, Verdict
from eval.poison.limits import Limits, limited_pairs
from eval.poison.mutations import LIES
from eval.poison.report import LetThroughError, demand_soundness, misses, sheet, summed, table
from eval.poison.run import Wish, run
from eval.poison.truths import TRUTHS

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def library(demo_home: Home) -> Iterator[Library]:
    library = Library.open(demo_home)
    yield library
    library.index.close()


@pytest.fixture(scope="module")
def cases(library: Library) -> list[Case]:
    return list(generate(Ground(library.view, library.codes, DAY), 7, 2000, 300))


def stands(quote: Quote, library: Library) -> bool:
    """Whether a quote stands at its offsets, in its unit, in the version of the day."""
    version = library.view.version_on(quote.address.law, DAY)
    held = library.view.provision(quote.address)
    if held is None or version is None or version.day != quote.address.version:
        return False
    unit = (
        held.provision.unit(quote.address)
        if quote.address.inner
        else Unit(quote.address, 0, len(held.provision.text), 0)
    )
    inside = unit is not None and unit.start <= quote.start and quote.end <= unit.end
    return inside and held.provision.text[quote.start : quote.end] == quote.text


def test_the_same_seed_deals_the_same_cases(library: Library, cases: list[Case]) -> None:
    """Figures can be reproduced; another seed deals others."""
    ground = Ground(library.view, library.codes, DAY)
    assert list(generate(ground, 7, 2000, 300)) == cases
    assert list(generate(ground, 8, 2000, 300)) != cases


def test_there_are_both_kinds(cases: list[Case]) -> None:
    """As many as asked for, each once."""
    assert sum(case.is_false for case in cases) == 2000
    assert sum(not case.is_false for case in cases) == 300
    assert len({(case.mutation, case.text, case.quotes) for case in cases}) == len(cases)


def test_only_quote_lies_lie_in_their_quotes(cases: list[Case], library: Library) -> None:
    """Where the text lies, its quotes are true; where the quote lies, one of them is false."""
    for case in cases:
        true = all(stands(quote, library) for quote in case.quotes)
        assert true == (case.kind is not Kind.QUOTE), case


def test_no_lie_is_what_the_law_says(cases: list[Case], library: Library) -> None:
    """A false text over a whole true quote is not the wording of the provision."""
    for case in cases:
        if case.is_false and case.kind not in (Kind.QUOTE, Kind.OMISSION) and case.mutation != "negation-cut-off":
            held = library.view.provision(case.base.provision)
            assert held is not None
            assert case.text not in held.provision.text, case


def test_names_are_unique() -> None:
    """A report names each mutation once."""
    names = [one.name for one in (*LIES, *TRUTHS)]
    assert len(set(names)) == len(names)


def provision(*sentences: str, more: tuple[str, ...] = ()) -> Provision:
    """A fictional § with one Absatz of these sentences, and further Absätze."""
    place = Address.from_id("mondstg/9@2026-02-02")
    text, units = "", []
    for number, absatz in enumerate([list(sentences), *([one] for one in more)], start=1):
        address = Address.from_id(f"mondstg/9/abs-{number}@2026-02-02")
        start = len(text)
        text += f"({number})"
        inner = []
        for count, sentence in enumerate(absatz, start=1):
            text += " "
            satz = Address.from_id(f"mondstg/9/abs-{number}/satz-{count}@2026-02-02")
            inner.append(Unit(satz, len(text), len(text) + len(sentence), len(text)))
            text += sentence
        units += [Unit(address, start, len(text), start + 4), *(inner if len(inner) > 1 else [])]
        text += "\n"
    return Provision(place, "§ 9", "Steuersatz", text.rstrip(), tuple(units))


@pytest.mark.parametrize(
    ("held", "alone"),
    [
        (provision("Der Stein ist steuerbar.", "Der Rat prüft ihn."), True),
        (provision("Der Stein ist steuerbar.", "Das gilt nicht für Staub."), False),
        (provision("Der Stein ist steuerbar, soweit er groß ist.", "Der Rat prüft ihn."), True),
        (provision("Der Stein ist steuerbar.", "Er wird gewogen.", more=("Absatz 1 gilt nicht für Staub.",)), False),
        (provision("Der Stein ist steuerbar.", "Er wird gewogen.", more=("Absatz 2 gilt nicht für Staub.",)), True),
        (
            provision("Der Stein ist steuerbar.", "Er wird gewogen.", more=("Die Absätze 1 bis 3 gelten nur jetzt.",)),
            False,
        ),
    ],
)
def test_what_may_stand_alone(held: Provision, alone: bool) -> None:
    """A sentence is a truth of its own only where nothing beside it, or about its Absatz, limits anything."""
    unit = held.unit(Address.from_id("mondstg/9/abs-1/satz-1"))
    assert unit is not None
    assert Limits(held).alone(unit.start, unit.end) == alone


@pytest.mark.parametrize(
    ("limit", "limited"),
    [
        ("Dies gilt nicht für Staub.", True),
        ("Satz 1 gilt nicht für Staub.", True),
        ("Abweichend von Satz 1 ist Staub frei.", True),
        ("Satz 2 gilt nicht für Staub.", False),
        ("Staub ist nicht steuerbar.", False),
    ],
)
def test_limits_are_certain(limit: str, limited: bool) -> None:
    """Only a sentence that says which rule it limits makes a pair."""
    held = provision("Der Stein ist steuerbar.", limit)
    leaves = [unit for unit in held.units if unit.address.steps[-1].kind is StepKind.SATZ]
    assert bool(list(limited_pairs(held, leaves, Limits(held)))) == limited


def verdict(kind: Kind, accepted: bool, reason: str = "") -> Verdict:
    case = Case(f"{kind}-example", kind, "Text", (), "geändert", Address.from_id("mondstg/9@2026-02-02"))
    return Verdict(case, accepted, reason, "Erklärung" if reason else "", 0.5)


def test_a_falsehood_that_passed_fails_the_run() -> None:
    """In the classes in which that may never be; the message says how many of what."""
    result = summed([verdict(Kind.FIGURE, True), verdict(Kind.FIGURE, False, "figure")], 1, "g")
    with pytest.raises(LetThroughError, match="Zahl 1"):
        demand_soundness(result)


def test_other_misses_do_not_fail_the_run() -> None:
    """A true statement that was withheld, or a role exchanged, is told and not a failure."""
    result = summed([verdict(Kind.TRUE, False, "figure"), verdict(Kind.ROLES, True)], 1, "g")
    demand_soundness(result)
    assert "verfehlt" in table(result)


def test_a_completed_statement_counts_as_right() -> None:
    """Put beside its limiting sentence, a bare rule did not pass as it was, and a true one was not lost."""
    verdicts = [verdict(Kind.OMISSION, False, "completed"), verdict(Kind.TRUE, False, "completed")]
    assert all(one.right for one in verdicts)
    assert [one.accepted for one in summed(verdicts, 1, "g").classes] == [0, 1]


def test_misses_are_listed_by_mutation() -> None:
    """With what was changed and why the gate said no; what went right is not listed."""
    verdicts = [verdict(Kind.NORM, True), verdict(Kind.TRUE, False, "norm"), verdict(Kind.QUOTE, False, "misquoted")]
    told = misses(verdicts, summed(verdicts, 1, "g"))
    assert "## norm-example: 1 von 1 (falsch, durchgelassen)" in told
    assert "[norm: Erklärung]" in told
    assert "## quote-example" not in told


def test_a_run_tells_all_of_its_cases(library: Library, tmp_path: Path) -> None:
    """Every case stands in the file with its verdict, as many as the figures count."""
    wish = Wish(sample=150, seed=3, cases=tmp_path / "cases.jsonl", misses=tmp_path / "misses.md")
    result = run(library, DAY, wish)
    assert wish.cases is not None
    lines = [json.loads(line) for line in wish.cases.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 150 == sum(one.cases for one in result.mutations)
    assert sum(line["accepted"] for line in lines if line["false"]) == sum(
        one.accepted for one in result.classes if one.kind is not Kind.TRUE
    )
    assert wish.misses is not None
    assert wish.misses.read_text(encoding="utf-8").startswith("# ")
    assert sheet(result)["generation"] == library.generation


@pytest.fixture
def app() -> typer.Typer:
    built = typer.Typer()
    built.callback()(lambda: None)
    register(built)
    return built


def test_the_command_tells_figures(app: typer.Typer, demo_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the demonstration corpus as well; the exit code is 1 exactly where something passed that may never."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(demo_home.root.parent))
    result = CliRunner().invoke(app, ["eval", "poison", "--demo", "--sample", "120", "--seed", "5", "--json"])
    told = json.loads(result.stdout)
    passed = [one for one in told["classes"] if one["goal"] == "0" and one["accepted"]]
    assert sum(one["cases"] for one in told["classes"]) == 120
    assert told["seed"] == 5
    assert result.exit_code == bool(passed)


def test_without_law_there_is_nothing_to_poison(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the way to law."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(tmp_path))
    result = CliRunner().invoke(app, ["eval", "poison"])
    assert result.exit_code == 1
    assert "fundstelle ingest" in result.output


def test_the_gate_stops_every_lie_about_the_demonstration_law(library: Library, cases: list[Case]) -> None:
    """No false figure, norm, quote, negation or direction passes; and of the truths almost all are kept."""
    verdicts = list(Judge(library, DAY).judge(cases))
    result = summed(verdicts, 7, library.generation)
    demand_soundness(result)
    kept = next(one for one in result.classes if one.kind is Kind.TRUE)
    assert kept.reached, misses(verdicts, result)
