"""The content words of a text as coverage compares them: their tokens in the index, their roots, their neighbours."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from corpus.citations.vocabulary import entries
from corpus.index import Index
from corpus.index.tokens import fold, units
from corpus.synonyms import Relation, synonyms

_REMEMBERED = 4096
"""Texts whose words are remembered: one quote is judged with many statements."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NUMBER = re.compile(r"\.?\s*(?:\d|([a-z])\1{0,2}\b|[IVX]+\b)")
_PREFIXES = (
    "ab|an|auf|aus|bei|dar|durch|ein|entgegen|fest|fort|frei|gleich|her|heraus|herbei|hervor|hin|hinaus|hinzu|mit|nach"
    "|nieder|offen|statt|sicher|teil|uber|um|unter|vor|voraus|vorweg|weg|weiter|zu|zuruck|zusammen|zugrunde"
)
_INFIX = re.compile(rf"({_PREFIXES})?(?:zu|ge)(?=\w{{4}})")
_ENDING = re.compile(r"(?:ung(?:en|s)?|end(?:e[nrsm]?)?|et(?:e[nrsm]?)?|e[nrsm]?|t|n|s)$")
_SHORTEST_ROOT = 4
_EDGE = "^"
"""Stands for the beginning and the end of a text among the neighbours of its words."""


Frame = tuple[str, ...]
"""The words around a word, in lower case; three or four of them."""


class Term(NamedTuple):
    """A word: its tokens in the index (whole word first, then parts), and whether it is written as a noun.

    ``place`` is its number among all words of the text, ``start`` where it begins. A noun without tokens says
    nothing of a subject ("Sinne", "Fall").
    """

    surface: str
    tokens: tuple[str, ...]
    noun: bool
    place: int
    start: int


class Terms(NamedTuple):
    """A text's content words, its nouns, all tokens and roots of its content, and all its words in lower case."""

    content: tuple[Term, ...]
    nouns: tuple[Term, ...]
    tokens: frozenset[str]
    roots: frozenset[str]
    words: tuple[str, ...]

    def frames(self, place: int) -> tuple[Frame, ...]:
        """The neighbours of a word: two on each side, one before with two behind, two before with one behind."""
        before2, before, behind, behind2 = (self._word(place + step) for step in (-2, -1, 1, 2))
        return ((before2, before, behind, behind2), (before, behind, behind2), (before2, before, behind))

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else _EDGE


@lru_cache(maxsize=_REMEMBERED)
def terms(text: str, index: Index) -> Terms:
    """The words of a text. Figures and places ("§ 9", "Abs. 1", "4 500") are left to other rules."""
    plain = unicodedata.normalize("NFKC", text)
    found: list[Term] = []
    words: list[str] = []
    opens = True
    for match in _WORD.finditer(plain):
        surface, start = match[0], match.start()
        opens = opens or plain[start - 2 : start].startswith((".", ":", ";"))
        other = surface[0].isdigit() or surface.lower() in _units() or _is_place(match)
        tokens = () if other else _tokens(surface, index)
        noun = surface[0].isupper() and len(surface) > 1 and not other and bool(tokens or not opens)
        if tokens or noun:
            found.append(Term(surface, tokens, noun, len(words), start))
        words.append(surface.lower())
        opens = False
    content = tuple(term for term in found if term.tokens)
    return Terms(
        content=content,
        nouns=tuple(term for term in found if term.noun),
        tokens=frozenset(token for term in content for token in term.tokens),
        roots=frozenset(root(term.surface) for term in content),
        words=tuple(words),
    )


def _is_place(word: re.Match[str]) -> bool:
    """Whether a word names a place inside a law: a level with its number ("Absatz 2", "Nr. 3", "Buchst. a")."""
    return word[0].lower() in _levels() and _NUMBER.match(word.string, word.end()) is not None


@cache
def _levels() -> frozenset[str]:
    words = (word for kind in ("step", "letters", "part") for entry in entries(kind) for word in entry.words)
    return frozenset(word.rstrip(".").lower() for word in words)


@cache
def _units() -> frozenset[str]:
    """Words of units ("Prozent", "Hundert", "Euro"), in lower case."""
    return frozenset(part for form, word in units().items() for part in (*form.split(), word))


@lru_cache(maxsize=20_000)
def pieces(word: str, index: Index) -> tuple[tuple[str, ...], ...]:
    """The tokens of each piece of a word written with hyphens; of others there is one piece."""
    return tuple(tokens for piece in word.split("-") if (tokens := _tokens(piece, index)))


@lru_cache(maxsize=100_000)
def _tokens(word: str, index: Index) -> tuple[str, ...]:
    return tuple(token for one in index.words(word) for token in one.tokens)


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What is left of a word without the "zu" or "ge" of a verb and without its ending; the word where little is left.

    "anzumelden", "angemeldet", "Anmeldung" have the same.
    """
    folded = fold(word.lower())
    inner = _INFIX.match(folded)
    whole = (inner[1] or "") + folded[inner.end() :] if inner else folded
    bare = _ENDING.sub("", whole)
    return bare if len(bare) >= _SHORTEST_ROOT else folded


@lru_cache(maxsize=4)
def alternatives(index: Index) -> dict[str, tuple[frozenset[str], ...]]:
    """For the token of a word the tokens that may stand for it in the law, from the table of synonyms."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for row in synonyms():
        word, other = _firsts(row.word, index), _firsts(row.other, index)
        for one, instead in ((word, other), (other, word) if row.relation is Relation.SAME else (word, other)):
            if len(one) == 1:
                (token,) = one
                found[token] = (*found.get(token, ()), instead)
    return found


def _firsts(words: str, index: Index) -> frozenset[str]:
    """The tokens of whole words, without those of their parts."""
    return frozenset(word.tokens[0] for word in index.words(words) if word.tokens)


@cache
def plain_words() -> frozenset[str]:
    """Roots of the nouns of plain_words.txt."""
    text = files("service.verify").joinpath("plain_words.txt").read_text(encoding="utf-8")
    return frozenset(root(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#"))
