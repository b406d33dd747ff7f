"""The written form of an address, and that it is read back."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.address import Address, Step, StepKind
from corpus.citations import CitationError, Code, Codes, format_address, parse
from corpus.citations.order import is_block
from corpus.citations.works import works
from corpus.model import Rank

LETTERS = tuple(
    Code(key, abbreviation, "Schreiben über Mondstein", Rank.VERWALTUNGSANWEISUNG)
    for key, abbreviation in (
        ("bmf-2026-01-29-iv-d-1-s-0062-00121-001-002", "BMF v. 29.1.2026, IV D 1 - S 0062/00121/001/002"),
        ("bmf-2019-08-15-iv-c-5-s-2342-19-10007-001", "BMF v. 15.8.2019, IV C 5 - S 2342/19/10007 :001"),
        ("bmf-2025-03-03-iii-c-3-s-7117-e-00003-005-058", "BMF v. 3.3.2025, III C 3 - S 7117-e/00003/005/058"),
        ("bmf-2024-05-06", "BMF v. 6.5.2024"),
    )
)
CODES = Codes.load().with_added(*LETTERS)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("estg/9/abs-1/satz-3/nr-4/a", "§ 9 Abs. 1 Satz 3 Nr. 4 Buchst. a EStG"),
        ("estg/22/nr-1/satz-3/a/bb/ccc", "§ 22 Nr. 1 Satz 3 Buchst. a Doppelbuchst. bb Dreifachbuchst. ccc EStG"),
        ("egao/art-97/10a/abs-1", "Art. 97 § 10a Abs. 1 EGAO"),
        ("egao/art-97/3-5", "Art. 97 §§ 3 bis 5 EGAO"),
        ("ustg/anlage-2", "Anlage 2 UStG"),
        ("energiestg/anlage", "Anlage EnergieStG"),
        ("bewg/anlage-10-13", "Anlagen 10 bis 13 BewG"),
        ("estg/anlage-1/tabelle-1/zeile-3", "Anlage 1 Tabelle 1 Zeile 3 EStG"),
        ("ao/134-136", "§§ 134 bis 136 AO"),
        ("estg/42-42a", "§§ 42 bis 42a EStG"),
        ("gg/art-74a-75", "Art. 74a bis 75 GG"),
        ("estg/32/abs-2-4", "§ 32 Abs. 2 bis 4 EStG"),
        ("ustg/4/nr-1~2/a", "§ 4 Nr. 1 (2. Vorkommen) Buchst. a UStG"),
        ("lstdv/eingangsformel", "Eingangsformel LStDV"),
        ("mietneinv/anhang-zu-1/text-2", "Anhang zu § 1 Textteil 2 MietNEinV"),
        ("gg/anhang-EV", "Anhang EV GG"),
        ("erbstdv/muster-1/ueberschrift-1", "Muster 1 Überschrift 1 ErbStDV"),
        ("stabwg/3/strich-2", "§ 3 Spiegelstrich 2 StAbwG"),
        ("bewg/anlage-1/abbildung-1", "Anlage 1 Abbildung 1 BewG"),
        ("bewg/anlage-1/nr-A-II-1", "Anlage 1 Nr. A II 1 BewG"),
        ("5-vermbg/2/abs-1/nr-1", "§ 2 Abs. 1 Nr. 1 5. VermBG"),
        ("ao-180-v/3/abs-1", "§ 3 Abs. 1 V zu § 180 Abs. 2 AO"),
        ("estg", "EStG"),
        ("aeao/zu-122/nr-1.8/satz-2", "AEAO zu § 122, Nr. 1.8 Satz 2"),
        ("aeao/zu-122", "AEAO zu § 122"),
        ("aeao/zu-130-131/nr-1", "AEAO zu §§ 130 bis 131, Nr. 1"),
        ("aeao/zu-vor-172-177/nr-3", "AEAO vor §§ 172 bis 177, Nr. 3"),
        ("aeao/zu-vor-347", "AEAO vor § 347"),
        ("aeao/anlage-1/nr-2", "AEAO, Anlage 1 Nr. 2"),
        ("estr/r-5.3/abs-1/satz-2", "R 5.3 Abs. 1 Satz 2 EStR"),
        ("erbstr/r-E-13b.9/abs-1", "R E 13b.9 Abs. 1 ErbStR"),
        ("esth/h-4.7", "H 4.7 EStH"),
        ("esth/h-15.8/abs-6", "H 15.8 Abs. 6 EStH"),
        ("ustae/abschn-15.2a/abs-3/satz-1", "Abschn. 15.2a Abs. 3 Satz 1 UStAE"),
        (f"{LETTERS[0].key}/schreiben/nr-1/a", f"{LETTERS[0].abbreviation}, Nr. 1 Buchst. a"),
        (f"{LETTERS[0].key}/schreiben/nr-II/nr-1", f"{LETTERS[0].abbreviation}, Nr. II Nr. 1"),
        (f"{LETTERS[0].key}/anlage-1/nr-2", f"{LETTERS[0].abbreviation}, Anlage 1 Nr. 2"),
        (f"{LETTERS[1].key}/schreiben/rn-12/satz-1", f"{LETTERS[1].abbreviation}, Rn. 12 Satz 1"),
        (f"{LETTERS[1].key}/schreiben/text-3/satz-2", f"{LETTERS[1].abbreviation}, Textteil 3 Satz 2"),
        (f"{LETTERS[1].key}/schreiben", f"{LETTERS[1].abbreviation}, Schreiben"),
        (LETTERS[2].key, LETTERS[2].abbreviation),
        (f"{LETTERS[3].key}/schreiben/satz-2", f"{LETTERS[3].abbreviation}, Satz 2"),
    ],
)
def test_written_form(address: str, written: str) -> None:
    """Each kind of address has its one written form, which is read back."""
    place = Address.from_id(address)
    assert format_address(place, CODES) == written
    assert parse(written, CODES) == place


@pytest.mark.parametrize(
    ("address", "through", "written"),
    [
        (
            "estg/anlage-1/tabelle-1/zeile-2",
            "estg/anlage-1/tabelle-1/zeile-40",
            "Anlage 1 Tabelle 1 Zeile 2 bis 40 EStG",
        ),
        ("estg/3/nr-1", "estg/3/nr-3", "§ 3 Nr. 1 bis 3 EStG"),
        ("ao/140", "ao/148", "§§ 140 bis 148 AO"),
        ("ustg/4/text-1", "ustg/4/tabelle-1", "§ 4 Textteil 1 bis Tabelle 1 UStG"),
        ("aeao/zu-122/nr-1", "aeao/zu-122/nr-3", "AEAO zu § 122, Nr. 1 bis 3"),
        ("ustae/abschn-2.1/abs-1", "ustae/abschn-2.1/abs-3", "Abschn. 2.1 Abs. 1 bis 3 UStAE"),
        (
            f"{LETTERS[0].key}/schreiben/rn-2",
            f"{LETTERS[0].key}/schreiben/rn-5",
            f"{LETTERS[0].abbreviation}, Rn. 2 bis 5",
        ),
        ("ao/42", "ao/42", "§ 42 AO"),
    ],
)
def test_neighbours(address: str, through: str, written: str) -> None:
    """Several neighbours are cited by the first and the last of them."""
    assert format_address(Address.from_id(address), CODES, Address.from_id(through)) == written


def test_version_is_no_part_of_the_citation() -> None:
    """A place is cited alike in every version."""
    assert format_address(Address.from_id("ao/42/abs-1@2026-03-18"), CODES) == "§ 42 Abs. 1 AO"


def test_unknown_law_is_written_by_its_key() -> None:
    """A law that the table doesn't know is still named."""
    assert format_address(Address.from_id("xyz/1"), CODES) == "§ 1 xyz"


