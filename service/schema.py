"""The one shape in which answers, refusals and search results leave the house, by HTTP and by ``--json``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from corpus.address import Address
from corpus.citations import Codes, format_address
from corpus.index.base import ScoredPassage
from corpus.model import Rank
from service.model import Answer, CorpusMark, Evidence, Finding, Overtaken, Question, Refusal, Statement, Withheld

RESULT_LIMIT = 100
"""Passages that one search may ask for."""


def whole_characters(text: str) -> str:
    r"""Half a surrogate pair can be written in JSON (``"\ud800"``), but is no character and in no law."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("string_unicode", "Input should be valid Unicode") from None
    return text


Words = Annotated[str, AfterValidator(whole_characters)]


Confirmed = Annotated[
    bool,
    Field(
        description="Wer fragt, bestätigt: Der Wortlaut beschreibt keinen Steuerfall. Hilft nur gegen reason: case, "
        "nie gegen confidential"
    ),
]


class AskRequest(BaseModel):
    """A question to be answered."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "Wie hoch ist die Entfernungspauschale?", "as_of": "2026-06-30"}]},
    )
    question: Words = Field(description="Allgemeine Rechtsfrage auf Deutsch, ohne Angaben zu einem Steuerfall")
    as_of: date | None = Field(None, description="Stichtag; ohne Angabe heute")
    rank: Rank | list[Rank] | None = Field(None, description="Nur Quellen dieses Rangs oder dieser Ränge")
    confirmed: Confirmed = False


class SearchRequest(BaseModel):
    """A search for passages."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"query": "Bekanntgabe Verwaltungsakt", "k": 5}]}
    )
    query: Words = Field(description="Suchwörter, Frage oder Fundstelle")
    k: int = Field(10, ge=1, le=RESULT_LIMIT, description="Zahl der Treffer")
    as_of: date | None = Field(None, description="Stichtag; ohne Angabe heute")
    rank: Rank | list[Rank] | None = Field(None, description="Nur Quellen dieses Rangs oder dieser Ränge")
    confirmed: Confirmed = False


class QuestionOut(BaseModel):
    """The question as it was understood; its text is empty where it must not be kept."""

    text: str
    as_of: date
    rank: list[Rank] | None


class OvertakenOut(BaseModel):
    """A norm cited in the quote of a directive, whose text has changed since the directive was given."""

    label: str
    citation: str
    then: str = Field(description="Adresse in der letzten gespeicherten Fassung, die die Weisung vor sich hatte")
    now: str = Field(description="Adresse in der neueren Fassung; ist die Stelle entfallen, die Vorschrift")
    since: date = Field(description="erster Tag, an dem der andere Wortlaut bekannt ist")
    certain: bool = Field(description="ob die Änderung sicher nach der Weisung liegt")
    gone: bool = Field(description="ob es die Stelle nicht mehr gibt")


class EvidenceOut(BaseModel):
    """A verbatim quote and where it stands: ``text[start:end] == quote`` in the text of ``document``."""

    citation: str
    address: str
    quote: str
    start: int
    end: int
    rank: Rank
    rank_label: str
    document: str
    title: str
    heading: str
    stand: str
    known_from: date | None
    known_until: date | None
    source_url: str
    sha256: str
    issuer: str
    issued: date | None
    notes: list[str]
    page: int | None = Field(description="Seite des gedruckten Originals, wo es Seiten hat")
    overtaken: list[OvertakenOut] = Field(description="Normen, deren Wortlaut sich nach der Weisung geändert hat")
    changes: list[str] = Field(description="wodurch die Weisung geändert, ersetzt oder aufgehoben ist, soweit bekannt")


class LimitOut(BaseModel):
    """A place that limits a statement and is not quoted in the same answer; without ``document`` it is not held."""

    citation: str
    address: str
    document: str | None


class StatementOut(BaseModel):
    """One thing that the answer says, and what proves it."""

    text: str
    evidence: list[EvidenceOut]
    limits: list[LimitOut] = Field(description="Stellen, die die Aussage einschränken und nicht selbst zitiert sind")


class WithheldOut(BaseModel):
    """What the gate stopped, and why."""

    reason: str
    explanation: str
    citation: str


class SearchedOut(BaseModel):
    """What was gone through before refusing."""

    laws: int
    passages: int
    terms: list[str]
    unknown_terms: list[str]


class FindingOut(BaseModel):
    """Something that must not be entered: where it stands in the text as it was sent, and why; never the words."""

    kind: str
    start: int
    end: int
    explanation: str


class RefusalOut(BaseModel):
    """Why there is no answer."""

    reason: str
    message: str
    searched: SearchedOut
    findings: list[FindingOut] = Field(description="Was in der Eingabe nicht stehen darf")
    proposal: str = Field(description="Eine Fassung der Eingabe ohne diese Angaben; leer, wo es keine braucht")


class PassageOut(BaseModel):
    """A passage that was found, best first."""

    rank: int = Field(description="Platz in der Trefferliste, ab 1")
    score: float
    source_rank: Rank = Field(description="Rang der Quelle")
    citation: str
    address: str
    document: str
    heading: str
    text: str
    keyword: str = Field(description="Stichwort des Sachregisters, über das die Stelle gefunden wurde; sonst leer")
    why: dict[str, float] = Field(description="Woraus sich die Wertung zusammensetzt")


