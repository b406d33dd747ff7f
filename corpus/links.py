"""Deep links: from a provision's address to the publisher's page that shows just this provision.

gesetze-im-internet.de has one HTML page for each § (``/estg/__9.html``), article (``/gg/art_1.html``), § inside
an article (``/aoeg_1977/art_97__1.html``) and numbered annex (``/ustg_1980/anlage_2.html``). For any other
provision the form of the address is not known for certain; the link then leads to the law's own page.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from corpus.address import Address, Step, StepKind
from corpus.model import Provision, Version

_HOST = "www.gesetze-im-internet.de"
_PLAIN_NUMBER = re.compile(r"\d+[a-z]*")
_PREFIXES = {StepKind.PARAGRAPH: "__", StepKind.ARTIKEL: "art_", StepKind.ANLAGE: "anlage_"}


def deep_link(source_url: str, address: Address) -> str:
    """The page on which people read the provision of an address.

    Args:
        source_url: the page of the law (``https://www.gesetze-im-internet.de/estg/``).
        address: a provision or any place in it.

    Returns:
        The provision's page, or ``source_url`` unchanged where no such page is known.
    """
    if urlsplit(source_url).hostname != _HOST:
        return source_url
    steps = address.provision.steps
    names = [_page_name(step) for step in steps]
    if not names or not all(names):
        return source_url
    return f"{source_url.rstrip('/')}/{''.join(names)}.html"


def page_of(law: Version, provision: Provision) -> str:
    """The publisher's page of a provision: its own where it has one, else the one that the law's address makes."""
    return provision.source_url or deep_link(law.source_url, provision.address)


def _page_name(step: Step) -> str:
    """A step's part of the file name; empty where its form is not known (blocks of §§, formulas, patterns)."""
    prefix = _PREFIXES.get(step.kind, "")
    known = prefix and step.occurrence == 1 and _PLAIN_NUMBER.fullmatch(step.number)
    return prefix + step.number if known else ""
