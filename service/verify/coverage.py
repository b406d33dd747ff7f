"""What a statement speaks of is what its quotes speak of: every noun, and most of its words by their rarity."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Set
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.citations import find
from corpus.index import Index
from corpus.index.tokens import stop_words
from service.model import Statement
from service.verify.bench import Bench, Finding
from service.verify.composition import JOINT
from service.verify.terms import Frame, Term, Terms, alternatives, pieces, plain_words, root, terms

PARTS = 0.5
"""What a missing part of a compound must count, of the whole, for the compound to be foreign to a quote."""


_LATIN = 0x24F
"""The last letter of the Latin scripts in Unicode."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WIDE = 4
"""Words of a frame that needs no word of content: two on each side are enough."""


class Limits(NamedTuple):
    """From when on a statement is not covered; made by ``fundstelle eval coverage``, see coverage.json."""

    noun: float
    """Rarity from which a noun that no quote has is an objection by itself."""
    share: float
    """Share of the words, by rarity, below which they are too few."""


class Covered(NamedTuple):
    """How much of a statement its quotes have.

    ``share`` of its words, by rarity; ``foreign`` is the rarest noun that nothing covers, and ``rarity``
    its rarity (0 where there is none); ``exchanged`` a noun that stands where a quote has another one.
    """

    share: float
    foreign: str
    rarity: float
    exchanged: str


@cache
def limits() -> Limits:
    """The calibrated limits."""
    sheet = json.loads(files("service.verify").joinpath("coverage.json").read_text(encoding="utf-8"))
    return Limits(float(sheet["noun"]), float(sheet["share"]))


def words_covered(statement: Statement, bench: Bench) -> Finding | None:
    """Object to a statement that speaks of something else than its quotes do."""
    if statement.text == JOINT.join(evidence.quote for evidence in statement.evidence):
        return None
    told = objection(coverage(statement, bench), limits())
    return Finding("words-not-covered", told, statement.evidence[0] if statement.evidence else None) if told else None


def objection(found: Covered, within: Limits) -> str:
    """Why a statement is not covered, in German; "" where it is."""
    if found.exchanged:
        return f"Wo die Aussage »{found.exchanged}« sagt, steht im Zitat ein anderes Wort."
    if found.foreign and found.rarity >= within.noun:
        return f"Von »{found.foreign}« ist in den Zitaten nicht die Rede."
    if found.share < within.share:
        return "Zu viele Wörter der Aussage stehen in keinem ihrer Zitate."
    return ""


def coverage(statement: Statement, bench: Bench) -> Covered:
    """Measure a statement against its quotes, the headings above them, and the names of its laws."""
    index = bench.library.index
    said = terms(statement.text, index)
    ground = _Ground(index, statement)
    exchanged = next(
        (term.surface for term in said.nouns if ground.is_exchanged(term, said) or ground.is_renamed(term, said)), ""
    )
    lacking = [(term, part) for term in said.content if (part := ground.lacking(term))]
    if not lacking:
        return Covered(1.0, "", 0.0, exchanged)
    cited = _cited(statement, bench)
    total = sum(index.idf(term.tokens[0]) for term in said.content if not _within(term, cited))
    lacking = [(term, part) for term, part in lacking if not _within(term, cited)]
    foreign = max(
        ((part, term.surface) for term, part in lacking if _is_subject(term) or ground.is_disguised(term)),
        default=(0.0, ""),
    )
    return Covered(
        share=1 - sum(part for _, part in lacking) / total if total else 1.0,
        foreign=foreign[1],
        rarity=foreign[0],
        exchanged=exchanged,
    )


def _within(term: Term, spans: list[tuple[int, int]]) -> bool:
    return any(start <= term.start < end for start, end in spans)


def _is_subject(term: Term) -> bool:
    return term.noun and root(term.surface) not in plain_words()


def _cited(statement: Statement, bench: Bench) -> list[tuple[int, int]]:
    """Spans of citations, whose words are no subject; what they name is another rule's."""
    if not any(sign.isdigit() for sign in statement.text):
        return []
    return [(one.start, one.end) for one in find(statement.text, bench.library.codes)]


