"""The shape in which a reviewed text leaves the house, by HTTP and by ``--json``."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from service.review.model import Hint, Level, Overlap, Quoted, Remark, Reviewed
from service.review.purpose import Purpose
from service.schema import Confirmed, CorpusOut, Words, corpus_out

_EXAMPLE: JsonDict = {
    "text": "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage. Rentner sind mit dem Vordruck überfordert.",
    "purpose": "oeffentlichkeit",
    "as_of": "2026-06-30",
}


class ReviewRequest(BaseModel):
    """A text to be reviewed before it goes out."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})
    text: Words = Field(description="Deutscher Text, auch Markdown; höchstens 300 kB, ohne Angaben zu einem Steuerfall")
    purpose: Purpose = Field(
        Purpose.RECHERCHE,
        description="recherche, vermerk oder oeffentlichkeit (dann mit Sprachhinweisen)",
    )
    as_of: date | None = Field(None, description="Stichtag für die Fundstellen im Text; ohne Angabe heute")
    confirmed: Confirmed = False


class SourceOut(BaseModel):
    """Where words were taken from; without ``document`` it is a text that was exported earlier."""

    citation: str
    document: str | None
    start: int
    end: int
    quote: str
    stand: str
    source_url: str
    sha256: str


class OverlapOut(BaseModel):
    """Words that stand elsewhere, too, without evidence: ``text[start:end]``, and beside them the source's words."""

    start: int
    end: int
    text: str
    words: int
    source: SourceOut
    others: list[str] = Field(description="Weitere Stellen mit demselben Wortlaut, höchstens drei")


class QuotedOut(BaseModel):
    """Words that stand elsewhere, too, and are quoted with evidence."""

    start: int
    end: int
    citation: str


class PlagiarismOut(BaseModel):
    """The comparison with the corpus and with earlier exports."""

    summary: str
    overlaps: list[OverlapOut]
    quoted: list[QuotedOut]
    more: int = Field(description="Übernahmen über die aufgeführten hinaus")
    provisions: int = Field(description="Zahl der verglichenen Vorschriften")
    exports: int = Field(description="Zahl der verglichenen früheren Exporte")


class RemarkOut(BaseModel):
    """A statement or word that may discriminate."""

    start: int
    end: int
    text: str
    level: Level = Field(description="befund, hinweis oder zitat (Wortlaut einer belegten Quelle)")
    level_label: str
    rule: str
    ground: str = Field(description="Merkmal nach § 1 AGG")
    explanation: str
    suggestion: str


class DiscriminationOut(BaseModel):
    """The check for discrimination."""

    summary: str
    remarks: list[RemarkOut]


class HintOut(BaseModel):
    """Something that makes the text hard to read."""

    start: int
    end: int
    text: str
    rule: str
    explanation: str


class ReadabilityOut(BaseModel):
    """How hard the text is to read; ``score`` is the first Wiener Sachtextformel."""

    score: float | None = Field(description="Erste Wiener Sachtextformel: etwa die Schulstufe, 4 bis 15")
    sentences: int
    words: int
    hints: list[HintOut]


class ReviewResponse(BaseModel):
    """A reviewed text."""

    as_of: date
    purpose: Purpose
    clean: bool = Field(description="Weder eine Übernahme ohne Beleg noch ein Befund zur Diskriminierung")
    summary: str
    plagiarism: PlagiarismOut
    discrimination: DiscriminationOut
    readability: ReadabilityOut | None = Field(description="Nur für den Zweck oeffentlichkeit")
    corpus: CorpusOut


def review_response(reviewed: Reviewed) -> ReviewResponse:
    """The public shape of a reviewed text."""
    found = reviewed.plagiarism
    return ReviewResponse(
        as_of=reviewed.as_of,
        purpose=reviewed.purpose,
        clean=reviewed.clean,
        summary=reviewed.summary,
        plagiarism=PlagiarismOut(
            summary=reviewed.plagiarism_summary,
            overlaps=[_overlap(one) for one in found.overlaps],
            quoted=[_quoted(one) for one in found.quoted],
            more=found.more,
            provisions=found.corpus,
            exports=found.earlier,
        ),
        discrimination=DiscriminationOut(
            summary=reviewed.discrimination_summary, remarks=[_remark(one) for one in reviewed.remarks]
        ),
        readability=_readability(reviewed),
        corpus=corpus_out(reviewed.corpus),
    )


def _overlap(overlap: Overlap) -> OverlapOut:
    source = overlap.source
    return OverlapOut(
        start=overlap.start,
        end=overlap.end,
        text=overlap.text,
        words=overlap.words,
        source=SourceOut(
            citation=source.citation,
            document=source.document or None,
            start=source.start,
            end=source.end,
            quote=source.quote,
            stand=source.stand,
            source_url=source.source_url,
            sha256=source.sha256,
        ),
        others=list(overlap.others),
    )


def _quoted(quoted: Quoted) -> QuotedOut:
    return QuotedOut(start=quoted.start, end=quoted.end, citation=quoted.citation)


def _remark(remark: Remark) -> RemarkOut:
    return RemarkOut(
        start=remark.start,
        end=remark.end,
        text=remark.text,
        level=remark.level,
        level_label=remark.level.label,
        rule=remark.rule,
        ground=remark.ground,
        explanation=remark.explanation,
        suggestion=remark.suggestion,
    )


def _readability(reviewed: Reviewed) -> ReadabilityOut | None:
    found = reviewed.readability
    if found is None:
        return None
    return ReadabilityOut(
        score=found.score, sentences=found.sentences, words=found.words, hints=[_hint(one) for one in found.hints]
    )


def _hint(hint: Hint) -> HintOut:
    return HintOut(start=hint.start, end=hint.end, text=hint.text, rule=hint.rule, explanation=hint.explanation)
