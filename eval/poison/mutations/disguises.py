"""Lies in disguise: figures and words made of signs that look alike, invisible signs, text that runs backwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from eval.poison.amounts import amounts
from eval.poison.case import Change, Kind, Make, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.mutations import comparators, figures, negation
from eval.poison.tables import pairs, rows

_POP = "\u202c"


@cache
def _signs(kind: str) -> tuple[tuple[str, str], ...]:
    """The disguises of a kind: what is hidden, and the sign that stands for it."""
    return tuple((hidden, chr(int(code, 16))) for _, of, hidden, code in rows("disguises") if of == kind)


def _numbers(text: str) -> list[tuple[int, int]]:
    """Where the numbers of amounts stand."""
    return [(one.start(1), one.end(2) if one[2] else one.end(1)) for one in amounts(text, pairs("units"))]


def figure(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A digit is another one, in signs that only look like figures."""
    found = _numbers(base.text)
    if not found:
        return None
    place = rng.choice([at for at in range(*rng.choice(found)) if base.text[at].isdigit()])
    hidden, sign = rng.choice([pair for pair in _signs("digit") if pair[0] != base.text[place]])
    text = base.text[:place] + sign + base.text[place + 1 :]
    return Change(text, base.quotes, f"{base.text[place]} → {hidden} (als {ord(sign):04X})")


def glued(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A digit more, behind an invisible sign."""
    found = _numbers(base.text)
    if not found:
        return None
    (start, end), sign = rng.choice(found), rng.choice(_signs("invisible"))[1]
    digit = rng.choice("123456789" if "," in base.text[start:end] else "0123456789")  # 3,50 is 3,5
    text = f"{base.text[:end]}{sign}{digit}{base.text[end:]}"
    return Change(text, base.quotes, f"{digit} hinter {base.text[start:end]} (nach {ord(sign):04X})")


def reversed_figure(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """The right signs in an order that shows another figure."""
    found = [(start, end) for start, end in _numbers(base.text) if _turns(base.text[start:end])]
    if not found:
        return None
    (start, end), sign = rng.choice(found), rng.choice(_signs("override"))[1]
    number = base.text[start:end]
    text = f"{base.text[:start]}{sign}{number}{_POP}{base.text[end:]}"
    return Change(text, base.quotes, f"{number} erscheint als {number[::-1]}")


def _turns(number: str) -> bool:
    """Whether a whole number is another one when read backwards."""
    return "," not in number and number != number[::-1]


def _hidden(lie: Make) -> Make:
    """The same lie, its new word broken or respelt by a sign that one does not see."""

    def make(base: Base, ground: Ground, rng: Random) -> Change | None:
        change = lie(base, ground, rng)
        if change is None:
            return None
        start, end = _difference(base.text, change.text)
        word = change.text[start:end]
        letters = [at for at in range(1, len(word)) if word[at].isalpha() and word[at - 1].isalpha()]
        if not letters:
            return None
        text = change.text[:start] + _disguised(word, rng.choice(letters), rng) + change.text[end:]
        return change._replace(text=text, note=f"{change.note} (verkleidet)")

    return make


def _difference(old: str, new: str) -> tuple[int, int]:
    """Where the new text differs, widened to whole words."""
    start = next((at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), len(new))
    tail = next((at for at, (one, two) in enumerate(zip(old[::-1], new[::-1], strict=False)) if one != two), 0)
    start = min(start, len(new) - tail)
    while start and new[start - 1].isalpha():
        start -= 1
    end = max(start, len(new) - tail)
    while end < len(new) and new[end].isalpha():
        end += 1
    return start, end


def _disguised(word: str, at: int, rng: Random) -> str:
    alike = [
        (place, sign) for place, letter in enumerate(word) for hidden, sign in _signs("letter") if hidden == letter
    ]
    if alike and rng.random() < 0.5:
        place, sign = rng.choice(alike)
        return word[:place] + sign + word[place + 1 :]
    return word[:at] + rng.choice((*_signs("invisible"), *_signs("mark")))[1] + word[at:]


def _in_quote(disguise: Callable[[str, Random], str | None]) -> Make:
    """A disguise in statement and quote alike: the quote is no longer what stands there."""

    def make(base: Base, _ground: Ground, rng: Random) -> Change | None:
        words = disguise(base.core.text, rng)
        if words is None or len(base.quotes) > 1:
            return None
        end = rng.choice((base.core.end, base.core.start + len(words)))
        text = rng.choice((words, base.core.text))
        return Change(text, (base.core._replace(text=words, end=end),), "Zitat mit fremden Zeichen")

    return make


def _with_invisible(words: str, rng: Random) -> str:
    at = rng.randint(1, len(words) - 1)
    return words[:at] + rng.choice((*_signs("invisible"), *_signs("mark"), *_signs("override")))[1] + words[at:]


def _with_letter(words: str, rng: Random) -> str | None:
    alike = [
        (place, sign) for place, letter in enumerate(words) for hidden, sign in _signs("letter") if hidden == letter
    ]
    if not alike:
        return None
    place, sign = rng.choice(alike)
    return words[:place] + sign + words[place + 1 :]


def _with_space(words: str, rng: Random) -> str | None:
    blanks = [at for at, sign in enumerate(words) if sign == " "]
    if not blanks:
        return None
    at = rng.choice(blanks)
    return words[:at] + rng.choice(_signs("space"))[1] + words[at + 1 :]


MUTATIONS = (
    Mutation("unicode-figure", Kind.FIGURE, figure),
    Mutation("unicode-figure-glued", Kind.FIGURE, glued),
    Mutation("unicode-figure-reversed", Kind.FIGURE, reversed_figure),
    Mutation("unicode-figure-count-word", Kind.FIGURE, _hidden(figures.wrong_count)),
    Mutation("unicode-negation", Kind.NEGATION, _hidden(negation.inserted)),
    Mutation("unicode-kein", Kind.NEGATION, _hidden(negation.no_inserted)),
    Mutation("unicode-comparator", Kind.COMPARATOR, _hidden(comparators.swapped)),
    Mutation("unicode-quote-invisible", Kind.QUOTE, _in_quote(_with_invisible)),
    Mutation("unicode-quote-letter", Kind.QUOTE, _in_quote(_with_letter)),
    Mutation("unicode-quote-space", Kind.QUOTE, _in_quote(_with_space)),
)
