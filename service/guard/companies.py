"""Names of companies: proper names before a legal form ("Autohaus Lindner GmbH"); textbook companies (X-GmbH) pass.

A name counts where at least one of its words is no word of tax law, and it is no company that laws and letters name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

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


def find(text: str) -> Iterator[Hit]:
    """The names of companies in the text of a reading, with their legal form."""
    for found in _NAMED.finditer(text):
        name = found[1]
        proper = any(is_proper(part) and not _FORM.fullmatch(part) for part in _SPLIT.split(name) if part)
        if (
            proper
            and not name.endswith(_public())
            and not _JUDGED.search(text, max(0, found.start() - 60), found.start())
        ):
            yield Hit("firma", found.start(), found.end())


@cache
def _public() -> tuple[str, ...]:
    return words("public_companies.txt")
