"""The shape of an export's request, and of an export as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from corpus.model import Rank
from service.export.model import NAME_LIMIT, Document, Format, Record
from service.export.record import CONFIDENTIALITY, SOURCE_TYPE, ai_label
from service.review.purpose import Purpose
from service.schema import Confirmed, EvidenceOut, Words, evidence_out, whole_characters
from service.schema_review import ReviewResponse, review_response

_WHOLE = AfterValidator(whole_characters)
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LIMIT), _WHOLE]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=NAME_LIMIT), _WHOLE]
_EXAMPLE: JsonDict = {
    "question": "Wie hoch ist die Entfernungspauschale?",
    "format": "docx",
    "purpose": "vermerk",
    "responsible": "A. Muster",
}


class ExportRequest(BaseModel):
    """A question whose answer is to be exported, or a text."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})
    question: Words | None = Field(None, description="Allgemeine Rechtsfrage; statt eines Textes")
    text: Words | None = Field(None, description="Text bis 300 kB; statt einer Frage")
    format: Format = Field(description="md, docx oder json")
    purpose: Purpose = Field(description="recherche, vermerk oder oeffentlichkeit")
    responsible: Name = Field(description="Name der verantwortlichen Person, wie er im Prüfvermerk stehen soll")
    title: Line = Field("", description="Überschrift")
    model: Line = Field("", description="Zu einem Text: das Sprachmodell, das daran geschrieben hat; leer, wenn keines")
    as_of: date | None = Field(None, description="Stichtag; ohne Angabe heute")
    rank: Rank | list[Rank] | None = Field(None, description="Zu einer Frage: nur Quellen dieses Rangs")
    confirmed: Confirmed = False

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.question is None) == (self.text is None):
            raise PydanticCustomError("question_or_text", "Exactly one of question and text")
        return self


class ExportedStatement(BaseModel):
    """A statement of an exported answer, with its evidence."""

    text: str
    evidence: list[EvidenceOut]


class DocumentOut(BaseModel):
    """What was exported: statements of an answer, or paragraphs of a text."""

    title: str
    question: str | None
    as_of: date
    statements: list[ExportedStatement]
    paragraphs: list[str]
    notes: list[str]


class CitedOut(BaseModel):
    """A source of the document."""

    citation: str
    address: str
    stand: str
    source_url: str
    sha256: str


class AiLabelOut(BaseModel):
    """The label of what a model wrote (Art. 50 VO (EU) 2024/1689)."""

    ai_generated: bool
    model: str | None
    digital_source_type: str | None
    notice: str


class RecordOut(BaseModel):
    """The Prüfvermerk."""

    purpose: Purpose
    responsible: str
    reviewed_at: datetime
    confidentiality: str
    review: ReviewResponse
    sources: list[CitedOut]
    author: str = Field(description="extraktiv (nur Zitate), ein Sprachmodell, oder leer: von Menschen geschrieben")
    ai_label: AiLabelOut
    reviewed_text_sha256: str


class ExportResponse(BaseModel):
    """A document with its record."""

    document: DocumentOut
    record: RecordOut


def export_response(document: Document, record: Record) -> ExportResponse:
    """The public shape of an export."""
    return ExportResponse(document=_document(document), record=_record(record))


def _document(document: Document) -> DocumentOut:
    return DocumentOut(
        title=document.title,
        question=document.question or None,
        as_of=document.as_of,
        statements=[
            ExportedStatement(text=one.text, evidence=[evidence_out(proof) for proof in one.evidence])
            for one in document.statements
        ],
        paragraphs=list(document.paragraphs),
        notes=list(document.notes),
    )


def _record(record: Record) -> RecordOut:
    return RecordOut(
        purpose=record.purpose,
        responsible=record.responsible,
        reviewed_at=record.at,
        confidentiality=CONFIDENTIALITY,
        review=review_response(record.reviewed),
        sources=[
            CitedOut(
                citation=one.citation,
                address=one.address,
                stand=one.stand,
                source_url=one.source_url,
                sha256=one.sha256,
            )
            for one in record.sources
        ],
        author=record.author,
        ai_label=AiLabelOut(
            ai_generated=bool(record.model),
            model=record.model or None,
            digital_source_type=SOURCE_TYPE if record.model else None,
            notice=ai_label(record.model),
        ),
        reviewed_text_sha256=record.text_sha256,
    )
