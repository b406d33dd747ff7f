"""How well the guard knows what may not come in, what it stops without need, and what it costs.

Positives are generated (identifiers, :mod:`eval.guard_numbers`) or written by us (``eval/guard/*.txt``); negatives are
every sentence of the corpus, and our harmless counterparts. The rules for names and cases were written with every other
sentence of those files in view (the first, the third …); the other half was kept unseen, and is told apart.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from corpus.library import Library
from corpus.model import Provision, Unit
from eval.goals import Figure, Goal
from eval.guard_contacts import contacts
from eval.guard_numbers import Identifier, identifiers
from service.guard.screen import Screen
from service.model import Finding

SEED = 20260630
COUNT = 40
"""Identifiers of each kind and Land."""
_SENTENCES = Path(__file__).with_name("guard")
_FILLER = "Nach dieser Vorschrift sind Aufwendungen abziehbar, soweit sie beruflich veranlasst sind. "
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_SAMPLE, _ROUNDS = 200, 3
_SMALL, _LARGE = 20_000, 200_000

Asked = Callable[[str], Sequence[Finding]]
"""What a guard finds in a text."""


class Specimen(NamedTuple):
    """A text with an identifier in it, at ``[start, end)``."""

    identifier: Identifier
    text: str
    start: int
    end: int


class Tally(NamedTuple):
    """One kind (and Land): how many, how many stopped as a whole, and as which kinds."""

    kind: str
    group: str
    valid: bool
    total: int
    stopped: int
    taken_for: tuple[tuple[str, int], ...]


class Sentences(NamedTuple):
    """Sentences of one file: how many, how many stopped; the same of the half that the rules were not written on."""

    name: str
    total: int
    stopped: int
    unseen: int
    unseen_stopped: int


class Measured(NamedTuple):
    """All that was measured; ``alarms`` are kinds found in corpus sentences, with their numbers."""

    tallies: tuple[Tally, ...]
    sentences: tuple[Sentences, ...]
    corpus: int
    corpus_stopped: int
    alarms: tuple[tuple[str, int], ...]
    milliseconds: float
    growth: float

    def figures(self) -> tuple[Figure, ...]:
        """The figures beside their goals."""
        sure = [tally for tally in self.tallies if tally.valid]
        near = [tally for tally in self.tallies if not tally.valid]
        shares = {one.name: 100 * one.stopped / one.total for one in self.sentences}
        return (
            Figure("Gültige Kennungen nicht erkannt", _missed(sure), Goal(0, "%")),
            Figure("Angekündigte mit falscher Prüfziffer nicht erkannt", _missed(near), Goal(0, "%")),
            Figure(
                "Fehlalarme in Sätzen des Bestands", 100 * self.corpus_stopped / max(1, self.corpus), Goal(0.2, "%")
            ),
            Figure("Sätze mit Namen nicht erkannt", 100 - shares["names"], Goal(10, "%")),
            Figure("Fehlalarme in Sätzen ohne Namen", shares["names_harmless"], Goal(2, "%")),
            Figure("Fallschilderungen nicht erkannt", 100 - shares["cases"], Goal(10, "%")),
            Figure("Fehlalarme in Sätzen ohne Fall", shares["cases_harmless"], Goal(2, "%")),
            Figure("Rechenzeit für 500 Zeichen", self.milliseconds, Goal(3, "ms")),
            Figure("Rechenzeit je Zeichen, 200 kB gegen 20 kB", self.growth, Goal(1.5, "×")),
        )


def measure(library: Library, count: int, follow: Callable[[list[str]], Iterable[str]]) -> Measured:
    """Measure the guard on generated identifiers, our sentences and every sentence of the corpus."""
    asked = finder()
    corpus = list(corpus_sentences(library))
    alarms: Counter[str] = Counter()
    stopped = 0
    for text in follow(corpus):
        kinds = {finding.kind for finding in asked(text)}
        alarms.update(kinds)
        stopped += bool(kinds)
    return Measured(
        tallies(specimens(count), asked),
        tuple(judged(name, asked) for name in ("names", "names_harmless", "cases", "cases_harmless")),
        len(corpus),
        stopped,
        tuple(alarms.most_common()),
        *costs(corpus),
    )


def finder(screen: Screen | None = None) -> Asked:
    """What the guard finds in a text."""
    ask = screen or Screen()

    def found(text: str) -> Sequence[Finding]:
        objection = ask(text)
        return objection.findings if objection else ()

    return found


def specimens(count: int) -> Iterator[Specimen]:
    """Each identifier announced and, where it counts so, bare; some in a long text, full-width, hidden, split."""
    chance = random.Random(SEED)  # noqa: S311 - examples, no secrets
    for identifier in (*identifiers(count, SEED), *contacts(count, SEED)):
        yield _specimen(identifier, chance.choice(identifier.cues), chance)
        if identifier.bare:
            yield _specimen(identifier, "", chance)


def _specimen(identifier: Identifier, cue: str, chance: random.Random) -> Specimen:
    spelled = identifier.spelled
    way = chance.randrange(6)
    if way == 0 and identifier.kind not in ("e-mail",):
        spelled = spelled.translate(_FULL_WIDTH)
    elif way == 1:
        spelled = f"{spelled[:3]}\u200b{spelled[3:]}"
    elif way == 2:
        spelled = spelled.replace(" ", "\u00a0")
    before = _FILLER * (chance.randrange(5, 40) if way == 3 else chance.randrange(2)) + "Was gilt für "
    text = f"{before}{cue}{spelled}{chance.choice((' nach § 9 EStG?', '?', ', bitte prüfen', ' (siehe Akte)', ''))}"
    return Specimen(identifier, text, len(before) + len(cue), len(before) + len(cue) + len(spelled))


def tallies(found: Iterable[Specimen], asked: Asked) -> tuple[Tally, ...]:
    """Counts by kind, Land and validity."""
    counts: dict[tuple[str, str, bool], list[tuple[bool, tuple[str, ...]]]] = {}
    for one in found:
        findings = [finding for finding in asked(one.text) if finding.start < one.end and one.start < finding.end]
        key = (one.identifier.kind, one.identifier.group, one.identifier.valid)
        counts.setdefault(key, []).append((_covers(findings, one), tuple({finding.kind for finding in findings})))
    return tuple(
        Tally(
            *key,
            len(all_),
            sum(whole for whole, _ in all_),
            tuple(Counter(k for _, ks in all_ for k in ks).most_common()),
        )
        for key, all_ in counts.items()
    )


def _covers(findings: Sequence[Finding], one: Specimen) -> bool:
    """Whether every digit of the identifier lies in a finding; a part that is left would still tell the rest."""
    places = [place for place in range(one.start, one.end) if one.text[place].isdigit()] or [one.start, one.end - 1]
    return all(any(finding.start <= place < finding.end for finding in findings) for place in places)


def judged(name: str, asked: Asked) -> Sentences:
    """The sentences of a file; "names" counts names only, "cases" all that is stopped."""
    results = [bool(asked(text)) for text in read_sentences(name)]
    return Sentences(name, len(results), sum(results), len(results[1::2]), sum(results[1::2]))


def read_sentences(name: str) -> list[str]:
    """The sentences of a file, without its comments."""
    lines = (_SENTENCES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def corpus_sentences(library: Library) -> Iterator[str]:
    """Every innermost unit (sentence, item, row) of every provision, letter and handbook page."""
    for law in library.view.laws():
        for provision in library.view.provisions(law):
            for unit in _innermost(provision):
                text = provision.text[unit.start : unit.end].strip()
                if text:
                    yield text


def _innermost(provision: Provision) -> Iterator[Unit]:
    """Units stand in the order of the text, parents first: one is innermost where the next does not begin inside it."""
    for unit, after in zip_longest(provision.units, provision.units[1:]):
        if unit and (after is None or after.start >= unit.end):
            yield unit


def costs(corpus: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of processor time for 500 characters, and what a character costs in 200 kB against 20 kB."""
    chance = random.Random(SEED)  # noqa: S311 - examples, no secrets
    text = " ".join(chance.sample(list(corpus), min(len(corpus), 4000)))
    text *= 1 + _LARGE // max(1, len(text))
    screen = Screen()
    questions = [text[start : start + 500] for start in range(0, 500 * _SAMPLE, 500)]
    small, large = text[:_SMALL], text[:_LARGE]
    each = min(_timed(screen, questions) for _ in range(_ROUNDS)) / len(questions)
    growth = min(_timed(screen, [large]) for _ in range(_ROUNDS)) / min(_timed(screen, [small]) for _ in range(_ROUNDS))
    return each, growth * _SMALL / _LARGE


def _timed(screen: Screen, texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        screen(text)
    return (time.process_time() - start) * 1000


def _missed(found: Sequence[Tally]) -> float:
    return 100 * (1 - sum(tally.stopped for tally in found) / max(1, sum(tally.total for tally in found)))
