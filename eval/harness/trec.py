"""Runs in TREC form, ``query_id Q0 address rank score tag``: written for others, read from other systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from corpus.address import Address
from eval.harness.outcome import MISSING, Ending, Outcome, Place
from eval.topics import TopicsError


class RunFile(NamedTuple):
    """The rankings of a run file by question, and German sentences on lines that could not be used."""

    rankings: dict[str, tuple[Place, ...]]
    faults: tuple[str, ...]


def write_runs(folder: Path, outcomes: Iterable[Outcome], tag: str) -> None:
    """Write ``run.trec`` (places) and ``run-provisions.trec`` (§§, each at the rank of its best place)."""
    known = list(outcomes)
    places = (line for one in known for line in lines(one.query_id, [place.address for place in one.ranking], tag))
    sections = (line for one in known for line in lines(one.query_id, map(_provision, one.ranking), tag))
    (folder / "run.trec").write_text("".join(places), encoding="utf-8")
    (folder / "run-provisions.trec").write_text("".join(sections), encoding="utf-8")


def lines(query_id: str, addresses: Iterable[str], tag: str) -> Iterator[str]:
    """A ranking in TREC form; an address counts where it stands first. The score only tells the rank.

    A passage of several neighbours stands there as the first of them.
    """
    known = list(dict.fromkeys(addresses))
    for rank, address in enumerate(known, 1):
        yield f"{query_id} Q0 {address} {rank} {len(known) - rank + 1} {tag}\n"


def read_run(path: Path) -> RunFile:
    """Read a run file: of each question the addresses by score, ties as the file has them.

    Raises:
        TopicsError: the file is missing or empty, or no line of it can be used.
    """
    try:
        rows = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise TopicsError(f"{path} lässt sich nicht als UTF-8-Text lesen.") from fault
    found: dict[str, dict[str, Place]] = {}
    faults: list[str] = []
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        try:
            query_id, place = _read(row)
        except ValueError as fault:
            faults.append(f"{path}, Zeile {number}: {fault}")
            continue
        if found.setdefault(query_id, {}).setdefault(place.address, place) is not place:
            faults.append(f"{path}, Zeile {number}: {place.address} steht zu »{query_id}« schon weiter oben.")
    if not found:
        raise TopicsError("\n".join([f"{path} enthält keine einzige brauchbare Zeile.", *faults[:20]]))
    ranked = {query_id: _by_score(places.values()) for query_id, places in found.items()}
    return RunFile(ranked, tuple(faults))


def outcome_of(query_id: str, run: RunFile) -> Outcome:
    """What a run file has for a question; nothing is an outcome, too."""
    ranking = run.rankings.get(query_id)
    if ranking is None:
        return Outcome(query_id, Ending.FAILED, MISSING)
    return Outcome(query_id, Ending.FOUND, ranking=ranking)


def _read(row: str) -> tuple[str, Place]:
    parts = row.split()
    if len(parts) != 6:
        raise ValueError(f"Erwartet wird »query_id Q0 Adresse Rang Wert Name«, gefunden: {row.strip()[:60]!r}.")
    query_id, _, name, _, score, _ = parts
    try:
        address = Address.from_id(name).bare
    except ValueError:
        raise ValueError(f"»{name}« ist keine Adresse. Erwartet wird etwa estg/9/abs-4a.") from None
    if not address.provision.steps:
        raise ValueError(f"»{name}« nennt keine Vorschrift. Ein ganzes Gesetz ist keine Fundstelle.")
    try:
        value = float(score)
    except ValueError:
        raise ValueError(f"»{score}« ist keine Zahl.") from None
    if not isfinite(value):
        raise ValueError(f"»{score}« ist keine endliche Zahl.")
    return query_id, Place(str(address), (str(address),), 0, 0, value)


def _by_score(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: -place.score))


def _provision(place: Place) -> str:
    return str(Address.from_id(place.address).provision)
