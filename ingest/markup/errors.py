"""What can be wrong with the bytes of a document.

::

    ParseError
    ├── ArchiveError      the zip archive is broken, too large, or holds something else
    ├── XmlError          no well-formed XML, or XML that declares entities of its own
    └── NotLegislation    well-formed, but no law in the format that is expected

There is no point in trying again with the same bytes. Messages are German and say what was found, what was
expected, and what to do next.
"""

from __future__ import annotations


class ParseError(Exception):
    """Root of the tree: a capture cannot be read as the document that it should be."""


class ArchiveError(ParseError):
    """The zip archive cannot be used."""


class XmlError(ParseError):
    """The bytes are no XML that may be read."""


class NotLegislation(ParseError):  # noqa: N818 - the name says what the bytes are
    """The XML holds no law."""
