"""From the labels that a law prints ("§ 4a", "(2)", "1.", "aa)") to the steps of an address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.address import Step, StepKind

_NUMBER = r"\d+[a-z]*"
_JOIN = r"\s*(?:bis|und|u\.|,|-|–)\s*"
_ABSATZ = re.compile(
    rf"\s*(?:\(({_NUMBER})\)(?:{_JOIN}\(({_NUMBER})\))*|\(({_NUMBER})\s+(?:bis|und|u\.)\s+({_NUMBER})\))"
)
_OUT_OF_USE = re.compile(r"\(X+\)\s*")
_PARAGRAPH = re.compile(rf"§+\s*({_NUMBER})(?:(?:{_JOIN}(?:§+\s*)?{_NUMBER})*{_JOIN}(?:§+\s*)?({_NUMBER}))?")
_ARTIKEL = re.compile(rf"Art(?:ikel|\.)?\s*({_NUMBER}|[IVXLC]+\b)(?:{_JOIN}({_NUMBER}|[IVXLC]+\b))?")
_LETTER = re.compile(r"\(?(([a-z])\2{0,2})\)")
_DASH = re.compile(r"[-–—•·*]+")
_QUOTES = " \t\n\u00a0\"'„“”‚‘’»«"
_UNFIT = re.compile(r"[^\w.*]+")

_NAMED = {
    "eingangsformel": StepKind.EINGANGSFORMEL,
    "schlussformel": StepKind.SCHLUSSFORMEL,
    "präambel": StepKind.PRAEAMBEL,
}
_ANNEXES = ((StepKind.ANLAGE, "anlage"), (StepKind.ANHANG, "anhang"), (StepKind.MUSTER, "muster"))
_CONTENTS = frozenset({"inhaltsübersicht", "inhaltsverzeichnis"})


@dataclass(frozen=True, slots=True)
class AbsatzLabel:
    """The label that a paragraph begins with: "(2a)", or "(2) bis (4)" for a block of repealed Absätze."""

    number: str
    characters: int
    """Non-blank characters of the label."""


def absatz_label(text: str) -> AbsatzLabel | None:
    """The Absatz label at the very beginning of a paragraph, if there is one."""
    found = _ABSATZ.match(text)
    if not found:
        return None
    first, last = found[1] or found[3], found[2] or found[4]
    return AbsatzLabel(f"{first}-{last}" if last else first, sum(not sign.isspace() for sign in found[0]))


def is_contents(label: str) -> bool:
    """Whether the label names a table of contents, which is no law."""
    return label.strip().casefold() in _CONTENTS


def is_out_of_use(label: str) -> bool:
    """Whether the publisher marks the label as a block of repealed provisions ("(XXXX) §§ 134 bis 136")."""
    return bool(_OUT_OF_USE.match(label))


def provision_steps(label: str) -> tuple[Step, ...]:
    """The steps that name a provision, from the publisher's label; never empty for a label that is not blank.

    "§ 4a", "Art 97 § 10a", "Anlage 2", "(XXXX) §§ 42 und 42a", "Anhang zu § 1", "Schlußformel". A label of an
    unknown form becomes an Anhang of that name, so that no text of a law is lost for want of an address.
    """
    words = _OUT_OF_USE.sub("", " ".join(label.split()))
    folded = words.casefold()
    if folded in _NAMED:
        return (Step(_NAMED[folded]),)
    for kind, name in _ANNEXES:
        if folded.startswith(name):
            return (Step(kind, _annex_number(words)),)
    steps = []
    if article := _ARTIKEL.match(words):
        steps.append(Step(StepKind.ARTIKEL, _span(article[1], article[2])))
        words = words[article.end() :].strip()
    if paragraph := _PARAGRAPH.match(words):
        steps.append(Step(StepKind.PARAGRAPH, _span(paragraph[1], paragraph[2])))
    return tuple(steps) or (Step(StepKind.ANHANG, "-".join(re.findall(r"\w+", words))),)


def item_step(label: str) -> Step:
    """The step of a list item, from its label; without a number where items are only counted (dashes, no label)."""
    bare = label.strip(_QUOTES)
    if not bare:
        return Step(StepKind.TEXT)
    if _DASH.fullmatch(bare):
        return Step(StepKind.STRICH)
    if letter := _LETTER.fullmatch(bare):
        return Step(StepKind.BUCHSTABE, letter[1])
    numbers = [_item_number(part) for part in re.split(r"\s+(?:bis|und|u\.)\s+", bare)]
    return Step(StepKind.NUMMER, "-".join(filter(None, (numbers[0], numbers[-1] if len(numbers) > 1 else ""))))


def _item_number(label: str) -> str:
    return _UNFIT.sub("-", label.strip("() .\u00a0")).strip("-.")


def _annex_number(words: str) -> str:
    """What follows "Anlage": "2", "9a", "zu-1", "1-8" for a block."""
    rest = re.findall(r"\w+", words)[1:]
    return "-".join(word for word in rest if word not in {"bis", "und", "u"})


def _span(first: str, last: str | None) -> str:
    return f"{first}-{last}" if last else first
