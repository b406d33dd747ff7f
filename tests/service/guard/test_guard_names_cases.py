"""Names, companies and cases: what is stopped, what passes, and what is proposed instead."""

from __future__ import annotations

import json
from datetime import date

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from corpus import cli
from corpus.settings import Home
from service.ask import Desk, ask
from service.guard import Screen
from service.guard.finding import Hit
from service.guard.recogniser import RecogniserSettingError, open_recogniser
from service.model import Question, Refusal, RefusalReason

CASE = "Mein Steuerpflichtiger, Bäcker in Olpe, hat 2023 einen Mondstein für 12.500 Euro gekauft. Ist das steuerbar?"
PROPOSAL = "Ein Unternehmer hat im Jahr 01 einen Mondstein für X Euro gekauft. Ist das steuerbar?"


def kinds(text: str, *, confirmed: bool = False) -> set[str]:
    objection = Screen()(text, confirmed=confirmed)
    return {finding.kind for finding in objection.findings} if objection else set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Steuerpflichtige Max Mustermann hat Einkünfte.", "Max Mustermann"),
        ("Muss Herr Krawinkel zahlen?", "Krawinkel"),
        ("Frau Dr. von der Heyde hat geerbt.", "von der Heyde"),
        ("frau schröder fragt nach dem bescheid", "schröder"),
        ("Was gilt für Mehmet Yılmaz?", "Mehmet Yılmaz"),
        ("Sein Sohn Dennis studiert.", "Dennis"),
        ("Name: Kleinschmidt, Sandra", "Kleinschmidt"),
    ],
)
def test_names_are_found(text: str, name: str) -> None:
    """With their offsets, and without the form of address."""
    objection = Screen()(text)
    assert objection
    assert name in [text[one.start : one.end] for one in objection.findings]


@pytest.mark.parametrize(
    "text",
    [
        "A und B sind zu je 50 % an der X-GmbH beteiligt; Frau A klagt.",
        "Der Bundesminister der Finanzen Christian Lindner hat gezeichnet.",
        "Hat die Frau Einkünfte, und hat der Steuerpflichtige Ansprüche?",
        "Im August 2024 galten 12.500 Euro; die Mark ist abgeschafft.",
        "Ein Steuerpflichtiger kauft 2023 in Deutschland ein Haus für 300.000 Euro.",
    ],
)
def test_textbook_persons_and_ministers_pass(text: str) -> None:
    """Neither a name nor a case."""
    assert kinds(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Die Autohaus Lindenkamp GmbH & Co. KG schuldet Lohnsteuer.",
        "Die Autohaus Lindenkamp GmbH versteuert nach vereinbarten Entgelten.",
        "Für die Kfz-Werkstatt Özdemir e.K. wurde die Umsatzsteuer geschätzt.",
        "Kann die Elektro Lindenkamp KG den Vorsteuerabzug geltend machen?",
        "Wir prüfen die Autohaus Lindenkamp GmbH.",
        "Es gibt einen Mandanten. Beteiligt ist er an der Autohaus Lindenkamp GmbH.",
        "Steuerpflichtige ist die Gärtnerei Vossloh GbR.",
        "Bei der Metallbau Hövelmann GmbH & Co. KG findet eine Außenprüfung statt.",
        "Wie ist der Pkw für 30.000 Euro von der Autohaus Lindenkamp GmbH abzuschreiben?",
    ],
)
def test_companies_in_a_case_are_found(text: str) -> None:
    """By client, party, writer, office, deed or sum."""
    assert kinds(text) == {"firma"}


def test_the_name_of_a_company_ends_with_its_legal_form() -> None:
    """And begins behind the article, so that a proposal can be read."""
    objection = Screen()("Die Steuerpflichtige Nordlicht Windpark GmbH & Co. KG beantragt eine Stundung.")
    assert objection
    assert objection.proposal == "Die Steuerpflichtige [Firma] beantragt eine Stundung."


