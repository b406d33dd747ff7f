"""Why a text may not come in."""

from __future__ import annotations

from typing import NamedTuple

from service.model import Finding, RefusalReason


class Objection(NamedTuple):
    """A reason with its German explanation; what was found in the text, and a wording that could come in."""

    reason: RefusalReason
    message: str
    findings: tuple[Finding, ...] = ()
    proposal: str = ""