numbers = st.builds(
    lambda number, letter: f"{number}{letter}", st.integers(1, 999), st.sampled_from(["", "", "a", "b", "z"])
)
counts = st.integers(1, 40).map(str)
occurrences = st.sampled_from([1, 1, 1, 2, 3])


def block(first: int, length: int) -> str:
    return f"{first}-{first + length}"


blocks = st.builds(block, st.integers(1, 300), st.integers(1, 9))


def step(kind: StepKind, number: st.SearchStrategy[str]) -> st.SearchStrategy[Step]:
    return st.builds(Step, st.just(kind), number, occurrences)


letters = st.builds(lambda letter, length: letter * length, st.sampled_from(string.ascii_lowercase), st.integers(1, 3))
outline = st.one_of(numbers, blocks, st.sampled_from(["1.1", "1.10.2", "I", "IV", "A", "A-II-1", "B-III", "LZ", "q"]))
provisions = st.one_of(
    st.tuples(step(StepKind.PARAGRAPH, st.one_of(numbers, blocks))),
    st.tuples(step(StepKind.ARTIKEL, st.one_of(numbers, blocks, st.just("XII")))),
    st.tuples(step(StepKind.ARTIKEL, numbers), step(StepKind.PARAGRAPH, st.one_of(numbers, blocks))),
    st.tuples(step(StepKind.ANLAGE, st.one_of(st.just(""), counts, numbers, blocks, st.just("zu-3a")))),
    st.tuples(step(StepKind.ANHANG, st.one_of(st.just(""), counts, st.sampled_from(["EV", "III", "zu-1"])))),
    st.tuples(step(StepKind.MUSTER, st.one_of(st.just(""), counts))),
    st.tuples(step(StepKind.EINGANGSFORMEL, st.just(""))),
    st.tuples(step(StepKind.SCHLUSSFORMEL, st.just(""))),
    st.tuples(step(StepKind.PRAEAMBEL, st.just(""))),
)
sections = st.one_of(
    numbers,
    st.sampled_from(["5.3", "15.2a", "4.5.3", "13b.1", "E-13b.9", "B-9.1", "3.26a", "25c.1"]),
)
sections_of_works = {
    StepKind.ZU: step(StepKind.ZU, st.one_of(numbers, blocks, st.sampled_from(["vor-347", "vor-172-177"]))),
    **{kind: step(kind, sections) for kind in (StepKind.RICHTLINIE, StepKind.HINWEIS, StepKind.ABSCHNITT)},
}
inner = st.lists(
    st.one_of(
        step(StepKind.ABSATZ, st.one_of(numbers, blocks)),
        step(StepKind.SATZ, counts),
        step(StepKind.NUMMER, outline),
        step(StepKind.BUCHSTABE, letters),
        *(
            step(kind, counts)
            for kind in (
                StepKind.STRICH,
                StepKind.TEXT,
                StepKind.UEBERSCHRIFT,
                StepKind.TABELLE,
                StepKind.ZEILE,
                StepKind.ABBILDUNG,
            )
        ),
    ),
    max_size=6,
)
addresses = st.builds(
    lambda law, provision, below: Address(law, (*provision, *below)),
    st.sampled_from([code.key for code in CODES.entries if not code.is_directive]),
    provisions,
    inner,
)
annexes = step(StepKind.ANLAGE, st.one_of(st.just(""), counts, numbers))


