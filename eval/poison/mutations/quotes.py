"""Lies in the quote itself: stitched, misattributed, altered, superseded."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from corpus.address import Address
from corpus.model import Provision
from eval.poison.case import Change, Kind, Make, Mutation, Pool, Quote
from eval.poison.ground import Base, Ground, quote_of
from eval.poison.mutations import comparators, figures, modality, negation

_ALTERING: tuple[Make, ...] = (
    figures.flipped,
    figures.wrong_count,
    negation.inserted,
    negation.dropped,
    comparators.swapped,
    modality.swapped,
)


def _halves(text: str) -> tuple[str, str]:
    """The text cut at the blank nearest to its middle."""
    middle = len(text) // 2
    cut = text.find(" ", middle)
    return (text[:cut], text[cut + 1 :]) if cut > 0 else (text, "")


def _stitch(base: Base, other: Quote, also: tuple[Address, ...]) -> Change | None:
    words = f"{_halves(base.core.text)[0]} {_halves(other.text)[1]}"
    if words in base.provision.text or not _halves(other.text)[1]:
        return None
    core = base.core
    quote = Quote(core.address, words, core.start, core.start + len(words))
    return Change(words, (quote,), f"Anfang von {core.address}, Ende von {other.address}", also=also)


def stitched_sentences(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """One quote made of two sentences of the same provision."""
    others = [
        quote_of(base.provision, unit)
        for unit in base.provision.units
        if unit.address.steps != base.core.address.steps and unit.end - unit.body > 60
    ]
    others = [one for one in others if base.core.text not in one.text and "\n" not in one.text]
    return _stitch(base, rng.choice(others), ()) if others else None


def stitched_provisions(base: Base, ground: Ground, rng: Random) -> Change | None:
    """One quote made of sentences of two provisions, both retrieved."""
    other = ground.other_base(rng, beside=base)
    return _stitch(base, other.core, (other.provision.address.bare,))


def gap(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """One quote from which words in the middle were left out, with or without a mark."""
    words = base.core.text.split(" ")
    if len(words) < 12:
        return None
    first = rng.randint(3, len(words) // 2)
    last = rng.randint(first + 2, len(words) - 3)
    text = f"{' '.join(words[:first])} {rng.choice(('', '', '… ', '[…] '))}{' '.join(words[last:])}"
    core = base.core
    if text in base.provision.text:
        return None
    end = rng.choice((core.end, core.start + len(text)))
    left_out = " ".join(words[first:last])
    return Change(text, (Quote(core.address, text, core.start, end),), f"weggelassen: {left_out}")


def altered(base: Base, ground: Ground, rng: Random) -> Change | None:
    """The same lie in the statement and in its quote."""
    if len(base.quotes) > 1:
        return None
    lie = rng.choice(_ALTERING)(base, ground, rng)
    if lie is None or lie.text in base.provision.text:
        return None
    core = base.core
    return Change(lie.text, (core._replace(text=lie.text, end=core.start + len(lie.text)),), lie.note)


def tidied(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A quote that was tidied up: a comma less, a sign more, another capital, a double blank."""
    text = base.core.text
    tidy = rng.choice((
        lambda: text.replace(",", "", 1),
        lambda: text.replace(".", "!", 1) if text.count(".") == 1 else text,
        lambda: text.replace(" ", "  ", 1),
        lambda: text[0].swapcase() + text[1:],
        lambda: text.replace("ß", "ss", 1),
        lambda: f"„{text}“",
        lambda: text[:-2],
    ))()  # fmt: skip
    if tidy == text or len(base.quotes) > 1:
        return None
    end = base.core.end if rng.random() < 0.5 else base.core.start + len(tidy)
    quote = base.core._replace(text=tidy, end=end)
    if base.provision.text[quote.start : quote.end] == tidy:
        return None
    return Change(tidy, (quote,), "geglättetes Zitat")


