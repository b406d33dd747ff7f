"""The colours of the pages can be read by everyone (WCAG 2.2, contrast AA), in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import service.web

CSS = Path(service.web.__file__).with_name("static") / "grund.css"
PAIRS = [
    ("schrift", "grund"),
    ("schrift", "flaeche"),
    ("schrift", "marke"),
    ("schrift", "warnung-flaeche"),
    ("leise", "grund"),
    ("leise", "flaeche"),
    ("akzent", "grund"),
    ("akzent", "flaeche"),
    ("akzent", "akzent-flaeche"),
    ("auf-akzent", "akzent"),
    ("warnung", "flaeche"),
    ("auf-fiktiv", "fiktiv"),
]
"""Words on their background, as the style sheets combine them."""


def colours(dark: bool) -> dict[str, str]:
    """The colours of a scheme; dark changes some of the light ones."""
    light, _, rest = CSS.read_text(encoding="utf-8").partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rest)) if dark else found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out_from_their_background(words: str, ground: str, dark: bool) -> None:
    """At least 4.5 to 1."""
    scheme = colours(dark)
    lighter, darker = sorted((luminance(scheme[words]), luminance(scheme[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
