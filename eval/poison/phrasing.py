"""How a drafter puts a quote: bare, or with the citation of its place before or behind it."""

from __future__ import annotations

from random import Random

from eval.poison.tables import words


def carried(text: str, citation: str, rng: Random) -> str:
    """The text with the citation of its place, or without: half of all statements stand bare."""
    return rng.choice((bare, bare, before, behind))(text, citation)


def bare(text: str, _citation: str) -> str:
    """The text alone."""
    return text


def before(text: str, citation: str) -> str:
    """The citation introduces the text."""
    return f"Nach {citation} gilt: {text}"


def behind(text: str, citation: str) -> str:
    """The citation follows in brackets, as part of the sentence."""
    return f"{text[:-1]} ({citation})." if text.endswith(".") else f"{text} ({citation})"


def lowered(text: str) -> str:
    """The first word in lower case where it is an article or the like, so that it may stand inside a sentence."""
    first, blank, rest = text.partition(" ")
    return f"{first.lower()}{blank}{rest}" if first in words("openings") else text


def capital(text: str) -> str:
    """The first letter in upper case."""
    return text[:1].upper() + text[1:]
