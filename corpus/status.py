"""``fundstelle status``: what is held, from when, in which generation, and the completeness certificate."""

from __future__ import annotations

import json
from dataclasses import dataclass

import typer
from rich.console import Console
from rich.table import Table

from corpus import status_register, status_relations
from corpus.database import open_database
from corpus.generations import Generation, GenerationError, Generations
from corpus.index import VectorFacts
from corpus.index.layout import Layout
from corpus.index.vectors import read_facts
from corpus.library import codes_of
from corpus.model import Account, Version
from corpus.relations import Dangling, Targets, report
from corpus.settings import Home
from corpus.store import Store, View

OK, INCOMPLETE, NOTHING_HELD = 0, 1, 3
"""Exit codes: all well; an account does not balance; there is no corpus yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be told beside the list of what is held."""

    certificate: bool = False
    relations: bool = False
    dangling: bool = False
    register: bool = False


def print_status(home: Home, wanted: Wanted, *, as_json: bool) -> int:
    """Tell what is held in a home; returns the exit code."""
    try:
        generation = Generations(home.index).current()
    except GenerationError as error:
        typer.echo(str(error), err=True)
        return NOTHING_HELD
    view = Store(open_database(home.database_url)).view()
    laws = view.laws()
    accounts = tuple(view.accounts()) if wanted.certificate else ()
    if as_json:
        told = _as_json(home, generation, view, accounts) | _relations_json(view, wanted) | _register_json(view, wanted)
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print_state(home, generation, view, laws)
        _print_relations(view, wanted)
        if wanted.register:
            status_register.print_register(codes_of(view), [law.law for law in laws])
        if wanted.certificate:
            _print_certificate(accounts)
    if not laws:
        return NOTHING_HELD
    return OK if all(account.complete for _, account in accounts) else INCOMPLETE


def _relations_json(view: View, wanted: Wanted) -> dict[str, object]:
    """The relations for programs: the summary, and what was asked for one by one."""
    found = tuple(Targets(view, codes_of(view)).all())
    told: dict[str, object] = {"relations": status_relations.summary_json(report(found), complete=view.are_related())}
    if wanted.relations:
        told["relation_list"] = [status_relations.relation_json(*one) for one in found]
    if wanted.dangling:
        loose = (one for one in found if isinstance(one[1], Dangling))
        told["dangling_list"] = [status_relations.relation_json(*one) for one in loose]
    return told


def _register_json(view: View, wanted: Wanted) -> dict[str, object]:
    if not wanted.register:
        return {}
    return {"register": status_register.register_json([law.law for law in view.laws()])}


def _print_relations(view: View, wanted: Wanted) -> None:
    codes = codes_of(view)
    found = tuple(Targets(view, codes).all())
    told = report(found)
    if wanted.relations:
        status_relations.print_relations(found, codes)
    if wanted.dangling:
        status_relations.print_dangling(told.loose, codes)
    status_relations.print_summary(told, complete=view.are_related())


def _as_json(
    home: Home, generation: Generation | None, view: View, accounts: tuple[tuple[Version, Account], ...]
) -> dict[str, object]:
    return {
        "home": str(home.root),
        "generation": generation.id if generation else None,
        "counts": dict(generation.manifest.counts) if generation else {},
        "vectors": facts._asdict() if generation and (facts := _vectors(generation)) else None,
        "indexed": bool(generation and generation.manifest.sequence == view.sequence),
        "laws": [
            {
                "key": law.law,
                "abbreviation": law.abbreviation,
                "title": law.title,
                "rank": law.rank,
                "stand": str(law.stand),
                "stand_date": law.stand.date.isoformat() if law.stand.date else None,
                "version": law.day,
                "versions": len(view.versions(law.law)),
                "fictional": law.fictional,
            }
            for law in view.laws()
        ],
        "certificate": [
            {
                "key": law.law,
                "characters": account.total,
                "classes": dict(account.classes),
                "complete": account.complete,
                "findings": list(account.findings),
            }
            for law, account in accounts
        ],
    }


def _print_state(home: Home, generation: Generation | None, view: View, laws: tuple[Version, ...]) -> None:
    console = Console()
    if not laws:
        console.print(
            f"In {home.root} ist noch kein Recht aufgenommen. Nächster Schritt: fundstelle ingest "
            "(mit --mirror, --import oder Netzzugang); zum Ausprobieren: fundstelle demo",
            markup=False,
        )
        return
    table = Table("Gesetz", "Titel", "Fassung", "Fassungen", "Stand", title=str(home.root))
    for law in laws:
        stand = f"{law.stand.date:%d.%m.%Y}" if law.stand.date else "ohne Angabe"
        table.add_row(law.abbreviation, law.title[:60], law.day, str(len(view.versions(law.law))), stand)
    console.print(table)
    if any(law.fictional for law in laws):
        console.print("FIKTIVES RECHT: Dies ist der Vorführbestand.", style="bold")
    console.print(_index_sentence(generation, view), markup=False)


def _index_sentence(generation: Generation | None, view: View) -> str:
    if generation is None:
        return "Es gibt noch kein Verzeichnis: »fundstelle ingest« baut es auf."
    passages = dict(generation.manifest.counts).get("passages", 0)
    created = f"{generation.manifest.created_at.astimezone():%d.%m.%Y %H:%M}"
    state = f"Verzeichnis {generation.id}: {passages} Stellen, erstellt {created}."
    facts = _vectors(generation)
    state += (
        f" Gesucht wird auch nach Bedeutung ({facts.passages} Stellen, {facts.keywords} Stichwörter; {facts.embedder})."
        if facts
        else " Die Bedeutungen (Vektoren) fehlen noch: »fundstelle vectors« oder der laufende Dienst berechnet sie."
    )
    if generation.manifest.sequence != view.sequence:
        return f"{state} Neueres ist gespeichert, aber noch nicht verzeichnet: »fundstelle ingest« vollendet es."
    return state


def _vectors(generation: Generation) -> VectorFacts | None:
    return read_facts(Layout(generation.directory))


def _print_certificate(accounts: tuple[tuple[Version, Account], ...]) -> None:
    """The account per law: where each non-blank character of the source went."""
    table = Table("Gesetz", "Zeichen", "Rechtstext", "daneben", "Anteil", title="Vollständigkeitsnachweis")
    for law, account in accounts:
        classes = dict(account.classes)
        text = classes.pop("Rechtstext", 0)
        beside = ", ".join(f"{name} {count}" for name, count in classes.items() if count)
        share = sum(count for _, count in account.classes) / account.total if account.total else 1.0
        mark = f"{share:.2%}".replace(".", ",") if account.complete else "NICHT VOLLSTÄNDIG"
        table.add_row(law.abbreviation, str(account.total), str(text), beside, mark)
        for finding in account.findings:
            table.add_row("", "", "", finding, "")
    console = Console()
    console.print(table)
    complete = sum(account.complete for _, account in accounts)
    console.print(f"Vollständig: {complete} von {len(accounts)} Gesetzen und Verordnungen.")
