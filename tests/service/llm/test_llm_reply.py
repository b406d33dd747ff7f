"""What is read of a model's reply, and what is a fault."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.llm.language_model import FaultKind, ModelFault
from service.llm.reply import QUOTES, REPLY_LIMIT, STATEMENTS, TEXT_LIMIT, Quoted, Written, read, reply_schema, write

GOOD = '{"statements": [{"text": "Das gilt.", "quotes": [{"passage": 1, "quote": "Das gilt."}]}]}'
WRITTEN = (Written("Das gilt.", (Quoted(1, "Das gilt."),)),)


def statements(*texts: str) -> str:
    """A reply of statements without quotes."""
    return json.dumps({"statements": [{"text": text, "quotes": []} for text in texts]})


@pytest.mark.parametrize("words", [GOOD, f"\n {GOOD}\n", f"```json\n{GOOD}\n```", f"```\n{GOOD}\n```\n"])
def test_the_demanded_form_is_read(words: str) -> None:
    """Also where it stands in a block of code."""
    assert read(words) == WRITTEN


def test_what_is_said_twice_is_said_once() -> None:
    """Small models repeat themselves."""
    assert read(write([*WRITTEN, *WRITTEN])) == WRITTEN


def test_no_statement_is_a_reply() -> None:
    """A model may say that the passages do not answer."""
    assert read('{"statements": []}') == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        # Nothing.
        ("", FaultKind.EMPTY),
        (" \n\t", FaultKind.EMPTY),
        # Prose, and prose around what would be right.
        ("Die Steuer beträgt 14 Prozent.", FaultKind.MALFORMED),
        ("Dabei kann ich leider nicht helfen.", FaultKind.MALFORMED),
        (f"Gern! {GOOD}", FaultKind.MALFORMED),
        (f"{GOOD} Ich hoffe, das hilft.", FaultKind.MALFORMED),
        # Half of it.
        (GOOD[:40], FaultKind.MALFORMED),
        (GOOD[:-1], FaultKind.MALFORMED),
        ("```json\n" + GOOD, FaultKind.MALFORMED),
        # Other JSON.
        ("null", FaultKind.MALFORMED),
        ("[]", FaultKind.MALFORMED),
        ("{}", FaultKind.MALFORMED),
        ('{"statements": "Das gilt."}', FaultKind.MALFORMED),
        ('{"statements": [{"text": "Das gilt."}]}', FaultKind.MALFORMED),
        ('{"statements": [{"text": null, "quotes": []}]}', FaultKind.MALFORMED),
        (GOOD.replace("1", '"1"', 1), FaultKind.MALFORMED),
        (GOOD.replace("1", "true", 1), FaultKind.MALFORMED),
        (GOOD.replace("1", "1.5", 1), FaultKind.MALFORMED),
        (GOOD.replace('"passage"', '"start": 0, "passage"'), FaultKind.MALFORMED),
        ("[" * 5_000, FaultKind.MALFORMED),
        # Characters that nobody sees, or that are none.
        (statements("Das gilt\u202enicht."), FaultKind.MALFORMED),
        (statements("Das gilt\u200b nicht."), FaultKind.MALFORMED),
        (statements("Das gilt.\u001b[2J"), FaultKind.MALFORMED),
        (statements("Das gilt\ud800."), FaultKind.MALFORMED),
        (statements(""), FaultKind.MALFORMED),
        (statements("  "), FaultKind.MALFORMED),
        # Too much of it.
        (GOOD + " " * REPLY_LIMIT, FaultKind.TOO_LONG),
        ("x" * 5_000_000, FaultKind.TOO_LONG),
        (statements(*(f"Das gilt {number}." for number in range(STATEMENTS + 1))), FaultKind.TOO_LONG),
        (statements("x" * (TEXT_LIMIT + 1)), FaultKind.TOO_LONG),
        (write([Written("Das gilt.", (Quoted(1, "gilt"),) * (QUOTES + 1))]), FaultKind.TOO_LONG),
    ],
)
def test_everything_else_is_a_fault(words: str, kind: FaultKind) -> None:
    """Nothing is guessed out of a reply that has not the demanded form."""
    with pytest.raises(ModelFault) as fault:
        read(words)
    assert fault.value.kind is kind


@given(st.text(max_size=200))
def test_no_words_break_the_reader(words: str) -> None:
    """Whatever comes, it is read or it is a fault, and nothing else."""
    with suppress(ModelFault):
        read(words)


def test_a_fault_keeps_the_words_to_itself() -> None:
    """Its message can be logged without a word of the reply in it."""
    with pytest.raises(ModelFault) as fault:
        read("Zauberwortkanarie")
    assert "kanarie" not in str(fault.value).lower()
    assert fault.value.__cause__ is None


def test_what_is_written_is_read_again() -> None:
    """The form in which a model is shown its own statements is the demanded one."""
    assert read(write(WRITTEN)) == WRITTEN


def test_the_schema_allows_nothing_else() -> None:
    """Servers that keep a model to a schema want every object closed."""
    schema = json.dumps(reply_schema())
    assert schema.count('"additionalProperties": false') == 3
    assert "minimum" not in schema
