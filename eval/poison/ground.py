"""The ground that lies and truths are made from: statements of the law as it stands, each with its exact quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random

from corpus.address import Address, Step, StepKind
from corpus.citations import Codes, format_address
from corpus.model import Provision, Rank, Unit
from corpus.store import View
from eval.poison.case import OMITTED, Pool, Quote
from eval.poison.limits import Limits, limited_pairs
from eval.poison.tables import words

SHORTEST, LONGEST = 30, 700
"""Characters of a quote: shorter ones say nothing, longer ones nobody quotes in one statement."""
LAW = frozenset({Rank.GESETZ, Rank.VERORDNUNG})
"""The ranks that cases are made from where nothing else is asked for: what is counted, cited and worded as law."""
_SILENT = frozenset({StepKind.UEBERSCHRIFT, StepKind.ABBILDUNG, StepKind.TABELLE, StepKind.ZEILE, StepKind.ANLAGE})
_ITEMS = frozenset({StepKind.NUMMER, StepKind.BUCHSTABE, StepKind.STRICH})
_CONDITIONAL = re.compile(r"\b(?:wenn|sofern|soweit|falls|Voraussetzung\w*|vorausgesetzt|indem|dadurch|sobald)\b", re.I)
_NOUN = re.compile(
    r"\b(der|die|das|dem|den|des|ein|eine|einem|einen|eines|einer|Der|Die|Das|Ein|Eine) ([A-ZÄÖÜ][a-zäöüß]{3,})\b"
)
_SENTENCE_END = re.compile(r"[a-zäöüß)»“\d]\.$")


@dataclass(frozen=True, slots=True)
class Base:
    """A true statement of the law: its quotes, in the provision and version that they stand in.

    The last quote is the one that makes the statement. ``limits`` are the sentences beside it that limit it.
    """

    provision: Provision
    quotes: tuple[Quote, ...]
    limits: tuple[Quote, ...] = ()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", OMITTED.join(quote.text for quote in self.quotes))

    @property
    def core(self) -> Quote:
        """The quote that makes the statement."""
        return self.quotes[-1]

    @property
    def around(self) -> str:
        """Text of the whole provision with its heading."""
        return f"{self.provision.heading}\n{self.provision.text}"


class Ground:
    """All bases of a corpus on a day, and what mutations need to know of the laws around them."""

    def __init__(self, view: View, codes: Codes, day: date, ranks: frozenset[Rank] = LAW) -> None:
        self.codes = codes
        self.day = day
        self.provisions: dict[str, tuple[Provision, ...]] = {}
        self._view = view
        for law in view.laws():
            version = view.version_on(law.law, day)
            if version is not None and version.rank in ranks:
                self.provisions[law.law] = tuple(one for one in view.provisions(version) if not one.repealed)
        self._pools: dict[Pool, tuple[Base, ...]] = {}

    def pool(self, pool: Pool) -> tuple[Base, ...]:
        """The bases of a pool, in the order of the laws.

        SENTENCES are single sentences that nothing beside them limits, LISTS whole sentences with a list, ITEMS the
        words before a list with one item; PLAIN is all three. LIMITED are sentences with the sentences that limit
        them. SUPERSEDED are sentences of older versions that stand no longer so.
        """
        if not self._pools:
            self._fill()
        return self._pools[pool]

    def citation(self, address: Address) -> str:
        """How the place is cited."""
        return format_address(address.bare, self.codes)

    def abbreviation(self, law: str) -> str:
        """How the law is cited."""
        return format_address(Address(law), self.codes)

    @cached_property
    def nouns(self) -> dict[str, list[tuple[int, str]]]:
        """For each article, the nouns that follow it with their number in the corpus, rarest first."""
        counted: dict[str, Counter[str]] = {}
        for provisions in self.provisions.values():
            for provision in provisions:
                for article, noun in _NOUN.findall(provision.text):
                    counted.setdefault(article.lower(), Counter())[noun] += 1
        plain = frozenset(words("plain_nouns"))
        return {
            article: sorted((count, noun) for noun, count in counts.items() if noun not in plain)
            for article, counts in counted.items()
        }

    def noun_at(self, text: str) -> Iterator[re.Match[str]]:
        """Nouns with their articles, from the beginning of the text."""
        return _NOUN.finditer(text)

    def other_base(self, rng: Random, *, beside: Base) -> Base:
        """A sentence from anywhere that stands in another provision than ``beside``."""
        sentences = self.pool(Pool.SENTENCES)
        while True:
            found = rng.choice(sentences)
            if found.provision.address != beside.provision.address:
                return found

    def _fill(self) -> None:
        pools: dict[Pool, list[Base]] = {pool: [] for pool in Pool}
        for provisions in self.provisions.values():
            for provision in provisions:
                _collect(provision, pools)
        pools[Pool.PLAIN] = [*pools[Pool.SENTENCES], *pools[Pool.LISTS], *pools[Pool.ITEMS]]
        pools[Pool.SUPERSEDED] = list(self._superseded())
        self._pools = {pool: tuple(bases) for pool, bases in pools.items()}

    def _superseded(self) -> Iterator[Base]:
        """Sentences of older versions whose words stand nowhere in the provision any more."""
        for law, provisions in self.provisions.items():
            today = {provision.address.bare: provision.text for provision in provisions}
            current = self._view.version_on(law, self.day)
            for version in self._view.versions(law):
                if current is None or version.day >= current.day:
                    continue
                for provision in self._view.provisions(version):
                    text = today.get(provision.address.bare)
                    if text and not provision.repealed and text != provision.text:
                        yield from (one for one in _sentences(provision) if one.core.text not in text)


def quote_of(provision: Provision, unit: Unit) -> Quote:
    """The words of a unit without its label."""
    return quote_between(provision, unit.address, unit.body, unit.end)


def quote_between(provision: Provision, address: Address, start: int, end: int) -> Quote:
    """The words between two offsets, without blanks at their ends."""
    raw = provision.text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Quote(address, raw.strip(), start, start + len(raw.strip()))


def leaves(provision: Provision) -> list[Unit]:
    """The units that no other unit lies in, tables and pictures left out."""
    inner = {unit.address.steps[:depth] for unit in provision.units for depth in range(1, len(unit.address.steps))}
    return [unit for unit in provision.units if unit.address.steps not in inner and _speaks(unit)]


def _speaks(unit: Unit) -> bool:
    return not any(step.kind in _SILENT for step in unit.address.steps)


def _is_item(unit: Unit) -> bool:
    return any(step.kind in _ITEMS for step in unit.address.inner)


def _sentences(provision: Provision) -> Iterator[Base]:
    for unit in leaves(provision):
        quote = quote_of(provision, unit)
        fits = SHORTEST <= len(quote.text) <= LONGEST and "\n" not in quote.text and "[Abbildung" not in quote.text
        if fits and not _is_item(unit) and _SENTENCE_END.search(quote.text):
            yield Base(provision, (quote,))


def _collect(provision: Provision, pools: dict[Pool, list[Base]]) -> None:
    limits = Limits(provision)
    for base in _sentences(provision):
        if limits.alone(base.core.start, base.core.end):
            pools[Pool.SENTENCES].append(base)
    items = _items(provision)
    for unit in provision.units:
        children = items.get(unit.address.steps)
        if children and not _is_item(unit) and _speaks(unit):
            pools[Pool.LISTS] += _whole(provision, unit, limits)
            pools[Pool.ITEMS] += _single(provision, unit, children, limits)
    pools[Pool.LIMITED] += [
        Base(provision, (quote_of(provision, rule),), tuple(quote_of(provision, limit) for limit in found))
        for rule, found in limited_pairs(provision, leaves(provision), limits)
        if SHORTEST <= len(quote_of(provision, rule).text) <= LONGEST
    ]


def _items(provision: Provision) -> dict[tuple[Step, ...], list[Unit]]:
    """The list items of a provision, by the place that they lie directly in."""
    items: dict[tuple[Step, ...], list[Unit]] = {}
    for unit in provision.units:
        if unit.address.steps[-1].kind in _ITEMS:
            items.setdefault(unit.address.steps[:-1], []).append(unit)
    return items


def _whole(provision: Provision, unit: Unit, limits: Limits) -> Iterator[Base]:
    quote = quote_of(provision, unit)
    if len(quote.text) <= LONGEST and quote.text.endswith(".") and limits.alone(quote.start, quote.end):
        yield Base(provision, (quote,))


def _single(provision: Provision, unit: Unit, items: list[Unit], limits: Limits) -> Iterator[Base]:
    """Single items with the words before the list, where one item is true without the others."""
    lead = quote_between(provision, unit.address, unit.body, items[0].start)
    closing = provision.text[items[-1].end : unit.end].strip()
    if not lead.text or closing or _CONDITIONAL.search(lead.text) or len(lead.text) > LONGEST:
        return
    inner = set(_items(provision))
    for item in items:
        quote = quote_of(provision, item)
        fits = SHORTEST <= len(quote.text) <= LONGEST and item.address.steps not in inner
        if fits and limits.alone(lead.start, lead.end, quote.start, quote.end):
            yield Base(provision, (lead, quote))
