"""What pages of the handbooks become, place by place, on small fictional pages; and pages that are none."""

from __future__ import annotations

import pytest

from corpus.address import StepKind
from ingest.markup.errors import ParseError
from ingest.markup.handbook_html import OTHER, STATUTE, HandbookPage, canonical_url, read_links, read_page
from ingest.markup.handbook_sections import Work

URL = "https://handbuecher.example/w/2031/Paragraf-4/inhalt.html"
WORKS = (
    Work("R", StepKind.RICHTLINIE, "R", "wolkr", "wolkstg", "WolkStG"),
    Work("H", StepKind.HINWEIS, "H", "wolkh", "wolkstg", "WolkStG"),
    Work("AEWO", StepKind.ZU, "zu §", "aewo", "wolko", "WolkO"),
)
CLAUSE = '<span class="richtext-clause-number">{}</span>'
SENTENCE = '<span class="richtext-phrase-number">{}</span>'


def _container(margin: str, body: str, headline: str = "", kind: str = "pressrelease") -> str:
    return (
        f'<div id="a1" class="toc-container {kind} "><div class="richtext-margin-label">'
        f'<span class="richtext-margin-number">{margin}</span></div><div class="toc-inner-container">'
        f'<h2 class="toc-headline">Wort</h2><h3 class="toc-subheadline">{headline}</h3>'
        f'<div class="toc collapse">{body}</div></div></div>'
    )


def _page(article: str) -> HandbookPage:
    html = (
        '<main id="content"><h1><span class="paragraph-nr">§ 4 </span>Wolken</h1>'
        f'<div class="article-text singleview">{article}</div></main>'
    )
    page = read_page(html.encode(), "text/html", URL, WORKS, "f" * 64)
    assert page.account.complete, page.account.findings
    return page


def _places(article: str) -> dict[str, str]:
    """Place -> words, of the only section on a page."""
    (section,) = _page(article).sections
    provision = section.provision
    return {
        "/".join(map(str, unit.address.steps[1:])): provision.text[unit.body : unit.end] for unit in provision.units
    }


def test_absaetze_and_sentences_are_those_of_the_markup() -> None:
    """Their numbers are taken, also where a full stop would tell otherwise, and over several paragraphs."""
    body = (
        f"<p>{CLAUSE.format(1)}{SENTENCE.format(1)}Wolken. Regen. {SENTENCE.format(2)}Eis.</p>"
        f"<p>{SENTENCE.format(3)}Schnee.</p><p>{CLAUSE.format('2a')}Nebel. Dunst.</p>"
    )
    assert _places(_container("R 4.1", body)) == {
        "abs-1": "Wolken. Regen. Eis.\nSchnee.",
        "abs-1/satz-1": "Wolken. Regen.",
        "abs-1/satz-2": "Eis.",
        "abs-1/satz-3": "Schnee.",
        "abs-2a": "Nebel. Dunst.",
        "abs-2a/satz-1": "Nebel.",
        "abs-2a/satz-2": "Dunst.",
    }


def test_a_list_hangs_below_the_words_that_lead_to_it() -> None:
    """So do the words after it that go on with the sentence; an example is a paragraph of its own."""
    words = f"<p>{SENTENCE.format(1)}Es sind</p><ol><li>Wolken,</li><li>Regen,</li></ol><p>wenn es zieht.</p>"
    body = f"{words}<p>Beispiel: Es zieht.</p>"
    assert _places(_container("R 4.1", body)) == {
        "": "Es sind\n1. Wolken,\n2. Regen,\nwenn es zieht.\nBeispiel: Es zieht.",
        "nr-1": "Wolken,",
        "nr-2": "Regen,",
        "text-1": "Beispiel: Es zieht.",
    }


def test_a_list_after_a_full_stop_stands_for_itself() -> None:
    """A paragraph that has come to its end takes no list."""
    body = "<p>Das ist alles.</p><ul><li>Wolken</li></ul>"
    assert _places(_container("AEWO", body, "AEWO zu § 4 - Wolken")) == {
        "text-1": "Das ist alles.",
        "strich-1": "Wolken",
    }