@pytest.mark.parametrize(
    "text",
    [
        "Hat der BFH zur Organschaft der Lindenkamp GmbH entschieden?",
        "Zur Organschaft der Lindenkamp Hövel GmbH & Co. KG hat der EuGH 2021 entschieden.",
        "Was folgt aus dem Urteil zur Lindenkamp Bau GmbH für die Bauabzugsteuer?",
        "Können Steuerpflichtige Verluste aus Aktien der Lindenkamp AG verrechnen?",
        "Gilt § 8b KStG seit 2024 für Anteile an der Lindenkamp AG?",
        "Wie versteuert die Lindenkamp AG ihre Dividenden?",
        "Eine Publikums-GmbH & Co. KG ist kein Verein.",
        "Unsere GmbH ist zahlungsunfähig und schuldet noch Umsatzsteuer. Haftet der Geschäftsführer?",
        "Meine AG zahlt mir ein zu hohes Gehalt. Ist der Überschuss Kapitalertrag?",
    ],
)
def test_companies_in_general_questions_pass(text: str) -> None:
    """Their names are no secret; § 30 AO protects what a case tells of them."""
    assert kinds(text) == set()


def test_a_company_beside_a_number_goes_with_it() -> None:
    """The proposal has neither."""
    objection = Screen()("Lindenkamp Bau GmbH, Steuernummer 93815/08152")
    assert objection
    assert objection.proposal == "[Firma], Steuernummer [Steuernummer]"


def test_a_case_is_answered_with_a_proposal(desk: Desk) -> None:
    """Not blocked outright: the refusal carries an abstract wording that the guard lets in."""
    outcome = ask(Question(CASE, date(2026, 6, 30)), desk)
    assert isinstance(outcome, Refusal)
    assert outcome.reason is RefusalReason.CASE
    assert outcome.proposal == PROPOSAL
    assert {finding.kind for finding in outcome.findings} == {"person", "ort", "zeit", "betrag"}
    assert Screen()(outcome.proposal) is None


def test_confirming_helps_against_the_case_rule_only(desk: Desk) -> None:
    """Whoever confirms is answered; identifiers and names stay out all the same."""
    confirmed = ask(Question(CASE, date(2026, 6, 30), confirmed=True), desk)
    assert not isinstance(confirmed, Refusal) or confirmed.reason is not RefusalReason.CASE
    named = ask(Question(f"{CASE} Herr Krawinkel fragt.", date(2026, 6, 30), confirmed=True), desk)
    assert isinstance(named, Refusal)
    assert named.reason is RefusalReason.CONFIDENTIAL


def test_programs_and_people_get_the_proposal(client: TestClient, demo_home: Home) -> None:
    """Status 200 and reason case by HTTP, a button on the page, an option at the terminal."""
    told = client.post("/v1/ask", json={"question": CASE}).json()
    assert (told["outcome"], told["refusal"]["reason"]) == ("refused", "case")
    assert told["refusal"]["proposal"] == PROPOSAL
    assert told["question"]["text"] == ""
    assert client.post("/v1/ask", json={"question": CASE, "confirmed": True}).json()["question"]["text"] == CASE
    page = client.post("/", data={"frage": CASE}).text
    assert PROPOSAL in page
    assert "Vorgeschlagene Fassung fragen" in page
    assert 'name="bestaetigt" value="1"' in page
    assert "Beschreibung" not in client.post("/", data={"frage": CASE, "bestaetigt": "1"}).text
    env = {"FUNDSTELLE_HOME": str(demo_home.root.parent)}
    result = CliRunner().invoke(cli.build(), ["ask", "--demo", "--json", CASE], env=env)
    assert result.exit_code == 1
    assert json.loads(result.output)["refusal"]["proposal"] == PROPOSAL
    shown = CliRunner().invoke(cli.build(), ["search", "--demo", CASE], env=env)
    assert "--confirmed" in shown.output


def test_a_further_recogniser_may_find_more() -> None:
    """Its hits count like the lists' own."""

    class Finder:
        def names(self, text: str) -> list[Hit]:
            place = text.find("Qwrtz")
            return [Hit("name", place, place + 5)] if place >= 0 else []

    text = "Was gilt für qq Qwrtz?"
    assert Screen()(text) is None
    objection = Screen(Finder())(text)
    assert objection
    assert objection.proposal == "Was gilt für qq [Name]?"


def test_a_wrong_recogniser_is_explained() -> None:
    """In German, with what is possible."""
    assert open_recogniser("none") is None
    with pytest.raises(RecogniserSettingError, match="presidio:MODELL"):
        open_recogniser("orakel")
