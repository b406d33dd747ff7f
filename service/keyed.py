"""A provision as the key of a cache."""

from __future__ import annotations

from corpus.model import Provision


class Keyed:
    """A provision told apart by its address and its text alone.

    Python remembers the hash of a text, but counts that of a provision's hundreds of units anew each time.
    """

    __slots__ = ("key", "provision")

    def __init__(self, provision: Provision) -> None:
        self.provision = provision
        self.key = (provision.address, provision.text)

    def __hash__(self) -> int:
        return hash(self.key[1])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and self.key == other.key
