"""How well the sentence splitter agrees with the law's own sentence numbers.

Five laws number their sentences (``SUP class="Rec"``). The numbers are taken out of the XML (where a number alone
parted two words, a blank takes its place), the sentences are found as in any law without numbers, and both are
compared, paragraph by paragraph (Absatz, list item, unnumbered paragraph). The first sentence of a paragraph begins
with it and is no achievement; only the boundaries inside paragraphs are counted.

* *agreement*: boundaries on which both agree, of all that either of them has;
* *precision*, *recall*: of the splitter's boundaries the right ones; of the law's boundaries those found;
* *exact*: paragraphs whose sentences begin in exactly the same places.

These count the paragraphs in which the law numbers sentences. A paragraph without numbers is either a single sentence
or one whose numbers the publisher left out (EStG § 32c has none at all); the publisher does not say which. They are
counted apart: how many there are, and in how many the splitter finds several sentences. The *strict* agreement counts
these, too, as if each were a single sentence by law. Annexes without any number are left out of both.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from ingest.markup.canvas import Node, Role
from ingest.markup.gii_content import ContentReader
from ingest.markup.gii_xml import open_xml, plain_words
from ingest.markup.sentence_starts import marked_starts, split_starts
from ingest.markup.zipped import only_member

MARKED = ("estg", "kstg_1977", "gewstg", "estdv_1955", "gewstdv_1955")
"""The laws of the mirror that number their sentences."""

_HOST = "www.gesetze-im-internet.de"
_SPEAKING = frozenset({Role.PROVISION, Role.ABSATZ, Role.TEXT, Role.ITEM})
_AROUND = 45


class Miss(NamedTuple):
    """A boundary that only one side has; ``text`` shows it as "|"."""

    place: str
    kind: str
    text: str


class Tally(NamedTuple):
    """Counts of one law, or of several together; ``exact`` to ``agreed`` are of the numbered paragraphs."""

    law: str
    numbered: int
    exact: int
    true: int
    found: int
    agreed: int
    unnumbered: int
    divided: int
    """Paragraphs without numbers in which the splitter finds several sentences."""
    divisions: int
    """Boundaries in them."""
    misses: tuple[Miss, ...]

    @property
    def agreement(self) -> float:
        """Agreed boundaries of all boundaries."""
        return _share(self.agreed, self.true + self.found - self.agreed)

    @property
    def strict(self) -> float:
        """The same, every paragraph without numbers taken for a single sentence."""
        return _share(self.agreed, self.true + self.found - self.agreed + self.divisions)

    @property
    def line(self) -> str:
        """The figures as users read them."""
        return (
            f"{self.law:<13} Übereinstimmung {self.agreement:7.2%} ({self.agreed} von "
            f"{self.true + self.found - self.agreed} Satzgrenzen; streng {self.strict:.2%}), "
            f"Genauigkeit {_share(self.agreed, self.found):.2%}, Vollständigkeit {_share(self.agreed, self.true):.2%}, "
            f"genau gleich {_share(self.exact, self.numbered):.2%} von {self.numbered} gezählten Absätzen und Punkten; "
            f"in {self.divided} von {self.unnumbered} ungezählten mehrere Sätze gefunden"
        )


class Agreement(NamedTuple):
    """The figures of all marked laws."""

    laws: tuple[Tally, ...]

    @property
    def overall(self) -> Tally:
        """All laws together."""
        return _summed("insgesamt", self.laws)


def run(mirror: Path) -> Agreement:
    """Compare on the marked laws of a mirror laid out HOST/PATH."""
    return Agreement(tuple(_tally(slug, (mirror / _HOST / slug / "xml.zip").read_bytes()) for slug in MARKED))


def main() -> None:
    """Print the figures of each law and, on demand, every miss."""
    parser = argparse.ArgumentParser(description="Satztrennung gegen die amtliche Satzzählung messen.")
    parser.add_argument("--mirror", type=Path, required=True, help="Ordner HOST/PFAD")
    parser.add_argument("--misses", action="store_true", help="alle Abweichungen auflisten")
    arguments = parser.parse_args()
    print_agreement(run(arguments.mirror), misses=arguments.misses)


def print_agreement(agreement: Agreement, *, misses: bool) -> None:
    """Write the figures to standard output."""
    for tally in (*agreement.laws, agreement.overall):
        print(tally.line)
    if misses:
        for miss in agreement.overall.misses:
            print(f"{miss.place:<34} {miss.kind:<8} {miss.text}")


def _tally(slug: str, archive: bytes) -> Tally:
    paragraphs = [
        _paragraph(f"{slug} {label} {node.number}".strip(), node, true, found, text)
        for label, content in _numbered_provisions(archive)
        for node, true, found, text in _compared(content)
    ]
    return _summed(slug, paragraphs)


def _paragraph(place: str, node: Node, true: set[int], found: set[int], text: str) -> Tally:
    """The tally of a single paragraph."""
    misses = [Miss(place, "fehlt", _excerpt(text, at)) for at in sorted(true - found)]
    surplus = "zu viel" if node.marks else "ungezählt"
    misses += [Miss(place, surplus, _excerpt(text, at)) for at in sorted(found - true)]
    if node.marks:
        exact = int(true == found)
        return Tally(place, 1, exact, len(true), len(found), len(true & found), 0, 0, 0, tuple(misses))
    return Tally(place, 0, 0, 0, 0, 0, 1, int(bool(found)), len(found), tuple(misses))


def _summed(name: str, parts: Sequence[Tally]) -> Tally:
    return Tally(
        name,
        numbered=sum(part.numbered for part in parts),
        exact=sum(part.exact for part in parts),
        true=sum(part.true for part in parts),
        found=sum(part.found for part in parts),
        agreed=sum(part.agreed for part in parts),
        unnumbered=sum(part.unnumbered for part in parts),
        divided=sum(part.divided for part in parts),
        divisions=sum(part.divisions for part in parts),
        misses=tuple(miss for part in parts for miss in part.misses),
    )


def _numbered_provisions(archive: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Label and Content of the §§, and of annexes in which sentences are numbered."""
    for norm in open_xml(only_member(archive), "dokumente").iter("norm"):
        label = plain_words(norm.find("metadaten/enbez"))
        content = norm.find("textdaten/text/Content")
        if content is not None and (label.startswith("§") or any(_marks(content))):
            yield label, content


