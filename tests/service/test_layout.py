"""Laying out a provision cuts its text, and changes nothing of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.address import Address
from corpus.model import Provision, Unit
from service.ask import Desk
from service.web.layout import Block, Line, Piece, Stretch, Table, blocks

LINES = (
    "(1) Der Erwerb ist anzumelden. Befreit ist der Erwerb",
    "1. durch Sternwarten, soweit er",
    "a) der Forschung dient,",
    "2. bis zu 20 Gramm.",
    "(2) Es gelten folgende Sätze:",
    "Gewicht\tSatz",
    "bis 20 Gramm\t4 Euro",
)


def unit(path: str, line: int, start: int = 0, label: int = 0) -> Unit:
    """A unit that begins in a line and ends with it; ``label`` is the length of its label."""
    begin = sum(len(text) + 1 for text in LINES[:line])
    return Unit(Address.from_id(f"mondstg/3/{path}"), begin + start, begin + len(LINES[line]), begin + start + label)


@pytest.fixture
def norm() -> Provision:
    """A provision with everything in it: Absätze, Sätze, nested lists, a table."""
    second = LINES[0].index("Befreit")
    return Provision(
        address=Address.from_id("mondstg/3"),
        label="§ 3",
        heading="Befreiungen",
        text="\n".join(LINES),
        units=(
            unit("abs-1", 0, label=4),
            unit("abs-1/satz-1", 0, start=4),
            unit("abs-1/satz-2", 0, start=second),
            unit("abs-1/satz-2/nr-1", 1, label=3),
            unit("abs-1/satz-2/nr-1/a", 2, label=3),
            unit("abs-1/satz-2/nr-2", 3, label=3),
            unit("abs-2", 4, label=4),
            unit("abs-2/tabelle-1", 5),
            unit("abs-2/tabelle-1/zeile-1", 5),
            unit("abs-2/tabelle-1/zeile-2", 6),
        ),
    )


def text_of(laid_out: tuple[Block, ...]) -> str:
    """The words of the blocks, joined as the canonical text joins them."""
    return "\n".join("\n".join(_lines_of(block)) for block in laid_out)


def _lines_of(block: Block) -> list[str]:
    if isinstance(block, Table):
        return ["\t".join(_words(cell) for cell in row) for row in block.rows]
    return [_words(block.pieces)]


def _words(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def pieces_of(laid_out: tuple[Block, ...]) -> list[Piece]:
    """All pieces, in order."""
    found: list[Piece] = []
    for block in laid_out:
        for pieces in [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block.pieces]:
            found += pieces
    return found


def test_lines_are_told_apart(norm: Provision) -> None:
    """Paragraphs, items at their depth, and one table for rows that follow one another."""
    found = [(block.kind, block.depth if isinstance(block, Line) else None) for block in blocks(norm, Stretch())]
    assert found == [("absatz", 0), ("punkt", 1), ("punkt", 2), ("punkt", 1), ("absatz", 0), ("tabelle", None)]


def test_sentences_are_numbered_after_the_label(norm: Provision) -> None:
    """As the publisher prints them: "(1) ¹Der Erwerb … ²Befreit ist …"."""
    numbered = [(piece.sentence, piece.text) for piece in blocks(norm, Stretch())[0].pieces]  # type: ignore[union-attr]
    assert numbered == [("", "(1) "), ("1", "Der Erwerb ist anzumelden. "), ("2", "Befreit ist der Erwerb")]


def test_every_unit_has_its_anchor_once(norm: Provision) -> None:
    """One can link to any place; units that begin together share the anchor of the outermost."""
    anchors = [piece.anchor for piece in pieces_of(blocks(norm, Stretch())) if piece.anchor]
    assert anchors == [
        "abs-1",
        "abs-1/satz-1",
        "abs-1/satz-2",
        "abs-1/satz-2/nr-1",
        "abs-1/satz-2/nr-1/a",
        "abs-1/satz-2/nr-2",
        "abs-2",
        "abs-2/tabelle-1",
        "abs-2/tabelle-1/zeile-2",
    ]


@pytest.mark.parametrize(
    "quote", ["Befreit ist der Erwerb", "anzumelden. Befreit", "20 Gramm.\n(2) Es", "Satz\nbis 20"]
)
def test_exactly_the_quote_is_marked(norm: Provision, quote: str) -> None:
    """Also across sentences, lines and cells; the mark begins once."""
    start = norm.text.index(quote)
    pieces = pieces_of(blocks(norm, Stretch(start, start + len(quote))))
    marked = "".join(piece.text for piece in pieces if piece.marked)
    assert marked == quote.replace("\n", "").replace("\t", "")
    assert [piece.text for piece in pieces if piece.first] == [next(piece.text for piece in pieces if piece.marked)]


def test_nothing_is_marked_where_nothing_is_asked(norm: Provision) -> None:
    """The empty stretch marks no word."""
    assert not any(piece.marked or piece.first for piece in pieces_of(blocks(norm, Stretch())))


def test_a_provision_without_text_is_laid_out(norm: Provision) -> None:
    """A repealed provision may be empty."""
    assert text_of(blocks(replace(norm, text="", units=()), Stretch())) == ""


def test_the_whole_demonstration_keeps_its_words(desk: Desk) -> None:
    """Every provision of every version, joined again, is its canonical text."""
    view = desk.library.view
    for law in view.laws():
        for version in view.versions(law.law):
            for provision in view.provisions(version):
                assert text_of(blocks(provision, Stretch(0, 10))) == provision.text, provision.address
