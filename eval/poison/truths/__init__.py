"""All ways to tell the truth."""

from __future__ import annotations

from eval.poison.case import Mutation
from eval.poison.truths import respelt, told

TRUTHS: tuple[Mutation, ...] = (*told.MUTATIONS, *respelt.MUTATIONS)
"""Every mutation that makes a true statement."""
