"""Truths told again: word for word, trimmed at clause borders, with their limits, in another order."""

from __future__ import annotations

import re
from random import Random

from eval.poison.case import OMITTED, Change, Kind, Mutation, Pool
from eval.poison.ground import Base, Ground
from eval.poison.limits import limiting
from eval.poison.phrasing import capital, lowered
from eval.poison.tables import any_word, words

_VERB = any_word(words("main_verbs"))
_NAME = r"[A-ZÄÖÜ][\wäöüß-]+"
_MAIN = re.compile(
    rf"^((?:Der|Die|Das|Ein|Eine) (?:[a-zäöüß]+ )?{_NAME}(?: (?:des|der|eines|einer) {_NAME})?) ({_VERB}) ([^;:]+\.)$"
)
_GOES_ON = rf"(?:{any_word(words('noun_goes_on'))}\b|\d|§|\()"
"""What belongs to the noun before it, so that nothing may be put between."""
_ADVERBIAL = re.compile(
    rf"^((?:Bei|In|Für|Mit|Ab|Bis|Vor|Auf|Am|Im|Zum) (?!Fall)[^,;:()]{{3,80}}?) ({_VERB}) "
    rf"((?:der|die|das|ein|eine) {_NAME}) (?!{_GOES_ON})([^;:]+\.)$"
)
_LEANING = re.compile(
    r"^(?:das|ihm\b|ihr\b|ihnen\b|er\b|sie\b|es\b|hier|da|im Übrigen|im übrigen)|\b(?:dies\w*|gleichen|solche\w*)\b"
    r"|(?:entsprechend|sinngemäß)\.$"
)
"""Second main clauses that say nothing without the first."""
_BRACKET = re.compile(r" \((?:(?:§§?|Absatz|Artikel|Nummer|Satz) [\d\w ,.]{1,40}|[A-ZÄÖÜ][a-zäöüß]+)\)")


def verbatim(base: Base, _ground: Ground, _rng: Random) -> Change:
    """Word for word."""
    return Change(base.text, base.quotes, "wörtlich")


def with_limits(base: Base, _ground: Ground, rng: Random) -> Change:
    """A rule together with the sentence that limits it."""
    quotes = (*base.quotes, *base.limits)
    joint = rng.choice((" ", OMITTED)) if base.limits[0].start - base.core.end <= 1 else OMITTED
    return Change(joint.join(quote.text for quote in quotes), quotes, "mit dem begrenzenden Satz", carried=False)


def half(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """One of two main clauses that a semicolon parts, where neither limits the other."""
    halves = base.core.text.split("; ")
    if len(base.quotes) > 1 or len(halves) != 2 or "\n" in base.text or limiting().search(base.text):
        return None
    first, second = halves
    if not all(_is_sentence(one) for one in halves) or _LEANING.search(second):
        return None
    core, at = base.core, len(first) + 2
    if rng.random() < 0.5 or re.search(r"\b(?:wenn|falls|sobald)\b", first):
        quote = core._replace(text=first, end=core.start + len(first))
        return Change(f"{first}.", (rng.choice((quote, core)),), "erster Halbsatz")
    quote = core._replace(text=second, start=core.start + at)
    return Change(capital(second), (rng.choice((quote, core)),), "zweiter Halbsatz", carried=False)


def _is_sentence(text: str) -> bool:
    return len(text) > 30 and re.search(rf"\b{_VERB}\b", text.partition(",")[0]) is not None


def without_bracket(base: Base, _ground: Ground, _rng: Random) -> Change | None:
    """A reference or a name in brackets left out."""
    text = _BRACKET.sub("", base.text, count=1)
    return Change(text, base.quotes, "Klammer weggelassen") if text != base.text else None


def according_to(base: Base, ground: Ground, rng: Random) -> Change | None:
    """The place told as law: "Nach § 9 Abs. 1 EStG sind Werbungskosten …"."""
    found = _MAIN.match(base.text)
    if found is None:
        return None
    lead = rng.choice(("Nach", "Gemäß", "Laut"))
    text = f"{lead} {ground.citation(base.core.address)} {found[2]} {lowered(found[1])} {found[3]}"
    return Change(text, base.quotes, "mit vorangestellter Fundstelle", carried=False)


def adverbial(base: Base, _ground: Ground, _rng: Random) -> Change | None:
    """The adverbial from the front put behind the verb."""
    found = _ADVERBIAL.match(base.text)
    if found is None:
        return None
    text = f"{capital(found[3])} {found[2]} {found[1][0].lower()}{found[1][1:]} {found[4]}"
    return Change(text, base.quotes, "Umstandsangabe umgestellt")


MUTATIONS = (
    Mutation("true-sentence", Kind.TRUE, verbatim, Pool.SENTENCES),
    Mutation("true-list", Kind.TRUE, verbatim, Pool.LISTS),
    Mutation("true-item", Kind.TRUE, verbatim, Pool.ITEMS),
    Mutation("true-with-limits", Kind.TRUE, with_limits, Pool.LIMITED),
    Mutation("true-half", Kind.TRUE, half, Pool.SENTENCES),
    Mutation("true-without-bracket", Kind.TRUE, without_bracket, Pool.SENTENCES),
    Mutation("true-according-to", Kind.TRUE, according_to, Pool.SENTENCES),
    Mutation("true-adverbial", Kind.TRUE, adverbial, Pool.SENTENCES),
)
