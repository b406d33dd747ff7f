"""What must hold for any text whatever that citations are looked for in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.citations import Codes, find, find_all
from corpus.citations.vocabulary import read_table

CODES = Codes.load()
WORDS = sorted({word for row in read_table("vocabulary.csv") for word in row["words"].split("|")})
SOUP = [
    *WORDS,
    "§",
    "§§",
    "Art.",
    "Anlage",
    "Abs.",
    "Nr.",
    "EStG",
    "AO",
    "5. VermBG",
    "(",
    ")",
    ".",
    ",",
    "\n",
    "\u00a0",
]
SOUP += [
    "1",
    "2",
    "7g",
    "4f",
    "9f.",
    "140ff.",
    "134-136",
    "2024",
    "I",
    "IV",
    "a",
    "aa",
    "b)",
    "(2)",
    "a. F.",
    "i. d. F.",
]
SOUP_OF_ALL = [
    *SOUP,
    *("BMF", "BMF-Schreiben", "v. 15.8.2019", "vom 12. März 2020", "IV C 5 - S 2342/19/10007 :001", "BStBl I S. 875"),
    *(
        "GZ:",
        "DOK:",
        "COO.7005.100.2.12452742",
        "AEAO",
        "zu § 122",
        "vor §§",
        "R 5.3",
        "H 4.7",
        "EStR",
        "EStH",
        "UStAE",
    ),
    *(
        "Abschn. 15.2a",
        "(Stichwort)",
        "EStR 2012",
        "BFH",
        "EuGH",
        "FG Köln",
        "-Urteil",
        "VI R 1/18",
        "C-123/19",
        "Rz 12",
    ),
    *("1 BvR 2237/14", "ECLI:DE:BFH:2020:U.120320.VIR1.18.0", "BFHE 281, 164", "Az.", "des", "Kretztechnik", "OFD"),
]

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(SOUP), max_size=25).map(" ".join),
    st.lists(st.sampled_from(SOUP), max_size=25).map("".join),
)


@given(texts, st.sampled_from([None, "estg"]))
def test_citations_are_verbatim_ordered_and_apart(text: str, default: str | None) -> None:
    """No text makes the search fail; spans are verbatim, in reading order, and don't overlap."""
    found = find(text, CODES, default)
    assert all(text[citation.start : citation.end] == citation.text for citation in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(citation.places for citation in found)


texts_of_all = st.one_of(
    texts,
    st.lists(st.sampled_from(SOUP_OF_ALL), max_size=25).map(" ".join),
    st.lists(st.sampled_from(SOUP_OF_ALL), max_size=25).map(", ".join),
)


@given(texts_of_all, st.sampled_from([None, "esth", "ustae", "aeao", "nirgends"]))
def test_citations_of_all_kinds_are_verbatim_ordered_and_apart(text: str, default: str | None) -> None:
    """No text makes the search fail; spans are verbatim, in reading order, and don't overlap."""
    found = find_all(text, CODES, "estg", default)
    assert all(text[citation.start : citation.end] == citation.text for citation in found)
    assert all(citation.start < citation.end for citation in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(texts)
def test_a_default_changes_nothing_where_a_law_is_named(text: str) -> None:
    """The default law is taken only where the text names none; a law that isn't known stays unknown."""
    for citation in find(text, CODES, "estg"):
        if citation.raw and not citation.raw.startswith("dies"):
            assert citation.law is None or CODES.lookup(citation.raw) == CODES.by_key(citation.law)
        else:
            assert citation.law == "estg"
