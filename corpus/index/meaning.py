"""What embedders see of a passage: the law's name, label and heading, the words before the list, its own words."""

from __future__ import annotations

from corpus.passages import IndexedText


def about(text: IndexedText) -> str:
    """The text of a passage by which its meaning is found; what matters most stands first, for models read so far."""
    return " ".join(f"{text.law}, {text.heading}: {text.lead} {text.text}".split())