class _Ground:
    """What the quotes of a statement say, and the headings above them."""

    def __init__(self, index: Index, statement: Statement) -> None:
        self._index = index
        self._evidence = statement.evidence
        self._quotes = [terms(one.quote, index) for one in statement.evidence]
        above = [terms(f"{one.heading} {one.title} {one.citation}", index) for one in statement.evidence]
        self._quoted: frozenset[str] = frozenset().union(*(one.tokens for one in self._quotes))
        self._tokens = self._quoted.union(*(one.tokens for one in above))
        self._roots: frozenset[str] = frozenset().union(*(one.roots for one in (*self._quotes, *above)))
        self._alternatives = alternatives(index)
        self._frames = _frames(self._quotes)

    def lacking(self, term: Term) -> float:
        """How much of a term's rarity nothing here covers."""
        if root(term.surface) in self._roots:
            return 0.0
        return max(self._lacking(tokens) for tokens in pieces(term.surface, self._index))

    def is_disguised(self, term: Term) -> bool:
        """Whether a word has letters of another script that the quotes do not have: "über" with a Cyrillic "е"."""
        return any(ord(sign) > _LATIN for sign in term.surface) and term.tokens[0] not in self._quoted

    def _lacking(self, tokens: tuple[str, ...]) -> float:
        whole, *parts = tokens
        if whole in self._tokens or self._stands_for(whole, self._tokens):
            return 0.0
        rarity = self._index.idf(whole)
        there = [part in self._tokens or self._stands_for(part, self._tokens) for part in parts]
        if not any(there):
            return rarity
        rarities = [self._index.idf(part) for part in parts]
        lost = sum(one for one, known in zip(rarities, there, strict=True) if not known)
        return rarity * max(PARTS, lost / sum(rarities)) if lost else 0.0

    def _stands_for(self, token: str, tokens: Set[str]) -> bool:
        return any(instead <= tokens for instead in self._alternatives.get(token, ()))

    def is_exchanged(self, term: Term, said: Terms) -> bool:
        """Whether a quote has another noun between the same words.

        Where the quotes have both nouns elsewhere, too, and the statement keeps both, it may have put its words
        in another order: then two words on each side must be the same.
        """
        known = bool(term.tokens) and term.tokens[0] in self._quoted
        if known and term.place == 0:
            # The first word has its capital from its place: it need not be a noun at all.
            return False
        for frame in said.frames(term.place):
            others = self._frames.get(frame, ())
            if others and _speaks(frame) and not self._any_same(term, others):
                kept = any(not other.tokens or other.tokens[0] in said.tokens for other in others)
                if (len(frame) == _WIDE or not (known and kept)) and not self._stands_so(term, frame):
                    return True
        return False

    def is_renamed(self, term: Term, said: Terms) -> bool:
        """Whether a compound that only the headings have stands for another one of the quotes with the same head.

        "Die Zuwendungsbestätigung muss …" under that heading, where the quote says "die Buchungsbestätigung muss …".
        """
        if len(term.tokens) < 2 or term.tokens[0] in self._quoted or self._stands_for(term.tokens[0], self._quoted):
            return False
        kin = [
            other
            for quote in self._quotes
            for other in quote.nouns
            if len(other.tokens) > 1 and other.tokens[-1] == term.tokens[-1] and other.tokens[0] not in said.tokens
        ]
        return bool(kin) and not self._any_same(term, kin)

    def _any_same(self, term: Term, others: Iterable[Term]) -> bool:
        return any(self._same(term, other) for other in others)

    def _stands_so(self, term: Term, frame: Frame) -> bool:
        """Whether the noun has these neighbours when brackets are left out: what is beside one may be told together."""
        bare = (_BRACKETS.sub("", one.quote) for one in self._evidence if "(" in one.quote)
        return self._any_same(term, _frames([terms(text, self._index) for text in bare]).get(frame, ()))

    def _same(self, term: Term, other: Term) -> bool:
        """Whether one noun may stand for another: the same, one of its parts, or a synonym of it or of a part."""
        theirs = frozenset(other.tokens)
        return root(term.surface) == root(other.surface) or (
            bool(term.tokens) and all(self._is_in(tokens, theirs) for tokens in pieces(term.surface, self._index))
        )

    def _is_in(self, tokens: tuple[str, ...], theirs: Set[str]) -> bool:
        whole, *parts = tokens
        if whole in theirs or self._stands_for(whole, theirs):
            return True
        return bool(parts) and all(part in theirs or self._stands_for(part, theirs) for part in parts)


def _frames(quotes: list[Terms]) -> dict[Frame, list[Term]]:
    """The nouns of quotes by the words around them."""
    found: dict[Frame, list[Term]] = {}
    for quote in quotes:
        for term in quote.nouns:
            for frame in quote.frames(term.place):
                found.setdefault(frame, []).append(term)
    return found


def _speaks(frame: Frame) -> bool:
    """Whether a frame is told apart from others: "der … in der" stands everywhere."""
    return len(frame) == _WIDE or any(word.isalpha() and len(word) > 2 and word not in _small() for word in frame)


@cache
def _small() -> frozenset[str]:
    return frozenset(stop_words())
