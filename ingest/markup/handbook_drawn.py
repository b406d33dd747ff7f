"""Opens a page of the official handbooks, and writes into it what a browser draws by style sheet.

Readers see "(1)" before an Absatz and "1." or "a)" before the item of a list, and cite by them; in the HTML stand a
bare "1" and nothing at all. Written into the tree, these labels are part of the text as everybody sees it. Lists
with mere bullets get none: their items are counted.
"""

from __future__ import annotations

import re

from lxml import etree

from ingest.markup.errors import ParseError

DRAWN = "drawn-label"
"""Class of the element that holds the label of a list's item, first in the item."""

CLAUSE = "richtext-clause-number"
SENTENCE = "richtext-phrase-number"

_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
_STYLE = re.compile(r"richtext-list-style-([a-z-]+?)([1-3]?)$")
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def open_html(content: bytes, media_type: str) -> etree._Element:
    """The root of a page, without scripts and comments; the encoding is that of the media type, else UTF-8.

    Raises:
        ParseError: the bytes are no HTML.
    """
    named = _CHARSET.search(media_type)
    parser = etree.HTMLParser(
        encoding=named[1] if named else "utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, LookupError) as error:
        raise ParseError(f"Die Datei ist keine lesbare HTML-Seite ({error}). Bitte neu herunterladen.") from error
    if root is None:
        raise ParseError("Die Datei ist leer; erwartet wird eine HTML-Seite. Bitte neu herunterladen.")
    etree.strip_elements(root, "script", "style", "noscript", with_tail=False)
    return root


def has_class(element: etree._Element, name: str) -> bool:
    """Whether the element bears a class."""
    return name in (element.get("class") or "").split()


def shown_text(element: etree._Element) -> str:
    """All text in an element, as it stands."""
    return "".join(map(str, element.itertext()))


def words_of(element: etree._Element | None) -> str:
    """The text of an element in one line, without the soft hyphens that only serve line breaking."""
    return "" if element is None else " ".join(shown_text(element).replace("\u00ad", "").split())


def draw(article: etree._Element) -> None:
    """Write the labels that a browser draws into the tree."""
    for clause in article.iter("span"):
        if has_class(clause, CLAUSE):
            number = words_of(clause)
            for child in list(clause):
                clause.remove(child)
            clause.text = number if number.startswith("(") else f"({number})"
    for numbered in article.iter("ol"):
        _draw_items(numbered)


def drawn_label(item: etree._Element) -> str:
    """The label that was drawn for a list's item; empty for items that are only counted."""
    first = next(iter(item), None)
    return first.text or "" if first is not None and has_class(first, DRAWN) else ""


def _draw_items(numbered: etree._Element) -> None:
    style, letters = _style(numbered)
    above = _number_above(numbered) if style == "decimal" else ""
    count = int(start) if (start := numbered.get("start", "")).isdigit() else 1
    for item in numbered.iterchildren("li"):
        count = int(value) if (value := item.get("value", "")).isdigit() else count
        if label := _label(style, letters, count, above):
            drawn = etree.Element("b")
            drawn.set("class", DRAWN)
            drawn.text = label
            drawn.tail, item.text = f" {item.text or ''}", None
            item.insert(0, drawn)
        count += 1


def _style(numbered: etree._Element) -> tuple[str, int]:
    """The style of a list's numbers, and how often a letter is repeated ("aa)" in a list of the second level)."""
    for name in (numbered.get("class") or "").split():
        if found := _STYLE.match(name):
            return found[1], int(found[2] or 1)
    return _TYPES.get(numbered.get("type", "1"), "decimal"), 1


def _number_above(numbered: etree._Element) -> str:
    """The number of the item that the list stands in: numbers in numbers are counted "1.1", "1.2" by directives."""
    above = numbered.getparent()
    if above is None or above.tag != "li":
        return ""
    label = drawn_label(above).rstrip(".")
    return label if label.replace(".", "").isdigit() else ""


def _label(style: str, letters: int, count: int, above: str) -> str:
    if style == "decimal":
        return f"{above}.{count}" if above else f"{count}."
    if style.endswith("roman"):
        numeral = _roman(count)
        return f"{numeral.upper() if style.startswith('upper') else numeral}."
    if style.endswith("alpha") and 0 < count <= len(_ALPHABET):
        letter = _ALPHABET[count - 1]
        return f"{letter.upper()}." if style.startswith("upper") else f"{letter * letters})"
    return ""


def _roman(count: int) -> str:
    numeral = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        numeral += sign * times
    return numeral
