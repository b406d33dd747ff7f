"""The tables of the gate: one row, one test. Each rule names what differs, and what the source says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.citations import format_address
from corpus.model import Period, Rank
from service.ask import Desk
from service.model import Evidence, Found, Question, Searched, Statement
from service.verify.additions import nothing_added
from service.verify.bench import Bench, Finding, Rule
from service.verify.figures import figures_agree
from service.verify.norms import norms_agree
from service.verify.polarity import polarity_agrees
from service.verify.roles import roles_agree

TABLES = Path(__file__).parents[2] / "examples" / "gate"
VERSION = "2026-02-02"
PLACE = "mondstg/9/abs-4a/satz-2"
RULES: tuple[Rule, ...] = (figures_agree, norms_agree, polarity_agrees, roles_agree, nothing_added)


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


ROWS = [(name, row) for name in ("figures", "norms", "polarity", "roles", "additions") for row in rows(name)]


@pytest.fixture(scope="module")
def bench(desk: Desk) -> Bench:
    found = Found((), (), (), 1.0, Searched())
    return Bench(desk.library, Question("Was regelt § 9 MondStG?", date(2026, 6, 30)), found)


def stated(bench: Bench, text: str, quotes: str, places: str = PLACE) -> Statement:
    """A statement with its quotes; " || " divides several."""
    evidence = []
    for quote, place in zip(quotes.split(" || "), places.split(" || "), strict=True):
        address = Address.from_id(place).at(VERSION)
        evidence.append(
            Evidence(
                citation=format_address(address.bare, bench.library.codes),
                address=address,
                quote=quote,
                start=0,
                end=len(quote),
                rank=Rank.GESETZ,
                document=str(address.provision),
                heading="",
                title="",
                stand="",
                known=Period(None),
                source_url="",
                sha256="",
            )
        )
    return Statement(text, tuple(evidence))


def objection(bench: Bench, statement: Statement) -> Finding | None:
    return next((finding for rule in RULES if (finding := rule(statement, bench))), None)


def test_the_tables_are_large_enough() -> None:
    """Together they hold at least 200 examples, none of them twice, with true and false ones in each."""
    assert len(ROWS) >= 200
    assert len({tuple(row) for _, row in ROWS}) == len(ROWS)
    for name in ("figures", "norms", "polarity", "roles", "additions"):
        assert {row[2] == "ok" for table, row in ROWS if table == name} == {True, False}


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[f"{name}: {row[0]} < {row[1]}" for name, row in ROWS])
def test_row(bench: Bench, row: list[str]) -> None:
    """The first rule that objects does so for the reason that the table says."""
    text, quotes, expected, *places = row
    found = objection(bench, stated(bench, text, quotes, *places))
    assert (found.reason if found else "ok") == expected


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[f"{name}: {row[1]}" for name, row in ROWS])
def test_a_quote_proves_itself(bench: Bench, row: list[str]) -> None:
    """What says its quotes word for word is never objected to."""
    _, quotes, _, *places = row
    statement = stated(bench, " […] ".join(quotes.split(" || ")), quotes, *places)
    assert objection(bench, statement) is None


@pytest.mark.parametrize("row", [row for _, row in ROWS if row[2] != "ok"], ids=lambda row: row[0])
def test_an_objection_is_told_in_german(bench: Bench, row: list[str]) -> None:
    """The explanation is a German sentence that names the place of the quote."""
    text, quotes, _, *places = row
    statement = stated(bench, text, quotes, *places)
    found = objection(bench, statement)
    assert found is not None
    assert found.explanation.endswith(".")
    assert any(one.citation in found.explanation for one in statement.evidence)
    assert found.evidence in statement.evidence


def test_a_false_amount_is_named_with_the_true_one(bench: Bench) -> None:
    """A reader sees both amounts and where the true one stands."""
    found = objection(bench, stated(bench, "Die Abgabe beträgt 0,38 Euro.", "Die Abgabe beträgt 0,30 Euro."))
    assert found is not None
    assert found.explanation == (
        "Die Aussage nennt 0,38 Euro; im Zitat von § 9 Abs. 4a Satz 2 MondStG steht 0,30 Euro."
    )


def test_an_invented_place_is_named_as_such(bench: Bench) -> None:
    """The explanation says that the place doesn't exist."""
    found = objection(bench, stated(bench, "Nach § 999 MondStG ist Staub frei.", "Staub ist frei."))
    assert found is not None
    assert "§ 999 MondStG gibt es nicht" in found.explanation


def test_an_inserted_negation_is_shown_with_the_true_words(bench: Bench) -> None:
    """A reader sees the clause as it stands."""
    found = objection(bench, stated(bench, "Der Abzug ist nicht zulässig.", "Der Abzug ist zulässig."))
    assert found is not None
    assert "„nicht“" in found.explanation
    assert "„Der Abzug ist zulässig" in found.explanation


@pytest.mark.parametrize(
    "text",
    ["", "\ue000\ue001", "(" * 500, "§" * 300, "1." * 300, "nicht " * 400, "\x00\x85\u2028", "§ 9 " * 200, "²³½⅓ ٣"],
)
def test_odd_texts_are_read_without_a_fault(bench: Bench, text: str) -> None:
    """Whatever is written, the rules answer; a reading ends."""
    objection(bench, stated(bench, text, "Die Steuer wird erhoben."))
    objection(bench, stated(bench, "Die Steuer wird erhoben.", f"Die Steuer wird erhoben. {text}"))
