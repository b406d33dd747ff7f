"""The first page in a real browser, by keyboard alone: ask, read, follow the citation to its context."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1", "localhost"])]

QUESTION = "Wie hoch ist die Mondsteinsteuer nach § 9 Abs. 1 MondStG?"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus; fails where the keyboard does not lead there."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Die Tabulatortaste führt nicht zu {selector}.")


def ask_by_keyboard(page: Page, question: str) -> None:
    """Type a question and send it without touching a mouse."""
    tab_to(page, "#frage")
    page.keyboard.type(question)
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator(".ergebnis-titel")).to_be_visible()


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_an_answer_by_keyboard_alone(page: Page, address: str, requested: list[str]) -> None:
    """Ask, read quote and citation, follow it, and find the very words marked; nobody else is asked for anything."""
    ask_by_keyboard(page, QUESTION)
    expect(page.locator(".ergebnis-titel")).to_have_text("Antwort")
    expect(page.locator(".ergebnis-titel")).to_be_focused()
    first = page.locator(".beleg").first
    expect(first.locator("h3").first).to_contain_text("MondStG")
    expect(first.locator(".nachweis")).to_contain_text("Stand")
    expect(page.locator(".fiktiv-banner")).to_be_visible()
    quote = first.locator("blockquote").first.inner_text()
    assert page.url == f"{address}/"  # the question is in no address

    tab_to(page, ".beleg h3 a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("§ 9 MondStG")
    marked = "".join(page.locator("mark").all_inner_texts())
    assert "".join(marked.split()) == "".join(quote.split())
    expect(page.locator("mark").first).to_be_in_viewport()

    assert requested
    assert all(url.startswith(address) for url in requested)


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    """Who uses a keyboard need not walk through the navigation on every page."""
    page.keyboard.press("Tab")
    expect(page.locator(".sprung")).to_be_focused()
    expect(page.locator(".sprung")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_refusal_is_shown_with_what_was_searched(page: Page) -> None:
    """For a day before the oldest version."""
    page.locator("#stichtag").fill("2001-01-01")
    ask_by_keyboard(page, QUESTION)
    expect(page.locator(".ergebnis-titel")).to_have_text("Keine Antwort")
    expect(page.locator(".ablehnung")).to_contain_text("Was durchsucht wurde")


def test_an_empty_question_is_told_at_the_field(page: Page) -> None:
    """The field gets the focus and the message; a question then clears it."""
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#frage-fehler")).to_be_visible()
    expect(page.locator("#frage")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ergebnis-titel")).to_be_visible()
    expect(page.locator("#frage-fehler")).to_have_count(0)


def test_a_service_that_is_gone_is_told(page: Page) -> None:
    """The question stays in the field."""
    page.route("**/*", lambda route: route.abort())
    page.locator("#frage").fill(QUESTION)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#meldung")).to_contain_text("Der Dienst antwortet nicht")
    expect(page.locator("#frage")).to_have_value(QUESTION)


def test_it_works_without_javascript(browser: Browser, address: str) -> None:
    """The plain form gives the same answer."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    page.locator("#frage").fill(QUESTION)
    page.locator("button[type=submit]").click()
    expect(page.locator(".beleg blockquote").first).to_be_visible()
    expect(page.locator(".kopieren").first).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_needs_no_scrolling_sideways(browser: Browser, address: str, width: int) -> None:
    """Neither the answer, nor a provision with a table, nor the other pages."""
    context = browser.new_context(viewport={"width": width, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/")
    page.locator("#frage").fill(QUESTION)
    page.locator("button[type=submit]").click()
    expect(page.locator(".beleg").first).to_be_visible()
    assert overflow(page) == 0
    for path in ("/norm/mondstg/9", "/norm/mondstg/anlage-1", "/gesetz/mondstg", "/durchsicht", "/bestand", "/api"):
        page.goto(f"{address}{path}")
        assert overflow(page) == 0, path
    context.close()
