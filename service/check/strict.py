"""What a foreign sentence must stand beside the gate's rules: no word added, no cases mixed up, no limit left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.library import Library
from service.check.candidates import Candidate
from service.check.claims import Claim, unplaced
from service.check.differences import untold_figure
from service.check.faithful import TOUCHED, faithful, referent_of, scattered, with_pronoun
from service.check.lexis import Lexis
from service.check.wording import reservations, without_verbs, words_of
from service.model import Statement
from service.overlap import QuestionWords
from service.verify.bench import Bench, Finding
from service.verify.comparison import compare
from service.verify.coverage import coverage

COVERED = 0.98
"""Share of a sentence's words, by rarity, that must stand in the law, verbs such as "beträgt" apart: by the gate's own
measure, and nearly all, for one strange word in a long sentence can turn it round."""
NEAR = 0.6
"""Share of its words from which on a sentence and a quote speak of the same thing, so that a difference contradicts."""
_LIMITING = re.compile(
    r"(?:außer|es sei denn|wenn|sofern|soweit|falls|solange|vorausgesetzt|ausgenommen|mit Ausnahme|mit der Maßgabe"
    r"|(?:nicht )?jedoch|es gilt nicht|dies gilt nicht)\b",
    re.IGNORECASE,
)
_REJECTING = re.compile("[❌✗✘✖🚫⛔👎☒]")
"""Signs by which a text marks what is wrong."""


class Strictness:
    """The rules for sentences that somebody else wrote."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lexis = Lexis(library.index)

    def worded(self, text: str, candidate: Candidate) -> str:
        """The text as it would go on from the sentence before the quote, where the quote has "er" or "sie"."""
        return with_pronoun(text, self._referent(candidate), candidate.quote)

    def unfaithful(self, statement: Statement, candidate: Candidate, bench: Bench) -> Finding | None:
        """What a statement adds to its quote, or leaves out of it."""
        found = coverage(replace(statement, text=without_verbs(statement.text)), bench)
        if found.foreign or found.share < COVERED:
            told = f"Von »{found.foreign}« spricht" if found.foreign else "Mit diesen Worten spricht"
            return Finding("words-not-covered", f"{told} {candidate.citation(self._library.codes)} nicht.")
        told = faithful(statement.text, candidate.quote, self._referent(candidate), self._lexis)
        bare = unplaced(statement.text, self._library.codes)
        told = told or scattered(bare, candidate.quote, candidate.above, self._lexis)
        if told:
            return Finding("words-rearranged", told)
        closing = next((one for one in candidate.closing if self._is_left_out(one, statement.text)), "")
        if closing:
            return Finding("condition-left-out", f"Die Vorschrift gilt nur eingeschränkt: »{closing}«.")
        compared = compare(statement, bench)
        beside = untold_figure(compared.ours.items, compared.theirs.items)
        if beside:
            return Finding("figure-left-out", f"Die Vorschrift nennt daneben {beside}; das lässt der Satz weg.")
        return None

    def unfitting(self, claim: Claim, candidates: Sequence[Candidate]) -> Finding | None:
        """What a claim says about its sentence ("angeblich", "Für Meteoriten:") and the law does not."""
        said = " ".join((*claim.labels, claim.text))
        if _REJECTING.search(said):
            return Finding("marked-as-wrong", "Der Satz ist mit einem Zeichen der Ablehnung versehen.")
        added = reservations(said) - frozenset(words_of(" ".join(one.quote for one in candidates)))
        if added:
            words = ", ".join(f"»{word}«" for word in sorted(added))
            return Finding("reservation-added", f"Der Satz sagt {words}; die Vorschrift sagt das nicht.")
        return self._unfitting_label(claim, candidates)

    def _unfitting_label(self, claim: Claim, candidates: Sequence[Candidate]) -> Finding | None:
        """A heading before the claim must be the subject of what is quoted."""
        tokens = frozenset().union(*(one.tokens | one.above for one in candidates))
        for label in claim.labels:
            if any(word.met(tokens) < 1 for word in QuestionWords(label, self._library.index).words):
                return Finding("label-not-covered", f"Der Zusammenhang »{label}« steht dort nicht.")
        return None

    def _is_left_out(self, closing: str, text: str) -> bool:
        """Whether words behind a list limit its items, and the text says nothing of them."""
        words = self._lexis.tokens(closing.split(";", 1)[0])
        return _LIMITING.match(closing) is not None and len(words & self._lexis.tokens(text)) < TOUCHED * len(words)

    def _referent(self, candidate: Candidate) -> str:
        return referent_of(candidate.quote, candidate.before, self._lexis)
