"""The pages as they are served, without JavaScript."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient
from lxml import html as parser

CITING = "Wie hoch ist die Mondsteinsteuer nach § 9 Abs. 1 MondStG?"
PAGES = [
    "/",
    "/pruefen",
    "/durchsicht",
    "/bestand",
    "/api",
    "/gesetz/mondstg",
    "/norm/mondstg/9",
    "/norm/mondstg/9@2025-01-15",
]
SIMPLE = re.compile(r"(\w*)(?:\.([\w-]+))?(?:#([\w-]+))?(?:\[([\w-]+)\])?")


def page(client: TestClient, path: str) -> parser.HtmlElement:
    """A page that is there, parsed."""
    response = client.get(path, headers={"accept": "text/html"})
    assert response.status_code == 200, response.text
    return parser.fromstring(response.text)


def asked(client: TestClient, **form: str) -> parser.HtmlElement:
    """The page after a question was sent."""
    return parser.fromstring(client.post("/", data=form, headers={"accept": "text/html"}).text)


def select(element: parser.HtmlElement, selector: str) -> list[parser.HtmlElement]:
    """Descendants by tag, ``.class``, ``#id`` or ``[attribute]``; a blank leads on to descendants of these."""
    path = ""
    for part in selector.split():
        found = SIMPLE.fullmatch(part)
        assert found, selector
        tag, name, id_, attribute = found.groups()
        path += f"//{tag or '*'}"
        path += f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else ""
        path += f"[@id='{id_}']" if id_ else ""
        path += f"[@{attribute}]" if attribute else ""
    return element.xpath(f".{path}")  # type: ignore[no-any-return]


def words(element: parser.HtmlElement) -> str:
    """The words of an element, in one line."""
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_marks_fictional_law(client: TestClient, path: str) -> None:
    """In the banner and in the title, on each page."""
    found = page(client, path)
    assert "Fiktives Recht" in words(select(found, ".fiktiv-banner")[0])
    assert found.findtext(".//title").startswith("[Fiktives Recht]")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_frame(client: TestClient, path: str) -> None:
    """German, one h1, the landmarks, a way to skip to the content, every id once, nothing inline."""
    found = page(client, path)
    assert found.get("lang") == "de"
    assert len(select(found, "h1")) == 1
    assert len(select(found, "main")) == 1
    assert select(found, "a.sprung")[0].get("href") == "#inhalt"
    ids = [element.get("id") for element in select(found, "[id]")]
    assert len(ids) == len(set(ids))
    assert not select(found, "style") + select(found, "[style]") + select(found, "[onclick]")
    assert all(script.get("src") for script in select(found, "script"))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_from_another_host_and_no_own_link_is_dead(client: TestClient, path: str) -> None:
    """Whatever a page loads is ours; whatever it links to on this service is there."""
    found = page(client, path)
    loaded = [
        element.get("src") or element.get("href")
        for element in select(found, "script") + select(found, "img") + select(found, "link")
    ]
    assert all(url.startswith("/static/") for url in loaded)
    links = {urljoin(path, link.get("href")).partition("#")[0] for link in select(found, "a[href]")}
    for url in sorted(link for link in links if link.startswith("/")):
        assert client.get(url).status_code == 200, url


def test_an_answer_shows_quote_and_proof(client: TestClient) -> None:
    """Beside each quote: citation, rank, Stand, version, the way to the context."""
    found = asked(client, frage=CITING, stichtag="2026-06-30", rang="alle")
    first = select(found, ".beleg")[0]
    assert "§ 9" in words(select(first, "h3")[0])
    assert words(select(first, "blockquote")[0])
    proof = words(select(first, ".nachweis")[0])
    assert "Gesetz" in proof
    assert "Zuletzt geändert durch" in proof
    assert "bekannt seit" in proof
    assert words(select(first, ".fiktiv")[0]) == "fiktives Recht"


def test_the_way_to_the_context_marks_the_quote(client: TestClient) -> None:
    """The page behind the citation has exactly the quoted words marked."""
    found = asked(client, frage=CITING, stichtag="2026-06-30", rang="alle")
    beleg = select(found, ".beleg")[0]
    norm = page(client, select(beleg, "h3 a")[0].get("href"))
    marked = "".join(mark.text_content() for mark in select(norm, "mark"))
    quoted = select(beleg, "blockquote")[0].text_content()
    assert "".join(marked.split()) == "".join(quoted.split())
    assert select(norm, "#fund")


def test_a_place_in_the_address_is_marked(client: TestClient) -> None:
    """The address of evidence is the address of its page."""
    marked = select(page(client, "/norm/mondstg/9/abs-1"), "mark")
    assert words(marked[0]).startswith("(1)")


