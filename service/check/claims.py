"""What a sentence claims: its words as the gate judges them, the citations that it rests on, the quotes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citations import CaseCitation, Codes, find_all
from service.check.citations import Citing
from service.check.quotations import Quotation, quotations
from service.check.sentences import Sentence
from service.check.wording import (
    claim_words,
    has_verb,
    is_said_only,
    is_source_word,
    label_of,
    without_lead,
    words_of,
)

_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_JOINTS = re.compile(r"i\.\s?V\.\s?m\b\.?|in Verbindung mit|\b(?:und|sowie|mit|auch)\b|[,;–—-]")
_TOWARDS = re.compile(
    r"\b(?:nach|gemäß|gem\.|laut|in|aus|aufgrund(?: von)?|im Sinne (?:des|der|von)|i\.\s?S\.\s?d\.)\s*$", re.IGNORECASE
)
_BEFORE_LAST = re.compile(r"[,;:–—]\s*[^,;:–—]*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is judged.

    ``text`` is the sentence (with the words that introduce it) without citations in brackets and without turns of
    phrase; ``unplaced`` is the same without any citation. ``labels`` are headings before it, which must fit what is
    cited; ``citings`` are the citations it rests on.
    """

    text: str
    unplaced: str
    labels: tuple[str, ...]
    citings: tuple[Citing, ...]
    quotations: tuple[Quotation, ...]


def claim_of(sentence: Sentence, leads: Sequence[str], citings: Sequence[Citing], own: int, codes: Codes) -> Claim:
    """The claim of a sentence.

    Args:
        sentence: the sentence.
        leads: the bare words of the sentences that introduce it.
        citings: what it rests on; the first ``own`` of them stand in the sentence itself.
        own: see ``citings``.
        codes: the laws' names.
    """
    text = bare(sentence, citings[:own], codes)
    label, rest = label_of(without_lead(text))
    said = [lead.rstrip(" :") for lead in leads if not is_said_only(lead)]
    integral = [lead for lead in said if has_verb(lead)]
    labels = tuple(lead for lead in (*said, label) if _is_topic(lead) and lead not in integral)
    quoted = quotations(sentence.text)
    words = _only_quoted(without_lead(rest), quoted, codes) or " ".join((*integral, without_lead(rest)))
    return Claim(words, unplaced(words, codes), labels, tuple(citings), quoted)


def bare(sentence: Sentence, citings: Sequence[Citing], codes: Codes) -> str:
    """A sentence without the citations that stand beside its words, and with the law behind those that name none."""
    text = sentence.text
    dropped = sorted(_beside(text, citings))
    pieces: list[str] = []
    place = 0
    for start, end, instead in sorted((*((*span, "") for span in dropped), *_with_law(citings, dropped, codes))):
        if start >= place:
            pieces.extend((text[place:start], instead))
            place = end
    pieces.append(text[place:])
    return re.sub(r"\s+(?=[.,;:!?])", "", re.sub(r"\s{2,}", " ", "".join(pieces))).strip()


def unplaced(text: str, codes: Codes) -> str:
    """A text without its citations and the prepositions before them."""
    pieces: list[str] = []
    place = 0
    for citation in find_all(text, codes):
        if isinstance(citation, CaseCitation):
            continue
        pieces.append(_TOWARDS.sub("", text[place : citation.start]))
        place = citation.end
    return re.sub(r"\s{2,}", " ", " ".join((*pieces, text[place:]))).strip(" ,")


def is_citation_only(sentence: Sentence, citings: Sequence[Citing]) -> bool:
    """Whether a sentence has nothing but citations and words that lead to them."""
    return bool(citings) and _is_source(sentence.text, 0, len(sentence.text), citings)


def _is_topic(label: str) -> bool:
    return not claim_words("rede").issuperset(words_of(label))


def _only_quoted(text: str, quoted: Sequence[Quotation], codes: Codes) -> str:
    """The words of the quotes alone, where those around them only say that they stand there; else ""."""
    around = unplaced(text, codes)
    for quotation in quoted:
        around = around.replace(quotation.text, " ")
    return " ".join(one.text for one in quoted) if quoted and claim_words("rede").issuperset(words_of(around)) else ""


def _with_law(
    citings: Sequence[Citing], dropped: Sequence[tuple[int, int]], codes: Codes
) -> Iterator[tuple[int, int, str]]:
    for citing in citings:
        inside = any(start <= citing.start < end for start, end in dropped)
        if citing.assumed and not inside:
            yield citing.start, citing.end, citing.written(codes)


def _beside(text: str, citings: Sequence[Citing]) -> Iterator[tuple[int, int]]:
    """The stretches with citations beside the words: in brackets at the end, before a colon, behind the last comma."""
    if not citings:
        return
    for bracket in _last_brackets(text):
        inside = [one for one in citings if bracket.start() < one.start < bracket.end()]
        if inside and _is_source(text, bracket.start(), bracket.end(), inside):
            yield bracket.span()
    first, last = citings[0], citings[-1]
    if not text[: first.start].strip() and text[first.end :].lstrip().startswith(":"):
        yield 0, text.index(":", first.end) + 1
    if not text[last.end :].strip(' .!“”"«»)') and (tail := _BEFORE_LAST.search(text, 0, last.start)):
        inside = [one for one in citings if one.start >= tail.start()]
        if _is_source(text, tail.start(), last.end, inside):
            yield tail.start(), last.end


def _last_brackets(text: str) -> Iterator[re.Match[str]]:
    """The brackets at the end of a sentence; those inside it may belong to what it says, and stay."""
    until = len(text)
    for bracket in reversed(list(_BRACKET.finditer(text))):
        if text[bracket.end() : until].strip(' .,;:!“”"«»'):
            return
        yield bracket
        until = bracket.start()


def _is_source(text: str, start: int, end: int, citings: Sequence[Citing]) -> bool:
    """Whether a stretch has nothing but these citations, and words that lead to them."""
    between: list[str] = []
    place = start
    for citing in citings:
        between.append(text[place : citing.start])
        place = max(place, min(citing.end, end))
    between.append(text[place:end])
    pieces = (piece for part in between for piece in _JOINTS.split(part.strip("()[] .,;:–—")))
    return all(is_source_word(piece) for piece in pieces)
