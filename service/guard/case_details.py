"""Place, time and amount: what a case is recognised by beside its person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.citations.dates import MONTHS
from service.guard.finding import Hit
from service.guard.tables import words

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_SEASON = rf"(?:Sommer|Winter|Herbst|Frühjahr|Jahreswechsel|{_MONTH})"
_BEFORE = (
    r"(?:(?:am|vom|zum|seit dem|bis zum|ab dem|im|seit|ab|bis|von|in|für|Im|Am|Seit|Ab|Bis|Von|In|Für|Vom|Zum|Ende"
    r"|Anfang|Mitte|Jahr|Jahre|Jahren|Sommer|Winter|Herbst|Frühjahr|VZ|Veranlagungszeitraum) ){0,3}"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_DATED = re.compile(
    rf"(?<![\w.,/]){_BEFORE}(?:[0-3]?[0-9]\. ?(?:[01]?[0-9]\. ?|{_MONTH} )(?:19|20)?[0-9]{{2}}"
    rf"|(?:{_MONTH} )?{_YEAR}(?:[/\-](?:20)?[0-9]{{2}})?)(?![\w/]|[.,][0-9])"
)
_COUNT = r"(?:zwei|drei|vier|fünf|sechs|acht|zehn|zwölf|[0-9]{1,2})"
_VAGUE = re.compile(
    r"(?<!\w)(?:(?:letzte[snr]?|vorige[sn]?|vergangene[sn]?|dieses|diesen|seit) "
    rf"(?:Jahre?s?|Monats?|Woche|{_SEASON}|{_COUNT} (?:Jahren|Monaten|Wochen))"
    rf"|vor (?:einem|einer|{_COUNT}) (?:Jahren|Jahr|Monaten|Monat|Wochen|Woche|Tagen)"
    r"|gestern|vorgestern|kürzlich|neulich|heuer)(?!\w)"
)
_PUBLISHED = re.compile(
    r"(?:(?<![^\W_])(?:Fassung|Stand|vom|Gesetz|Richtlinie|Schreiben|Urteil|Beschluss|Erlass|Verfügung|AEAO|UStAE|H|BGBl"
    r"|BStBl|DA-KG|idF|i\. ?d\. ?F\.)|[A-Za-z]G|StR)(?![^\W_])[ a-zI]{0,24}$"
)
"""Words before a date of law or of a source: "EStG in der Fassung 2023", "Urteil vom 12. Mai 2022"."""
_NUMBER = r"(?:[0-9]{1,3}(?:[. ][0-9]{3}){1,4}|[0-9]{1,12})"
_UNIT = r"(?:(?:Mio|Mrd|Millionen?|Tsd)\.? (?:Euro|EUR|€|DM)|Euro|EUR|€|TEUR|T€|DM)"
_AMOUNT = re.compile(
    rf"(?<![\w.,]){_NUMBER}(?:,[0-9]{{1,2}}|,-)? ?{_UNIT}(?![^\W_])"
    r"|(?<!\w)(?:€|EUR) ?[0-9]{1,3}(?:\.[0-9]{3}){0,4}(?:,[0-9]{2})?(?![0-9])"
    r"|(?<!\w)(?:zwei|drei|vier|fünf|sechs|acht|zehn|zwanzig|dreißig|vierzig|fünfzig|hundert)?(?:hundert|tausend)"
    r" Euro(?!\w)"
)
_PLACE = re.compile(
    r"(?<!\w)(?:in|aus|bei|nach|nahe|im|am|auf|aus dem|aus der|in der|an der|der|Stadt|Gemeinde|Finanzamts?|Raum"
    r"|(?:Land)?[Kk]reis|Ortsteil) ((?:Bad |Sankt |St\. |Groß |Klein |Hann\. |Bayerischen )?"
    r"[A-ZÄÖÜ][^\W\d_]{1,24}(?:-[A-ZÄÖÜ][^\W\d_]{1,24})?)(?![^\W_]|-)"
)
_SHORT = 5
"""Letters up to which the ending of a word tells nothing."""
_REACH = 40


def details(text: str, start: int, end: int) -> Iterator[Hit]:
    """Places, times and amounts in a stretch of the text of a reading."""
    for found in _PLACE.finditer(text, start, end):
        if is_place(found[1]):
            yield Hit("ort", found.start(), found.end())
    for found in _DATED.finditer(text, start, end):
        if not _PUBLISHED.search(text, max(start, found.start() - _REACH), found.start()):
            yield Hit("zeit", found.start(), found.end())
    for found in _VAGUE.finditer(text, start, end):
        yield Hit("zeit", found.start(), found.end())
    for found in _AMOUNT.finditer(text, start, end):
        yield Hit("betrag", found.start(), found.end())


def place_at(text: str, start: int) -> bool:
    """Whether "in Olpe", "aus dem Allgäu" begins here."""
    found = _PLACE.match(text, start)
    return found is not None and is_place(found[1])


def is_place(name: str) -> bool:
    """Whether a name is that of a town or a district, known or by its ending."""
    if name in known_places() or name.partition("-")[0] in known_places():
        return True
    noun = name in frozenset(words("nouns.txt")) or name.lower().endswith(words("noun_endings.txt"))
    return len(name) > _SHORT and name.endswith(words("place_endings.txt")) and not noun


@cache
def known_places() -> frozenset[str]:
    """The places of the list."""
    return frozenset(words("places.txt"))