def test_keywords_hold_what_stands_below_them() -> None:
    """A Hinweis is cited by its keyword, so that each paragraph lies in its keyword's place."""
    body = "<p>Vorab.</p><h3>Eis</h3><p>Eis ist kalt.</p><p>Auch im Mai.</p><h3>Regen</h3><p>&gt;Eis</p>"
    assert _places(_container("H 4.1", body, kind="news")) == {
        "text-1": "Vorab.",
        "ueberschrift-1": "Eis\nEis ist kalt.\nAuch im Mai.",
        "ueberschrift-1/text-1": "Eis ist kalt.",
        "ueberschrift-1/text-2": "Auch im Mai.",
        "ueberschrift-2": "Regen\n>Eis",
        "ueberschrift-2/text-1": ">Eis",
    }


def test_a_sentence_number_without_words_marks_nothing() -> None:
    """A number at the end of a paragraph, or two at one place, leave the sentences sound."""
    first, second, third, fourth = map(SENTENCE.format, range(1, 5))
    body = f"<p>{first}{second}Wolken. {third}Regen.{fourth}</p>"
    places = _places(_container("R 4.1", body))
    assert {place: words for place, words in places.items() if "satz" in place} == {
        "satz-2": "Wolken.",
        "satz-3": "Regen.",
    }


def test_a_picture_is_said_to_be_there() -> None:
    """A paragraph that is only a picture has no words of the directive, but a place."""
    body = '<p>Es gilt:</p><p><img src="f.png" alt="Formel"/></p>'
    assert _places(_container("R 4.1", body))["text-2/abbildung-1"] == "[Abbildung: Formel]"


def test_parts_by_absatz_are_one_section() -> None:
    """R 4.2 (1) and R 4.2 (2) are Absätze of R 4.2, also where H 4.2 (1) stands between them; the ranks stay apart."""
    page = _page(
        _container("R 4.2", "", "Vermögen")
        + _container("R 4.2 (1)", f"<p>{CLAUSE.format(1)}Alles.</p>", "Allgemeines")
        + _container("H 4.2 (1)", "<h3>Eis</h3><p>Auch Eis.</p>", kind="news")
        + _container("R 4.2 (2)", "<p>Nichts.</p>")
    )
    richtlinie, hinweis = page.sections
    assert (richtlinie.work, richtlinie.provision.heading) == ("wolkr", "Vermögen")
    assert richtlinie.provision.text == "Allgemeines\n(1) Alles.\n(2) Nichts."
    assert [str(unit.address) for unit in richtlinie.provision.units] == [
        "wolkr/r-4.2/ueberschrift-1",
        "wolkr/r-4.2/abs-1",
        "wolkr/r-4.2/abs-2",
    ]
    assert (hinweis.work, hinweis.provision.heading) == ("wolkh", "Vermögen")
    assert str(hinweis.provision.units[-1].address) == "wolkh/h-4.2/abs-1/ueberschrift-1/text-1"


def test_statute_text_is_left_out_under_its_name() -> None:
    """The words of the law before the sections, and ordinances among them, have another source."""
    page = _page("<p>Wolken sind steuerpflichtig.</p>" + _container("§ 4 WDV", "<p>Zu zählen.</p>", kind="law"))
    assert page.sections == ()
    assert page.remarks == ()
    assert dict(page.account.classes)[STATUTE] == page.account.total


def test_an_unknown_section_is_told_and_accounted_for() -> None:
    """Nothing is taken for a work that it may not belong to, and nothing lost in silence."""
    page = _page(_container("Anlage", "<p>Muster</p>") + _container("R", "<p>Ohne Nummer.</p>"))
    assert page.sections == ()
    assert [remark.rpartition("inhalt.html: ")[2] for remark in page.remarks] == [
        "Der Abschnitt „Anlage“ gehört zu keinem bekannten Werk.",
        "Der Abschnitt „R“ gehört zu keinem bekannten Werk.",
    ]
    assert dict(page.account.classes)[OTHER] == page.account.total


