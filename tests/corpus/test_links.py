"""Deep links: an official gets to the very provision, or at least to the law."""

from __future__ import annotations

import pytest

from corpus.address import Address
from corpus.links import deep_link

LAW = "https://www.gesetze-im-internet.de/estg/"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("estg/9", LAW + "__9.html"),
        ("estg/4a/abs-1/satz-2@2026-03-18", LAW + "__4a.html"),
        ("gg/art-1/abs-1", LAW + "art_1.html"),
        ("egao/art-97/10a", LAW + "art_97__10a.html"),
        ("ustg/anlage-2/tabelle-1/zeile-3", LAW + "anlage_2.html"),
        # forms that are not known for certain lead to the law
        ("ao/134-136", LAW),
        ("x/anlage", LAW),
        ("x/eingangsformel", LAW),
        ("x/anhang-zu-1", LAW),
        ("x/3~2", LAW),
        ("x", LAW),
    ],
)
def test_link_leads_to_the_provision_or_the_law(address: str, link: str) -> None:
    """Each form of provision that the publisher is known to have a page for is linked exactly."""
    assert deep_link(LAW, Address.from_id(address)) == link


def test_pages_of_other_publishers_stay_as_they_are() -> None:
    """Nothing is guessed about a site whose addresses are not known."""
    page = "https://gesetze.fundstelle.example/mondstg/"
    assert deep_link(page, Address.from_id("mondstg/1")) == page
