"""What is known of names: lists, and what a surname looks like that is in none of them."""

from __future__ import annotations

from functools import cache

from service.guard.tables import rows, words

_SHORTEST, _SHORTEST_CAPITALS, _SHORTEST_COMPOUND = 3, 5, 6
"""Least letters of a surname, of one in capitals alone (else an abbreviation), of a noun known by its ending."""


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[0].isupper()


def may_be_surname(word: str) -> bool:
    """Whether a word looks like a surname and is no word of tax law."""
    if len(word) < _SHORTEST or not word[0].isupper() or word in of("textbook"):
        return False
    parts = word.replace("’", "'").split("-")
    return all(is_shaped(part) for part in parts) and not any(is_noun(part) for part in (word, parts[-1]))


def is_proper(word: str) -> bool:
    """Whether a word is a proper name, as far as can be told: a known one, or one that looks so and is no noun."""
    return word in surnames() or word in first_names() or may_be_surname(word)


def is_shaped(part: str) -> bool:
    """One capital and small letters (McAllister has two capitals), or capitals alone from four letters on."""
    return (
        (part[:1].isupper() and part[1:].islower())
        or part.startswith(("Mc", "Mac", "O'", "D'"))
        or (part.isupper() and len(part) >= _SHORTEST_CAPITALS)
    )


def is_noun(word: str) -> bool:
    """Whether a word is one of tax law, or announces names itself."""
    return word in nouns() or word in uses() or (len(word) >= _SHORTEST_COMPOUND and word.lower().endswith(endings()))


def is_first_name(word: str, *, doubtful: bool = False) -> bool:
    """Whether a word is a first name; all parts of a double one, or the first and a known second."""
    title = word if word[0].isupper() and not word.isupper() else word.title()
    return (
        title in first_names()
        or (doubtful and title in doubtful_first_names())
        or ("-" in title and all(part in first_names() or part in doubtful_first_names() for part in title.split("-")))
    )


@cache
def uses() -> dict[str, frozenset[str]]:
    """What each word around names is good for."""
    found: dict[str, set[str]] = {}
    for row in rows("name_words.csv"):
        if row["use"] not in ("particle", "determiner", "textbook"):
            found.setdefault(row["word"], set()).add(row["use"])
    return {word: frozenset(uses) for word, uses in found.items()}


@cache
def starters() -> frozenset[str]:
    """Words that a name may begin with or that announce one, in all ways in which they are typed."""
    known = {*uses(), *first_names(), *doubtful_first_names(), *surnames()}
    return frozenset({*known, *(word.lower() for word in known), *(word.upper() for word in known)})


@cache
def of(use: str) -> frozenset[str]:
    """The words of one use."""
    return frozenset(row["word"] for row in rows("name_words.csv") if row["use"] == use)


@cache
def determiners() -> frozenset[str]:
    """Words before which "Frau" is no form of address."""
    return of("determiner")


@cache
def first_names() -> frozenset[str]:
    """First names that are nothing else."""
    return frozenset(name for name in words("first_names.txt") if not name.startswith("~"))


@cache
def doubtful_first_names() -> frozenset[str]:
    """First names that are everyday words, too."""
    return frozenset(name[1:] for name in words("first_names.txt") if name.startswith("~"))


@cache
def surnames() -> frozenset[str]:
    """Surnames that are nothing else."""
    return frozenset(name for name in words("surnames.txt") if not name.startswith("~"))


@cache
def doubtful_surnames() -> frozenset[str]:
    """Surnames that are trades or everyday words, too."""
    return frozenset(name[1:] for name in words("surnames.txt") if name.startswith("~"))


@cache
def nouns() -> frozenset[str]:
    """Words of tax law with a capital."""
    return frozenset(words("nouns.txt"))


@cache
def endings() -> tuple[str, ...]:
    """Endings of such words."""
    return words("noun_endings.txt")


@cache
def public() -> frozenset[str]:
    """Names of public persons."""
    return frozenset(words("public_persons.txt"))


@cache
def public_of(first: str) -> tuple[str, ...]:
    """Names of public persons with a first name."""
    return tuple(name for name in public() if name.startswith(f"{first} "))
