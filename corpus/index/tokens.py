"""One German analyser for building and for searching: text -> tokens.

Words are lower-cased, stemmed (Snowball), and compounds divided by the corpus' own vocabulary;
"ae" and "ä", "ss" and "ß" are the same; amounts have one form ("4 500" = "4.500,00" = "4500");
"§ 9" is a token of its own ("§9"), and places inside a provision ("Abs. 4a Satz 2") are none:
they stand everywhere and say nothing about the subject.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import Stemmer

from corpus.index.compounds import Compounds, Part

_CACHE = 300_000
"""Distinct words kept with their tokens: above what the corpus has, so that only queries can fill it up."""


class Word(NamedTuple):
    """A word of a text and its tokens: first the token of the whole, then those of its parts.

    The tokens are empty for words that say nothing about the subject (stop words).
    """

    surface: str
    tokens: tuple[str, ...]


def _lines(name: str) -> list[str]:
    text = files("corpus.index").joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def stop_words() -> tuple[str, ...]:
    """The words of stopwords.txt, as they stand there."""
    return tuple(_lines("stopwords.txt"))


def units() -> dict[str, str]:
    """Forms of units and the word each is found by, from units.csv."""
    rows = (line.rpartition(",") for line in _lines("units.csv")[1:])
    return {form: word for form, _, word in rows}


_UNITS = {form.replace(" ", ""): word for form, word in units().items()}


def _unit_pattern() -> str:
    forms = (r"\s?".join(re.escape(part) for part in form.split(" ")) for form in units())
    return "|".join(rf"{form}(?!\w)" if form[-1].isalpha() else form for form in sorted(forms, key=len, reverse=True))


_NUMBER_WORD = r"\d+[a-z]{0,2}\b"
_PATTERN = re.compile(
    rf"""
      (?P<place>(?:abs(?:atz(?:es)?|ätzen?)?|s(?:atz(?:es)?|ätzen?)|nr|nummern?|rn|rz)\.?\s?{_NUMBER_WORD}
        |\bs\.\s?\d{{1,2}}\b
        |(?:doppel)?buchst(?:\.|aben?)\s?[a-z]{{1,3}}\b
        |\(\d+[a-z]?\))
    | (?P<norm>§§\s?{_NUMBER_WORD}(?:(?:\s?,\s?|\s(?:und|oder|bis|u\.)\s){_NUMBER_WORD})*
        |(?:§|\bparagra(?:ph|f)(?:en)?\s)\s?{_NUMBER_WORD})
    | (?P<article>\bart(?:\.|ikels?)?\s?{_NUMBER_WORD})
    | (?P<unit>{_unit_pattern()})
    | (?P<number>(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:[ ]\d{{3}})+)(?![\d.]\d)(?:,\d+)?(?!\d)|\d+(?:,\d+)?)
    | (?P<word>[^\W\d_][^\W_]*(?:-[^\W_]+)*)
    """,
    re.VERBOSE,
)
_NORM_NUMBER = re.compile(_NUMBER_WORD)
_DIGRAPHS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def fold(word: str) -> str:
    """A lower-case word with one spelling for umlauts and ß, however they were typed."""
    plain = word.translate(_DIGRAPHS)
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


_STOP = frozenset(fold(word) for word in stop_words())


class Analyser:
    """Turns text into tokens; the same object, saved and loaded, serves building and searching."""

    def __init__(self, compounds: Compounds) -> None:
        self._compounds = compounds
        self._stem = Stemmer.Stemmer("german").stemWord
        self._known: dict[str, tuple[str, ...]] = {}

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Analyser:
        """An analyser that divides compounds by the words of these texts."""
        counts: Counter[str] = Counter()
        for text in texts:
            for found in _PATTERN.finditer(normalise(text)):
                if found.lastgroup == "word":
                    counts.update(found[0].split("-"))
        stem = Stemmer.Stemmer("german").stemWord
        words: dict[str, Part] = {}
        for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            folded = fold(word)
            if folded not in _STOP:
                before = words.get(folded, Part(0, stem(word)))
                words[folded] = before._replace(uses=before.uses + count)
        return cls(Compounds(words))

    def tokens(self, text: str) -> list[str]:
        """All tokens of a text, in order."""
        tokens: list[str] = []
        for found in _PATTERN.finditer(normalise(text)):
            tokens.extend(self._analyse(found))
        return tokens

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text, each with its tokens."""
        matches = _PATTERN.finditer(normalise(text))
        return tuple(Word(found[0], self._analyse(found)) for found in matches)

    def save(self, path: Path) -> None:
        """Write the words of the corpus as JSON."""
        path.write_text(json.dumps(self._compounds.words, ensure_ascii=False, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Analyser:
        """The analyser that was saved there."""
        rows = json.loads(path.read_text(encoding="utf-8"))
        return cls(Compounds({word: Part(int(uses), str(token)) for word, (uses, token) in rows.items()}))

    def _analyse(self, found: re.Match[str]) -> tuple[str, ...]:
        text = found[0]
        match found.lastgroup:
            case "word":
                return self._word(text)
            case "number":
                return (amount(text),)
            case "norm":
                return tuple(f"§{number}" for number in _NORM_NUMBER.findall(text))
            case "article":
                return tuple(f"art{number}" for number in _NORM_NUMBER.findall(text))
            case "unit":
                return self._word(_UNITS[re.sub(r"\s", "", text)])
            case _:
                return ()

    def _word(self, word: str) -> tuple[str, ...]:
        tokens = self._known.get(word)
        if tokens is None:
            tokens = self._analyse_word(word)
            if len(self._known) >= _CACHE:
                self._known.clear()
            self._known[word] = tokens
        return tokens

    def _analyse_word(self, word: str) -> tuple[str, ...]:
        """The token of the whole word (written without hyphens), then those of its parts, each once."""
        whole = word.replace("-", "")
        folded = fold(whole)
        if len(whole) < 2 or folded in _STOP:
            return ()
        pieces = word.split("-")
        parts = [token for piece in pieces for token in self._analyse_word(piece)] if len(pieces) > 1 else []
        token = self._stem(whole)
        nominal = self._compounds.nominal(token)
        others = (*parts, *((nominal,) if nominal else ()), *self._compounds.parts(folded))
        return tuple(dict.fromkeys((token, *others)))


def normalise(text: str) -> str:
    """NFKC, lower case: the form in which texts are analysed."""
    return unicodedata.normalize("NFKC", text).lower()


def amount(text: str) -> str:
    """One form for a number: no separators of thousands, no empty decimals ("1.230,50" → "1230,5")."""
    whole, _, decimals = re.sub(r"[. ]", "", text).partition(",")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole
