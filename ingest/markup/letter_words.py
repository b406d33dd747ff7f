"""Puts words together again that the print of a letter has parted: at the end of a line, or by a slip of the file.

Only blanks and hyphens at the ends of lines are decided upon here. Whether a hyphen belongs to the word
("BMF-Schreiben") is told by the words of the same document, by the spelling (a second part with a capital letter is
a compound), and by the table ``letter_words.csv``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ingest.markup.letter_table import words

_WORD = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"[^\s(„“/]*$")
_FIRST = re.compile(r"^\S+")
_PARTED = re.compile(r"(?<![\w.-])([^\W\d_]{1,20}) ([a-zäöüß]{1,20})(?![\w-])")
_URL = ("http", "www.")


class Joint(NamedTuple):
    """How two lines go together: ``dropped`` if the first one's hyphen goes, ``blank`` if a blank stands between."""

    dropped: bool
    blank: bool


class Vocabulary:
    """The words of a document, counted without those at the ends of lines (which may be parts)."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            tokens = line.split()
            inner = [*tokens[:1], *tokens[1:-1]] if line[:1].isupper() else tokens[1:-1]
            self._counts.update(word for token in inner for word in _WORD.findall(token))
            self._hyphenated(tokens)

    def _hyphenated(self, tokens: list[str]) -> None:
        self._counts.update(token.strip("(),.;:„“") for token in tokens[:-1] if "-" in token.strip("-"))

    def knows(self, word: str) -> bool:
        """Whether the document has the word inside a line; a capital letter at its begin does not count."""
        return bool(self._counts[word] or self._counts[word.lower()] or self._counts[word.capitalize()])

    def is_rare(self, word: str) -> bool:
        """Whether it may be a part that a slip of the file has left: it stands alone once at the most."""
        return self._counts[word] <= 1

    def joint(self, line: str, following: str) -> Joint:
        """How a line goes together with the one below it."""
        if line.endswith("„"):
            return Joint(dropped=False, blank=False)
        last, first = _LAST.search(line), _FIRST.search(following)
        if not last or not first or not last[0]:
            return Joint(dropped=False, blank=True)
        if line.endswith("-") and len(last[0]) > 1:
            return self._hyphen(line, last[0][:-1], first[0])
        return Joint(dropped=False, blank=not self._is_parted(line, last[0], first[0]))

    def mended(self, line: str) -> str:
        """The line without the blanks that a slip of the file has put into words ("Frag e")."""
        return _PARTED.sub(lambda found: found[1] + found[2] if self._one(found[1], found[2]) else found[0], line)

    def _hyphen(self, line: str, part: str, following: str) -> Joint:
        rest = following.rstrip(".,;:)“!?")
        if following in words("after_hyphen") or rest in words("after_hyphen"):
            return Joint(dropped=False, blank=True)
        if line.rsplit(maxsplit=1)[-1].startswith(_URL) or not following[0].islower() or not part[-1].isalpha():
            return Joint(dropped=False, blank=False)
        stem = _LAST.search(part.replace("-", " "))
        joined = (stem[0] if stem else part) + (_WORD.match(rest) or [rest])[0]
        if self.knows(joined):
            return Joint(dropped=True, blank=False)
        kept = self._counts[f"{part}-{rest}"] or part.lower() in words("hyphen_kept") or part[-2:].isupper()
        return Joint(dropped=not kept, blank=False)

    def _is_parted(self, line: str, last: str, first: str) -> bool:
        if not first[0].islower():
            return False
        if len(line.strip()) == 1 and line.strip().isupper():
            return True
        word = _WORD.match(first)
        return bool(word and last.isalpha() and self._one(last, word[0]))

    def _one(self, one: str, other: str) -> bool:
        """Whether two parts are one word: the document has it, and the parts are none of its words."""
        if not self.knows(one + other):
            return False
        rare = self.is_rare(one), self.is_rare(other)
        return all(rare) or (len(one) == 1 and one.isupper() and any(rare))
