"""An opened corpus: one generation of the index and the store's view that it was built from.

Everything that answers reads through a Library, so that a question sees one consistent state even
while an ingest is writing the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus import captures  # noqa: F401  (declares its table before the database is opened)
from corpus.citations import Code, Codes
from corpus.database import open_database
from corpus.generations import Generations
from corpus.index import Index
from corpus.settings import Home
from corpus.store import Store, View


class NothingHeldError(Exception):
    """There is no finished generation in this home: nothing can be asked yet."""


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
            NothingHeldError: no generation was finished yet.
        """
        generation = Generations(home.index).current()
        if generation is None:
            raise NothingHeldError(
                f"In {home.root} liegt noch kein Rechtsbestand. Erwartet wird ein abgeschlossener Lauf von "
                "»fundstelle ingest« (mit --mirror, --import oder Netzzugang)."
            )
        view = Store(open_database(home.database_url)).view(generation.manifest.sequence)
        laws = view.laws()
        codes = Codes.load().with_added(*(Code(law.law, law.abbreviation, law.title, law.rank) for law in laws))
        return cls(
            view=view,
            index=Index.open(generation.directory),
            codes=codes,
            generation=generation.id,
            fictional=any(law.fictional for law in laws),
        )
