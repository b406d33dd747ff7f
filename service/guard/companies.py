"""Names of companies of a case: proper names before a legal form ("Autohaus Lindner GmbH"); not textbook ones (X-GmbH).

A name counts where at least one of its words is no word of tax law, it is no company that laws and letters name, and
the text speaks of it as one of a case (:mod:`service.guard.company_context`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from service.guard.company_context import is_of_a_case
from service.guard.finding import Hit
from service.guard.name_lexis import is_proper
from service.guard.tables import words

_FORMS = (
    r"GmbH(?: ?& ?Co\.? ?(?:KG|OHG|KGaA))?|gGmbH|UG(?: \(haftungsbeschränkt\))?(?: ?& ?Co\.? ?KG)?"
    r"|AG(?: ?& ?Co\.? ?KG)?|KGaA|KG|OHG|GbR|eGbR|e\. ?K\.?|e\. ?Kfm\.|e\. ?Kfr\.|e\. ?V\.?|eG|PartG(?: ?mbB)?"
    r"|Partnerschaft|SE|Ltd\.?|Limited|S\.à r\.l\.|B\.V\."
)
_WORD = r"[A-ZÄÖÜ0-9][\w.'’]{0,24}(?:-[\w.'’]{1,24}){0,3}"
_NAMED = re.compile(rf"(?<![\w\-])({_WORD}(?: (?:& |und |u\. )?{_WORD}){{0,5}}),? (?:{_FORMS})(?![\w\-])")
_JUDGED = re.compile(r"(?:Rs\.|Rechtssache|Urteil|EuGH|C-[0-9]+/[0-9]+)[^.]{0,30}$")
_FORM = re.compile(rf"(?:{_FORMS})|Co\.?")
_SPLIT = re.compile(r"[ \-]")
_ARTICLE = re.compile(
    r"(?:(?:Die|Der|Das|Dem|Den|Des|Eine?|Firma|Mandantin|Mandant|Steuerpflichtige|Arbeitgeber(?:in)?) )+"
)

_DETERMINER = re.compile(
    r"(?:Unser|Mein|Dein|Euer|Eur|Ihr|Sein|Kein|Ein|Dies|Jen|Jed|Welch|Manch|Solch|All|Beid|Viel|Mehrer|Einig|D)"
    r"(?:e[rmns]?|ie|as)?"
)
"""A word that points to a company without naming it: "Unsere GmbH", "Diese AG"."""
_INDEFINITE = re.compile(r"(?<![^\W_])(?:[Kk]?[Ee]ine?[rmns]?|[Jj]ede[rmns]?) $")
"""Before a kind of company ("eine Publikums-GmbH & Co. KG"), not before a name."""


def find(text: str, others: Sequence[Hit] = ()) -> Iterator[Hit]:
    """The names of companies of a case in the text of a reading, with their legal form; ``others`` was found, too."""
    places = sorted(hit.start for hit in others)
    for found in _NAMED.finditer(text):
        if _is_named(found[1]) and not _JUDGED.search(text, max(0, found.start() - 60), found.start()):
            article = _ARTICLE.match(text, found.start())
            start = article.end() if article else found.start()
            kind = _INDEFINITE.search(text, max(0, start - 10), start)
            if not kind and is_of_a_case(text, start, found.end(), places):
                yield Hit("firma", start, found.end())


def _is_named(name: str) -> bool:
    """Whether words before a legal form are a proper name, and none that everybody may name."""
    parts = (part for part in _SPLIT.split(name) if part and not _DETERMINER.fullmatch(part))
    proper = any(is_proper(part) and not _FORM.fullmatch(part) for part in parts)
    return proper and not name.endswith(_public())


@cache
def _public() -> tuple[str, ...]:
    return words("public_companies.txt")
