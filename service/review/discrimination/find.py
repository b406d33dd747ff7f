"""Finds remarks in a text, sentence by sentence: loaded words, and rules over groups and what is said of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.review.discrimination.forms import Hit
from service.review.discrimination.tables import Meaning, Rule, grounds, loaded_words, meanings, rules
from service.review.model import Level, Remark
from service.review.reading import Reading
from service.review.words import Word

_GAP = 8
"""Words that "…" in a rule stands for at most."""
_LONGEST = 120
"""Words of a sentence that are looked at together; a longer one is looked at in parts."""
_NEGATIONS = frozenset({"nicht", "keineswegs", "weder", "noch", "nie", "kein", "keine", "keinen"})
_RELATIVE = re.compile(r",\s+(?:(?:mit|bei|von|für|zu|aus)\s+)?(?:die|denen|deren|welche|welchen|der|den|dem|dessen)\b")
_OUTWEIGHS = {Level.BEFUND: {Level.BEFUND}, Level.HINWEIS: {Level.BEFUND, Level.HINWEIS}}
_SOFTER = {Level.BEFUND: Level.HINWEIS, Level.HINWEIS: Level.HINWEIS}

_QUOTED = "Wortlaut der Quelle, mit Beleg zitiert: keine Aussage der Verfasserin oder des Verfassers."

Meant = Hit[Meaning]


def remarks(reading: Reading) -> tuple[Remark, ...]:
    """All remarks on a text, in its order."""
    found: list[Remark] = []
    for sentence in reading.sentences:
        words = reading.of(sentence)
        for begin in range(0, len(words), _LONGEST):
            found.extend(_of_sentence(reading.text, words[begin : begin + _LONGEST]))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def as_quote(remark: Remark) -> Remark:
    """A remark on words that are quoted from the law with evidence: they are not the writer's."""
    return replace(remark, level=Level.ZITAT, explanation=f"{_QUOTED} {remark.explanation}")


def _of_sentence(text: str, words: Sequence[Word]) -> Iterator[Remark]:
    """Remarks by rules, and on loaded words, as far as no remark of a rule that weighs as much holds them."""
    by_rules = list(_by_rules(text, words))
    yield from by_rules
    for hit in loaded_words().hits(words):
        row, start, end = hit.row, words[hit.first].start, words[hit.end - 1].end
        if not any(one.start <= start and end <= one.end and one.level in _OUTWEIGHS[row.level] for one in by_rules):
            ground = grounds()[row.ground]
            explanation = _sentence(row.explanation)
            yield Remark(start, end, text[start:end], row.level, row.rule, ground, explanation, row.suggestion)


def _by_rules(text: str, words: Sequence[Word]) -> Iterator[Remark]:
    """Remarks by rules; where two would overlap, the first rule's."""
    hits = list(meanings().hits(words))
    if not any(hit.row.ground for hit in hits):
        return
    known = sorted([*hits, *_groups_of_two(hits)], key=lambda one: (one.first, -one.end))
    softened = any(hit.row.kind == "REFUTE" for hit in hits)
    told: list[tuple[int, int]] = []
    for rule in rules():
        for chain in _chains(rule, known, text, words):
            first, behind = chain[0].first, chain[-1].end
            if not any(start < behind and first < end for start, end in told):
                told.append((first, behind))
                yield _by_rule(rule, chain, text, words, softened)


def _groups_of_two(hits: Iterable[Meant]) -> Iterator[Meant]:
    """A quality and the persons behind it are a group: "ältere Beschäftigte"."""
    known = list(hits)
    persons = {hit.first: hit for hit in known if hit.row.kind == "PERSON"}
    for hit in known:
        if hit.row.kind == "ADJ" and hit.end in persons:
            yield Hit(hit.first, persons[hit.end].end, Meaning("GROUP", hit.row.ground))


def _chains(rule: Rule, known: Sequence[Meant], text: str, words: Sequence[Word]) -> Iterator[list[Meant]]:
    """The places where the classes of a rule follow one another, each from its first class on."""
    for hit in known:
        if hit.row.kind in rule.kinds[0]:
            chain = _chain(rule, [hit], known, text, words)
            if chain:
                yield chain


def _chain(
    rule: Rule, begun: list[Meant], known: Sequence[Meant], text: str, words: Sequence[Word]
) -> list[Meant] | None:
    """The beginning of a chain gone on with to its end; None where it cannot."""
    step, last = len(begun), begun[-1]
    if step == len(rule.kinds):
        return begun if any(hit.row.ground for hit in begun) else None
    reach = _GAP if rule.gaps[step] else 0
    if reach and last.row.ground and _goes_on(last, text, words):
        return None
    for hit in known[bisect_left(known, last.end, key=_first) :]:
        if hit.first > last.end + reach:
            break
        if hit.row.kind in rule.kinds[step] and not _denied(hit, words):
            chain = _chain(rule, [*begun, hit], known, text, words)
            if chain:
                return chain
    return None


def _first(hit: Meant) -> int:
    return hit.first


def _goes_on(group: Meant, text: str, words: Sequence[Word]) -> bool:
    """Whether a relative clause follows a group: what it says is no statement on all of them."""
    return _RELATIVE.match(text, words[group.end - 1].end) is not None


def _denied(hit: Meant, words: Sequence[Word]) -> bool:
    """Whether a quality is denied: "nicht weniger belastbar"."""
    return hit.row.kind == "TRAIT" and hit.first > 0 and words[hit.first - 1].compared in _NEGATIONS


def _by_rule(rule: Rule, chain: Sequence[Meant], text: str, words: Sequence[Word], softened: bool) -> Remark:
    start, end = words[chain[0].first].start, words[chain[-1].end - 1].end
    ground = next(hit.row.ground for hit in chain if hit.row.ground)
    level = _SOFTER[rule.level] if softened else rule.level
    return Remark(start, end, text[start:end], level, rule.id, grounds()[ground], rule.explanation, rule.suggestion)


def _sentence(words: str) -> str:
    """An explanation as a sentence of its own."""
    return words if words.endswith(".") else f"{words[0].upper()}{words[1:]}."
