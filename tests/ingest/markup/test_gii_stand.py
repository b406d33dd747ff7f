"""The Stand: which statements count, and what happens to those that nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import StandEntry
from ingest.markup.gii_stand import read_stand


@pytest.mark.parametrize(
    ("entries", "day"),
    [
        ([], None),
        ([("Stand", "Zuletzt geändert durch Art. 7 G v. 30.3.2021 I 607")], date(2021, 3, 30)),
        ([("Stand", "Geändert durch Art. 3 V v. 1.12.2012 I 2637")], date(2012, 12, 1)),
        # a newer Hinweis counts, an older one does not lower the date
        (
            [
                ("Stand", "zuletzt geändert durch Art. 27 G v. 2.12.2024 I Nr. 387"),
                ("Hinweis", "Änderung durch Art. 4 G v. 22.12.2025 I Nr. 363 ist berücksichtigt"),
                ("Hinweis", "Mittelbare Änderung durch Art. 5 G v. 1.1.2020 I 1 ist berücksichtigt"),
            ],
            date(2025, 12, 22),
        ),
        (
            [
                (
                    "Hinweis",
                    "Änderung durch Art. 3 G v. 4.2.2026 I Nr. 3 textlich nachgewiesen, "
                    "dokumentarisch noch nicht abschließend bearbeitet",
                )
            ],
            date(2026, 2, 4),
        ),
        # what is not yet worked in, a new promulgation and other statements do not count
        ([("Hinweis", "Änderung durch Art. 4 G v. 30.12.2025 I Nr. 1 noch nicht berücksichtigt")], None),
        ([("Neuf", "Neugefasst durch Bek. v. 27.4.2021 I 874")], None),
        ([("Sonst", "Ersetzt V 1-2-3 v. 1.2.2003 I 4")], None),
        ([("Aufh", "Die V tritt mWv 1.1.2030 außer Kraft")], None),
    ],
)
def test_date_of_consolidation(entries: list[tuple[str, str]], day: date | None) -> None:
    """The newest date that a Stand or Hinweis entry counts as worked in; every entry is kept word for word."""
    stand = read_stand(StandEntry(*entry) for entry in entries)
    assert stand.date == day
    assert stand.warnings == ()
    assert [(entry.kind, entry.comment) for entry in stand.entries] == entries


@pytest.mark.parametrize(
    ("kind", "comment"),
    [
        ("Hinweis", "Die Wolken ziehen v. 1.1.2025 an weiter"),
        ("Neuart", "geändert durch Art. 1 G v. 1.1.2025 I 1"),
        ("Stand", "Zuletzt geändert durch ein Gesetz ohne Tag"),
        ("Stand", "Zuletzt geändert durch Art. 1 G v. 31.2.2025 I 1"),
    ],
)
def test_unknown_wording_is_shown_with_a_warning_and_counts_for_nothing(kind: str, comment: str) -> None:
    """Nothing is guessed: the words stand as they are, and a warning says that they were not understood."""
    stand = read_stand([StandEntry(kind, comment)])
    assert stand.date is None
    assert stand.entries == (StandEntry(kind, comment),)
    assert comment in stand.warnings[0]
