"""The pages that take a text, in a real browser: check, review with a download, and the guard's proposal."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1", "localhost"])]

TRUE = "Die Verfolgung verjährt in drei Jahren (§ 30 Abs. 3 MondStG)."
FALSE = "Die Verfolgung verjährt in fünf Jahren (§ 30 Abs. 3 MondStG)."
LAW = (
    "Bei einer erstmaligen Zuwiderhandlung von geringem Gewicht soll das Lunarzollamt verwarnen, ohne eine Geldbuße "
    "festzusetzen."
)
CASE = "Mein Mandant, Bäcker in Olpe, hat 2025 einen Mondstein für 900 Euro gekauft. Ist das steuerbar?"
ABSTRACT = "Ein Unternehmer hat im Jahr 01 einen Mondstein für X Euro gekauft. Ist das steuerbar?"
SECRET = "Was regelt § 9 Abs. 1 MondStG? Steuernummer: 93815/08152"


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_text_is_checked_sentence_by_sentence(page: Page, address: str) -> None:
    """The true sentence and the false one stand out in the text, and each leads to its verdict and back."""
    page.goto(f"{address}/pruefen")
    page.locator("#text").fill(f"{TRUE} {FALSE}")
    page.get_by_role("button", name="Text prüfen").click()
    sentences = page.locator(".geprueft .satz")
    expect(sentences).to_have_count(2)
    expect(sentences.nth(0)).to_have_class("satz satz-supported")
    expect(sentences.nth(1)).to_have_class("satz satz-contradicted")
    expect(sentences.nth(1)).to_contain_text("fünf Jahren")
    sentences.nth(1).click()
    verdict = page.locator("#s-2")
    expect(verdict).to_be_in_viewport()
    expect(verdict.locator(".urteil")).to_contain_text("widerlegt")
    expect(verdict.locator("blockquote").first).to_have_text("Die Verfolgung verjährt in drei Jahren.")
    verdict.get_by_role("link", name="Satz 2 im Text").click()
    expect(sentences.nth(1)).to_be_in_viewport()


def test_a_proposal_is_asked_by_its_button(page: Page) -> None:
    """What must not come in is named; the button asks the wording without it, and it is answered."""
    page.locator("#frage").fill(SECRET)
    page.get_by_role("button", name="Antwort suchen").click()
    expect(page.locator(".funde")).to_contain_text("Hier steht eine Steuernummer")
    expect(page.locator("#frage")).to_have_value(SECRET)
    proposal = page.locator("#vorschlag")
    expect(proposal).to_have_value("Was regelt § 9 Abs. 1 MondStG? Steuernummer: [Steuernummer]")
    proposal.fill("Was regelt § 9 Abs. 1 MondStG?")
    page.get_by_role("button", name="Vorgeschlagene Fassung fragen").click()
    expect(page.locator(".beleg blockquote").first).to_contain_text("14 Prozent")
    expect(page.locator("#frage")).to_have_value("Was regelt § 9 Abs. 1 MondStG?")


def test_a_case_is_confirmed_by_its_button(page: Page) -> None:
    """Or asked in the abstract; confirmed, the guard is silent."""
    page.locator("#frage").fill(CASE)
    page.get_by_role("button", name="Antwort suchen").click()
    expect(page.locator("#vorschlag")).to_have_value(ABSTRACT)
    page.get_by_role("button", name="Ja, unverändert übernehmen").click()
    expect(page.locator(".ergebnis-titel")).to_be_visible()
    expect(page.locator("#frage")).to_have_value(CASE)
    expect(page.locator("#vorschlag")).to_have_count(0)


def test_a_reviewed_text_is_taken_away_as_a_file(page: Page, address: str, tmp_path: Path) -> None:
    """Both sides of an overlap, a finding, and a file that bears the record."""
    page.goto(f"{address}/durchsicht")
    page.locator("#text").fill(f"Guten Tag!\n\n{LAW} Rentner sind überfordert.")
    page.locator("#zweck").select_option("oeffentlichkeit")
    page.get_by_role("button", name="Text durchsehen").click()
    sides = page.locator(".gegenueber blockquote")
    expect(sides).to_have_count(2)
    expect(sides.nth(1)).to_contain_text("verwarnen, ohne eine Geldbuße")
    expect(page.locator(".urteil-befund")).to_contain_text("Befund V01")
    expect(page.locator("#export-zweck")).to_have_value("oeffentlichkeit")
    page.locator("#export-name").fill("A. Muster")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Markdown herunterladen").click()
    assert waited.value.suggested_filename == "Text-2026-06-30-1200.md"
    file = tmp_path / "text.md"
    waited.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert "Rentner sind überfordert." in text
    assert "## Prüfvermerk" in text
    assert "A. Muster" in text


def test_a_text_with_a_secret_is_proposed_without_it(page: Page, address: str) -> None:
    """On the pages of check and review alike; what was chosen beside the text stays."""
    for path, button in (("/pruefen", "prüfen"), ("/durchsicht", "durchsehen")):
        page.goto(f"{address}{path}")
        page.locator("#text").fill(f"{TRUE} Steuernummer: 93815/08152")
        if path == "/durchsicht":
            page.locator("#zweck").select_option("oeffentlichkeit")
        page.get_by_role("button", name=f"Text {button}").click()
        expect(page.locator(".funde")).to_contain_text("Hier steht eine Steuernummer")
        page.get_by_role("button", name=f"Vorgeschlagene Fassung {button}").click()
        expect(page.locator(".ergebnis-titel")).to_be_visible()
        expect(page.locator("#text")).to_have_value(f"{TRUE} Steuernummer: [Steuernummer]")
    expect(page.locator("#zweck")).to_have_value("oeffentlichkeit")


@pytest.mark.parametrize("width", [320, 360])
def test_the_results_fit_a_phone(browser: Browser, address: str, width: int) -> None:
    """Verdicts, both sides of an overlap, and a proposal: no scrolling sideways."""
    context = browser.new_context(viewport={"width": width, "height": 740}, has_touch=True)
    page = context.new_page()
    for path, field, text, seen in (
        ("/pruefen", "#text", f"{TRUE} {FALSE}", ".urteile"),
        ("/durchsicht", "#text", f"{LAW} Rentner sind überfordert.", ".gegenueber"),
        ("/durchsicht", "#text", SECRET, ".vorschlag"),
        ("/", "#frage", CASE, ".vorschlag"),
    ):
        page.goto(f"{address}{path}")
        page.locator(field).fill(text)
        page.locator("button[type=submit]").first.click()
        expect(page.locator(seen)).to_be_visible()
        assert overflow(page) == 0, path
    context.close()
