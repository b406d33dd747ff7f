"""What can be wrong with the bytes of a document.

::

    ParseError
    ├── ArchiveError      the zip archive is broken, too large, or holds something else
    ├── XmlError          no well-formed XML, or XML that declares entities of its own
    ├── NotLegislation    well-formed, but no law in the format that is expected
    ├── PdfError          no PDF, or one that is broken, truncated, encrypted or too long
    │   └── ScannedPdf    a PDF of pictures, without text
    ├── LetterError       a PDF with text, but without what makes it a letter: reference, date, subject
    └── PageError         an HTML page that is not the list or detail page that it should be

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


class PdfError(ParseError):
    """The bytes are no PDF that can be read."""


class ScannedPdf(PdfError):  # noqa: N818 - the name says what the bytes are
    """The PDF holds pictures of pages, but no text."""


class LetterError(ParseError):
    """The PDF is readable, but is not known to be a certain letter."""


class PageError(ParseError):
    """The HTML is not the page of the publisher that was expected."""
