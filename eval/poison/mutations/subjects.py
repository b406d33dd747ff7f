"""Lies about what is spoken of: a noun exchanged, two nouns in each other's place, a sentence more than is proved."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from random import Random

from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.tables import standing, words

_ALIKE = 5
"""Letters that two nouns may not share at either end: "Steuerschuld" and "Steuerschuldner" may mean the same."""


def exchanged(base: Base, ground: Ground, rng: Random) -> Change | None:
    """The first noun that carries meaning is another one that is about as frequent behind the same article."""
    plain = frozenset(words("plain_nouns"))
    found = next((one for one in ground.noun_at(base.text) if one[2] not in plain and _free(base.text, one)), None)
    if found is None:
        return None
    other = _like(found[1], found[2], base, ground, rng)
    if other is None:
        return None
    text = base.text[: found.start(2)] + other + base.text[found.end(2) :]
    return Change(text, base.quotes, f"{found[2]} → {other}")


def _free(text: str, noun: re.Match[str]) -> bool:
    """Whether the noun is no law that a reference belongs to ("§ 3 der Verordnung")."""
    return not text[: noun.start()].rstrip()[-1:].isdigit()


def _like(article: str, noun: str, base: Base, ground: Ground, rng: Random) -> str | None:
    """A noun of at most twice and at least half the frequency, with the same last letter, that is foreign here."""
    known = ground.nouns[article.lower()]
    count = next((number for number, one in known if one == noun), 0)
    near = known[bisect_left(known, (count // 2 + 1, "")) : bisect_right(known, (2 * count, "~"))]
    around = base.around.lower()
    fitting = [
        one for _, one in near if one[-1] == noun[-1] and one[:-1].lower() not in around and not _alike(one, noun)
    ]
    return rng.choice(fitting) if fitting else None


def _alike(one: str, other: str) -> bool:
    return one[:_ALIKE].lower() == other[:_ALIKE].lower() or one[-_ALIKE:].lower() == other[-_ALIKE:].lower()


def confused(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A noun is another one that is easily taken for it and does not stand in the quote."""
    found = [one for one in standing("confusable_nouns", base.text) if not _has(base.text, one.instead)]
    if not found:
        return None
    one = rng.choice(found)
    return Change(one.put(base.text), base.quotes, str(one))


def _has(text: str, noun: str) -> bool:
    return re.search(rf"\b{noun[:-1]}", text) is not None


def roles(base: Base, ground: Ground, rng: Random) -> Change | None:
    """Two nouns of the statement, behind the same article, in each other's place."""
    plain = frozenset(words("plain_nouns"))
    nouns = [one for one in ground.noun_at(base.text) if one[2] not in plain]
    pairs = [
        (one, two)
        for place, one in enumerate(nouns)
        for two in nouns[place + 1 :]
        if one[1].lower() == two[1].lower() and one[2] != two[2] and _apart(base.text[one.end() : two.start()])
    ]
    if not pairs:
        return None
    one, two = rng.choice(pairs)
    between = base.text[one.end(2) : two.start(2)]
    text = base.text[: one.start(2)] + two[2] + between + one[2] + base.text[two.end(2) :]
    return Change(text, base.quotes, f"{one[2]} ↔ {two[2]}")


def added(base: Base, ground: Ground, rng: Random) -> Change | None:
    """A sentence of another provision goes along without evidence of its own."""
    other = ground.other_base(rng, beside=base).core.text
    if other in base.around or not base.text.endswith("."):
        return None
    return Change(f"{base.text} {other}", base.quotes, f"unbelegt: {other}", carried=False)


def _apart(between: str) -> bool:
    """Whether the order of two nouns matters: not in "der Kauf und der Tausch"."""
    return len(re.findall(r"\b[a-zäöüß]{3,}", between)) >= 3 and not re.search(r"\b(?:und|oder|sowie)\b", between)


MUTATIONS = (
    Mutation("subject-exchanged", Kind.SUBJECT, exchanged),
    Mutation("subject-confused", Kind.SUBJECT, confused),
    Mutation("roles-swapped", Kind.ROLES, roles),
    Mutation("sentence-added", Kind.ADDITION, added),
)
