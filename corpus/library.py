"""An opened corpus: one generation of the index and the store's view that it was built from.

Everything that answers reads through a Library, so that a question sees one consistent state even
while an ingest is writing the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus import captures  # noqa: F401  (declares its table before the database is opened)
from corpus.citations import Code, Codes
from corpus.database import open_database
from corpus.generations import GenerationError, Generations
from corpus.index import Index, IndexingError
from corpus.model import Version
from corpus.settings import Home
from corpus.store import Store, View


class NothingHeldError(GenerationError):
    """There is no generation in this home that can be opened: nothing can be asked yet."""


@dataclass(frozen=True, slots=True)
class Library:
    """A view of the store, the index over it, and the laws' names.

    ``generation`` is the id of the index generation; ``fictional`` is True for the demonstration corpus.
    """

    view: View
    index: Index
    codes: Codes
    generation: str
    fictional: bool

    @classmethod
    def open(cls, home: Home) -> Library:
        """Open the current generation of a home.

        Raises:
            NothingHeldError: no generation was finished yet, or the index of this one cannot be opened.
        """
        generation = Generations(home.index).current()
        if generation is None:
            raise NothingHeldError(
                f"In {home.root} liegt noch kein Rechtsbestand. Erwartet wird ein abgeschlossener Lauf von "
                "»fundstelle ingest« (mit --mirror, --import oder Netzzugang)."
            )
        view = Store(open_database(home.database_url)).view(generation.manifest.sequence)
        laws = view.laws()
        codes = codes_of(view)
        return cls(
            view=view,
            index=_open_index(generation.directory),
            codes=codes,
            generation=generation.id,
            fictional=any(law.fictional for law in laws),
        )


def _open_index(directory: Path) -> Index:
    """The index of a generation; what keeps it from being opened is told as what it means for a reader."""
    try:
        return Index.open(directory)
    except IndexingError as error:
        raise NothingHeldError(str(error)) from error


def codes_of(view: View) -> Codes:
    """The names of everything that can be cited: the table, and what is held beyond it (letters above all)."""
    return Codes.load().with_added(*map(_code, view.laws()))


def _code(law: Version) -> Code:
    """How a held document is cited; a directive also by its file numbers."""
    return Code(law.law, law.abbreviation, law.title, law.rank, law.references)
