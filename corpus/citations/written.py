"""The one written form of an address: "§ 9 Abs. 1 Satz 3 Nr. 4 Buchst. a EStG"."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from corpus.address import Address, Step, StepKind
from corpus.citations.codes import Codes
from corpus.citations.order import is_block
from corpus.citations.vocabulary import entries, words

_REFERRED = "zu-"
"""How the number of an annex begins that is named by the § it belongs to (``anhang-zu-1``)."""


def format_address(address: Address, codes: Codes, through: Address | None = None) -> str:
    """How the place is cited; ``through`` is the last of several neighbours ("Tabelle 1 Zeile 2 bis 40").

    A version isn't part of a citation. A law that the table doesn't know is written by its key.
    """
    code = codes.by_key(address.law)
    law, is_directive = (code.abbreviation, code.is_directive) if code else (address.law, False)
    return format_in(address.steps, law, is_directive=is_directive, through=through.steps if through else ())


def format_in(steps: tuple[Step, ...], law: str, *, is_directive: bool, through: tuple[Step, ...] = ()) -> str:
    """How the place at these steps is cited, in a law or directive of this name."""
    if not steps:
        return law
    first = steps[0].kind
    if first in _LED_BY_WORK or (is_directive and first not in _FOLLOWED_BY_WORK):
        return _behind_work(law, steps, through)
    return f"{format_steps(steps, through)} {law}"


_LED_BY_WORK = (StepKind.ZU, StepKind.SCHREIBEN)
"""Sections that stand behind the name of their directive."""
_FOLLOWED_BY_WORK = (StepKind.RICHTLINIE, StepKind.HINWEIS, StepKind.ABSCHNITT)
"""Sections that are cited as laws are, the name of their directive behind them; its annexes aren't."""
_BEFORE = "vor-"
"""How the number of a section begins that stands before provisions ("AEAO vor §§ 172 bis 177": ``zu-vor-172-177``)."""


def _behind_work(work: str, steps: tuple[Step, ...], through: tuple[Step, ...]) -> str:
    """The citation of a directive that begins with its name: "AEAO zu § 122, Nr. 1.8", "BMF v. 29.1.2026, …, Nr. 1".

    The text of a letter itself is named only where nothing in it is.
    """
    section, inner = steps[0], steps[1:]
    if section.kind is StepKind.ZU:
        work = f"{work} {format_step(section)}"
    elif section.kind is not StepKind.SCHREIBEN or not inner:
        inner = steps
    written = format_steps(inner, through[len(steps) - len(inner) :])
    return f"{work}, {written}" if written else work


def format_steps(steps: tuple[Step, ...], through: tuple[Step, ...] = ()) -> str:
    """The written form of steps without their law, and of the neighbours up to ``through``."""
    written = " ".join(map(format_step, steps))
    if not through or through == steps:
        return written
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(steps, through, strict=False)))
    rest = through[shared:]
    if len(rest) == 1 and len(steps) == len(through) and rest[0].kind is steps[-1].kind:
        return f"{_plural(written, steps, shared)} bis {format_number(rest[0])}"
    return f"{written} bis {' '.join(map(format_step, rest))}"


def format_step(step: Step) -> str:
    """One step with its name: "Abs. 1", "Doppelbuchst. aa", "§§ 134 bis 136", "Nr. 1 (2. Vorkommen)"."""
    if step.kind is StepKind.ZU and step.number.startswith(_BEFORE):
        commenting = format_step(replace(step, number=step.number.removeprefix(_BEFORE)))
        return _BEFORE.removesuffix("-") + commenting.removeprefix(step.kind)
    number = format_number(step)
    name = _name(step, plural=is_block(step.number))
    return f"{name} {number}" if number else name


def format_number(step: Step) -> str:
    """The number of a step as it is written."""
    number = step.number
    if number.startswith(_REFERRED):
        number = f"zu § {number.removeprefix(_REFERRED)}"
    number = number.replace("-", " bis " if is_block(number) else " ")
    occurrence = f"({step.occurrence}. Vorkommen)" if step.occurrence > 1 else ""
    return " ".join(part for part in (number, occurrence) if part)


def _plural(written: str, steps: tuple[Step, ...], shared: int) -> str:
    singular, plural = _name(steps[shared], plural=False), _name(steps[shared], plural=True)
    at = written.rindex(singular) if singular != plural else 0
    return written if singular == plural else written[:at] + plural + written[at + len(singular) :]


def _name(step: Step, *, plural: bool) -> str:
    if step.kind is StepKind.BUCHSTABE and len(step.number) > 1:
        return words("letters", str(len(step.number)))[0]
    plurals = {entry.value: entry.words[0] for entry in entries("plural")}
    return plurals[step.kind] if plural and step.kind in plurals else words("step", step.kind)[0]
