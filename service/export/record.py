"""The words of the Prüfvermerk: the same in every format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.export.model import Cited, Document, Record
from service.model import EXTRACTIVE
from service.review.model import Level, Overlap, Remark

TITLE = "Prüfvermerk"
CONFIDENTIALITY = "bestanden: keine Angaben zu einem Steuerfall gefunden (§ 30 AO)"
RESPONSIBILITY = (
    "Die Verantwortung für die Richtigkeit in rechtlicher und tatsächlicher Hinsicht bleibt bei dieser Person."
)
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
"""Machine-readable label of a text in which a model wrote (IPTC Digital Source Type)."""


class Property(NamedTuple):
    """A machine-readable property of an export: front matter, document property, JSON field."""

    name: str
    value: str | bool


def properties(record: Record) -> tuple[Property, ...]:
    """What programs read, among it the label that the EU AI Act (Art. 50 VO (EU) 2024/1689) asks for."""
    label = (Property("ai_model", record.model), Property("digital_source_type", SOURCE_TYPE)) if record.model else ()
    return (
        Property("generator", "Fundstelle"),
        Property("purpose", record.purpose.value),
        Property("responsible", record.responsible),
        Property("reviewed_at", record.at.isoformat(timespec="seconds")),
        Property("ai_generated", bool(record.model)),
        *label,
        Property("corpus_generation", record.corpus.generation),
        Property("fictional_law", record.corpus.fictional),
        Property("reviewed_text_sha256", record.text_sha256),
    )


def ai_label(model: str) -> str:
    """What a reader of a text must know in which a model wrote; "" where none did."""
    if not model:
        return ""
    return f"Mit Künstlicher Intelligenz erstellt: An diesem Text hat das Sprachmodell {model} geschrieben."


def lines(record: Record) -> Iterator[tuple[str, str]]:
    """The record as label and words, in the order in which it is read."""
    reviewed = record.reviewed
    yield "Zweck", record.purpose.label
    yield "Verantwortlich", f"{record.responsible}. {RESPONSIBILITY}"
    yield "Zeitpunkt", f"{record.at:%d.%m.%Y, %H:%M} Uhr ({record.at:%z})"
    yield "Stichtag", f"{reviewed.as_of:%d.%m.%Y}"
    yield "Vertraulichkeit", CONFIDENTIALITY
    yield "Diskriminierung (§ 1 AGG)", reviewed.discrimination_summary
    yield "Plagiat", f"{reviewed.plagiarism_summary} {_compared(record)}"
    if reviewed.readability is not None:
        yield "Verständlichkeit", _readability(record)
    yield "Sprachmodell", _author(record)
    yield "Bestand", f"{record.corpus.generation}. {record.corpus.notice}"
    yield "SHA-256 des geprüften Textes", record.text_sha256


def findings(record: Record) -> Iterator[tuple[str, str]]:
    """Every finding with its words, for those who read the record alone."""
    for remark in record.reviewed.remarks:
        if remark.level is not Level.ZITAT:
            yield f"{remark.level.label} {remark.rule}", _remark(remark)
    for overlap in record.reviewed.plagiarism.overlaps:
        yield "Übernahme ohne Beleg", _overlap(overlap)
    if record.reviewed.plagiarism.more:
        yield "Übernahme ohne Beleg", f"und {record.reviewed.plagiarism.more} weitere"


def source_line(source: Cited) -> tuple[str, ...]:
    """A source in the columns of :data:`SOURCE_COLUMNS`."""
    return source.citation, source.stand, source.address, source.sha256


SOURCE_COLUMNS = ("Fundstelle", "Stand", "Adresse", "SHA-256 der Quelldatei")


def sources(document: Document) -> tuple[Cited, ...]:
    """The sources of a document, each once, in the order in which they are cited."""
    proofs = [evidence for statement in document.statements for evidence in statement.evidence]
    found = {
        str(one.address): Cited(one.citation, str(one.address), one.stand, one.source_url, one.sha256) for one in proofs
    }
    return tuple(found.values())


def _compared(record: Record) -> str:
    found = record.reviewed.plagiarism
    told = {0: "keinem früheren Export", 1: "1 früheren Export"}
    earlier = told.get(found.earlier, f"{found.earlier} früheren Exporten")
    return f"Verglichen mit {found.corpus} Vorschriften und {earlier}."


def _readability(record: Record) -> str:
    found = record.reviewed.readability
    if found is None:
        return ""
    score = "zu kurz für eine Angabe" if found.score is None else f"{found.score:.1f}".replace(".", ",")
    return f"Wiener Sachtextformel: {score}; Hinweise: {len(found.hints)}."


def _author(record: Record) -> str:
    if record.model:
        return f"{record.model}. {ai_label(record.model)}"
    return "keines (Antwort nur aus Zitaten)" if record.author == EXTRACTIVE else "keines (nach Angabe)"


def _remark(remark: Remark) -> str:
    return f"»{remark.text}« ({remark.ground}): {remark.explanation} Vorschlag: {remark.suggestion}"


def _overlap(overlap: Overlap) -> str:
    return f"»{overlap.text}« ({overlap.words} Wörter) – {overlap.source.citation}"