def test_a_cut_text_keeps_its_mark_and_says_so() -> None:
    """The mark stays in the text; a note is there only where it is."""
    page = _page(_container("R 4.1", "<p>Wolken sind, wenn […]</p>") + _container("R 4.2", "<p>Regen ist.</p>"))
    cut, whole = (section.provision for section in page.sections)
    assert cut.text.endswith("[…]")
    assert [note.text for note in cut.notes] == [
        "In der gelesenen Quelle gekürzt; die Auslassung ist mit „[…]“ bezeichnet."
    ]
    assert whole.notes == ()


def test_what_the_section_comments_on_is_the_norm_of_the_page() -> None:
    """Each section knows its §, its page with the place in it, and the capture."""
    (section,) = _page(_container("R 4.1", "<p>Wolken sind.</p>")).sections
    assert str(section.norm) == "wolkstg/4"
    assert section.provision.context == ("§ 4 WolkStG Wolken",)
    assert section.provision.source_url == f"{URL}#a1"
    assert section.provision.capture_sha256 == "f" * 64


def test_a_title_that_is_escaped_twice_is_put_right() -> None:
    """The title stands beside the directive's words, so that it may be shown as it was meant."""
    html = (
        '<main id="content"><h1><span class="paragraph-nr">§ 4 </span>Wolken&amp;#x3b; Begriff</h1>'
        f'<div class="article-text">{_container("R 4.1", "<p>Wolken sind.</p>")}</div></main>'
    )
    assert read_page(html.encode(), "text/html", URL, WORKS, "").title == "Wolken; Begriff"


def test_sections_within_sections_stop_the_page() -> None:
    """Ranks could no longer be kept apart, so the page is not read at all."""
    with pytest.raises(ParseError, match="ineinander"):
        _page(_container("R 4.1", _container("H 4.1", "<p>Eis.</p>", kind="news")))


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<html><body><p>Wartung</p></body></html>", "main#content"),
        ('<main id="content"><h1>Impressum</h1></main>', "div.article-text"),
    ],
)
def test_other_pages_are_refused(html: str, told: str) -> None:
    """An error page of the publisher is no page without sections."""
    with pytest.raises(ParseError, match=told):
        read_page(html.encode(), "text/html", URL, WORKS, "")


def test_a_page_that_names_no_paragraph_is_refused() -> None:
    """Without a § in head or address nobody knows what the sections comment on."""
    html = '<main id="content"><h1>Vorwort</h1><div class="article-text"><p>Liebe Leser</p></div></main>'
    with pytest.raises(ParseError, match="nennt keinen §"):
        read_page(html.encode(), "text/html", "https://handbuecher.example/w/2031/vorwort.html", WORKS, "")


def test_links_are_those_of_the_main_part() -> None:
    """Resolved by the page's base, without fragments, each once; menus beside the main part are passed over."""
    html = (
        '<base href="https://handbuecher.example/"/><nav><a href="x.html">Menü</a></nav><main id="content">'
        '<a href="a.html#1"><span class="short-title">§ 1</span> Wolken</a><a href="a.html#2">R 1</a><a name="b">B</a>'
        "</main>"
    )
    assert read_links(html.encode(), "text/html", URL) == (("https://handbuecher.example/a.html", "§ 1"),)
    with pytest.raises(ParseError, match="keine weiteren Seiten"):
        read_links(b'<main id="content"><p>leer</p></main>', "text/html", URL)


def test_the_address_that_a_page_gives_itself() -> None:
    """A saved page is known by it."""
    assert (
        canonical_url(b'<link rel="icon" href="i"/><link rel="canonical" href="https://h.example/a"/>')
        == "https://h.example/a"
    )
    assert canonical_url(b"<p>nichts</p>") == ""
