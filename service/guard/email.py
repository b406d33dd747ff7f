"""E-mail addresses, except mailboxes of authorities ("poststelle@….bund.de"), listed in ``public_mailboxes.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from service.guard.finding import Hit
from service.guard.tables import words

_AT = r" ?(?:@|[(\[{] ?(?:at|ät) ?[)\]}]) ?"
_SPELLED = re.compile(r"[(\[{] ?(?:at|ät) ?[)\]}]", re.IGNORECASE)
_ADDRESS = re.compile(
    rf"(?<![\w.+\-])([^\W_][\w.+\-]{{0,63}}){_AT}((?:[^\W_][\w\-]{{0,62}}\.){{1,5}}[^\W\d_]{{2,24}})(?![\w])",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"(?:^|\.)(?:bund|bundesfinanzministerium|bzst|bundesfinanzhof|elster|[a-z\-]+\.(?:nrw|bayern|sachsen|hessen))\.de$"
)


def find(text: str) -> Iterator[Hit]:
    """Addresses of people and companies."""
    if "@" not in text and not _SPELLED.search(text):
        return
    for found in _ADDRESS.finditer(text):
        if not (found[1].casefold() in _mailboxes() and _AUTHORITY.search(found[2].casefold())):
            yield Hit("e-mail", found.start(), found.end())


@cache
def _mailboxes() -> frozenset[str]:
    return frozenset(words("public_mailboxes.txt"))
