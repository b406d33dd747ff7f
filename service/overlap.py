"""How much of a question's words a text has: the ground of confidence and of the choice of sentences."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from corpus.index import Index

PARTS = 0.8
"""What a compound counts of which a text has all parts, but not the word ("Einspruchsfrist": "Frist", "Einspruch")."""


class QuestionWord(NamedTuple):
    """A word that says what is asked: its tokens (whole word first, then parts of a compound) with their rarity."""

    surface: str
    tokens: tuple[str, ...]
    rarities: tuple[float, ...]
    known: bool

    @property
    def weight(self) -> float:
        """Rarity of the word in the corpus: what the presence of the word is worth."""
        return self.rarities[0]

    def met(self, tokens: Collection[str]) -> float:
        """From 0 (absent) to 1 (there as it stands); parts of a compound count by their rarity."""
        if self.tokens[0] in tokens:
            return 1.0
        parts = sum(self.rarities[1:])
        if not parts:
            return 0.0
        there = sum(rarity for token, rarity in zip(self.tokens[1:], self.rarities[1:], strict=True) if token in tokens)
        return PARTS * there / parts


class QuestionWords:
    """The words of a question that carry meaning, each once."""

    def __init__(self, question: str, index: Index) -> None:
        words: dict[str, QuestionWord] = {}
        for word in index.words(question):
            if word.tokens:
                rarities = tuple(index.idf(token) for token in word.tokens)
                known = any(index.knows(token) for token in word.tokens)
                words.setdefault(word.tokens[0], QuestionWord(word.surface, word.tokens, rarities, known))
        self.words = tuple(words.values())
        self._total = sum(word.weight for word in self.words)

    def share(self, tokens: Collection[str], above: Collection[str] = (), discount: float = 0.0) -> float:
        """Share of the question, by the rarity of its words, that stands in ``tokens`` (0 to 1).

        What stands only in ``above`` (the headings over a text) counts with ``discount``.
        """
        if not self._total:
            return 0.0
        met = sum(word.weight * max(word.met(tokens), discount * word.met(above)) for word in self.words)
        return met / self._total
