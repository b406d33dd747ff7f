"""All ways to lie, one family per file."""

from __future__ import annotations

from eval.poison.case import Mutation
from eval.poison.mutations import (
    comparators,
    dates,
    disguises,
    figures,
    modality,
    negation,
    norms,
    omissions,
    quotes,
    subjects,
)

LIES: tuple[Mutation, ...] = tuple(
    mutation
    for family in (figures, dates, norms, quotes, negation, comparators, modality, omissions, subjects, disguises)
    for mutation in family.MUTATIONS
)
"""Every mutation that makes a false statement."""