class CorpusOut(BaseModel):
    """Which state of which corpus answered."""

    generation: str
    fictional: bool
    notice: str


class AskResponse(BaseModel):
    """Answer or refusal."""

    outcome: Literal["answered", "refused"]
    question: QuestionOut
    statements: list[StatementOut]
    withheld: list[WithheldOut]
    refusal: RefusalOut | None
    passages: list[PassageOut]
    corpus: CorpusOut
    author: str | None = Field(description="Wer formuliert hat: extraktiv (nur Zitate) oder ein Sprachmodell")
    notes: list[str] = Field(description="Hinweise darauf, wie die Antwort entstand")


class SearchResponse(BaseModel):
    """Passages that were found."""

    query: str
    as_of: date
    results: list[PassageOut]
    corpus: CorpusOut


def ask_response(outcome: Answer | Refusal, codes: Codes) -> AskResponse:
    """The public shape of an outcome."""
    return AskResponse(
        outcome="refused" if isinstance(outcome, Refusal) else "answered",
        question=_question(outcome.question),
        statements=[] if isinstance(outcome, Refusal) else [_statement(one, codes) for one in outcome.statements],
        withheld=[_withheld(withheld) for withheld in outcome.withheld],
        refusal=refusal_out(outcome) if isinstance(outcome, Refusal) else None,
        passages=passages_out(outcome.passages, outcome.question.as_of, codes),
        corpus=corpus_out(outcome.corpus),
        author=None if isinstance(outcome, Refusal) else outcome.author,
        notes=list(outcome.notes),
    )


def passages_out(passages: tuple[ScoredPassage, ...], day: date, codes: Codes) -> list[PassageOut]:
    """Ranked passages in their public shape; addresses carry the version of the day."""
    return [_passage(place, scored, day, codes) for place, scored in enumerate(passages, 1)]


def corpus_out(mark: CorpusMark) -> CorpusOut:
    """The corpus that answered."""
    return CorpusOut(generation=mark.generation, fictional=mark.fictional, notice=mark.notice)


def _question(question: Question) -> QuestionOut:
    ranks = None if question.ranks is None else sorted(question.ranks, key=lambda rank: rank.order)
    return QuestionOut(text=question.text, as_of=question.as_of, rank=ranks)


def _statement(statement: Statement, codes: Codes) -> StatementOut:
    return StatementOut(
        text=statement.text,
        evidence=[evidence_out(evidence) for evidence in statement.evidence],
        limits=[_limit(place, codes) for place in statement.limits],
    )


def _limit(place: Address, codes: Codes) -> LimitOut:
    document = str(place.provision) if place.version else None
    return LimitOut(citation=format_address(place.bare, codes), address=str(place), document=document)


def evidence_out(evidence: Evidence) -> EvidenceOut:
    """A quote in its public shape."""
    return EvidenceOut(
        citation=evidence.citation,
        address=str(evidence.address),
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        rank=evidence.rank,
        rank_label=evidence.rank.label,
        document=evidence.document,
        title=evidence.title,
        heading=evidence.heading,
        stand=evidence.stand,
        known_from=evidence.known.start,
        known_until=evidence.known.end,
        source_url=evidence.source_url,
        sha256=evidence.sha256,
        issuer=evidence.issuer,
        issued=evidence.issued,
        notes=list(evidence.notes),
        page=evidence.page,
        overtaken=[overtaken_out(one) for one in evidence.overtaken],
        changes=list(evidence.changes),
    )


def overtaken_out(one: Overtaken) -> OvertakenOut:
    """A changed norm in its public shape."""
    return OvertakenOut(
        label=one.label,
        citation=one.citation,
        then=str(one.then),
        now=str(one.now),
        since=one.since,
        certain=one.certain,
        gone=one.gone,
    )


def _withheld(withheld: Withheld) -> WithheldOut:
    return WithheldOut(reason=withheld.reason, explanation=withheld.explanation, citation=withheld.citation)


def refusal_out(refusal: Refusal) -> RefusalOut:
    """A refusal in its public shape."""
    searched = SearchedOut(
        laws=refusal.searched.laws,
        passages=refusal.searched.passages,
        terms=list(refusal.searched.terms),
        unknown_terms=list(refusal.searched.unknown_terms),
    )
    return RefusalOut(
        reason=refusal.reason,
        message=refusal.message,
        searched=searched,
        findings=findings_out(refusal.findings),
        proposal=refusal.proposal,
    )


def findings_out(findings: tuple[Finding, ...]) -> list[FindingOut]:
    """Findings in their public shape."""
    return [FindingOut(kind=one.kind, start=one.start, end=one.end, explanation=one.explanation) for one in findings]


def _passage(place: int, scored: ScoredPassage, day: date, codes: Codes) -> PassageOut:
    passage = scored.passage
    address = passage.address.at(passage.version_on(day) or "")
    return PassageOut(
        rank=place,
        score=round(scored.score, 6),
        source_rank=passage.rank,
        citation=format_address(passage.address, codes, passage.through),
        address=str(address),
        document=str(address.provision),
        heading=passage.heading,
        text=passage.text,
        keyword=scored.keyword,
        why={name: round(value, 6) for name, value in scored.parts},
    )
