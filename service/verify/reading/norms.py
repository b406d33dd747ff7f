"""Finding the norms that a text names: citations, references inside a provision, laws, gazettes, courts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.address import Address
from corpus.citations import Codes, NormCitation, find
from service.verify.reading.figures import figures
from service.verify.reading.inner import inner_references
from service.verify.reading.norm import CITED, LAW, Norm, Taken, folded, place_key
from service.verify.reading.references import references
from service.verify.reading.tokens import tokenise


def norms(text: str, codes: Codes, law: str | None, at: Address | None) -> list[Norm]:
    """All norms that a text names, in order and without overlap.

    ``law`` is the law that a § without a law belongs to; ``at`` the place that the text stands at, if it is law.
    """
    taken = Taken()
    for found in (*_cited(text, codes, law), *references(text)):
        taken.add(found)
    for found in inner_references(text, codes, at, taken):
        taken.add(found)
    for found in _laws(text, codes, taken):
        taken.add(found)
    return taken.norms


def _cited(text: str, codes: Codes, law: str | None) -> Iterator[Norm]:
    for citation in find(text, codes, law):
        name = citation.law or f"?{folded(citation.raw)}"
        hint = _hint(citation)
        members = tuple(
            (place_key(name, place) + hint, frozenset({place_key("?", place) + hint} if citation.law else ()))
            for place in citation.places
        )
        yield Norm(citation.start, citation.end, CITED, members, citation.places, citation.law or "")


def _hint(citation: NormCitation) -> str:
    """The Fassung that a citation names; its date is read, as it may be spelt in several ways."""
    if not citation.version_hint:
        return ""
    tokens = tokenise(citation.version_hint)
    dates = [figure for figure in figures(tokens) if figure.kind == "d"]
    dated = {index for date in dates for index in range(date.first, date.last)}
    spelled = "".join(token.text for index, token in enumerate(tokens) if index not in dated and token.text.isalnum())
    told = _LEVELS.sub("", _AS_AMENDED.sub("idF", spelled).casefold())
    return f"@{told}{''.join(date.key for date in dates)}"


_LEVELS = re.compile(r"nummer|nr|artikels?|art(?=\d)|absatz(?:es)?|abs|satz(?:es)?")
_AS_AMENDED = re.compile(r"^(?:idF|inderFassung)")
_LAW_WORD = re.compile(
    r"(?<![\w§/-])(?:(?:[A-ZÄÖÜ][a-zäöüß]+en\s){0,2}[A-ZÄÖÜ][\w-]*(?:(?<=G)esetz|gesetz)(?:es|buchs?|buches)?"
    r"|[A-ZÄÖÜ][\w-]*(?:ordnung|[A-ZÄÖÜ]\w*))(?!\w)"
)
"""What may be the name of a law without a place."""
_ACRONYM = re.compile(r"\s(?:\d{4}\s)?([\w-]*[A-ZÄÖÜ]\w*[A-ZÄÖÜ][\w-]*)")
"""What may be an unknown law behind a citation ("§ 4 öEStG")."""


def _laws(text: str, codes: Codes, taken: Taken) -> Iterator[Norm]:
    """Laws that are named without a place, and names right behind a citation that no table knows."""
    for found in _LAW_WORD.finditer(text):
        mention = codes.match_at(text, found.start())
        if mention:
            key = mention.code.key
            yield Norm(found.start(), mention.end, LAW, ((f"law:{key}", frozenset()),), (), key)
    for norm in [one for one in taken.norms if one.group == CITED]:
        foreign = _ACRONYM.match(text, norm.end)
        if foreign and not codes.match_at(text, foreign.start(1)):
            yield Norm(foreign.start(1), foreign.end(1), LAW, ((f"law:?{folded(foreign[1])}", frozenset()),))
