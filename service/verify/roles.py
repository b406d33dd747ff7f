"""The words of a statement stand where they stand in its quotes: who owes and who is owed are not exchanged."""

from __future__ import annotations

from service.model import Statement
from service.verify.bench import Bench, Finding
from service.verify.comparison import Comparison, compare, evidence_of, is_verbatim
from service.verify.reading import Kind, grammar

_ARTICLES = frozenset(grammar("article"))
_REACH = 60
"""Characters in which the two words before a word are looked for."""


def roles_agree(statement: Statement, bench: Bench) -> Finding | None:
    """No word of a quote stands in the place of another: "Der Gläubiger mahnt den Schuldner" is not the reverse."""
    if is_verbatim(statement):
        return None
    comparison = compare(statement, bench)
    for our, item in enumerate(comparison.ours.items):
        their = _displaced(comparison, our) if item.kind is Kind.WORD else None
        if their is not None:
            evidence = evidence_of(statement, comparison, their)
            return Finding(
                "words-exchanged",
                f"In der Aussage steht „{item.shown}“, wo im Zitat von {evidence.citation} "
                f"„{comparison.theirs.items[their].shown}“ steht.",
                evidence,
            )
    return None


def _displaced(comparison: Comparison, our: int) -> int | None:
    """The word of the quotes in whose place a word stands that the quotes have elsewhere."""
    alignment = comparison.alignment
    if alignment.to_theirs[our] < 0:
        return None
    between = _slot(comparison, our)
    if len(between) != 1 or between[0] == alignment.to_theirs[our]:
        return None
    there = comparison.theirs.items[between[0]]
    if there.kind is not Kind.WORD or there.key == comparison.ours.items[our].key:
        return None
    other = alignment.to_ours[between[0]]
    moved = _has_moved(comparison, our) or (other >= 0 and _has_moved(comparison, other))
    return None if moved else between[0]


def _slot(comparison: Comparison, our: int) -> list[int]:
    """What stands in the quotes between the words that a word of the statement stands between."""
    left, right = comparison.alignment.beside(our)
    items = comparison.theirs.items
    anchor = left or right
    if anchor is None or (left and right and left.sentence != right.sentence):
        return []
    start = left.place + 1 if left else _edge(comparison, anchor.place, -1)
    end = right.place if right else _edge(comparison, anchor.place, 1)
    return [their for their in range(start, end) if items[their].is_content]


def _edge(comparison: Comparison, place: int, step: int) -> int:
    """Where the sentence of an item begins (-1), or the one after it begins (1)."""
    items = comparison.theirs.items
    there = place
    while 0 <= there < len(items) and items[there].sentence == items[place].sentence:
        there += step
    return there + 1 if step < 0 else there


def _has_moved(comparison: Comparison, our: int) -> bool:
    """Whether a word has brought its preposition along: "Mit der Zahlung gilt …" is "… gilt mit der Zahlung"."""
    their = comparison.alignment.to_theirs[our]
    text = comparison.theirs.texts[comparison.quote_of(their)]
    ours = _led_by(comparison.ours.text, comparison.ours.items[our].start)
    return ours == _led_by(text, comparison.theirs.items[their].start)


def _led_by(text: str, start: int) -> tuple[str, ...]:
    """The word before a place, and the one before that where it is an article."""
    words = text[max(0, start - _REACH) : start].lower().split()
    return tuple(words[-2:] if words and words[-1] in _ARTICLES else words[-1:])
