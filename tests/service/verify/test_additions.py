"""The table of words that a statement must not add: well-formed, and every form found."""

from __future__ import annotations

import csv
from importlib.resources import files

from service.verify.additions import additions


def table() -> list[dict[str, str]]:
    lines = files("service.verify").joinpath("added_words.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";"))


def test_no_form_stands_twice() -> None:
    """A form says one thing; forms are in small letters, and an ending may be open only at the end."""
    forms = [form for row in table() for form in row["forms"].split("|")]
    assert len(set(forms)) == len(forms) > 60
    assert all(form == form.lower().strip() and "*" not in form[:-1] for form in forms)


def test_every_form_is_found_in_a_sentence() -> None:
    """Each row's pattern finds each of its forms, and none inside another word."""
    for addition, row in zip(additions(), table(), strict=True):
        for form in row["forms"].split("|"):
            assert addition.pattern.search(f"die abgabe ist {form.rstrip('*')} zu zahlen"), form
            assert " " in form or not addition.pattern.search(f"die abgabe ist un{form.rstrip('*')} zu zahlen"), form
