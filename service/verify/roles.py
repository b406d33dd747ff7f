"""The words of a statement stand where they stand in its quotes: who owes and who is owed are not exchanged."""

from __future__ import annotations

from service.model import Statement
from service.verify.alignment import NOWHERE
from service.verify.bench import Bench, Finding
from service.verify.comparison import Comparison, compare, evidence_of, is_verbatim
from service.verify.reading import Item, Kind, grammar
from service.verify.reading.lexicon import is_stop

_ARTICLES = frozenset(grammar("article"))
_REACH = 60
"""Characters in which the two words before a word are looked for."""


def roles_agree(statement: Statement, bench: Bench) -> Finding | None:
    """No word of a quote stands in the place of another: "Der Gläubiger mahnt den Schuldner" is not the reverse."""
    if is_verbatim(statement):
        return None
    comparison = compare(statement, bench)
    return _exchanged(statement, comparison) or _turned(statement, comparison)


def _exchanged(statement: Statement, comparison: Comparison) -> Finding | None:
    """A word stands where the quotes have another one."""
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


def _turned(statement: Statement, comparison: Comparison) -> Finding | None:
    """Who does something in a quote suffers it in the statement, or the reverse: "der Händler", "den Händler"."""
    for our, item in enumerate(comparison.ours.items):
        their = comparison.alignment.to_theirs[our] if _is_noun(item) else NOWHERE
        if their == NOWHERE or comparison.theirs.items[their].shown != item.shown:
            continue
        text = comparison.theirs.texts[comparison.quote_of(their)]
        ours, theirs = _part(comparison.ours.text, item), _part(text, comparison.theirs.items[their])
        if ours and theirs and ours != theirs and _is_passive(comparison.ours.text) == _is_passive(text):
            evidence = evidence_of(statement, comparison, their)
            return Finding(
                "words-exchanged",
                f"In der Aussage ist „{item.shown}“, wer handelt, im Zitat von {evidence.citation}, wem oder mit wem "
                f"es geschieht, oder umgekehrt; dort steht: „{comparison.clause(their)}“.",
                evidence,
            )
    return None


def _part(text: str, item: Item) -> str:
    """The class of the article right before a noun that no preposition leads: ``doer``, ``done_to``, else nothing."""
    *before, article = ["", *text[max(0, item.start - _REACH) : item.start].lower().split()]
    led = bool(before) and before[-1] in grammar("preposition")
    return next((kind for kind in ("doer", "done_to") if not led and article in grammar(kind)), "")


def _is_passive(text: str) -> bool:
    return any(word in grammar("passive") for word in text.lower().split())


def _displaced(comparison: Comparison, our: int) -> int | None:
    """The word of the quotes in whose place a word stands that the quotes have elsewhere."""
    place = comparison.alignment.to_theirs[our]
    if place < 0:
        return None
    found = _crossed(comparison, our) or _slot(comparison, our)
    if len(found) != 1 or found[0] == place:
        return None
    there = comparison.theirs.items[found[0]]
    here = comparison.ours.items[our]
    nouns = all(map(_is_noun, (here, there, comparison.theirs.items[place])))
    if not nouns or there.key == here.key:
        return None
    other = comparison.alignment.to_ours[found[0]]
    moved = _has_moved(comparison, our) or (other >= 0 and _has_moved(comparison, other))
    return None if moved else found[0]


def _is_noun(item: Item) -> bool:
    return item.kind is Kind.WORD and item.shown[:1].isupper()


def _crossed(comparison: Comparison, our: int) -> list[int]:
    """The word that comes next in the statement, where it stands right before this one in the quotes."""
    items, places = comparison.ours.items, comparison.alignment.to_theirs
    after = next((other for other in range(our + 1, len(items)) if items[other].is_content), None)
    if after is None or not 0 <= places[after] < places[our]:
        return []
    theirs = comparison.theirs.items
    if theirs[places[after]].sentence != theirs[places[our]].sentence:
        return []
    between = any(theirs[there].is_content for there in range(places[after] + 1, places[our]))
    return [] if between else [places[after]]


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
    lead = _led_by(comparison.ours.text, comparison.ours.items[our].start)
    return bool(lead) and lead == _led_by(text, comparison.theirs.items[their].start)


def _led_by(text: str, start: int) -> tuple[str, ...]:
    """The preposition before a place, with the article behind it; empty where none stands there."""
    words = text[max(0, start - _REACH) : start].split()
    lead = words[-2:] if words and words[-1].lower() in _ARTICLES else words[-1:]
    leads = bool(lead) and is_stop(lead[0]) and lead[0].lower() not in _ARTICLES
    return tuple(word.lower() for word in lead) if leads else ()
