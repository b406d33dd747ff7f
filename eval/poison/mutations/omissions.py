"""Lies by leaving out: an exception, a condition, the sentence that limits a rule, the "nicht" between two quotes."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from eval.poison.case import OMITTED, Change, Kind, Mutation, Pool, Quote
from eval.poison.ground import Base, Ground
from eval.poison.phrasing import capital
from eval.poison.tables import any_word, words

_EXCEPTION = re.compile(
    r"(?:,| –|;) (?:es sei denn|soweit|ausgenommen|mit Ausnahme|außer(?! (?:Kraft|Ansatz|Betracht|Acht)\b)|"
    r"jedoch nicht|nicht jedoch|nicht aber|sofern|vorausgesetzt|(?:höchstens|mindestens) (?:jedoch|aber))\b[^;:]*\.$"
)
_CONDITION = re.compile(r"(?<!auch)(?<!selbst), (?:wenn|falls|sofern|sobald|solange)\b[^;:]*\.$")
_UNFIT = re.compile(
    r"(?:\b(?:auch|nur|selbst|insbesondere|dann|erst|als|wie|dass|daß|und|oder|so|es|davon|dadurch|darin|gleich|besteht|vor)|[,(–])$"
)
_SUBORDINATE = re.compile(r" (?:wenn|soweit|sofern|falls|dass|daß|weil|indem|ob)\b")
_FRONT = re.compile(
    r"^(?:Wenn|Soweit|Sofern|Falls|Solange|Sobald|Es sei denn) [^,;:]+, (?:so |dann )?"
    r"((?:ist|sind|wird|werden|hat|haben|gilt|gelten|kann|können|darf|dürfen|muss|müssen|soll|beträgt|entsteht|bleibt)"
    r"\b[^;:]*\.)$"
)
_BEGINNING_NOT = re.compile(r"^(?:Nicht) (?=[a-zäöü])(?!nur\b)")
_NOT = re.compile(r" (?:nicht|jedoch nicht) (?!nur\b)")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word(words('verbs'))}\b")


def _cut(base: Base, found: re.Match[str] | None, rng: Random) -> Change | None:
    """The statement without its end, the quote whole or cut, too."""
    if found is None or len(base.quotes) > 1 or "\n" in base.text:
        return None
    head = base.text[: found.start()]
    if (
        len(head) < 30
        or re.search(r"\bnur\b", head)
        or _UNFIT.search(head)
        or not _main_clause(head)
        or not _ends_with_clause(found[0])
    ):
        return None
    core = base.core
    cut = core._replace(text=head, end=core.start + len(head))
    quotes: tuple[Quote, ...] = (cut,) if rng.random() < 0.5 else (core,)
    return Change(f"{head}.", quotes, f"weggelassen: {found[0].lstrip(', ')}")


def _main_clause(head: str) -> bool:
    """Whether what remains is whole, near enough: there is a verb in its first clause, and one in its last."""
    first, last = head.partition(",")[0], head.rpartition(",")[2]
    open_end = last != head and _SUBORDINATE.match(last) and not _verbs().search(last)
    return _verbs().search(first) is not None and not open_end


def _ends_with_clause(tail: str) -> bool:
    """Whether the part cut off holds no main clause, and not the infinitive of what remains ("… festzusetzen")."""
    return tail.count(",") <= 1 and not re.search(r" (?:zu \w+|\w+zu\w+)en\.$", tail)


def exception(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """The exception at the end is left out."""
    return _cut(base, _EXCEPTION.search(base.text), rng)


def condition(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """The condition at the end is left out."""
    return _cut(base, _CONDITION.search(base.text), rng)


def front_condition(base: Base, ground: Ground, _rng: Random) -> Change | None:
    """The condition at the beginning is left out: "Nach § … ist …"."""
    found = _FRONT.match(base.text)
    if found is None or len(base.quotes) > 1:
        return None
    text = f"Nach {ground.citation(base.core.address)} {found[1]}"
    return Change(text, base.quotes, f"weggelassen: {base.text[: found.start(1)]}", carried=False)


def companion(base: Base, _ground: Ground, _rng: Random) -> Change:
    """The rule without the sentence that limits it."""
    return Change(base.text, base.quotes, f"weggelassen: {base.limits[0].text}")


def elided_not(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Two true quotes of one sentence, and between them the "nicht" is missing."""
    found = list(_NOT.finditer(base.text))
    if not found or len(base.quotes) > 1 or re.search(r"\b(?:oder nicht|sondern|ob)\b", base.text):
        return None
    one, core = rng.choice(found), base.core
    first = core._replace(text=core.text[: one.start()], end=core.start + one.start())
    second = core._replace(text=core.text[one.end() :], start=core.start + one.end())
    if not first.text or not second.text:
        return None
    return Change(rng.choice((" ", OMITTED)).join((first.text, second.text)), (first, second), "nicht ausgespart")


def cut_not(base: Base, _ground: Ground, _rng: Random) -> Change | None:
    """The quote begins behind the "Nicht" of the sentence."""
    found = _BEGINNING_NOT.match(base.text)
    if found is None or len(base.quotes) > 1:
        return None
    core = base.core
    cut = core._replace(text=core.text[found.end() :], start=core.start + found.end())
    return Change(capital(cut.text), (cut,), "Nicht am Satzanfang abgeschnitten")


MUTATIONS = (
    Mutation("negation-elided", Kind.NEGATION, elided_not, Pool.SENTENCES),
    Mutation("negation-cut-off", Kind.NEGATION, cut_not, Pool.SENTENCES),
    Mutation("omission-exception", Kind.OMISSION, exception, Pool.SENTENCES),
    Mutation("omission-condition", Kind.OMISSION, condition, Pool.SENTENCES),
    Mutation("omission-front-condition", Kind.OMISSION, front_condition, Pool.SENTENCES),
    Mutation("omission-companion", Kind.OMISSION, companion, Pool.LIMITED),
)