def test_a_stretch_that_the_text_does_not_have_marks_nothing(client: TestClient) -> None:
    """A link made by hand does no harm."""
    assert not select(page(client, "/norm/mondstg/9?von=5&bis=99999"), "mark")
    assert not select(page(client, "/norm/mondstg/9?von=9&bis=5"), "mark")


def test_an_older_wording_says_so(client: TestClient) -> None:
    """Who reads an older version is told, and shown the way to today's."""
    notice = select(page(client, "/norm/mondstg/9@2025-01-15"), ".achtung a")[0]
    assert notice.get("href") == "/norm/mondstg/9%402026-02-02" or "2026-02-02" in notice.get("href")
    assert not select(page(client, "/norm/mondstg/9"), ".achtung")


def test_a_refusal_shows_what_was_searched(client: TestClient) -> None:
    """Message, day, and how much was gone through."""
    found = asked(client, frage=CITING, stichtag="2001-01-01", rang="alle")
    refusal = words(select(found, ".ablehnung")[0])
    assert "Keine Antwort" in refusal
    assert "1. Januar 2001" in refusal


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"frage": "", "stichtag": "2026-06-30"}, "frage"),
        ({"frage": "x" * 3000, "stichtag": "2026-06-30"}, "frage"),
        ({"frage": CITING, "stichtag": "gestern"}, "stichtag"),
        ({"frage": CITING, "stichtag": "2026-02-30"}, "stichtag"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(client: TestClient, form: dict[str, str], field: str) -> None:
    """The field is marked as invalid and described by the message; what was typed stays."""
    response = client.post("/", data=form, headers={"accept": "text/html"})
    assert response.status_code == 422
    found = parser.fromstring(response.text)
    wrong = select(found, "[aria-invalid]")
    assert [element.get("id") for element in wrong] == [field]
    assert f"{field}-fehler" in wrong[0].get("aria-describedby").split()
    assert words(select(found, f"#{field}-fehler")[0])
    assert select(found, "#frage")[0].text_content().strip() == form["frage"]


def test_a_day_may_be_typed_as_germans_do(client: TestClient) -> None:
    """Where the browser has no date field."""
    found = asked(client, frage=CITING, stichtag="30.6.2026", rang="alle")
    assert "30. Juni 2026" in words(select(found, ".zusatz")[0])


def test_what_was_typed_is_never_markup(client: TestClient) -> None:
    """A question with tags in it is shown as it was typed."""
    attack = "</textarea><script>alert(1)</script>"
    response = client.post("/", data={"frage": attack}, headers={"accept": "text/html"})
    assert attack not in response.text
    assert html.escape(attack, quote=False) in response.text


def test_a_question_is_never_part_of_an_address(client: TestClient) -> None:
    """Addresses stay in histories and logs: the form sends its fields in the body."""
    form = select(page(client, "/"), "#frageform")[0]
    assert form.get("method") == "post"
    assert client.get("/", params={"frage": "Geheim"}).text.count("Geheim") == 0


def test_a_form_that_is_none_is_a_problem(client: TestClient) -> None:
    """Another media type, or a flood of fields."""
    assert client.post("/", content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    assert client.post("/", data={f"feld{number}": "x" for number in range(50)}).status_code == 400


def test_a_table_of_the_law_is_a_table(client: TestClient) -> None:
    """Rows and cells, in a box of its own that can be scrolled by keyboard."""
    found = page(client, "/norm/mondstg/anlage-1")
    box = select(found, ".gesetzestext .rollen")[0]
    assert box.get("tabindex") == "0"
    assert len(select(box, "tr")) > 1
    assert len(select(select(box, "tr")[0], "td")) > 1


def test_a_law_without_a_place_leads_to_its_contents(client: TestClient) -> None:
    """/norm/mondstg is the law, not a provision."""
    response = client.get("/norm/mondstg", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (307, "/gesetz/mondstg")


@pytest.mark.parametrize("path", ["/norm/mondstg/999", "/norm/unsinn", "/gesetz/nixg", "/gesetz/mondstg@1999-01-01"])
def test_what_is_not_held_is_told(client: TestClient, path: str) -> None:
    """A page that says what is not there and leads back."""
    response = client.get(path, headers={"accept": "text/html"})
    assert response.status_code == 404
    assert re.search(r"<h1>(Vorschrift|Gesetz) unbekannt</h1>", response.text)


def test_the_holdings_name_every_law(client: TestClient) -> None:
    """With rank and Stand."""
    rows = [words(row) for row in select(page(client, "/bestand"), "tbody tr")]
    assert len(rows) == 4
    assert any("MondStDV" in row and "Rechtsverordnung" in row for row in rows)
