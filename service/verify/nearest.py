"""The law's own wording that comes nearest to a false quote: help for a reader, never a reason to accept."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.address import Address
from corpus.model import Provision
from service.sentences import sayings

ALIKE = 0.6
"""Share of words that a quote must have in common with the law's wording to be compared with it."""
DIFFERENCES = 3
"""Differences that are told; with more, another sentence is meant."""
SHOWN = 240
"""Characters of the law's wording that are shown."""
LONGEST = 300
"""Words of a quote that is compared."""


def wording(quote: str, place: Address, provision: Provision) -> str:
    """A German sentence on what the law says where the quote differs, or "" where nothing is near."""
    words = quote.split()
    if len(words) > LONGEST:
        return ""
    best, ratio = "", ALIKE
    for saying in sayings(provision):
        for stretch in saying.stretches:
            text = provision.text[stretch.start : stretch.end]
            matcher = SequenceMatcher(None, words, text.split(), autojunk=False)
            bonus = 0.01 * place.covers(stretch.address)
            if matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio:
                found = matcher.ratio() + bonus
                if found > ratio:
                    best, ratio = text, found
    return _told(words, best.split()) if best else ""


def _told(quoted: Sequence[str], law: Sequence[str]) -> str:
    """What the law has where the quote has something else; the words of the quote are not repeated."""
    changes = [one for one in SequenceMatcher(None, quoted, law, autojunk=False).get_opcodes() if one[0] != "equal"]
    if len(changes) > DIFFERENCES:
        return f" Der nächste Wortlaut ist: »{_shortened(' '.join(law))}«."
    parts = [_law_says(law, start, end) for _, _, _, start, end in changes]
    return f" Im Gesetz heißt es an dieser Stelle: {'; '.join(parts)}." if parts else ""


def _law_says(law: Sequence[str], start: int, end: int) -> str:
    """The differing words of the law with those beside them, so that a reader finds the place."""
    if start == end:
        return f"hinter »{' '.join(law[max(0, start - 3) : start])}« nichts weiter"
    before = "… " if start > 2 else ""
    after = " …" if end + 2 < len(law) else ""
    return f"»{before}{_shortened(' '.join(law[max(0, start - 2) : end + 2]))}{after}«"


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(maxsplit=1)[0]} …"
