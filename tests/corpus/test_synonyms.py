"""The table of synonyms is sound, and says only what a lawyer would sign."""

from __future__ import annotations

from corpus.synonyms import Relation, synonyms


def test_every_row_is_whole_and_there_once() -> None:
    """Both words stand there, differ, and no pair is told twice, in either direction."""
    pairs = [frozenset((row.word, row.other)) for row in synonyms()]
    assert all(row.word.strip() == row.word and row.other.strip() == row.other for row in synonyms())
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)


def test_a_word_that_falls_under_another_is_not_its_equal() -> None:
    """What holds for every Finanzbehörde holds for the Finanzamt; the reverse is not true."""
    rows = {(row.word, row.other): row.relation for row in synonyms()}
    assert rows["Finanzamt", "Finanzbehörde"] is Relation.BELOW
    assert rows["Pendlerpauschale", "Entfernungspauschale"] is Relation.SAME
    assert ("Finanzbehörde", "Finanzamt") not in rows


def test_no_two_words_fall_under_each_other() -> None:
    """Then they would be the same, and belong into one row."""
    below = {(row.word, row.other) for row in synonyms() if row.relation is Relation.BELOW}
    assert not {(other, word) for word, other in below} & below
