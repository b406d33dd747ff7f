"""A law on its way into the store: rows ready to be written, and the hash that tells whether they are held already."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import NamedTuple

from corpus.model import Directive, Document, Legislation, Provision
from corpus.store import codec


class ProvisionRow(NamedTuple):
    """A provision as its row in the store; ``text`` and ``units`` are stored once per ``stored_text``."""

    address: str
    label: str
    heading: str
    repealed: bool
    context: str
    notes: str
    text_sha256: str
    stored_text: str
    source_url: str
    capture_sha256: str
    text: str
    units: str


class Form(NamedTuple):
    """A law in the form in which it is stored.

    ``content_sha256`` identifies the version, ``sha256`` also what stands beside the law (Stand,
    notes, units, account), so that a better reading of the same capture is recognised as such.
    """

    content_sha256: str
    sha256: str
    stand: str
    notes: str
    account: str
    kind: str
    gazette: str
    issuer: str
    refs: str
    comments_on: str
    provisions: tuple[ProvisionRow, ...]


def form_of(law: Document) -> Form:
    """Bring a law into stored form.

    Raises:
        ValueError: an address names a version, another law, or stands twice.
    """
    _check_addresses(law)
    provisions = tuple(map(_row, law.provisions))
    stand = codec.write_stand(law.stand)
    notes = codec.write_notes(law.notes)
    account = codec.write_account(law.account)
    own = _own_columns(law)
    digest = hashlib.sha256()
    head = (law.key, law.abbreviation, law.title, law.rank, law.issued, law.source_url, law.fictional)
    for part in (*head, stand, notes, account, *own):
        digest.update(f"{part}\n".encode())
    for row in provisions:
        digest.update("\n".join(map(str, row[:-2])).encode())
    return Form(law.content_sha256, digest.hexdigest(), stand, notes, account, *own, provisions)


def _own_columns(law: Document) -> tuple[str, str, str, str, str]:
    """What only one kind of document has: kind, gazette, issuer, references, what it comments on."""
    match law:
        case Legislation():
            return "legislation", law.gazette, "", codec.write_words(()), codec.write_words(())
        case Directive():
            comments = codec.write_words(map(str, law.comments_on))
            return "directive", "", law.issuer, codec.write_words(law.references), comments


def _row(provision: Provision) -> ProvisionRow:
    units = codec.write_units(provision.address, provision.units)
    return ProvisionRow(
        address=str(provision.address),
        label=provision.label,
        heading=provision.heading,
        repealed=provision.repealed,
        context=codec.write_words(provision.context),
        notes=codec.write_notes(provision.notes),
        text_sha256=provision.text_sha256,
        stored_text=hashlib.sha256(f"{provision.text}\n{units}".encode()).hexdigest(),
        source_url=provision.source_url,
        capture_sha256=provision.capture_sha256,
        text=provision.text,
        units=units,
    )


def _check_addresses(law: Document) -> None:
    """An address is the name of a place: one provision each, of this law, whatever the version."""
    counted = Counter(provision.address for provision in law.provisions)
    for address, count in counted.items():
        if count > 1:
            raise ValueError(f"{law.abbreviation}: Die Adresse {address} steht {count}-mal, erwartet wird sie einmal.")
        if address.version or address.law != law.key:
            raise ValueError(
                f"{law.abbreviation}: Die Adresse {address} passt nicht. "
                f"Erwartet wird eine Adresse in {law.key!r} ohne Fassung."
            )
