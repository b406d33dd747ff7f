"""The table of sentences about fictional law, each with what is to be thought of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from service.ask import Desk
from service.check.model import Verdict
from service.check.run import check

DAY = date(2026, 6, 30)
TABLE = Path(__file__).parents[2] / "examples" / "check" / "sentences.tsv"
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\n")


def spelled(text: str) -> str:
    """A text of the table with its escapes read."""
    return ESCAPE.sub(lambda found: "\n" if found[0] == "\\n" else chr(int(found[1] or found[2], 16)), text)


def table() -> list[tuple[str, list[str]]]:
    """The rows: text and what is expected of each sentence."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return [(spelled(text), expected.split()) for text, expected in rows]


@pytest.mark.parametrize(("text", "expected"), table())
def test_every_row_has_its_verdicts(desk: Desk, text: str, expected: list[str]) -> None:
    """Verdict by verdict, and where the table names the reason, the reason, too."""
    checked = check(text, DAY, desk)
    found = [f"{one.verdict}/{one.reason}" for one in checked.sentences]
    assert len(found) == len(expected), found
    for sentence, wanted in zip(checked.sentences, expected, strict=True):
        told = f"{sentence.verdict}/{sentence.reason}" if "/" in wanted else sentence.verdict.value
        assert told == wanted, sentence.explanation


@pytest.mark.parametrize(("text", "expected"), table())
def test_every_verdict_is_told_and_proved(desk: Desk, text: str, expected: list[str]) -> None:
    """Sentences and citations stand at their offsets; explanations are German sentences; quotes are the law's words."""
    for sentence in check(text, DAY, desk).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.explanation
        assert (sentence.verdict is Verdict.SUPPORTED) <= bool(sentence.evidence)
        assert (sentence.verdict is Verdict.CONTRADICTED) <= bool(sentence.evidence), expected
        for citation in sentence.citations:
            assert text[citation.start : citation.end] == citation.text
            assert bool(citation.address) != bool(citation.message)
        for evidence in sentence.evidence:
            held = desk.library.view.provision(evidence.address)
            assert held is not None
            assert held.provision.text[evidence.start : evidence.end] == evidence.quote


def test_the_table_is_long_enough() -> None:
    """Every verdict has its rows."""
    verdicts = {wanted.split("/")[0] for _, expected in table() for wanted in expected}
    assert len(table()) >= 100
    assert verdicts == set(Verdict)


def test_what_contradicts_is_shown_with_the_true_wording(desk: Desk) -> None:
    """The figure that differs is named, and the quote has the true one."""
    (sentence,) = check("Die Verfolgung verjährt in fünf Jahren (§ 30 Abs. 3 MondStG).", DAY, desk).sentences
    assert "drei Jahre" in sentence.explanation
    assert sentence.evidence[0].quote == "Die Verfolgung verjährt in drei Jahren."
    assert sentence.evidence[0].citation == "§ 30 Abs. 3 MondStG"


def test_a_missing_exception_is_shown(desk: Desk) -> None:
    """The rule and, behind it, what limits it."""
    (sentence,) = check(
        "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage (§ 9 Abs. 1 Satz 1 MondStG).", DAY, desk
    ).sentences
    assert "Es fehlt die Ausnahme in § 9 Abs. 4a" in sentence.explanation
    assert sentence.evidence[-1].citation.startswith("§ 9 Abs. 4a")


def test_a_citation_that_names_no_law_takes_the_one_before_and_says_so(desk: Desk) -> None:
    """Flagged in the citation and in the explanation; not beyond its paragraph."""
    text = "Das MondStG regelt es. Nach § 30 Abs. 3 verjährt die Verfolgung in drei Jahren.\n\nSo auch § 30 Abs. 3."
    inside, outside = (one for one in check(text, DAY, desk).sentences if one.citations)
    assert inside.verdict is Verdict.SUPPORTED
    assert inside.citations[0].assumed
    assert "angenommen" in inside.explanation
    assert outside.verdict is Verdict.NO_SOURCE
    assert not outside.citations[0].assumed


def test_a_text_is_checked_for_a_day(desk: Desk) -> None:
    """What was law in 2025 is contradicted in 2026, and the other way round."""
    old = "Die Steuer beträgt 12 Prozent der Bemessungsgrundlage (§ 9 Abs. 1 Satz 1 MondStG)."
    now, then = check(old, DAY, desk).sentences[0], check(old, date(2025, 6, 30), desk).sentences[0]
    assert now.verdict is Verdict.CONTRADICTED
    assert then.verdict is not Verdict.CONTRADICTED
    assert check(old, date(1999, 1, 1), desk).sentences[0].verdict is Verdict.NO_SOURCE


def test_the_summary_counts_and_names(desk: Desk) -> None:
    """Counts for each verdict; clean only where every claim is supported."""
    good = check("Hallo! Die Verfolgung verjährt in drei Jahren (§ 30 Abs. 3 MondStG).", DAY, desk)
    assert good.clean
    assert good.summary == "Die einzige Rechtsaussage ist belegt."
    bad = check("Die Verfolgung verjährt in fünf Jahren (§ 30 Abs. 3 MondStG). Siehe § 999 MondStG.", DAY, desk)
    assert not bad.clean
    assert bad.summary.startswith("Von 2 Rechtsaussagen ist keine belegt. Nicht belegt: 1 widerlegt und 1 mit einer ")
    silent = check("Guten Tag!", DAY, desk)
    assert silent.clean
    assert silent.summary == "Der Text enthält keine Rechtsaussage."


def test_a_foreign_text_says_that_only_german_is_checked(desk: Desk) -> None:
    """Explained in the summary; nothing of it is supported."""
    checked = check(
        "The tax is 14 percent of the tax base. It shall be paid by the dealer for each quarter.", DAY, desk
    )
    assert not checked.german
    assert "nur deutscher Text" in checked.summary
    assert checked.count(Verdict.NO_SOURCE) == 2


def test_the_log_hears_no_word_of_the_text(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Only how many sentences there were, and whether all was well (§ 30 AO)."""
    with caplog.at_level("DEBUG"):
        check("Ein Kanarienvogel schuldet 4711 Euro (§ 9 MondStG).", DAY, desk)
    assert "sentences=1" in caplog.text
    assert "Kanarienvogel" not in caplog.text
    assert "4711" not in caplog.text
