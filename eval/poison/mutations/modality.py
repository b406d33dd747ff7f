"""Lies about duty and choice: must for may, may for must, shall for must."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.tables import any_word, pairs, standing

_HAS_TO = re.compile(
    r"\b(hat|haben)\b([^,;:]*?) (?:zu (\w+en)|(ab|an|auf|aus|bei|ein|mit|nach|vor|zurück)zu(\w+en))\.$"
)


def swapped(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Another modal verb."""
    found = [one for one in standing("modality", base.text) if not base.text[: one.start].endswith(" zu ")]
    if not found:
        return None
    one = rng.choice(found)
    return Change(one.put(base.text), base.quotes, str(one))


def duty_to_option(base: Base, _ground: Ground, _rng: Random) -> Change | None:
    """A duty ("hat … abzugeben", "ist … festzusetzen") told as a choice ("kann …")."""
    has = _HAS_TO.search(base.text)
    if has:
        verb = "kann" if has[1] == "hat" else "können"
        infinitive = has[3] or f"{has[4]}{has[5]}"
        text = f"{base.text[: has.start()]}{verb}{has[2]} {infinitive}."
        return Change(text, base.quotes, f"{has[1]} … zu → {verb}")
    found = _is_to().search(base.text)
    if found is None:
        return None
    verb, option = "kann" if found[1] == "ist" else "können", pairs("duties")[found[3]]
    text = f"{base.text[: found.start()]}{verb}{found[2]} {option}.{base.text[found.end() :]}"
    return Change(text, base.quotes, f"{found[1]} … {found[3]} → {verb} … {option}")


@cache
def _is_to() -> re.Pattern[str]:
    return re.compile(rf"\b(ist|sind)\b([^,;:]*?) ({any_word(pairs('duties'))})\.$")


MUTATIONS = (
    Mutation("modality-verb", Kind.MODALITY, swapped),
    Mutation("modality-duty-to-option", Kind.MODALITY, duty_to_option),
)
