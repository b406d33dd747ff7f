"""From printed labels to steps of addresses."""

from __future__ import annotations

import pytest

from corpus.address import Address, Step
from ingest.markup.labels import absatz_label, is_contents, is_out_of_use, item_step, provision_steps


@pytest.mark.parametrize(
    ("label", "steps"),
    [
        ("§ 9", "9"),
        ("§ 4a", "4a"),
        ("§\u00a015", "15"),
        ("(XXXX) §§ 134 bis 136", "134-136"),
        ("(XXXX) §§ 42 und 42a", "42-42a"),
        ("(XXXX) §§ 13b u. 13c", "13b-13c"),
        ("§§ 1, 2 und 3", "1-3"),
        ("Art 97", "art-97"),
        ("Artikel 12a", "art-12a"),
        ("(XXXX) Art 74a und 75", "art-74a-75"),
        ("Art 8 bis 38", "art-8-38"),
        ("Art 97 § 10a", "art-97/10a"),
        ("Art II", "art-II"),
        ("Anlage", "anlage"),
        ("Anlage 9a", "anlage-9a"),
        ("Anlage 1 bis 8", "anlage-1-8"),
        ("(XXXX) Anlagen 10 bis 13", "anlage-10-13"),
        ("Anhang zu § 1", "anhang-zu-1"),
        ("Anhang EV", "anhang-EV"),
        ("Muster 1", "muster-1"),
        ("Eingangsformel", "eingangsformel"),
        ("Schlußformel", "schlussformel"),
        ("Schlussformel", "schlussformel"),
        ("Präambel", "praeambel"),
        ("Protokoll zum Abkommen", "anhang-Protokoll-zum-Abkommen"),
    ],
)
def test_provision_labels(label: str, steps: str) -> None:
    """Every label of the publisher becomes steps that can be written as an id and read back."""
    address = Address("x", provision_steps(label))
    assert str(address) == f"x/{steps}"
    assert Address.from_id(str(address)) == address


@pytest.mark.parametrize(
    ("label", "step"),
    [
        ("1.", "nr-1"),
        ("12a.", "nr-12a"),
        ("1)", "nr-1"),
        ("(3)", "nr-3"),
        ("a)", "a"),
        ("bb)", "bb"),
        ("ccc)", "ccc"),
        ("„b)", "b"),
        ('"10.', "nr-10"),
        ("7.7", "nr-7.7"),
        ("A.", "nr-A"),
        ("II.", "nr-II"),
        ("A II 4", "nr-A-II-4"),
        ("6. und 7.", "nr-6-7"),
        ("1. bis 3.", "nr-1-3"),
        ("Y'", "nr-Y"),
        ("*)", "nr-*"),
        ("–", "strich"),
        ("-", "strich"),
        ("", "text"),
    ],
)
def test_item_labels(label: str, step: str) -> None:
    """Labels of list items, the unusual ones of real laws among them."""
    found = item_step(label)
    assert str(found) == step
    assert Step.from_id(step) == found


@pytest.mark.parametrize(
    ("text", "number", "characters"),
    [
        ("(1) Wer", "1", 3),
        ("(2a)\u00a0Wer", "2a", 4),
        (" (1)§ 147", "1", 3),
        ("(2) bis (4) (weggefallen)", "2-4", 9),
        ("(3) und (4) (weggefallen)", "3-4", 9),
        ("(1 bis 3) (weggefallen)", "1-3", 7),
    ],
)
def test_absatz_labels(text: str, number: str, characters: int) -> None:
    """A paragraph that begins with a bracketed number is an Absatz; its label is counted without blanks."""
    label = absatz_label(text)
    assert label is not None
    assert (label.number, label.characters) == (number, characters)


@pytest.mark.parametrize(
    "text", ["Wer (1) sagt", "(weggefallen)", "„(1) Wer", "(Inkrafttreten)", "(12 Euro) je Wolke", ""]
)
def test_other_beginnings_are_no_absatz(text: str) -> None:
    """Brackets that hold no number, or stand elsewhere, begin no Absatz."""
    assert absatz_label(text) is None


def test_classes_of_labels() -> None:
    """Tables of contents are no law; blocks out of use are marked by the publisher."""
    assert is_contents("Inhaltsübersicht")
    assert not is_contents("§ 1")
    assert is_out_of_use("(XXXX) §§ 1 und 2")
    assert not is_out_of_use("§ 1")
