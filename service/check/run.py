"""The line of a check. Start reading here.

text → Reading → sentences → citations → subjects → candidates → the gate's rules → verdicts
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from service.ask import Desk
from service.check.characters import clean
from service.check.citations import citations
from service.check.examine import Examiner
from service.check.input import usable
from service.check.judge import LIMITED
from service.check.model import Checked, CheckedSentence, FoundCitation, Oddity, Verdict
from service.check.sentences import lay_out
from service.check.subjects import Subject, subjects
from service.check.verdicts import Outcome, completed
from service.check.wording import GERMAN
from service.model import Draft, Refusal

Progress = Callable[[int, int], None]
"""Told how many sentences are judged, and how many there are."""

_TOLD_ODDITIES = 3
_EMPHASIS = "*_`"

_log = logging.getLogger("fundstelle.check")


def check(
    text: str,
    day: date,
    desk: Desk,
    progress: Progress = lambda _done, _total: None,
    *,
    confirmed: bool = False,
) -> Checked | Refusal:
    """Judge every sentence of a text by the law of a day, or refuse a text that must not come in.

    Raises:
        UnusableTextError: the text is empty, too long, or no text at all.
    """
    usable(text)
    refusal = desk.guard.text(text, day, confirmed=confirmed)
    if refusal:
        _log.info("refused reason=%s generation=%s", refusal.reason, desk.mark.generation)
        return refusal
    return _check(text, day, desk, progress)


def _check(text: str, day: date, desk: Desk, progress: Progress) -> Checked:
    cleaned = clean(text)
    layout = lay_out(cleaned.reading)
    found = subjects(layout, citations(layout, desk.library.codes), desk.library.codes)
    examiner = Examiner(desk.library, day)
    outcomes = _examine(found, examiner, progress)
    oddities = _by_sentence(found, cleaned.oddities)
    sentences = tuple(_checked(text, *parts, examiner) for parts in zip(found, outcomes, oddities, strict=True))
    checked = Checked(text, day, sentences, _is_german(found), desk.mark)
    _log.info("checked sentences=%d clean=%s generation=%s", len(sentences), checked.clean, desk.mark.generation)
    return checked


def _examine(found: Sequence[Subject], examiner: Examiner, progress: Progress) -> list[Outcome]:
    """Each sentence by itself, and then those that lack a limit: another sentence of the text may tell it."""
    known: dict[tuple[object, ...], Outcome] = {}
    outcomes: list[Outcome] = []
    for done, subject in enumerate(found):
        progress(done, len(found))
        key = (subject.claim, subject.around, subject.silence, subject.language)
        if key not in known:
            known[key] = examiner.examine(subject)
        outcomes.append(known[key])
    progress(len(found), len(found))
    return _with_limits(outcomes, examiner)


def _with_limits(outcomes: list[Outcome], examiner: Examiner) -> list[Outcome]:
    """Support what lacks nothing but limits that the text tells elsewhere, with support.

    As the gate does with its own answers: all of them are taken to stand; those fall that lack a limit among what
    stands, until none falls.
    """
    statements = {index: outcome.statement for index, outcome in enumerate(outcomes) if outcome.statement}
    waiting = [index for index in statements if outcomes[index].reason == LIMITED]
    standing = 0
    while len(statements) != standing:
        standing = len(statements)
        beside = Draft(tuple(statements.values()))
        waiting = [index for index in waiting if examiner.delivered(statements[index], beside)]
        statements = {
            index: one for index, one in statements.items() if index in waiting or outcomes[index].reason != LIMITED
        }
    return [completed(outcome) if index in waiting else outcome for index, outcome in enumerate(outcomes)]


def _by_sentence(found: Sequence[Subject], oddities: Sequence[Oddity]) -> list[tuple[Oddity, ...]]:
    """The odd characters in each sentence; both stand in the order of the text."""
    told: list[tuple[Oddity, ...]] = []
    taken = 0
    for subject in found:
        start, end = _span(subject)
        while taken < len(oddities) and oddities[taken].start < start:
            taken += 1
        first = taken
        while taken < len(oddities) and oddities[taken].start < end:
            taken += 1
        told.append(tuple(oddities[first:taken]))
    return told


def _checked(
    text: str, subject: Subject, outcome: Outcome, oddities: tuple[Oddity, ...], examiner: Examiner
) -> CheckedSentence:
    start, end = _with_marks(text, *_span(subject))
    outcome = _distrusted(outcome, oddities, cited=bool(subject.claim.citings))
    assumed = next((one for one in subject.claim.citings if one.assumed), None)
    hint = " Das Gesetz ist im Satz nicht genannt; angenommen wurde das zuvor genannte." if assumed else ""
    return CheckedSentence(
        text=text[start:end],
        start=start,
        end=end,
        verdict=outcome.verdict,
        reason=outcome.reason,
        explanation=outcome.explanation + hint,
        citations=tuple(_citations(text, subject, examiner)),
        evidence=tuple(map(examiner.marked, (*outcome.evidence, *outcome.limits))),
        oddities=oddities,
    )


def _citations(text: str, subject: Subject, examiner: Examiner) -> list[FoundCitation]:
    """The citations in the sentence itself, one for each place."""
    found = []
    for citing in subject.own:
        start, end = subject.sentence.reading.span(citing.start, citing.end)
        for target in examiner.targets(citing):
            address = str(target.spots[0].address) if target.spots else ""
            citation = target.citation if target.spots else ""
            found.append(
                FoundCitation(
                    text[start:end], start, end, target.state, citation, address, citing.assumed, target.message
                )
            )
    return found


def _distrusted(outcome: Outcome, oddities: tuple[Oddity, ...], *, cited: bool) -> Outcome:
    """What looks like something else is never supported, and never passes for a mere turn of phrase."""
    if not oddities:
        return outcome
    told = " ".join(oddity.explanation for oddity in oddities[:_TOLD_ODDITIES])
    more = f" (insgesamt {len(oddities)})" if len(oddities) > _TOLD_ODDITIES else ""
    if outcome.verdict in (Verdict.SUPPORTED, Verdict.NO_CLAIM):
        verdict = Verdict.NOT_SUPPORTED if cited else Verdict.NO_SOURCE
        return replace(outcome, verdict=verdict, reason="odd-character", explanation=f"{told}{more}")
    return replace(outcome, explanation=f"{outcome.explanation} {told}{more}")


def _span(subject: Subject) -> tuple[int, int]:
    return subject.sentence.reading.span(0, len(subject.sentence.text))


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the marks of emphasis around it: "**Die Steuer …**" is one sentence."""
    while start and text[start - 1] in _EMPHASIS:
        start -= 1
    while end < len(text) and text[end] in _EMPHASIS:
        end += 1
    return start, end


def _is_german(found: Sequence[Subject]) -> bool:
    foreign = sum(subject.language != GERMAN for subject in found)
    return foreign * 2 <= len(found)
