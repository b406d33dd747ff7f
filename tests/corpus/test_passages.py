"""A provision is divided along its own structure, completely, and never across an Absatz."""

from __future__ import annotations

from collections.abc import Callable

from corpus.model import Edition, Passage
from corpus.passages import LIMIT, indexed_texts, members, split

MakeEdition = Callable[..., Edition]

LONG = "Zwerge versteuern ihren Hort. " * 20
"""600 characters: two fit into a passage, three do not."""


def places(passages: tuple[Passage, ...]) -> list[str]:
    return [f"{passage.address}…{passage.through}" if passage.through else str(passage.address) for passage in passages]


def test_an_absatz_is_a_passage_however_short(make_edition: MakeEdition) -> None:
    """Two short Absätze stay apart."""
    edition = make_edition("zwstg/1", "Hort", ("abs-1", "(1) Steuerbar ist der Hort."), ("abs-2", "(2) Gold zählt."))
    assert places(split(edition)) == ["zwstg/1/abs-1", "zwstg/1/abs-2"]


def test_a_provision_without_absaetze_is_one_passage(make_edition: MakeEdition) -> None:
    """Its sentences stay together."""
    edition = make_edition(
        "zwstg/2", "Stollen", ("satz-1", "Stollen sind frei."), ("satz-2", "Das gilt nicht für Schächte.")
    )
    assert places(split(edition)) == ["zwstg/2"]


def test_a_passage_tells_all_that_its_provision_tells(make_edition: MakeEdition) -> None:
    """Heading, headings above after the law's title, rank, periods, and its own stretch of the text."""
    edition = make_edition("zwstg/1", "Hort", ("abs-1", "(1) Eins."), ("abs-2", "(2) Zwei."), context=("Erster Teil",))
    second = split(edition)[1]
    assert edition.provision.text[second.start : second.end] == second.text == "(2) Zwei."
    assert (second.heading, second.context) == ("Hort", ("Zwergensteuergesetz", "Erster Teil"))
    assert (second.rank, second.held) == (edition.law.rank, edition.held)


def test_a_long_list_is_divided_and_small_neighbours_stay_together(make_edition: MakeEdition) -> None:
    """The words before the list go with its first item, those after it with its last."""
    edition = make_edition(
        "zwstg/3",
        "Befreiungen",
        ("", "Steuerfrei sind"),
        ("nr-1", f"1. {LONG}"),
        ("nr-2", "2. Äxte,"),
        ("nr-3", f"3. {LONG}"),
        ("nr-4", f"4. {LONG}"),
        ("", "soweit sie nicht glänzen."),
    )
    passages = split(edition)
    assert places(passages) == ["zwstg/3/nr-1…zwstg/3/nr-3", "zwstg/3/nr-4"]
    assert passages[0].text.startswith("Steuerfrei sind\n1.")
    assert passages[-1].text.endswith("glänzen.")


def test_parts_of_a_long_item_stay_apart_from_its_neighbours(make_edition: MakeEdition) -> None:
    """Buchstaben of Nummer 2 never share a passage with Nummer 3."""
    edition = make_edition(
        "zwstg/4",
        "Abzüge",
        ("abs-1", "(1) Abziehbar sind"),
        ("abs-1/nr-1", "1. Hämmer,"),
        ("abs-1/nr-2", "2. Aufwendungen für"),
        ("abs-1/nr-2/a", f"a) {LONG}"),
        ("abs-1/nr-2/b", f"b) {LONG}"),
        ("abs-1/nr-2/c", f"c) {LONG}"),
        ("abs-1/nr-3", "3. Laternen."),
    )
    assert places(split(edition)) == [
        "zwstg/4/abs-1/nr-1",
        "zwstg/4/abs-1/nr-2/a…zwstg/4/abs-1/nr-2/b",
        "zwstg/4/abs-1/nr-2/c",
        "zwstg/4/abs-1/nr-3",
    ]


