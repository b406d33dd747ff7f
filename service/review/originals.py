"""The texts that another may have been taken from: the whole corpus, and what was exported before."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile

from corpus.library import Library
from service.review.earlier import Earlier
from service.review.prints import Original, Prints
from service.review.words import words_of

_SUFFIX = ".fingerprints.npz"
_FORM = "2"
"""Changes with what is kept in the file."""

_log = logging.getLogger("fundstelle.review")


class Originals:
    """Fingerprints of the corpus, made when they are first needed and kept in a file; and the earlier exports.

    Without a home (tests, measurements) nothing is kept, and there are no earlier exports.
    """

    def __init__(self, library: Library, home: Path | None) -> None:
        self._library = library
        self._file = home / "review" / f"{library.generation}-{_FORM}{_SUFFIX}" if home else None
        self.earlier = Earlier(home / "exports" if home else None)
        self._corpus: Prints | None = None
        self._making = Lock()

    def corpus(self, progress: Callable[[str], None] = lambda _: None) -> Prints:
        """The fingerprints of all texts of all provisions; whoever comes while they are made waits for them."""
        with self._making:
            if self._corpus is None:
                self._corpus = self._kept() or self._made(progress)
            return self._corpus

    def _kept(self) -> Prints | None:
        if self._file is None:
            return None
        try:
            return Prints.load(self._file)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, BadZipFile) as fault:
            _log.warning(
                "Die Abdrücke des Bestands sind nicht lesbar und werden neu gemacht (%s).", type(fault).__name__
            )
            return None

    def _made(self, progress: Callable[[str], None]) -> Prints:
        progress("Abdrücke des Bestands werden angelegt …")
        prints = Prints.of(_originals(self._library))
        if self._file is not None:
            try:
                prints.save(self._file)
                self._sweep(self._file)
            except OSError as fault:  # a home that cannot be written to is no reason not to review
                _log.warning("Die Abdrücke des Bestands lassen sich nicht speichern (%s).", type(fault).__name__)
        return prints

    @staticmethod
    def _sweep(kept: Path) -> None:
        """Remove the fingerprints of other generations."""
        for file in kept.parent.glob(f"*{_SUFFIX}"):
            if file != kept:
                file.unlink(missing_ok=True)


def _originals(library: Library) -> Iterator[Original]:
    """Every text of every provision, at its address in the newest version that holds it.

    One with labels ("1.", "a)") stands here without them, too: who copies a list as running text leaves them out.
    """
    for edition in library.view.editions():
        provision, order = edition.provision, edition.law.rank.order
        name = str(provision.address.bare.at(edition.held[-1].version))
        words = words_of(provision.text)
        yield Original(name, order, words)
        bare = words.without((unit.start, unit.body) for unit in provision.units if unit.body > unit.start)
        if len(bare) < len(words):
            yield Original(name, order, bare)
