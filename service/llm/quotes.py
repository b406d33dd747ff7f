"""The quotes that a model claims -> Evidence. Where words stand is found out here; no model is believed about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.address import Address
from corpus.citations import Codes
from service.evidence import claimed, evidence_at, innermost
from service.llm.prompt import Shown
from service.llm.reply import Quoted, Written
from service.model import Evidence, Statement


def statement(written: Written, shown: Sequence[Shown], codes: Codes) -> Statement:
    """A model's statement with its evidence; a quote that stands nowhere stays with it, so that the gate names it."""
    return Statement(written.text, tuple(_evidence(one, shown, codes) for one in written.quotes))


def _evidence(quoted: Quoted, shown: Sequence[Shown], codes: Codes) -> Evidence:
    source = next((one for one in shown if one.number == quoted.passage), None)
    if source is None:
        return _from_nowhere(quoted, shown[0], codes)
    passage, text = source.passage, source.held.provision.text
    start = text.find(quoted.quote, passage.start, passage.end) if quoted.quote else -1
    if start < 0:
        return claimed(source.held, passage.address, passage.start, quoted.quote, codes)
    end = start + len(quoted.quote)
    return evidence_at(source.held, innermost(source.held.provision, start, end), start, end, codes)


def _from_nowhere(quoted: Quoted, pattern: Shown, codes: Codes) -> Evidence:
    """Evidence for a number that no passage had: it names no law, so that the gate finds no such place."""
    place = Address("", pattern.passage.address.provision.steps)
    unfounded = claimed(pattern.held, pattern.passage.address, 0, quoted.quote, codes)
    return replace(
        unfounded,
        citation=f"Stelle {quoted.passage} (dem Sprachmodell nicht vorgelegt)",
        address=place,
        document="",
        heading="",
        title="",
        stand="",
        source_url="",
        sha256="",
        notes=(),
    )
