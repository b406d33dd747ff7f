"""The shape in which a checked text leaves the house, by HTTP and by ``--json``."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from service.check.model import Checked, CheckedSentence, CitationState, FoundCitation, Oddity, Verdict
from service.schema import Confirmed, CorpusOut, EvidenceOut, Words, corpus_out, evidence_out


class CheckRequest(BaseModel):
    """A text to be checked."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Die Entfernungspauschale beträgt 0,30 Euro (§ 9 Abs. 1 Satz 3 Nr. 4 EStG).",
                    "as_of": "2026-06-30",
                }
            ]
        },
    )
    text: Words = Field(description="Deutscher Text, auch Markdown; höchstens 200 kB, ohne Angaben zu einem Steuerfall")
    as_of: date | None = Field(None, description="Stichtag; ohne Angabe heute")
    confirmed: Confirmed = False


class CitationOut(BaseModel):
    """A place that a sentence cites; ``start`` and ``end`` are offsets in the text as given."""

    text: str
    start: int
    end: int
    state: CitationState = Field(description="found, missing, not-held (Gesetz nicht im Bestand) oder no-law")
    citation: str = Field(description="Die Stelle in der einheitlichen Schreibweise; leer, wo es sie nicht gibt")
    address: str
    assumed: bool = Field(description="Das Gesetz ist im Satz nicht genannt; das zuvor genannte wurde angenommen")
    message: str


class OddityOut(BaseModel):
    """A character that looks like another one, or like none."""

    start: int
    end: int
    kind: str = Field(description="confusable, invisible oder direction")
    explanation: str


class SentenceOut(BaseModel):
    """A sentence and its verdict; ``text`` is what the text as given has at ``[start, end)``."""

    text: str
    start: int
    end: int
    verdict: Verdict
    verdict_label: str
    reason: str
    explanation: str
    citations: list[CitationOut]
    evidence: list[EvidenceOut] = Field(description="Der Beleg; wo der Satz nicht belegt ist, der wahre Wortlaut")
    findings: list[OddityOut] = Field(description="Unsichtbare oder verwechselbare Zeichen im Satz")


class SummaryOut(BaseModel):
    """The outcome as a whole."""

    clean: bool = Field(description="Jede Rechtsaussage ist belegt")
    text: str
    counts: dict[Verdict, int]


class CheckResponse(BaseModel):
    """A checked text."""

    as_of: date
    sentences: list[SentenceOut]
    summary: SummaryOut
    corpus: CorpusOut


def check_response(checked: Checked) -> CheckResponse:
    """The public shape of a checked text."""
    return CheckResponse(
        as_of=checked.as_of,
        sentences=[_sentence(one) for one in checked.sentences],
        summary=SummaryOut(
            clean=checked.clean,
            text=checked.summary,
            counts={verdict: checked.count(verdict) for verdict in Verdict},
        ),
        corpus=corpus_out(checked.corpus),
    )


def _sentence(sentence: CheckedSentence) -> SentenceOut:
    return SentenceOut(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        verdict=sentence.verdict,
        verdict_label=sentence.verdict.label,
        reason=sentence.reason,
        explanation=sentence.explanation,
        citations=[_citation(one) for one in sentence.citations],
        evidence=[evidence_out(one) for one in sentence.evidence],
        findings=[_oddity(one) for one in sentence.oddities],
    )


def _citation(found: FoundCitation) -> CitationOut:
    return CitationOut(
        text=found.text,
        start=found.start,
        end=found.end,
        state=found.state,
        citation=found.citation,
        address=found.address,
        assumed=found.assumed,
        message=found.message,
    )


def _oddity(oddity: Oddity) -> OddityOut:
    return OddityOut(start=oddity.start, end=oddity.end, kind=oddity.kind, explanation=oddity.explanation)
