"""The figures of a statement are those of its quotes: value, unit, and the thing that they count."""

from __future__ import annotations

from collections.abc import Iterator

from service.model import Statement
from service.verify.bench import Bench, Finding
from service.verify.comparison import Comparison, compare, evidence_of, is_verbatim
from service.verify.reading import Item, Kind

REASON = "figure-not-in-quote"
_REACH = 4
"""Content words to either side of a figure by which two figures of one kind are told apart."""


def figures_agree(statement: Statement, bench: Bench) -> Finding | None:
    """Every figure of the statement stands in a quote, at the same words; none of a quoted clause is left out."""
    if is_verbatim(statement):
        return None
    comparison = compare(statement, bench)
    return next(_foreign(statement, comparison), None) or next(_left_out(statement, comparison), None)


def _foreign(statement: Statement, comparison: Comparison) -> Iterator[Finding]:
    """Figures that no quote has, or that a quote has for something else."""
    for our, item in comparison.unmatched():
        if item.kind is not Kind.FIGURE:
            continue
        rivals = _of_same_kind(comparison, item)
        if item.key not in comparison.theirs.places:
            yield _unknown(statement, comparison, our, item, rivals)
        elif not _is_nearest(comparison, our, item, rivals):
            yield _elsewhere(statement, comparison, item)


def _of_same_kind(comparison: Comparison, item: Item) -> list[int]:
    return [
        their
        for their, one in enumerate(comparison.theirs.items)
        if one.kind is Kind.FIGURE and (one.group == item.group or one.key == item.key)
    ]


def _is_nearest(comparison: Comparison, our: int, item: Item, rivals: list[int]) -> bool:
    """Whether the words around the figure are those around this figure in the quotes, and not around another one."""
    keys = {comparison.theirs.items[their].key for their in rivals}
    if keys == {item.key}:
        return True
    around = _around(comparison.ours.items, our)
    likeness: dict[str, float] = {}
    for their in rivals:
        other = _around(comparison.theirs.items, their)
        alike = sum(weight * other.get(key, 0.0) for key, weight in around.items())
        key = comparison.theirs.items[their].key
        likeness[key] = max(likeness.get(key, 0.0), alike)
    return all(likeness[item.key] > alike for key, alike in likeness.items() if key != item.key)


def _around(items: tuple[Item, ...], place: int) -> dict[str, float]:
    """The content words near a figure in its sentence, the nearer the heavier; once as such, once with their side."""
    weights: dict[str, float] = {}
    for side in (-1, 1):
        other, distance = place + side, 0
        while 0 <= other < len(items) and distance < _REACH and items[other].sentence == items[place].sentence:
            if items[other].is_content:
                distance += 1
                for key in (items[other].key, f"{side}{items[other].key}"):
                    weights[key] = max(weights.get(key, 0.0), 1 / distance)
            other += side
    return weights


def _unknown(statement: Statement, comparison: Comparison, our: int, item: Item, rivals: list[int]) -> Finding:
    """Say what stands in the quote instead: at the same words, else of the same kind."""
    free = [
        their
        for their, one in enumerate(comparison.theirs.items)
        if one.kind is Kind.FIGURE and comparison.alignment.is_bound(our, their)
    ]
    instead = next(iter([*free, *rivals]), None)
    evidence = statement.evidence[0] if instead is None else evidence_of(statement, comparison, instead)
    found = "keine solche Zahl" if instead is None else comparison.theirs.items[instead].shown
    return Finding(REASON, f"Die Aussage nennt {item.shown}; im Zitat von {evidence.citation} steht {found}.", evidence)


def _elsewhere(statement: Statement, comparison: Comparison, item: Item) -> Finding:
    their = comparison.theirs.places[item.key][0]
    evidence = evidence_of(statement, comparison, their)
    return Finding(
        REASON,
        f"Die Aussage nennt {item.shown} an anderer Stelle als das Zitat von {evidence.citation}; "
        f"dort steht: „{comparison.clause(their)}“.",
        evidence,
    )


def _left_out(statement: Statement, comparison: Comparison) -> Iterator[Finding]:
    """Figures of a quoted clause that the statement passes over."""
    told = {item.key for _, item in comparison.unmatched()}
    for their, item in comparison.left_out():
        if item.kind is Kind.FIGURE and not _may_be_label(item) and item.key not in told:
            evidence = evidence_of(statement, comparison, their)
            yield Finding(
                REASON,
                f"Im Zitat von {evidence.citation} steht {item.shown}; die Aussage nennt es nicht.",
                evidence,
            )


def _may_be_label(item: Item) -> bool:
    """Whether a figure may only number an item of a list ("1.", "a)")."""
    return item.group == "label" or (item.shown.endswith(".") and item.shown[:-1].isdigit())
