"""Commands that German spreads over a clause: "hat … anzumelden", "ist … zu entrichten", "findet … Anwendung"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.verify.reading.lexicon import infinitive, is_infinitive
from service.verify.reading.tables import grammar
from service.verify.reading.tokens import Token

_AUXILIARY = frozenset(grammar("auxiliary"))
_FIND = frozenset(grammar("find"))
_PURPOSE = frozenset(grammar("purpose"))


class Obligation(NamedTuple):
    """A command: the tokens of its auxiliary and of its infinitive (or of "Anwendung")."""

    auxiliary: int
    infinitive: int


def obligations(tokens: list[Token]) -> Iterator[Obligation]:
    """The commands of a text. Auxiliary and infinitive stand in one stretch between signs of punctuation."""
    auxiliaries: list[tuple[int, bool]] = []
    outside: list[tuple[list[tuple[int, bool]], bool]] = []
    purpose = False
    fresh = True
    for index, token in enumerate(tokens):
        if token.text == "(":
            outside.append((auxiliaries, purpose))
        if token.text == ")" and outside:
            (auxiliaries, purpose), fresh = outside.pop(), False
        elif token.kind in ("border", "line", "stop"):
            auxiliaries, purpose, fresh = [], False, True
        if token.kind != "word":
            continue
        lower = token.text.lower()
        if fresh:
            purpose, fresh = lower in _PURPOSE, False
        if lower in _AUXILIARY or lower in _FIND:
            auxiliaries.append((index, lower in _FIND))
        elif found := _commanded(tokens, index, lower):
            yield from _paired(tokens, auxiliaries, found, applied=False) if not purpose else ()
        elif lower == "anwendung":
            yield from _paired(tokens, auxiliaries, index, applied=True)


def _commanded(tokens: list[Token], index: int, lower: str) -> int:
    """The token of the infinitive that "zu" announces here, or 0."""
    if lower == "zu" and index + 1 < len(tokens) and tokens[index + 1].kind == "word":
        following = tokens[index + 1].text
        return index + 1 if following.islower() and is_infinitive(following) else 0
    return index if tokens[index].text.islower() and infinitive(lower) else 0


def _paired(
    tokens: list[Token], auxiliaries: list[tuple[int, bool]], found: int, *, applied: bool
) -> Iterator[Obligation]:
    behind = found + 1 < len(tokens) and tokens[found + 1].kind == "word" and tokens[found + 1].text.lower()
    wanted = _FIND if applied else _AUXILIARY
    if behind and behind in wanted:
        yield Obligation(found + 1, found)
    else:
        fitting = [one for one in auxiliaries if one[1] == applied]
        if fitting:
            yield Obligation(fitting[-1][0], found)
