"""Truths in another spelling: figures, counts, dates, citations, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random

from corpus.address import Address, StepKind
from eval.poison.amounts import amounts
from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.mutations.dates import MONTHS
from eval.poison.phrasing import before, behind
from eval.poison.tables import any_word, pairs, standing

_PERCENT = re.compile(r"(?<=\d) (?:Prozent|vom Hundert|v\. H\.)(?![\w-])")
_DATE = re.compile(rf"\b(\d{{1,2}})\. ({'|'.join(MONTHS)}) ((?:19|20)\d{{2}})\b")
_REFERENCES = (
    ("Absatz", "Abs."),
    ("Absatzes", "Abs."),
    ("Absätze", "Abs."),
    ("Nummer", "Nr."),
    ("Nummern", "Nr."),
    ("Artikel", "Art."),
    ("Buchstabe", "Buchst."),
    ("Satz", "S."),
    ("Abs.", "Absatz"),
    ("Nr.", "Nummer"),
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def euro(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Euro as "€" or "EUR", thousands parted as people do."""
    shown = rng.choice(("€", "EUR", "Euro"))
    mark = rng.choice((".", "", " ")) if shown != "Euro" else rng.choice((".", ""))

    def respelt(one: re.Match[str]) -> str:
        return f"{one[1].replace(' ', mark)}{one[2] or ''} {shown}"

    return _told(base, _each(base.text, ["Euro"], respelt), f"Euro → {shown}")


def percent(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Percentages as "%", "v. H." or "vom Hundert"."""
    shown = rng.choice((" %", "%", " v. H.", " vom Hundert", " Prozent"))
    text = re.sub(r"\.\.$", ".", _PERCENT.sub(shown, base.text))
    return _told(base, text, f"Prozent →{shown}")


def grouped(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Thousands parted by a point, a narrow blank or nothing."""
    mark = rng.choice((".", "", "\u202f", "\u00a0"))

    def respelt(one: re.Match[str]) -> str:
        return f"{one[1].replace(' ', mark)}{one[2] or ''} {one[3]}"

    return _told(base, _each(base.text, pairs("units"), respelt), "Tausender")


def _each(text: str, units: Iterable[str], respelt: Callable[[re.Match[str]], str]) -> str:
    """The text with all amounts in these units written in another way."""
    for one in reversed(amounts(text, units)):
        text = text[: one.start()] + respelt(one) + text[one.end() :]
    return text


_COUNT_WORD = re.compile(rf"\b({any_word(pairs('numerals'))})(?= {any_word(pairs('periods'))}\b)")


def counts(base: Base, _ground: Ground, _rng: Random) -> Change | None:
    """Counts in figures: "3 Monate"."""
    return _told(base, _COUNT_WORD.sub(lambda one: pairs("numerals")[one[1]], base.text), "Zahlwort → Ziffer")


def date(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Dates in figures: "1.1.2025" or "01.01.2025"."""
    width = rng.choice((1, 2))
    text = _DATE.sub(lambda one: f"{int(one[1]):0{width}}.{MONTHS.index(one[2]) + 1:0{width}}.{one[3]}", base.text)
    return _told(base, text, "Datum in Ziffern")


def references(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Places that the quote names, abbreviated or written out."""
    text = base.text
    for long, short in rng.sample(_REFERENCES, len(_REFERENCES)):
        if rng.random() < 0.7:
            text = re.sub(rf"(?<![\w]){re.escape(long)}(?= (?:\d|[a-z]\b))", short, text)
        if text != base.text and rng.random() < 0.5:
            break
    return _told(base, text, "Verweise anders geschrieben")


def spaces(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Blanks that do not break behind "§" and before units."""
    mark = rng.choice(("\u00a0", "\u202f"))
    return _told(
        base,
        re.sub(r"(?<=§) | (?=(?:Euro|Prozent)\b)|(?<=Absatz) |(?<=Satz) ", mark, base.text),
        "geschützte Leerzeichen",
    )


def cited(base: Base, ground: Ground, rng: Random) -> Change | None:
    """The statement with the citation of its place, in one of the ways in which lawyers write it."""
    right = base.core.address.bare
    ways = [ground.citation(right), *_written_out(right, ground), *_abbreviated(right, ground), *_roman(right, ground)]
    way = rng.choice(ways)
    return Change(rng.choice((before, behind))(base.text, way), base.quotes, way, carried=False)


def _written_out(right: Address, ground: Ground) -> list[str]:
    text = ground.citation(right)
    for short, long in (("Abs.", "Absatz"), ("Nr.", "Nummer"), ("Buchst.", "Buchstabe"), ("Art.", "Artikel")):
        text = re.sub(rf"(?<!\w){re.escape(short)}(?= )", long, text)
    return [text]


def _abbreviated(right: Address, ground: Ground) -> list[str]:
    text = ground.citation(right)
    return [text.replace(" Satz ", " S. ")] if " Satz " in text else []


def _roman(right: Address, ground: Ground) -> list[str]:
    """The short form with a Roman Absatz ("§ 9 I 3 Nr. 4 EStG"); only where Absatz and Satz are plain numbers."""
    law, steps = ground.abbreviation(right.law), right.steps
    inner = right.inner
    if len(steps) - len(inner) != 1 or steps[0].kind is not StepKind.PARAGRAPH or not inner:
        return []
    if inner[0].kind is not StepKind.ABSATZ or not inner[0].number.isdigit() or int(inner[0].number) >= len(_ROMAN):
        return []
    parts = [f"§ {steps[0].number}", _ROMAN[int(inner[0].number)]]
    for step in inner[1:]:
        if step.kind is StepKind.SATZ:
            parts.append(step.number)
        elif step.kind is StepKind.NUMMER and step.occurrence == 1:
            parts.append(f"Nr. {step.number}")
        else:
            return []
    return [f"{' '.join(parts)} {law}"]


def same_words(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A word that says the same."""
    found = standing("same_words", base.text)
    if not found:
        return None
    one = rng.choice(found)
    return Change(one.put(base.text), base.quotes, str(one))


def _told(base: Base, text: str, note: str) -> Change | None:
    return Change(text, base.quotes, note) if text != base.text else None


MUTATIONS = (
    Mutation("true-euro", Kind.TRUE, euro),
    Mutation("true-percent", Kind.TRUE, percent),
    Mutation("true-thousands", Kind.TRUE, grouped),
    Mutation("true-count-as-figure", Kind.TRUE, counts),
    Mutation("true-date", Kind.TRUE, date),
    Mutation("true-references", Kind.TRUE, references),
    Mutation("true-spaces", Kind.TRUE, spaces),
    Mutation("true-citation", Kind.TRUE, cited),
    Mutation("true-same-words", Kind.TRUE, same_words),
)
