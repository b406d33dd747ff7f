"""The guard's figures as people read them, beside python-stdnum and (where installed) Presidio on the same cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from stdnum import bic, iban
from stdnum.de import idnr, stnr, vat

from eval import guard_presidio
from eval.guard import Measured, Specimen, Tally, specimens

_LANDS = {
    "BW": "Baden-Württemberg", "BY": "Bayern", "BE": "Berlin", "BB": "Brandenburg", "HB": "Bremen", "HH": "Hamburg",
    "HE": "Hessen", "MV": "Mecklenburg-Vorpommern", "NI": "Niedersachsen", "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz", "SL": "Saarland", "SN": "Sachsen", "ST": "Sachsen-Anhalt", "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}  # fmt: skip
"""The Länder by the names that python-stdnum knows them by."""


class Beside(NamedTuple):
    """What another tool makes of the same identifiers: valid ones known, mistyped ones taken for valid."""

    tool: str
    kind: str
    known: int
    valid: int
    taken: int
    mistyped: int


def report(measured: Measured, count: int) -> str:
    """All tables, and the figures beside their goals."""
    others = stdnum_on(specimens(count))
    lines = [f"{'Kennungen':<26} {'gültig':>18} {'falsche Prüfziffer':>28} {'Genauigkeit':>18}    eingestuft als"]
    lines += [_line(kind, measured) for kind in dict.fromkeys(tally.kind for tally in measured.tallies)]
    lines += ["", "Steuernummern je Land (gültig, eigene und 13-stellige Form): " + _by_land(measured.tallies)]
    lines += [
        "",
        "Sätze",
        *(_sentences(one.name, one.stopped, one.total, one.unseen_stopped, one.unseen) for one in measured.sentences),
    ]
    lines += ["", f"Bestand: {measured.corpus_stopped} von {measured.corpus} Sätzen abgelehnt {dict(measured.alarms)}"]
    lines += ["", "Zum Vergleich python-stdnum (die Nummer allein vorgelegt, ohne Satz)"]
    lines += [
        f"  {one.kind:<20} gültige {one.known}/{one.valid}, falsche für gültig gehalten {one.taken}/{one.mistyped}"
        for one in others
    ]
    lines += ["", *guard_presidio.report(specimens(max(1, count // 8)), "ein Achtel dieser Kennungen in ihren Sätzen")]
    return "\n".join([*lines, "", *map(str, measured.figures())])


def as_record(measured: Measured) -> dict[str, object]:
    """The figures and counts for programs."""
    return {
        "figures": [figure.as_record() for figure in measured.figures()],
        "identifiers": [tally._asdict() for tally in measured.tallies],
        "sentences": [one._asdict() for one in measured.sentences],
        "corpus": {"sentences": measured.corpus, "refused": measured.corpus_stopped, "kinds": dict(measured.alarms)},
    }


def _line(kind: str, measured: Measured) -> str:
    """Recall of valid and mistyped ones, precision against the corpus, and what they were taken for."""
    sure = [tally for tally in measured.tallies if tally.kind == kind and tally.valid]
    near = [tally for tally in measured.tallies if tally.kind == kind and not tally.valid]
    taken: dict[str, int] = {}
    for tally in (*sure, *near):
        for name, number in tally.taken_for:
            taken[name] = taken.get(name, 0) + number
    right = taken.get(kind, 0)
    wrong = dict(measured.alarms).get(kind, 0)
    precision = f"{100 * right / (right + wrong):.2f} %" if right else "–"
    confused = ", ".join(f"{name} {number}" for name, number in taken.items() if name != kind) or "–"
    return f"  {kind:<24} {_share(sure):>18} {_share(near):>28} {precision:>18}    {confused}"


def _share(found: Sequence[Tally]) -> str:
    total = sum(tally.total for tally in found)
    return f"{sum(tally.stopped for tally in found)}/{total}" if total else "–"


def _by_land(found: Sequence[Tally]) -> str:
    return ", ".join(
        f"{one.group} {one.stopped}/{one.total}" for one in found if one.kind == "steuernummer" and one.valid
    )


def _sentences(name: str, stopped: int, total: int, unseen_stopped: int, unseen: int) -> str:
    share = 100 * stopped / total
    return f"  {name:<16} abgelehnt {stopped}/{total} ({share:.1f} %), ungesehene Hälfte {unseen_stopped}/{unseen}"


def stdnum_on(found: Iterable[Specimen]) -> list[Beside]:
    """What python-stdnum says to the bare numbers."""
    checks: dict[str, Callable[[str, str], bool]] = {
        "idnr": lambda number, _: bool(idnr.is_valid(number)),
        "steuernummer": lambda number, land: bool(stnr.is_valid(number, _LANDS[land.split()[0]])),
        "ust-idnr": lambda number, _: bool(vat.is_valid(number)),
        "iban": lambda number, _: bool(iban.is_valid(number)),
        "bic": lambda number, _: bool(bic.is_valid(number)),
    }
    counts = {kind: [0, 0, 0, 0] for kind in checks}
    for one in found:
        kind, group, spelled, valid = one.identifier[:4]
        if kind in checks:
            known = checks[kind]("".join(sign for sign in spelled if sign.isalnum()), group)
            counts[kind][0 if valid else 2] += known
            counts[kind][1 if valid else 3] += 1
    return [Beside("python-stdnum", kind, *numbers) for kind, numbers in counts.items()]
