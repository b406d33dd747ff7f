"""The canonical text: its white space, and the stretches that the canvas remembers."""

from __future__ import annotations

from ingest.markup.canvas import Canvas, Gap, Role


def test_white_space_is_laid_out_anew_and_nothing_else_changes() -> None:
    """Runs of blanks (no-break space among them) become one; items and rows get lines; labels get one blank."""
    canvas = Canvas()
    canvas.open(Role.ABSATZ, "1")
    canvas.expect_label(3)
    canvas.put("(1)Wer\u00a0 \n zahlt,  ")
    canvas.open(Role.ITEM, "1.", "1.")
    canvas.put("  bar")
    canvas.put("geld;")
    canvas.close()
    canvas.put("ist frei.")
    canvas.close()
    assert canvas.text == "(1) Wer zahlt,\n1. bargeld;\nist frei."


def test_each_cell_stands_in_its_column() -> None:
    """A row is one line, whatever its cells hold; a tab for each column to the left; empty rows vanish."""
    canvas = Canvas()
    canvas.open(Role.TABLE)
    for cells in (("", "a", "", "b\n c", ""), ("", "", "")):
        canvas.open(Role.ROW)
        for column, cell in enumerate(cells):
            canvas.enter_cell(column)
            canvas.put(cell)
            canvas.leave_cell()
        canvas.close()
    canvas.close()
    canvas.put("danach")
    assert canvas.text == "\ta\t\tb c\ndanach"
    (row,) = canvas.root.children[0].children
    assert canvas.text[row.start : row.end] == "\ta\t\tb c"


def test_nodes_know_their_stretch_their_words_and_what_stands_between() -> None:
    """Offsets include the label, the body does not; own words come in runs, parted by lists, tables and paragraphs."""
    canvas = Canvas()
    node = canvas.open(Role.ABSATZ, "1")
    canvas.expect_label(3)
    canvas.put("(1) Eins")
    canvas.open(Role.ITEM, "a)", "a)")
    canvas.put("zwei")
    canvas.close()
    canvas.put("drei")
    canvas.paragraph()
    canvas.put("vier")
    canvas.open(Role.TABLE)
    canvas.open(Role.ROW)
    canvas.put("fünf")
    canvas.close()
    canvas.close()
    canvas.put("sechs")
    canvas.close()
    assert canvas.text[node.body : node.body + 4] == "Eins"
    assert [(canvas.text[run.start : run.end], run.gap) for run in node.runs] == [
        ("Eins", Gap.START),
        ("drei", Gap.LIST),
        ("vier", Gap.LINE),
        ("sechs", Gap.TABLE),
    ]
    assert (node.start, node.end) == (0, len(canvas.text))


def test_marks_stand_before_the_next_word_even_where_that_is_a_list() -> None:
    """A sentence number right before a list marks the list's first label."""
    canvas = Canvas()
    node = canvas.open(Role.TEXT)
    canvas.put("Eins. ")
    canvas.mark("2")
    canvas.open(Role.ITEM, "1.", "1.")
    canvas.put("zwei")
    canvas.close()
    canvas.close()
    assert [(canvas.text[at:], number) for at, number in node.marks] == [("1. zwei", "2")]


def test_a_node_without_words_vanishes() -> None:
    """Empty paragraphs of the source leave no trace."""
    canvas = Canvas()
    canvas.open(Role.TEXT)
    canvas.put(" \n ")
    canvas.close()
    assert canvas.text == ""
    assert canvas.root.children == []
