"""Labels that a browser draws are written into the page; pages are opened safely and in their encoding."""

from __future__ import annotations

import pytest

from ingest.markup.errors import ParseError
from ingest.markup.handbook_drawn import draw, open_html, shown_text, words_of
from ingest.markup.handbook_tables import HtmlColumns


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ol><li>eins</li><li>zwei</li></ol>", "1. eins 2. zwei"),
        ('<ol class="richtext-list-style-lower-alpha1 richtext-list"><li>x</li><li>y</li></ol>', "a) x b) y"),
        ('<ol class="richtext-list-style-lower-alpha2"><li>x</li></ol>', "aa) x"),
        (
            '<ol class="richtext-list-style-upper-roman"><li>x</li><li>y</li><li value="4">z</li></ol>',
            "I. x II. y IV. z",
        ),
        ('<ol type="A"><li>x</li></ol>', "A. x"),
        ('<ol type="i" start="9"><li>x</li></ol>', "ix. x"),
        ('<ol start="3"><li>x</li><li value="7">y</li><li>z</li></ol>', "3. x 7. y 8. z"),
        ('<ol class="richtext-list-style-none"><li>x</li></ol>', "x"),
        ('<ol class="richtext-list-style-lower-alpha" start="30"><li>x</li></ol>', "x"),
        ("<ul><li>x</li></ul>", "x"),
        ("<ol><li>x<ol><li>y<ol><li>z</li></ol></li></ol></li></ol>", "1. x 1.1 y 1.1.1 z"),
        ('<ol type="a"><li>x<ol><li>y</li></ol></li></ol>', "a) x 1. y"),
        ('<p><span class="richtext-clause-number">2a</span>Wer</p>', "(2a)Wer"),
        ('<p><span class="richtext-clause-number">(2)</span>Wer</p>', "(2)Wer"),
    ],
)
def test_labels_are_drawn_as_a_browser_does(html: str, shown: str) -> None:
    """Numbers of items by style, start and value; numbers in numbers counted through; Absätze in brackets."""
    root = open_html(f"<main>{html}</main>".replace("<li", " <li").replace("<ol", " <ol").encode(), "text/html")
    draw(root)
    assert words_of(root) == shown


def test_pages_are_read_in_their_encoding() -> None:
    """UTF-8 unless the media type says otherwise, whatever stands before the page's own charset."""
    page = "<!-- lang -->" * 200 + "<p>Bürger</p>"
    assert shown_text(open_html(page.encode(), "text/html")) == "Bürger"
    assert shown_text(open_html(page.encode("iso-8859-1"), "text/html; charset=ISO-8859-1")) == "Bürger"


def test_scripts_and_comments_are_no_text() -> None:
    """Only what readers see is text."""
    root = open_html(b"<div>a<script>var x = 1;</script>b<!-- c -->d<style>e</style></div>", "text/html")
    assert shown_text(root) == "abd"


def test_soft_hyphens_are_left_out_of_headings() -> None:
    """They serve line breaking only."""
    assert words_of(open_html("<p>Steuer\u00adschuld\n ner</p>".encode(), "")) == "Steuerschuld ner"


@pytest.mark.parametrize("content", [b"", b"   "])
def test_an_empty_file_is_told(content: bytes) -> None:
    """The message says what is wrong."""
    with pytest.raises(ParseError, match="HTML"):
        open_html(content, "text/html")


def test_cells_stand_in_their_columns() -> None:
    """Cells that span columns or rows keep them to themselves; nonsense spans count as one."""
    table = open_html(
        b"<table><tr><td rowspan='2'>a</td><td colspan='2'>b</td><td>c</td></tr>"
        b"<tr><td>d</td><td rowspan='x'>e</td></tr><tr><td colspan='0'>f</td><td>g</td></tr></table>",
        "",
    )
    columns = HtmlColumns()
    rows = [[(words_of(cell), column) for cell, column in columns.of(row)] for row in table.iter("tr")]
    assert rows == [[("a", 0), ("b", 1), ("c", 3)], [("d", 1), ("e", 2)], [("f", 0), ("g", 1)]]
