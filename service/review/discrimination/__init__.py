"""Statements and words that may discriminate (§ 1 AGG), found by tables that a lawyer can correct."""

from service.review.discrimination.find import as_quote, remarks

__all__ = ["as_quote", "remarks"]
