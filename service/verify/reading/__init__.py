"""How the gate reads a text before it compares: as items with keys that are equal where the meaning is."""

from service.verify.reading.model import Item, Kind, Reading, Segment
from service.verify.reading.norm import CITED, INNER, LAW, REFERENCE
from service.verify.reading.read import read
from service.verify.reading.tables import grammar

__all__ = ["CITED", "INNER", "LAW", "REFERENCE", "Item", "Kind", "Reading", "Segment", "grammar", "read"]
