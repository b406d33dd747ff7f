"""The publishers that Fundstelle reads, by the names they have on the command line. Adding one adds a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest import demo
from ingest.markup.gii_norm import Named, Naming
from ingest.sources.amtliche_handbuecher import AmtlicheHandbuecher
from ingest.sources.base import Publisher
from ingest.sources.bmf_schreiben import BmfSchreiben
from ingest.sources.gesetze_im_internet import GesetzeImInternet

_SOURCES: dict[str, Callable[[], Publisher]] = {
    "bmf": BmfSchreiben,
    "gii": GesetzeImInternet,
    "handbuecher": AmtlicheHandbuecher,
}


class UnknownSourceError(ValueError):
    """A source was asked for that does not exist."""


def chosen(names: Sequence[str] = (), laws: Sequence[str] = ()) -> tuple[Publisher, ...]:
    """The sources of these names (all by default); where laws are named, their source alone, for these laws.

    Raises:
        UnknownSourceError: there is no source of that name.
    """
    unknown = sorted(set(names) - set(_SOURCES))
    if unknown:
        raise UnknownSourceError(f"Die Quelle »{unknown[0]}« gibt es nicht. Vorhanden: {', '.join(sorted(_SOURCES))}.")
    if laws:
        return (GesetzeImInternet(laws),)
    return tuple(build() for name, build in _SOURCES.items() if not names or name in names)


def demonstration() -> tuple[Publisher, ...]:
    """The sources of the demonstration corpus: the same code as for real law, at hosts of its own."""
    slugs: dict[str, Named] = {slug: Naming(law.key, law.abbreviation, law.title) for slug, law in demo.SLUGS.items()}
    return (
        GesetzeImInternet(base=f"https://{demo.HOST}", fictional=True, slugs=slugs),
        BmfSchreiben(f"https://{demo.LETTER_HOST}", fictional=True),
    )