def moved(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A true quote at false offsets."""
    by = rng.choice((-7, -1, 1, 5, 40))
    core = base.core
    quote = core._replace(start=core.start + by, end=core.end + by)
    if base.provision.text[max(0, quote.start) : max(0, quote.end)] == core.text:
        return None
    return Change(base.text, (*base.quotes[:-1], quote), f"Lage um {by} verschoben", carried=False)


def sibling(base: Base, ground: Ground, rng: Random) -> Change | None:
    """A true quote said to stand in another unit of the same provision."""
    places = [
        unit.address
        for unit in base.provision.units
        if not unit.address.covers(base.core.address)
        and not base.core.address.covers(unit.address)
        and base.core.text not in base.provision.text[unit.start : unit.end]
    ]
    return _attributed(base, ground, rng.choice(places), rng) if places else None


def other_provision(base: Base, ground: Ground, rng: Random) -> Change | None:
    """A true quote said to stand in another provision, which was retrieved, too."""
    provision = rng.choice(ground.provisions[base.core.address.law])
    if provision.address == base.provision.address or base.core.text in provision.text:
        return None
    place = rng.choice((provision.address, *(unit.address for unit in provision.units)))
    return _attributed(base, ground, place, rng, provision)


def other_law(base: Base, ground: Ground, rng: Random) -> Change | None:
    """A true quote said to stand at any place of another law, which was retrieved, too."""
    other = ground.other_base(rng, beside=base)
    if other.core.address.law == base.core.address.law or base.core.text in other.provision.text:
        return None
    return _attributed(base, ground, other.core.address, rng, other.provision)


def invented_place(base: Base, ground: Ground, rng: Random) -> Change | None:
    """A true quote said to stand at a place that does not exist."""
    core = base.core.address
    steps = (*core.steps[:-1], replace(core.steps[-1], number=str(rng.randint(60, 99))))
    version = rng.choice((core.version, core.version, "2031-01-01"))
    place = Address(core.law, steps, version) if version == core.version else core.at("2031-01-01")
    if base.provision.unit(place) is not None and version == core.version:
        return None
    return _attributed(base, ground, place, rng)


def _attributed(base: Base, ground: Ground, place: Address, rng: Random, other: Provision | None = None) -> Change:
    """The quote at another address: at its own offsets, or at those of the other place; its citation may be told."""
    core = base.core._replace(address=place)
    if other is not None and rng.random() < 0.5:
        start = next((unit.body for unit in other.units if unit.address.steps == place.steps), 0)
        core = core._replace(start=start, end=start + len(core.text))
    text = base.text if rng.random() < 0.5 else f"Nach {ground.citation(place)} gilt: {base.text}"
    also = (other.address.bare,) if other else ()
    return Change(text, (*base.quotes[:-1], core), f"{base.core.address} → {place}", carried=False, also=also)


def superseded(base: Base, _ground: Ground, _rng: Random) -> Change:
    """A true quote of a version that was in force once."""
    return Change(base.text, base.quotes, f"Fassung {base.core.address.version}")


def superseded_as_new(base: Base, ground: Ground, _rng: Random) -> Change | None:
    """The words of an older version, said to stand in today's."""
    today = next(
        one for one in ground.provisions[base.core.address.law] if one.address.bare == base.provision.address.bare
    )
    quote = base.core._replace(address=base.core.address.at(today.address.version or ""))
    return Change(base.text, (quote,), f"Worte von {base.core.address.version} als heutige")


MUTATIONS = (
    Mutation("quote-stitched-sentences", Kind.QUOTE, stitched_sentences, Pool.SENTENCES),
    Mutation("quote-stitched-provisions", Kind.QUOTE, stitched_provisions, Pool.SENTENCES),
    Mutation("quote-gap", Kind.QUOTE, gap, Pool.SENTENCES),
    Mutation("quote-altered", Kind.QUOTE, altered),
    Mutation("quote-tidied", Kind.QUOTE, tidied),
    Mutation("quote-offsets", Kind.QUOTE, moved),
    Mutation("quote-misattributed-sibling", Kind.QUOTE, sibling),
    Mutation("quote-misattributed-provision", Kind.QUOTE, other_provision),
    Mutation("quote-misattributed-law", Kind.QUOTE, other_law),
    Mutation("quote-invented-place", Kind.QUOTE, invented_place),
    Mutation("quote-superseded", Kind.QUOTE, superseded, Pool.SUPERSEDED),
    Mutation("quote-superseded-as-new", Kind.QUOTE, superseded_as_new, Pool.SUPERSEDED),
)
