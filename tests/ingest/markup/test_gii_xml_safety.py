"""XML from the net is opened without a DTD, without entities, without the network."""

from __future__ import annotations

import pytest

from ingest.markup.errors import NotLegislation, ParseError, XmlError
from ingest.markup.gii_norm import Naming, parse
from ingest.markup.gii_xml import open_xml, plain_text, plain_words

SERVED = b'<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">'


def test_the_doctype_line_as_served_is_accepted_and_not_loaded() -> None:
    """The DTD's address stands there; nothing asks for it (sockets are closed in tests)."""
    assert (
        open_xml(b"<?xml version='1.0'?>" + SERVED + b"<dokumente><norm/></dokumente>", "dokumente").tag == "dokumente"
    )


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (b'<!DOCTYPE dokumente [<!ENTITY a "b">]><dokumente/>', "Entitäten"),
        (b'<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><dokumente>&c;</dokumente>', "Entitäten"),
        (b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><dokumente>&x;</dokumente>', "Entitäten"),
        (b'<!DOCTYPE d [<!ENTITY % p SYSTEM "http://x.example/p">]><dokumente/>', "Entitäten"),
        (SERVED + b"<dokumente>&nbsp;</dokumente>", "Entitäten"),
        (b"<dokumente><norm></dokumente>", "kein wohlgeformtes XML"),
        (b"", "kein wohlgeformtes XML"),
        (b"\x00\x01\x02", "kein wohlgeformtes XML"),
    ],
)
def test_unsafe_or_broken_xml_is_refused(xml: bytes, told: str) -> None:
    """The message says what is wrong, and what to do."""
    with pytest.raises(XmlError, match=told) as caught:
        open_xml(xml, "dokumente")
    assert "herunterladen" in str(caught.value)


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><html><body><p>Fehler<br></body></html>", b"<html><body/></html>", b"<items/>"]
)
def test_a_page_that_is_no_law_is_named_as_such(page: bytes) -> None:
    """An error page served in place of a law is not taken for an empty law."""
    with pytest.raises(NotLegislation, match="erwartet wird „dokumente“"):
        open_xml(page, "dokumente")


@pytest.mark.parametrize(
    "body",
    [b"", b"<norm><metadaten/></norm><norm><metadaten/><textdaten/></norm>"],
)
def test_a_law_without_any_provision_is_refused(body: bytes) -> None:
    """Silence is a bug: a document with norms but no provision is no law."""
    with pytest.raises(ParseError):
        parse(b"<dokumente>" + body + b"</dokumente>", Naming("x"), "https://x.example/")


def test_a_law_of_which_only_the_metadata_are_published_is_kept() -> None:
    """Some treaties are published as metadata only; that is a fact, and no fault."""
    data = b"<metadaten><jurabk>DBA X</jurabk><langue>Abkommen</langue></metadaten>"
    xml = b"<dokumente><norm>" + data + b"<textdaten/></norm></dokumente>"
    law = parse(xml, Naming("dba-x"), "https://x.example/")
    assert law.provisions == ()
    assert law.account.complete


def test_plain_text_leaves_out_comments_and_words_join_lines() -> None:
    """Comments are no text; a line break parts words."""
    root = open_xml(b"<dokumente>a<!-- x --><BR/>b <B>c</B>\n d</dokumente>", "dokumente")
    assert plain_text(root) == "ab c\n d"
    assert plain_words(root) == "a b c d"