def _compared(content: etree._Element) -> Iterator[tuple[Node, set[int], set[int], str]]:
    """Each paragraph with the boundaries of the law and of the splitter, counted in non-blank characters."""
    marked, bare = ContentReader(), ContentReader()
    marked.read(content)
    bare.read(_without_marks(content))
    text, plain = marked.canvas.text, bare.canvas.text
    for node, twin in zip(marked.canvas.root.walk(), bare.canvas.root.walk(), strict=True):
        if node.role in _SPEAKING and node.runs:
            true = _boundaries(marked_starts(node, text), text)
            found = _boundaries(split_starts(twin, plain), plain)
            yield node, true, found, text


def _boundaries(starts: list[tuple[int, str]], text: str) -> set[int]:
    return {len("".join(text[:position].split())) for position, _ in starts[1:]}


def _without_marks(content: etree._Element) -> etree._Element:
    """A copy without sentence numbers; the words around them close up."""
    bare = copy.deepcopy(content)
    for mark in list(_marks(bare)):
        parent, before, tail = mark.getparent(), mark.getprevious(), mark.tail or ""
        if before is not None:
            before.tail = f"{before.tail or ''} {tail}"
        elif parent is not None:
            parent.text = f"{parent.text or ''} {tail}"
        if parent is not None:
            mark.tail = None
            parent.remove(mark)
    return bare


def _marks(content: etree._Element) -> Iterator[etree._Element]:
    return (mark for mark in content.iter("SUP") if mark.get("class") == "Rec")


def _excerpt(text: str, solid: int) -> str:
    """The surroundings of the place before which so many non-blank characters stand."""
    position = seen = 0
    while seen < solid or text[position].isspace():
        seen += not text[position].isspace()
        position += 1
    before, after = text[max(0, position - _AROUND) : position], text[position : position + _AROUND]
    return f"…{before}|{after}…".replace("\n", " ⏎ ")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


if __name__ == "__main__":
    main()
