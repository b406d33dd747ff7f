"""Every norm that a statement names is where its quotes stand, or is named there by the quotes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.model import Statement
from service.verify.bench import Bench, Finding
from service.verify.comparison import Comparison, compare, evidence_of, is_verbatim
from service.verify.reading import CITED, INNER, LAW, Item, Kind
from service.verify.whereabouts import Whereabouts

REASON = "norm-not-in-quote"
_NAMES_LAW = re.compile(r"[A-ZÄÖÜ]\w*[A-ZÄÖÜ]|gesetz|ordnung")


def norms_agree(statement: Statement, bench: Bench) -> Finding | None:
    """Every norm of the statement is named by a quote at the same words, or is the place (or above it) of a quote.

    Law, §, Absatz, Satz, Nummer are all compared; lists and ranges member by member. Gazettes, courts and
    directives must stand in a quote.
    """
    if is_verbatim(statement):
        return None
    comparison = compare(statement, bench)
    whereabouts = Whereabouts(statement, bench, comparison)
    for our, item in comparison.unmatched():
        if item.kind is Kind.NORM:
            finding = _object_to(statement, comparison, whereabouts, our, item)
            if finding:
                return finding
    return next(_left_out(statement, comparison), None)


def _left_out(statement: Statement, comparison: Comparison) -> Iterator[Finding]:
    """Norms of a quoted clause that the statement passes over: it would say more than the quote."""
    for their, item in comparison.left_out():
        if item.kind is Kind.NORM:
            evidence = evidence_of(statement, comparison, their)
            explanation = f"Im Zitat von {evidence.citation} steht {item.shown}; die Aussage nennt es nicht."
            yield Finding(REASON, explanation, evidence)


def _object_to(
    statement: Statement, comparison: Comparison, whereabouts: Whereabouts, our: int, item: Item
) -> Finding | None:
    tells_source = our in comparison.introduction or (
        our in comparison.closing and item.group == CITED and _NAMES_LAW.search(item.shown) is not None
    )
    instead = None if tells_source else next(_facing(comparison, our), None)
    if instead is not None:
        other = comparison.theirs.items[instead].shown
        evidence = evidence_of(statement, comparison, instead)
        return Finding(
            REASON, f"Die Aussage nennt {item.shown}; im Zitat von {evidence.citation} steht dort {other}.", evidence
        )
    if _is_named(comparison, our, item):
        return None
    objection = _objection(whereabouts, item)
    if not objection:
        return None
    evidence = statement.evidence[0]
    return Finding(REASON, f"Die Aussage nennt {item.shown}, zitiert wird {evidence.citation}: {objection}.", evidence)


def _objection(whereabouts: Whereabouts, item: Item) -> str:
    """Why a norm is not where the quotes stand; nothing where it is."""
    if item.group == CITED:
        return whereabouts.object_to(item)
    if item.group == INNER:
        return whereabouts.object_to_inner(item)
    return whereabouts.object_to_law(item) if item.group == LAW else "kein Zitat nennt es"


def _facing(comparison: Comparison, our: int) -> Iterator[int]:
    """Norms of the quotes that stand at the same words and that the statement does not name."""
    for their, found in enumerate(comparison.alignment.to_ours):
        free = found < 0 and comparison.theirs.items[their].kind is Kind.NORM
        if free and comparison.alignment.is_bound(our, their):
            yield their


def _is_named(comparison: Comparison, our: int, item: Item) -> bool:
    """Whether the quotes name this norm and no other one, and the statement names it as they do: amid its words.

    What introduces a statement ("Nach § 9 EStG gilt: …") or follows it tells where it stands, and is to be a
    place of a quote.
    """
    same = [other for other in comparison.theirs.items if other.kind is Kind.NORM]
    only = bool(same) and all(item.key == other.key or item.key in other.also for other in same)
    return only and not _is_aside(comparison, our)


def _is_aside(comparison: Comparison, our: int) -> bool:
    """Whether a norm stands before or behind everything that the statement takes from its quotes."""
    matched = [
        place
        for place, their in enumerate(comparison.alignment.to_theirs)
        if their >= 0 and comparison.ours.items[place].kind is Kind.WORD
    ]
    return not matched or our < matched[0] or our > matched[-1]
