"""Lies about where it stands: another law, §, Absatz, Satz, Nummer; another member of a list; a norm from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from random import Random

from corpus.address import PROVISION_KINDS, Address, Step, StepKind
from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import LAW, Base, Ground
from eval.poison.phrasing import before, behind
from eval.poison.tables import rows, standing

_ITEMS = frozenset({StepKind.NUMMER, StepKind.BUCHSTABE})
_INNER = {
    "section": re.compile(r"(?:§|§§|[Aa]rtikels?|Art\.) (\d+)[a-z]?\b"),
    "absatz": re.compile(r"\b(?:Absatz|Absatzes|Abs\.) (\d+)[a-z]?\b"),
    "satz": re.compile(r"\bSatz(?:es)? (\d+)\b"),
    "item": re.compile(r"\b(?:Nummer|Nr\.|Buchstabe|Buchst\.) (\d+|[a-y])\b"),
}
_LIST = re.compile(
    r"\b(?:§§|Absätzen?|Absatz|Abs\.|Sätzen?|Satz|Nummern?|Nr\.|Buchstaben?|Artikeln?) "
    r"(?:\d+[a-z]?, )*(\d+)[a-z]? (und|bis|oder) (\d+)\b(?![a-z])"
)


def cited(kinds: frozenset[StepKind], base: Base, ground: Ground, rng: Random) -> Change | None:
    """The citation that goes with the statement names another place of the same law."""
    steps = base.core.address.steps
    places = [place for place, step in enumerate(steps) if step.kind in kinds]
    if not places:
        return None
    place = places[-1]
    others = _others(base, ground, steps[: place + 1])
    if not others:
        return None
    wrong = Address(base.core.address.law, (*steps[:place], rng.choice(others), *_rest(steps[place + 1 :], rng)))
    if _covers_quote(wrong, base):
        return None
    return _with_citation(base, ground, ground.citation(wrong), rng)


def _rest(steps: tuple[Step, ...], rng: Random) -> tuple[Step, ...]:
    """What of the true citation follows the wrong step: all of it, or nothing."""
    return steps if rng.random() < 0.5 else ()


def _others(base: Base, ground: Ground, steps: tuple[Step, ...]) -> list[Step]:
    """Siblings of the last step that the words of the quote do not name."""
    step = steps[-1]
    if step.kind in PROVISION_KINDS:
        known = [one.address.steps[-1] for one in ground.provisions[base.core.address.law]]
    else:
        known = [unit.address.steps[-1] for unit in base.provision.units if unit.address.steps[:-1] == steps[:-1]]
        known.append(replace(step, number=str(len(known) + 1) if step.number[:1].isdigit() else "x", occurrence=1))
    named = set(re.findall(r"\w+", base.text))
    return [one for one in known if one.kind is step.kind and one.number != step.number and one.number not in named]


def _covers_quote(wrong: Address, base: Base) -> bool:
    return any(wrong.covers(quote.address) for quote in base.quotes)


def _with_citation(base: Base, ground: Ground, wrong: str, rng: Random) -> Change:
    text = rng.choice((before, behind))(base.text, wrong)
    return Change(text, base.quotes, f"{ground.citation(base.core.address)} → {wrong}", carried=False)


def cited_law(base: Base, ground: Ground, rng: Random) -> Change | None:
    """The citation names the same place of another law."""
    right = base.core.address.bare
    law = rng.choice([law for law in ground.codes.entries if law.key != right.law and law.rank in LAW])
    if law.abbreviation in base.around or law.title in base.around:
        return None
    return _with_citation(base, ground, ground.citation(replace(right, law=law.key)), rng)


def inner(kind: str, base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A place that the quote itself names is told with another number."""
    found = list(_INNER[kind].finditer(base.text))
    if not found:
        return None
    one = rng.choice(found)
    right = one[1]
    wrong = str(max(1, int(right) + rng.choice((-1, 1, 2)))) if right.isdigit() else chr(ord(right) + 1)
    if wrong == right or _in_list(base.text, one):
        return None
    text = base.text[: one.start(1)] + wrong + base.text[one.end(1) :]
    return Change(text, base.quotes, f"{one[0]}: {right} → {wrong}")


def _in_list(text: str, found: re.Match[str]) -> bool:
    """Whether the place belongs to a list or range, which have a mutation of their own."""
    return re.match(r"[a-z]?(?:,| und| bis| oder) \d", text[found.end(1) : found.end(1) + 8]) is not None


def inner_law(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A law that the quote itself names is told by another name."""
    found = [one for one in standing("law_names", base.text) if one.instead not in base.text]
    if not found:
        return None
    one = rng.choice(found)
    return Change(one.put(base.text), base.quotes, str(one))


def member(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """The last member of a list or range that the quote names is another one."""
    found = list(_LIST.finditer(base.text))
    if not found:
        return None
    one = rng.choice(found)
    wrong = str(int(one[3]) + rng.choice((1, 2, 3)))
    text = base.text[: one.start(3)] + wrong + base.text[one.end(3) :]
    return Change(text, base.quotes, f"{one[0]}: {one[3]} → {wrong}")


def span(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A list told as a range ("1 und 4" as "1 bis 4"), or a range as a list, where something lies between."""
    found = [one for one in _LIST.finditer(base.text) if int(one[3]) - int(one[1]) >= 2]
    if not found:
        return None
    one = rng.choice(found)
    wrong = "und" if one[2] == "bis" else "bis"
    text = base.text[: one.start(2)] + wrong + base.text[one.end(2) :]
    return Change(text, base.quotes, f"{one[0]}: {one[2]} → {wrong}")


def foreign(base: Base, ground: Ground, rng: Random) -> Change | None:
    """The citation names foreign law, or a place that nobody ever made."""
    template, what = rng.choice(rows("foreign"))
    right = base.core.address.provision.bare
    law = ground.abbreviation(right.law)
    provision = ground.citation(right).removesuffix(law).strip()
    wrong = template.format(law=law, provision=provision)
    if not provision.startswith("§") and "{provision}" in template:
        return None
    number = re.findall(r"\w+", wrong)
    if wrong.split()[-1] != law and number[-1] in base.around:
        return None
    made = _with_citation(base, ground, wrong, rng)
    return made._replace(note=f"{made.note} ({what})")


MUTATIONS = (
    Mutation("norm-cited-law", Kind.NORM, cited_law),
    Mutation("norm-cited-section", Kind.NORM, partial(cited, PROVISION_KINDS)),
    Mutation("norm-cited-absatz", Kind.NORM, partial(cited, frozenset({StepKind.ABSATZ}))),
    Mutation("norm-cited-satz", Kind.NORM, partial(cited, frozenset({StepKind.SATZ}))),
    Mutation("norm-cited-item", Kind.NORM, partial(cited, _ITEMS)),
    Mutation("norm-inner-law", Kind.NORM, inner_law),
    Mutation("norm-inner-section", Kind.NORM, partial(inner, "section")),
    Mutation("norm-inner-absatz", Kind.NORM, partial(inner, "absatz")),
    Mutation("norm-inner-satz", Kind.NORM, partial(inner, "satz")),
    Mutation("norm-inner-item", Kind.NORM, partial(inner, "item")),
    Mutation("norm-list-member", Kind.NORM, member),
    Mutation("norm-list-range", Kind.NORM, span),
    Mutation("norm-foreign", Kind.NORM, foreign),
)
