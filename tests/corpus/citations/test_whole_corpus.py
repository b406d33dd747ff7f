"""Every address that the real laws have can be written as a citation and read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.citations import Codes, format_address, parse
from corpus.model import Capture
from ingest.sources.gesetze_im_internet import GesetzeImInternet


@pytest.mark.mirror
def test_every_address_survives_writing_and_reading(mirror: Path) -> None:
    """parse(format(address)) == address, for every provision and unit of every law of the mirror."""
    codes, source = Codes.load(), GesetzeImInternet()
    failed: list[str] = []
    count = 0
    for archive in sorted((mirror / "www.gesetze-im-internet.de").glob("*/xml.zip")):
        url = f"https://www.gesetze-im-internet.de/{archive.parent.name}/xml.zip"
        fetched = datetime(2026, 4, 29, tzinfo=UTC)
        capture = Capture(url, 200, "application/zip", archive.read_bytes(), fetched, date(2026, 4, 29))
        for provision in source.parse(capture).provisions:
            for address in dict.fromkeys((provision.address, *(unit.address for unit in provision.units))):
                count += 1
                if parse(format_address(address, codes), codes) != address:
                    failed.append(str(address))
    assert count > 60_000
    assert failed == []
