"""Answers, passages and provisions for people at a terminal, and as JSON for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from pydantic import BaseModel

from corpus.library import Library, NothingHeldError
from corpus.model import Rank
from corpus.settings import Home, Settings
from service.ask import Desk, ask, look_up, search
from service.cite import NotCited
from service.desk import build_desk
from service.guard.recogniser import open_recogniser
from service.llm import LanguageModel, ModelSettingError, open_model
from service.model import CorpusMark, Question, Refusal, RefusalReason
from service.schema import (
    AskResponse,
    CorpusOut,
    EvidenceOut,
    OvertakenOut,
    RefusalOut,
    SearchResponse,
    ask_response,
    corpus_out,
    passages_out,
    refusal_out,
)
from service.schema_documents import CiteResponse, RelatedOut, cite_response
from service.verify.composition import JOINT

if TYPE_CHECKING:
    from service.terminal_export import FileWish

OK, REFUSED, USAGE, NOTHING_HELD = 0, 1, 2, 3
"""Exit codes: answered; refused; the question could not be asked; there is no corpus yet."""
_WIDTH = 100
_RELATED = 8
"""Members of a group of related documents that are listed."""
_TOLD_FINDINGS = 20
_TOLD_PROPOSAL = 4_000
"""Findings and characters of a proposal that are shown at a terminal."""


def day_of(moment: datetime | None) -> date:
    """The day of the question: the one given, else today."""
    return moment.date() if moment else datetime.now().astimezone().date()


def ask_once(  # noqa: PLR0913 - the options of the command
    question: str,
    day: date,
    ranks: list[Rank] | None,
    wish: FileWish | None = None,
    *,
    demo: bool,
    as_json: bool,
    confirmed: bool = False,
) -> int:
    """Ask one question, and export the answer where wished; returns the exit code."""
    library = open_library(demo=demo)
    if library is None:
        return NOTHING_HELD
    try:
        model = open_model(Settings())
    except ModelSettingError as error:
        typer.echo(str(error), err=True)
        return USAGE
    desk = desk_over(library, model, home_of(demo=demo).root)
    refused = wish.refused(day, desk) if wish else None
    if refused is not None:
        return refused
    outcome = ask(_question(question, day, ranks, confirmed), desk)
    response = ask_response(outcome, library.codes)
    _print(response, _ask_lines(response), as_json=as_json)
    if isinstance(outcome, Refusal):
        return code_of(outcome)
    return wish.write(outcome, desk) if wish else OK


def search_once(  # noqa: PLR0913 - the options of the command
    query: str,
    k: int,
    day: date,
    ranks: list[Rank] | None,
    *,
    demo: bool,
    as_json: bool,
    confirmed: bool = False,
) -> int:
    """Search once; returns the exit code."""
    library = open_library(demo=demo)
    if library is None:
        return NOTHING_HELD
    found = search(_question(query, day, ranks, confirmed), k, desk_over(library))
    if isinstance(found, Refusal):
        return refuse(found)
    response = SearchResponse(
        query=query,
        as_of=day,
        results=passages_out(found, day, library.codes),
        corpus=corpus_out(CorpusMark(library.generation, library.fictional)),
    )
    _print(response, _search_lines(response), as_json=as_json)
    return OK if response.results else REFUSED


def show_once(reference: str, day: date, *, demo: bool, as_json: bool) -> int:
    """Show the text of a citation; returns the exit code."""
    library = open_library(demo=demo)
    if library is None:
        return NOTHING_HELD
    cited = look_up(reference, day, desk_over(library))
    if isinstance(cited, Refusal):
        return refuse(cited)
    if isinstance(cited, NotCited):
        typer.echo(cited.message, err=True)
        return REFUSED
    response = cite_response(cited, day, library)
    _print(response, _cite_lines(response), as_json=as_json)
    return OK


def open_library(*, demo: bool) -> Library | None:
    """The current corpus; None, with a word on what to do, where there is none yet."""
    try:
        return Library.open(home_of(demo=demo))
    except NothingHeldError as error:
        hint = " Den Vorführbestand baut »fundstelle ingest --demo« auf." if demo else ""
        typer.echo(f"{error}{hint}", err=True)
        return None


def home_of(*, demo: bool) -> Home:
    """The home that is asked."""
    settings = Settings()
    return Home.demo(settings) if demo else Home.real(settings)


def desk_over(library: Library, model: LanguageModel | None = None, home: Path | None = None) -> Desk:
    """A desk as the settings want it."""
    return build_desk(library, model=model, recogniser=open_recogniser(Settings().recogniser), home=home)


def _question(text: str, day: date, ranks: list[Rank] | None, confirmed: bool) -> Question:
    return Question(text, day, frozenset(ranks) if ranks else None, confirmed)


def refuse(refusal: Refusal) -> int:
    """Say on the error output why something may not come in; returns the exit code."""
    told = refusal_out(refusal)
    typer.echo("\n".join([indented(told.message, ""), *guarded_lines(told)]), err=True)
    return code_of(refusal)


def guarded_lines(refusal: RefusalOut) -> Iterator[str]:
    """What was found in a text that may not come in, and a wording that may."""
    for finding in refusal.findings[:_TOLD_FINDINGS]:
        yield indented(f"   Zeichen {finding.start + 1} bis {finding.end}: {finding.explanation}", "     ")
    if len(refusal.findings) > _TOLD_FINDINGS:
        yield f"   … insgesamt {len(refusal.findings)} Stellen."
    if refusal.proposal:
        yield indented(f"Vorgeschlagene Fassung: {refusal.proposal[:_TOLD_PROPOSAL]}", "   ")
    if refusal.reason == RefusalReason.CASE:
        yield "Beschreibt der Text keinen Fall, so gilt er mit --confirmed unverändert."


def code_of(refusal: Refusal) -> int:
    """The exit code of a refusal."""
    return USAGE if refusal.reason.is_invalid_request else REFUSED


def _print(response: BaseModel, lines: Iterator[str], *, as_json: bool) -> None:
    typer.echo(response.model_dump_json(indent=2) if as_json else "\n".join(lines))


def _ask_lines(response: AskResponse) -> Iterator[str]:
    yield from banner(response.corpus)
    for number, statement in enumerate(response.statements, 1):
        yield f"{number}. " + indented(statement.text)
        in_own_words = statement.text != JOINT.join(evidence.quote for evidence in statement.evidence)
        for evidence in statement.evidence:
            yield from [indented(f"   »{evidence.quote}«")] if in_own_words else []
            yield from evidence_lines(evidence)
        if statement.limits:
            yield indented(f"   Eingeschränkt auch durch {', '.join(limit.citation for limit in statement.limits)}")
        yield ""
    if response.refusal:
        yield indented(f"Keine Antwort. {response.refusal.message}", "")
        yield from guarded_lines(response.refusal)
        searched = response.refusal.searched
        if searched.passages:
            yield f"Durchsucht: {searched.passages} Stellen in {searched.laws} Gesetzen und Verordnungen."
        if searched.unknown_terms:
            yield f"Nirgends im Bestand: {', '.join(searched.unknown_terms)}."
        yield from (f"   Nächster Treffer: {passage.citation}" for passage in response.passages[:3])
    for withheld in response.withheld:
        yield f"Zurückgehalten: {withheld.explanation}"
    yield from response.notes
    yield f"Stichtag {response.question.as_of:%d.%m.%Y} · Bestand {response.corpus.generation}"
    yield response.corpus.notice


def evidence_lines(evidence: EvidenceOut) -> Iterator[str]:
    """Where a quote stands."""
    yield f"   → {evidence.citation} · {evidence.rank_label}{_given(evidence.issuer, evidence.issued)}"
    yield f"     Stand: {evidence.stand}; bekannt {_period(evidence.known_from, evidence.known_until)}"
    yield f"     {evidence.source_url}"
    yield f"     {evidence.address} [{evidence.start}:{evidence.end}]{_page(evidence.page)}"
    yield from (f"     {note}" for note in evidence.notes)
    yield from (f"     ! {change}" for change in evidence.changes)
    yield from overtaken_lines(evidence.overtaken, "     ")


def overtaken_lines(found: Sequence[OvertakenOut], indent: str = "") -> Iterator[str]:
    """The norms whose text has changed since a directive was given, with the addresses of both texts."""
    for one in found:
        now = "nicht mehr vorhanden in" if one.gone else "jetzt"
        yield f"{indent}! {one.label}: {one.citation} lautet anders, bekannt seit {one.since:%d.%m.%Y}"
        yield f"{indent}  damals {one.then}, {now} {one.now}"


def related_lines(found: Sequence[RelatedOut]) -> Iterator[str]:
    """How other documents stand to the shown one, a group for each kind; long groups are cut, and say so."""
    for label, group in groupby(found, key=lambda one: one.label):
        members = list(group)
        yield f"{label}:"
        for one in members[:_RELATED]:
            often = f" ({one.count}-mal)" if one.count > 1 else ""
            rank = f" · {one.rank_label}" if one.rank and one.rank.order > 1 else ""
            note = f" – {one.note}" if one.note else ""
            yield indented(f"   {one.citation}{often}{rank}{note}", "      ")
        if len(members) > _RELATED:
            yield f"   … und {len(members) - _RELATED} weitere (alle mit --json)"


def _search_lines(response: SearchResponse) -> Iterator[str]:
    yield from banner(response.corpus)
    for result in response.results:
        yield f"{result.rank:>3}. {result.citation}  {result.heading}  ({result.score:.4f})"
        if result.keyword:
            yield f"     gefunden über Stichwort »{result.keyword}«"
        yield "     " + textwrap.shorten(result.text, _WIDTH, placeholder=" …")
    if not response.results:
        yield "Keine Stelle gefunden."


def _cite_lines(response: CiteResponse) -> Iterator[str]:
    yield from banner(response.corpus)
    yield f"{response.citation}  {response.heading}"
    yield ""
    yield indented(response.text, "")
    yield ""
    yield f"Stand: {response.stand}; bekannt {_period(response.known_from, response.known_until)}"
    yield f"{response.source_url}"
    yield f"{response.address} [{response.start}:{response.end}] · sha256 {response.sha256}{_page(response.page)}"
    yield response.rank_label + _given(response.issuer, response.issued)
    yield from response.notes
    yield from overtaken_lines(response.overtaken)
    yield from related_lines(response.related)
    yield response.corpus.notice


def banner(corpus: CorpusOut) -> Iterator[str]:
    """Fictional law says so first."""
    if corpus.fictional:
        yield "*** FIKTIVES RECHT ***"


def _given(issuer: str, issued: date | None) -> str:
    """Who issued a directive, and when; nothing for statutes."""
    day = f", {issued:%d.%m.%Y}" if issuer and issued else ""
    return f" · {issuer}{day}" if issuer else ""


def _page(page: int | None) -> str:
    """The page of the printed original, where there is one."""
    return f" · S. {page} des Originals" if page else ""


def _period(start: date | None, end: date | None) -> str:
    since = f"seit {start:%d.%m.%Y}" if start else "seit unbekannt"
    return f"{since} bis vor {end:%d.%m.%Y}" if end else since


def indented(text: str, indent: str = "   ") -> str:
    """Lines of a width that can be read."""
    lines = (textwrap.fill(line, _WIDTH, subsequent_indent=indent) for line in text.split("\n"))
    return f"\n{indent}".join(lines)