def in_work(key: str) -> st.SearchStrategy[Address]:
    section = sections_of_works[works()[key].section]
    below = st.one_of(inner, st.builds(lambda number, deeper: [number, *deeper], margins, inner))
    return st.builds(lambda first, deeper: Address(key, (first, *deeper)), st.one_of(section, annexes), below)


margins = step(StepKind.RANDNUMMER, st.one_of(counts, st.sampled_from(["13.04", "Org.01", "12a"])))
directives = st.sampled_from(sorted(works())).flatmap(in_work)
letters_cited = st.builds(
    lambda letter, section, margin, deeper: Address(letter.key, (section, *margin, *deeper)),
    st.sampled_from(LETTERS),
    st.one_of(st.just(Step(StepKind.SCHREIBEN)), annexes),
    st.lists(margins, max_size=1),
    inner,
)


def is_possible(address: Address) -> bool:
    """Blocks are repealed provisions or parts: a law has none within another, and nothing below a block of parts."""
    blocks = [part for part in address.steps if is_block(part.number.removeprefix("vor-"))]
    return not blocks or (len(blocks) == 1 and blocks[0] in (address.steps[-1], address.provision.steps[-1]))


@given(st.one_of(addresses, directives, letters_cited).filter(is_possible))
def test_what_is_written_is_read_back(address: Address) -> None:
    """Reading the written form of any address gives that address, in every law, directive and letter."""
    assert parse(format_address(address, CODES), CODES) == address


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "leerer Text"),
        ("guten Tag", "ist keine zu erkennen"),
        ("Absatz 2 AO", "ist keine zu erkennen"),
        ("§ 9 Abs. 1", "fehlt das Gesetz"),
        ("§ 9 XyzG", "„XyzG“"),
        ("§§ 4, 7g EStG", "2 Stellen"),
        ("§ 4 EStG und § 5 EStG", "2 Fundstellen"),
        ("§§ 140 ff. AO", "„ff.“"),
        ("§ 9 EStG gilt immer", "„gilt immer“"),
        ("siehe § 9 EStG", "„siehe“"),
        ("§ 9 EStG a. F.", "Stichtag"),
        ("§§ 38 Abs. 1 bis 42 Abs. 3 AO", "mehrere Stellen"),
        ("§§ 38 Abs. 1 bis 42 AO", "mehrere Stellen"),
        ("AEAO zu § 122, Nr. 1 und 2", "2 Stellen"),
        ("BMF v. 15.8.2019, BStBl I S. 875, Rn. 12", "Schreiben .* ist nicht bekannt"),
        ("BFH v. 12.3.2020 - VI R 1/18", "ist eine Entscheidung"),
        ("R 5.3", "ist keine zu erkennen"),
    ],
)
def test_errors_say_what_is_wrong(text: str, message: str) -> None:
    """What isn't one citation of one place is refused, and the message names the reason."""
    with pytest.raises(CitationError, match=message):
        parse(text, CODES)


def test_a_halbsatz_leads_to_its_sentence() -> None:
    """Addresses end at the sentence."""
    assert str(parse("§ 15 Abs. 1 S. 1 Nr. 2 Halbs. 2 EStG", CODES)) == "estg/15/abs-1/satz-1/nr-2"
