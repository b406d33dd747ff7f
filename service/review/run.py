"""The line of a review. Start reading here.

text → guard → Reading → plagiarism → discrimination → plain language → Reviewed
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from service.ask import Desk
from service.check.input import usable
from service.model import Evidence, Refusal
from service.review.discrimination import as_quote, remarks
from service.review.evidenced import Quotes
from service.review.model import LIMIT, Plagiarism, Remark, Reviewed
from service.review.plagiarism import compare
from service.review.plain import readability
from service.review.purpose import Purpose
from service.review.reading import read

_log = logging.getLogger("fundstelle.review")


def review(  # noqa: PLR0913 - what a text is reviewed for
    text: str,
    day: date,
    purpose: Purpose,
    desk: Desk,
    evidence: Sequence[Evidence] = (),
    *,
    confirmed: bool = False,
) -> Reviewed | Refusal:
    """Review a text before it goes out, or refuse one that must not come in.

    ``evidence`` is what the text is known to quote; ``confirmed``: who entered it says that it describes no case.

    Raises:
        UnusableTextError: the text is empty, too long, or no text at all.
    """
    usable(text, LIMIT)
    refusal = desk.guard.text(text, day, confirmed=confirmed)
    if refusal:
        _log.info("refused reason=%s generation=%s", refusal.reason, desk.mark.generation)
        return refusal
    reading = read(text)
    quotes = Quotes(reading, desk.library, day)
    plagiarism = compare(reading, quotes, evidence, desk)
    reviewed = Reviewed(
        text=text,
        purpose=purpose,
        as_of=day,
        plagiarism=plagiarism,
        remarks=tuple(_weighed(remark, plagiarism, quotes) for remark in remarks(reading)),
        readability=readability(reading, desk.library.codes) if purpose is Purpose.OEFFENTLICHKEIT else None,
        corpus=desk.mark,
    )
    _log.info(
        "reviewed overlaps=%d remarks=%d clean=%s generation=%s",
        plagiarism.count,
        len(reviewed.remarks),
        reviewed.clean,
        desk.mark.generation,
    )
    return reviewed


def _weighed(remark: Remark, plagiarism: Plagiarism, quotes: Quotes) -> Remark:
    """A remark as it is told: words of the law that are quoted with evidence are not the writer's."""
    inside = any(one.start <= remark.start and remark.end <= one.end for one in plagiarism.quoted)
    return as_quote(remark) if inside or quotes.shows(remark.start, remark.end) else remark
