"""Words that belong together, by the words of the corpus itself: compounds and their parts, verbs and their nouns.

German law is written in compounds: who asks for the "Frist für den Einspruch" must find the
"Einspruchsfrist". A word is divided where all its parts are words that the corpus uses often
(method: P. Koehn, K. Knight, "Empirical Methods for Compound Splitting", EACL 2003), with the
linking letters of German between them. And it is written in nouns: who asks when something
"verjährt" must find the "Verjährung"; the stemmer leaves the "t" of the verb standing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

MIN_PART = 4
"""Letters of the shortest part: shorter ones (ein, auf, gut) divide more wrongly than rightly."""
_MIN_COUNT = 5
"""How often the corpus must use a word on its own before it counts as a part."""
_MIN_COUNT_SHORT = 15
"""The same for parts of MIN_PART letters, where chance finds more."""
_MIN_COUNT_TAIL = 20
"""The same for a part whose other half is unknown."""
_LINKS = ("", "s", "es", "n", "en", "er", "e")
"""Linking letters (Fugenelemente) that may stand between two parts."""
_RARER = 10
"""A noun may be used so many times more rarely than the form of the verb that is taken for it."""
_PREFIX = 6
"""Letters of the longest prefix before the "ge" of a participle ("zurück")."""
_MAX_LENGTH = 60
"""Letters of the longest word that is divided; longer ones are no German."""


class Part(NamedTuple):
    """A word of the corpus: how often the corpus uses it, and the token it is found by."""

    uses: int
    token: str


_Division = tuple[str, ...]


class Compounds:
    """Divides words into the words they are made of; ``words`` are all words of the corpus, folded."""

    def __init__(self, words: Mapping[str, Part]) -> None:
        self.words = dict(words)
        self._parts = {word: part for word, part in words.items() if _may_be_part(word, part.uses)}
        self._uses: Counter[str] = Counter()
        for part in words.values():
            self._uses[part.token] += part.uses

    def parts(self, word: str) -> tuple[str, ...]:
        """Tokens of the parts of a folded word, and of their parts in turn; empty where it is no compound."""
        tokens: list[str] = []
        for part in self._divide(word) or self._tail(word):
            tokens.append(self._parts[part].token)
            tokens.extend(self.parts(part))
        return tuple(tokens)

    def nominal(self, token: str) -> str | None:
        """The token of the noun or infinitive that a verb form belongs to ("eingelegt" → that of "Einlegung").

        Only what the corpus uses, and not much more rarely than the form itself ("recht" is no form of "rechen").
        """
        for ending in ("et", "t"):
            if token.endswith(ending):
                for base in _without_ge(token.removesuffix(ending)):
                    if len(base) >= MIN_PART and self._uses[base] * _RARER > self._uses[token]:
                        return base
        return None

    def _divide(self, word: str) -> _Division:
        """The division with the fewest parts; among those the one whose rarest part is the most frequent."""
        if not 2 * MIN_PART <= len(word) <= _MAX_LENGTH:
            return ()
        best: dict[int, _Division] = {len(word): ()}
        for start in range(len(word) - MIN_PART, -1, -1):
            options = [
                (part, *best[following])
                for end in range(start + MIN_PART, len(word) + 1)
                if end - start < len(word) and (part := word[start:end]) in self._parts
                for following in _followings(word, end)
                if following in best
            ]
            if options:
                best[start] = min(options, key=self._cost)
        return best.get(0, ())

    def _tail(self, word: str) -> _Division:
        """The longest frequent word that ends a word which the corpus does not use ("Pendlerpauschale")."""
        if word in self.words:
            return ()
        for start in range(MIN_PART, min(len(word), _MAX_LENGTH) - MIN_PART):
            part = self._parts.get(word[start:])
            if part and part.uses >= _MIN_COUNT_TAIL:
                return (word[start:],)
        return ()

    def _cost(self, division: _Division) -> tuple[int, int, _Division]:
        return len(division), -min(self._parts[part].uses for part in division), division


def _may_be_part(word: str, count: int) -> bool:
    least = _MIN_COUNT_SHORT if len(word) == MIN_PART else _MIN_COUNT
    return len(word) >= MIN_PART and count >= least


def _without_ge(base: str) -> list[str]:
    """The base as it stands, and without the "ge" of a participle at its beginning or after a prefix."""
    places = (found.start() for found in re.finditer("ge", base) if found.start() <= _PREFIX)
    return [base, *(base[:place] + base[place + 2 :] for place in places)]


def _followings(word: str, end: int) -> list[int]:
    """Where the next part may begin after a part that ends here: at once, or after linking letters."""
    if end == len(word):
        return [end]
    return [end + len(link) for link in _LINKS if word.startswith(link, end)]
