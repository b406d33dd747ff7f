"""The one written form of an address: "§ 9 Abs. 1 Satz 3 Nr. 4 Buchst. a EStG"."""

from __future__ import annotations

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
    law = code.abbreviation if code else address.law
    places = format_steps(address.steps, through.steps if through else ())
    return f"{places} {law}" if places else law


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
    if step.kind is StepKind.RANDNUMMER:
        return "Rn."
    if step.kind is StepKind.BUCHSTABE and len(step.number) > 1:
        return words("letters", str(len(step.number)))[0]
    plurals = {entry.value: entry.words[0] for entry in entries("plural")}
    return plurals[step.kind] if plural and step.kind in plurals else words("step", step.kind)[0]
