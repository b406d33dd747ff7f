"""A description of a case, said in the abstract.

"Mein Mandant, Bäcker in Olpe, hat 2023 …" becomes "Ein Unternehmer hat im Jahr 01 …": persons become what they are for
tax law, years are counted from the first as textbooks do, sums become X and Y, places go. The proposal is a start:
whoever asks reads it, and confirms it by asking it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from service.guard.finding import Hit
from service.guard.tables import rows

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LEADING = re.compile(r"(?:seit|ab|bis|für|von|vor)(?: dem)?(?= )", re.IGNORECASE)
_KEPT = re.compile(r"(?:Finanzamts?|Stadt|Gemeinde)(?= )")
_APPOSITION = re.compile(
    r", (?:von Beruf |eine? |einem |einen |einer |der |die )?([A-ZÄÖÜ][^\W\d_]+(?:-[^\W\d_]+)?)(?: [^,;.?!]{0,60})?,"
)
_SELF = re.compile(r"(?<![^\W_])(?:mein(?:e[mnrs]?)?|unser(?:e[mnrs]?|m)?|mir|mich|uns|wir)(?![^\W_])", re.IGNORECASE)
_I_VERB = re.compile(r"(?<![^\W_])(I|i)ch ([a-zäöüß]+)(?![^\W_])")
_VERB_I = re.compile(r"(?<![^\W_])([A-Za-zÄÖÜäöüß]+) ich(?![^\W_])")
_FURTHER = re.compile(r"(?<![^\W_])und (habe|bin|werde|wohne|arbeite|zahle|bekomme|vermiete)(?![^\W_])")
_TIDY = (
    (re.compile(r" {2,}"), " "),
    (re.compile(r" +([,.;:?!)])"), r"\1"),
    (re.compile(r",(?:,)+"), ","),
    (re.compile(r"\( ?\)"), ""),
)
_OPENING = frozenset({"im", "am", "seit", "ab", "bis", "von", "vom", "in", "für", "zum", "vor"})
_FEMININE = (
    "in", "frau", "schwester", "Schwester", "Witwe", "Tante", "Oma", "Mutter", "mutter", "Tochter", "Frau", "Nichte",
    "Cousine", "Steuerpflichtige", "Selbständige", "Angestellte", "Pflichtige", "Hebamme", "kraft", "Bekannte",
)  # fmt: skip
"""Endings of words for women."""
_SUMS = "XYZVW"


def abstracted(text: str, hits: Sequence[Hit]) -> str:
    """The text of a reading with its hits (person, place, time, amount, in any order) said in the abstract."""
    first_year = min(
        (int(year) for hit in hits if hit.kind == "zeit" for year in _YEAR.findall(_of(text, hit))), default=0
    )
    sums: dict[str, str] = {}
    parts, place = [], 0
    for hit in sorted(hits, key=lambda one: one.start):
        if hit.start < place:
            continue
        said, end = _said(text, hit, first_year, sums)
        parts += [text[place : hit.start], said]
        place = end
    return _tidied(_in_third_person("".join([*parts, text[place:]])))


def _said(text: str, hit: Hit, first_year: int, sums: dict[str, str]) -> tuple[str, int]:
    """What stands for a hit, and where the text goes on behind it."""
    words = _of(text, hit)
    if hit.kind == "ort":
        kept = _KEPT.match(words)
        return (kept[0] if kept else ""), hit.end
    if hit.kind == "zeit":
        return _time(words, first_year), hit.end
    if hit.kind == "betrag":
        number = len(sums)
        letter = sums.setdefault(words, _SUMS[number % len(_SUMS)])
        return f"{letter} Euro", hit.end
    return _person(text, hit)


def _time(words: str, first_year: int) -> str:
    """What stands for a time: "seit 2021" → "seit dem Jahr 01"; what names no year becomes vague."""
    years = [f"{int(year) - first_year + 1:02d}" for year in _YEAR.findall(words)]
    leading = _LEADING.match(words)
    before = leading[0].split()[0].lower() if leading else ""
    if not years:
        return "seit einiger Zeit" if before == "seit" else "in einem Jahr"
    article = {
        "": "im",
        "seit": "seit dem",
        "ab": "ab dem",
        "bis": "bis zum",
        "für": "für das",
        "von": "vom",
        "vor": "vor dem",
    }
    said = f"{article[before]} Jahr {years[0]}"
    return said.capitalize() if words[0].isupper() and words.split(maxsplit=1)[0].lower() in _OPENING else said


def _person(text: str, hit: Hit) -> tuple[str, int]:
    """A role with its article, and an apposition that tells the trade ("…, Bäcker in Olpe,")."""
    words = _of(text, hit).split()
    role = words[-1]
    if len(words) < 2 or role not in _abstract():
        return _of(text, hit), hit.end
    apposition = _APPOSITION.match(text, hit.end)
    trade = apposition[1] if apposition and apposition[1] in _abstract() else role
    end = apposition.end() if apposition and apposition[1] in _abstract() else hit.end
    if _is_plural(role):
        return "Steuerpflichtige", end
    feminine = _is_feminine(role)
    uses = ("own", "any-feminine" if feminine else "any")
    article = next((_table(use)[words[0].lower()] for use in uses if words[0].lower() in _table(use)), words[0].lower())
    return f"{article} {_inflected(_abstract()[trade].split()[-1], article, feminine)}", end


def _inflected(noun: str, article: str, feminine: bool) -> str:
    """The noun in the case that its article shows."""
    if noun == "Steuerpflichtiger":
        return "Steuerpflichtige" + {"ein": "r", "eine": ""}.get(article, "n")
    if noun == "Unternehmen":
        return noun + ("s" if article == "eines" else "")
    return noun + ("in" if feminine else "s" if article == "eines" else "")


def _is_feminine(role: str) -> bool:
    return role.endswith(_FEMININE)


def _is_plural(role: str) -> bool:
    return role.endswith(("Eltern", "eltern", "Kinder", "Eheleute", "Mandanten", "Steuerpflichtigen"))


def _in_third_person(text: str) -> str:
    """The writer becomes somebody: "Ich habe mein Haus …" → "Ein Steuerpflichtiger hat sein Haus …"."""
    text = _I_VERB.sub(lambda found: f"{'E' if found[1] == 'I' else 'e'}in Steuerpflichtiger {_third(found[2])}", text)
    text = _VERB_I.sub(lambda found: f"{_third(found[1])} ein Steuerpflichtiger", text)
    text = _FURTHER.sub(lambda found: f"und {_third(found[1])}", text)
    return _SELF.sub(lambda found: _table("self").get(found[0].lower(), found[0]), text)


def _third(verb: str) -> str:
    known = _table("verb").get(verb.lower())
    if known:
        return known.capitalize() if verb[0].isupper() else known
    return f"{verb}t" if verb.endswith("e") and not verb.endswith("te") else verb


def _tidied(text: str) -> str:
    for pattern, by in _TIDY:
        text = pattern.sub(by, text)
    text = text.strip(" ,")
    return text[:1].upper() + text[1:]


def _of(text: str, hit: Hit) -> str:
    return text[hit.start : hit.end]


@cache
def _abstract() -> dict[str, str]:
    return {row["word"]: row["abstract"] for row in rows("roles.csv")}


@cache
def _table(use: str) -> dict[str, str]:
    return {row["word"]: row["becomes"] for row in rows("inflection.csv") if row["use"] == use}