def test_every_word_of_the_law_lies_in_exactly_one_passage(make_edition: MakeEdition) -> None:
    """Between two passages there is nothing but white space."""
    rows = [(f"tabelle-1/zeile-{row}", f"Stufe {row}\t{LONG}") for row in range(1, 8)]
    edition = make_edition("zwstg/5", "Tarif", ("text-1", "Es gilt die Tabelle."), *rows, ("text-2", "Stand heute."))
    position = 0
    for passage in split(edition):
        assert not edition.provision.text[position : passage.start].strip()
        position = passage.end
    assert not edition.provision.text[position:].strip()


def test_a_heading_stands_with_what_it_heads(make_edition: MakeEdition) -> None:
    """A heading inside an annex opens a passage, it never ends one."""
    edition = make_edition(
        "zwstg/6",
        "Muster",
        ("text-1", LONG),
        ("text-2", LONG),
        ("ueberschrift-1", "Zweiter Abschnitt"),
        ("text-3", LONG),
    )
    last = split(edition)[-1]
    assert places(split(edition))[-1] == "zwstg/6/text-3"
    assert last.text.startswith("Zweiter Abschnitt")
    assert [str(place) for place in members(last, edition.provision)] == ["zwstg/6/ueberschrift-1", "zwstg/6/text-3"]


def test_a_sentence_without_parts_is_never_cut(make_edition: MakeEdition) -> None:
    """Even if it is longer than a passage should be."""
    edition = make_edition("zwstg/7", "Band", ("abs-1", "(1) " + "und ".join([LONG] * 4)))
    (passage,) = split(edition)
    assert len(passage.text) > LIMIT


def test_a_repealed_provision_is_one_passage_even_without_text(make_edition: MakeEdition) -> None:
    """It is found by its label and "weggefallen", and no longer by its subject."""
    edition = make_edition("zwstg/8", "(weggefallen)", repealed=True, context=("Bergbau",))
    passages = split(edition)
    assert places(passages) == ["zwstg/8"]
    assert str(indexed_texts(edition, passages)[0]) == "ZwStG\n§ 8\n(weggefallen)"


def test_an_emptied_absatz_is_not_found_by_the_heading(make_edition: MakeEdition) -> None:
    """Nothing is said there on the subject any more."""
    edition = make_edition("zwstg/9", "Hort", ("abs-1", "(1) Gold."), ("abs-2", "(2) (weggefallen)"))
    full, emptied = indexed_texts(edition, split(edition))
    assert full.heading == "§ 9 Hort"
    assert emptied.heading == "§ 9"


def test_a_divided_list_is_found_by_the_words_before_it(make_edition: MakeEdition) -> None:
    """Without the labels of the units; the first group has those words in its own text."""
    items = [(f"abs-1/nr-{number}", f"{number}. {LONG}") for number in range(1, 5)]
    edition = make_edition("zwstg/10", "Abzug", ("abs-1", "(1) Abziehbar sind"), *items)
    first, second = indexed_texts(edition, split(edition))
    assert (first.lead, second.lead) == ("", "Abziehbar sind")
    assert second.law == "ZwStG Zwergensteuergesetz"


def test_later_rows_of_a_table_are_found_by_its_head(make_edition: MakeEdition) -> None:
    """The first row says what the columns mean."""
    rows = [(f"tabelle-1/zeile-{row}", f"{row}\t{LONG}") for row in range(2, 5)]
    edition = make_edition("zwstg/11", "Tarif", ("tabelle-1/zeile-1", "Stufe\tSatz"), *rows)
    assert [text.lead for text in indexed_texts(edition, split(edition))] == ["", "Stufe\tSatz"]


def test_a_heading_that_holds_paragraphs_is_a_passage_of_its_own(make_edition: MakeEdition) -> None:
    """A keyword of a Hinweis goes with what stands below it, not with the next keyword."""
    edition = make_edition(
        "zwstg/1",
        "Hort",
        ("ueberschrift-1", "Gold"),
        ("ueberschrift-1/text-1", LONG * 2),
        ("ueberschrift-2", "Silber"),
        ("ueberschrift-2/text-1", LONG),
        ("ueberschrift-2/text-2", LONG),
    )
    assert places(split(edition)) == ["zwstg/1/ueberschrift-1", "zwstg/1/ueberschrift-2"]
