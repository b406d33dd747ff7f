"""Reads the letterhead of a letter of the Federal Ministry of Finance: both layouts, until 2024 and since 2025.

``GZ   IV C 5 - S 2353/19/10011 :006`` with ``DOK  2020/1229128`` and ``BETREFF``, or
``GZ: IV D 2 - S 0316/00128/005/088`` with ``DOK: COO.7005.100.2.12452742`` and ``Betreff:``. The letterhead ends with
"(bei Antwort bitte GZ und DOK angeben)" or with whatever of GZ, DOK and page line comes last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.citations.dates import MONTHS
from ingest.markup.letter_furniture import PAGE_LINE, Tagged
from ingest.markup.letter_table import begins, words
from ingest.markup.letter_words import Vocabulary

_DATE = re.compile(rf"(\d{{1,2}})\. ?({'|'.join(MONTHS)}) (\d{{4}})")
_LABELS = ("subject", "occasion", "annexes", "reference", "document", "date")
_REFERENCE = re.compile(r"[IVX]+ [A-Z]{1,2} \d{1,2}\b.{3,60}")
"""A file number begins with Abteilung, Unterabteilung and Referat: "IV D 1 - S 0062/00121/001/002"."""
_REACH = 80
"""Lines from the top in which a letterhead ends."""
_BEFORE_LABEL = 40
"""Characters that may stand on the line before "Betreff:"; distribution lists slip in there."""


class Head(NamedTuple):
    """What a letterhead says; empty where it does not say it. ``lines`` is how many lines it takes."""

    reference: str
    document: str
    issued: date | None
    subject: str
    occasion: str
    lines: int


class _Entry(NamedTuple):
    label: str
    text: str


def read_head(lines: Sequence[Tagged], vocabulary: Vocabulary) -> Head:
    """The letterhead at the begin of a document; all empty, and no lines, where there is none."""
    end = _end(lines)
    texts = _whole_labels([cell.text for tag in lines[:end] if tag.kind != PAGE_LINE for cell in tag.line.cells])
    entries = _entries(texts, vocabulary)
    dated = next((place for place, text in enumerate(texts) if _DATE.fullmatch(_bare(text))), None)
    subject = entries.get("subject", "")
    if not subject and dated is not None:
        subject = _unlabelled(texts[dated + 1 :], vocabulary)
    found = _REFERENCE.match(entries.get("reference", ""))
    return Head(
        reference=found[0].strip() if found else "",
        document=entries.get("document", "").split(" (")[0],
        issued=parse_date(_bare(texts[dated])) if dated is not None else None,
        subject=subject,
        occasion=entries.get("occasion", ""),
        lines=end,
    )


def parse_date(text: str) -> date | None:
    """The first date written out in a text ("3. März 2026")."""
    found = _DATE.search(text)
    if not found:
        return None
    try:
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None


def _end(lines: Sequence[Tagged]) -> int:
    end = 0
    for place, tag in enumerate(lines[:_REACH]):
        text = tag.line.text
        last = begins(text, "head_end") or _label(text, ("reference", "document")) is not None
        if last or (end and place == end and tag.kind == PAGE_LINE):
            end = place + 1
    return end


def _label(text: str, labels: Sequence[str] = _LABELS) -> _Entry | None:
    """The label that a line begins with, and what follows it."""
    for label in labels:
        for word in words(label):
            found = re.match(rf"(?:{word}|{word.upper()})(?::\s*|\s+(?=\S)|$)", text)
            if found and (":" in found[0] or text.startswith(word.upper())):
                return _Entry(label, text[found.end() :].strip())
    return None


def _whole_labels(texts: list[str]) -> list[str]:
    """The lines, with labels put together that a slip of the file has parted ("Be", "zug: …"), or moved into a line."""
    whole: list[str] = []
    for text in texts:
        inside = next((found for word in words("subject") if (found := re.search(rf"{word}: ", text))), None)
        if whole and len(whole[-1]) < max(map(len, words("occasion"))) and _label(whole[-1] + text):
            whole[-1] += text
        elif inside and 0 < inside.start() < _BEFORE_LABEL:
            whole += [text[: inside.start()], text[inside.start() :]]
        else:
            whole.append(text)
    return whole


def _entries(texts: list[str], vocabulary: Vocabulary) -> dict[str, str]:
    """What follows each label, up to the next one; only subject and occasion run over several lines."""
    entries: dict[str, str] = {}
    running = ""
    for text in texts:
        entry = _label(text)
        if entry:
            running = entry.label if entry.label in ("subject", "occasion") else ""
            entries.setdefault(entry.label, entry.text)
        elif begins(text, "head_end"):
            running = ""
        elif running:
            entries[running] = _joined(entries[running], text, vocabulary)
    return {label: vocabulary.mended(text) for label, text in entries.items()}


def _unlabelled(texts: list[str], vocabulary: Vocabulary) -> str:
    """The subject where no label tells it: what stands between the date and the next label."""
    subject = ""
    for text in texts:
        if _label(text):
            break
        subject = _joined(subject, text, vocabulary)
    return vocabulary.mended(subject)


def _joined(line: str, following: str, vocabulary: Vocabulary) -> str:
    if not line:
        return following
    joint = vocabulary.joint(line, following)
    return (line[:-1] if joint.dropped else line) + (" " if joint.blank else "") + following


def _bare(text: str) -> str:
    entry = _label(text, ("date",))
    return entry.text if entry else text
