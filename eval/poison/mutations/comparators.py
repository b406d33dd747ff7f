"""Lies about directions: at least for at most, before for after, and so on."""

from __future__ import annotations

import re
from random import Random

from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.tables import Found, standing


def swapped(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A comparator turned round, unless both stand side by side ("vor oder nach")."""
    found = [one for one in standing("comparators", base.text) if not _both(base.text, one)]
    if not found:
        return None
    one = rng.choice(found)
    return Change(one.put(base.text), base.quotes, str(one))


def _both(text: str, found: Found) -> bool:
    """Whether the opposite stands right beside: "vor oder nach Ablauf" means the same the other way round."""
    near = text[max(0, found.start - 30) : found.end + 30]
    return re.search(r"\b(?:oder|und|bzw\.)\b", near) is not None and found.instead.split()[0] in near.split()


MUTATIONS = (Mutation("comparator-swapped", Kind.COMPARATOR, swapped),)
