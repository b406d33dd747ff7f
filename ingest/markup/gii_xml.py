"""Opens the XML of gesetze-im-internet.de safely: no DTD is loaded, no entity resolved, no network touched."""

from __future__ import annotations

from lxml import etree

from ingest.markup.errors import NotLegislation, XmlError

_ADVICE = "Bitte die Datei beim Herausgeber neu herunterladen."


def open_xml(content: bytes, expected: str) -> etree._Element:
    """The root element of a document.

    The DOCTYPE line as the publisher serves it (a SYSTEM address, never loaded) is accepted; a DOCTYPE that declares
    entities of its own is refused, as is a reference to any entity but the five of XML itself.

    Args:
        content: the bytes, in whatever encoding they declare.
        expected: name of the root element ("dokumente").

    Raises:
        XmlError: no well-formed XML, or declared entities.
        NotLegislation: another root element, an HTML page for instance.
    """
    parser = etree.XMLParser(
        load_dtd=False, resolve_entities=False, no_network=True, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if content.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):
            raise _other_root("html", expected) from error
        raise XmlError(f"Die Datei ist kein wohlgeformtes XML ({error.msg}). {_ADVICE}") from error
    _refuse_entities(root)
    if root.tag != expected:
        raise _other_root(str(root.tag), expected)
    return root


def plain_text(element: etree._Element) -> str:
    """All text in an element, as it stands; comments and processing instructions are none."""
    return "".join(str(text) for text in element.itertext("*"))


def plain_words(element: etree._Element | None) -> str:
    """The text of an element in one line; line breaks in it become blanks."""
    if element is None:
        return ""
    parts: list[str] = []
    for event, child in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append(" " if child.tag == "BR" else "")
            parts.append(child.text or "")
        elif child is not element:
            parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _refuse_entities(root: etree._Element) -> None:
    declared = root.getroottree().docinfo.internalDTD
    names: list[str] = []
    if declared is not None:
        names += [str(entity.name) for entity in declared.iterentities()]  # type: ignore[attr-defined]  # not in stubs
    names += [str(entity.text) for entity in root.iter(etree.Entity)]
    if names:
        raise XmlError(
            f"Das XML enthält oder erklärt eigene Entitäten ({', '.join(names[:3])}); das ist in Gesetzestexten nicht "
            f"vorgesehen und wird aus Sicherheitsgründen nicht gelesen. {_ADVICE}"
        )


def _other_root(found: str, expected: str) -> NotLegislation:
    return NotLegislation(
        f"Das ist nicht die erwartete XML-Datei: Das oberste Element heißt „{found}“, erwartet wird „{expected}“. "
        "Bitte die Adresse prüfen; vielleicht hat der Herausgeber eine Fehlerseite ausgeliefert."
    )
