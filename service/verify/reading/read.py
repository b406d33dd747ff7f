"""Reading a text: from its signs to the items that are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.address import Address
from corpus.citations import Codes
from service.verify.reading.clean import clean
from service.verify.reading.figure import Figure
from service.verify.reading.figures import figures
from service.verify.reading.lexicon import Phrase, infinitive, phrases, stem, word
from service.verify.reading.model import Item, Kind, Reading, Segment
from service.verify.reading.norm import Norm
from service.verify.reading.norms import norms
from service.verify.reading.obligation import obligations
from service.verify.reading.tables import grammar
from service.verify.reading.tokens import MASK, MASKED, Token, tokenise

_SMALL = frozenset(grammar("small"))
"""Words that may stand between a comparator and its figure."""
_JOINTS = frozenset(grammar("joint"))
"""Words behind which a new segment begins without a sign of punctuation."""
_JOINT = re.compile(r"(?<!\w)(?:und|oder)(?!\w)")


def read(text: str, codes: Codes, law: str | None, at: Address | None = None) -> Reading:
    """The items of a text. ``law``: what a § without a law belongs to; ``at``: where the text stands, if it is law."""
    cleaned = clean(text)
    named = norms(cleaned, codes, law, at)
    tokens = tokenise(_masked(cleaned, named))
    builder = _Builder(cleaned, tokens, {norm.start: norm for norm in named})
    return builder.build()


def _masked(text: str, named: Sequence[Norm]) -> str:
    parts: list[str] = []
    position = 0
    for norm in named:
        parts += (text[position : norm.start], MASK, MASKED * (norm.end - norm.start - 1))
        position = norm.end
    return "".join((*parts, text[position:]))


@dataclass(slots=True)
class _Builder:
    """Goes through the tokens once and keeps what they say."""

    text: str
    tokens: list[Token]
    norms: dict[int, Norm]
    items: list[Item] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=lambda: [Segment(0, 0, 0, 0)])
    _outside: list[int] = field(default_factory=list)
    _segment: int = 0
    _sentence: int = 0
    _period: int = 0
    _half: int = 0

    def build(self) -> Reading:
        """The reading of the text."""
        counted = {figure.first: figure for figure in figures(self.tokens)}
        commanded = {one.auxiliary for one in obligations(self.tokens)}
        index = 0
        while index < len(self.tokens):
            index = self._step(index, counted, commanded)
        self._end(len(self.text))
        return Reading(self.text, tuple(_with_verbs_negated(self.items)), tuple(self.segments))

    def _step(self, index: int, counted: dict[int, Figure], commanded: set[int]) -> int:
        token = self.tokens[index]
        if index in counted:
            return self._figure(counted[index])
        if token.kind == "mask":
            self._norm(self.norms[token.start])
        elif token.kind in ("border", "line", "stop"):
            self._border(index)
        elif token.kind == "word":
            phrase = self._phrase(index, counted)
            if phrase:
                last = index + len(phrase.words)
                self._add(Kind.MARKER, phrase.key, index, last, phrase.group)
                return last + self._belongs_to_clause(last, phrase)
            self._word(index, commanded)
        return index + 1

    def _add(self, kind: Kind, key: str, first: int, last: int, group: str = "") -> None:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        shown = self.text[start:end]
        here = (self._segment, self._sentence, self._period)
        if kind is Kind.MARKER:
            beside = (self._word_at(first - 1), self._word_at(last))
            self.items.append(Item(kind, key, start, end, shown, *here, group, beside=beside))
        else:
            self.items.append(Item(kind, key, start, end, shown, *here, group))

    def _word_at(self, index: int) -> str:
        word_there = 0 <= index < len(self.tokens) and self.tokens[index].kind == "word"
        return self.tokens[index].text.lower() if word_there else ""

    def _figure(self, figure: Figure) -> int:
        if figure.kind == "l":
            self._sentence += 1
            self._close(self.tokens[figure.first].start)
        label = figure.kind == "l" or (figure.kind in "oc" and self._opens_line(figure.first))
        group = "label" if label else figure.unit or figure.kind
        self._add(Kind.FIGURE, figure.key, figure.first, figure.last, group)
        return figure.last

    def _opens_line(self, index: int) -> bool:
        return index == 0 or self.tokens[index - 1].kind == "line"

    def _norm(self, norm: Norm) -> None:
        shown = self.text[norm.start : norm.end]
        here = (self._segment, self._sentence, self._period)
        places = norm.places or (None,) * len(norm.members)
        for (key, also), place in zip(norm.members, places, strict=True):
            item = Item(Kind.NORM, key, norm.start, norm.end, shown, *here, norm.group, also, norm.law, place)
            self.items.append(item)
        for joint in _JOINT.finditer(shown) if len(norm.members) > 1 else ():
            at = norm.start + joint.start()
            self.items.append(Item(Kind.WEAK, stem(joint[0]), at, at + len(joint[0]), joint[0], *here))

    def _phrase(self, index: int, counted: dict[int, Figure]) -> Phrase | None:
        for phrase in phrases(self.tokens[index].text.lower()):
            last = index + len(phrase.words)
            spelled = all(
                token.kind == "word" and (wanted == token.text.lower() or _begins(wanted, token.text.lower()))
                for wanted, token in zip(phrase.words, self.tokens[index:last], strict=False)
            )
            if spelled and last <= len(self.tokens) and (not phrase.needs or self._needed(last, phrase.needs, counted)):
                return phrase
        return None

    def _belongs_to_clause(self, index: int, phrase: Phrase) -> bool:
        """Whether a comma only joins an exception with its clause ("es sei denn, der Stein leuchtet")."""
        comma = index < len(self.tokens) and self.tokens[index].text == ","
        return comma and phrase.group in ("exception", "condition")

    def _needed(self, index: int, needs: str, counted: dict[int, Figure]) -> bool:
        """Whether a figure of the needed kind follows, small words passed over."""
        while index < len(self.tokens) and index not in counted and self.tokens[index].text.lower() in _SMALL:
            index += 1
        figure = counted.get(index)
        if figure is None or figure.kind == "l":
            return False
        return needs == "#" or (figure.kind in "do") == (needs == "#d")

    def _word(self, index: int, commanded: set[int]) -> None:
        token = self.tokens[index]
        if index in commanded:
            self._add(Kind.MARKER, "müssen", index, index + 1, "modality")
            return
        known = word(token.text)
        if known.negated:
            self._add(Kind.MARKER, "nicht", index, index + 1, "negation")
            self._add(Kind.WORD, known.negated, index, index + 1)
        elif known.stem and not self._abbreviates(index):
            joined = infinitive(token.text)
            self._add(Kind.WEAK if known.weak else Kind.WORD, stem(joined) if joined else known.stem, index, index + 1)
        if token.text in _JOINTS:
            self._close(token.end)

    def _abbreviates(self, index: int) -> bool:
        """Whether a word is a letter of "i. S. d." and the like."""
        dotted = index + 1 < len(self.tokens) and self.tokens[index + 1].kind == "dot"
        return dotted and len(self.tokens[index].text) == 1

    def _border(self, index: int) -> None:
        token = self.tokens[index]
        self._sentence += token.kind != "border"
        self._period += token.kind == "stop"
        self._half += token.text == ";"
        if token.text == "(":
            self._outside.append(self._segment)
        if token.kind != "border":
            self._outside.clear()
        if token.text == ")" and self._outside:
            self._end(token.end)
            self._segment = self._outside.pop()
        else:
            self._close(token.end)

    def _end(self, end: int) -> None:
        """End the segment here, unless it goes on behind a bracket."""
        self.segments[self._segment] = self.segments[self._segment]._replace(end=end)

    def _close(self, end: int) -> None:
        """End the segment here and begin a new one."""
        self._end(end)
        self._segment = len(self.segments)
        self.segments.append(Segment(end, end, self._sentence, self._half))


def _begins(wanted: str, lower: str) -> bool:
    return wanted.endswith("*") and lower.startswith(wanted[:-1])


_WITHIN = 12
"""Items of a clause behind its verb at most."""
_BOUNDS = {"übersteigt": "höchstens", "unterschreitet": "mindestens"}
"""What "übersteigt … nicht" comes to."""


def _with_verbs_negated(items: list[Item]) -> list[Item]:
    """Read "den Betrag nicht übersteigt" as "höchstens": the negation belongs to the comparison."""
    read_so: list[Item] = list(items)
    for index, item in enumerate(items):
        if item.kind is Kind.MARKER and item.key in _BOUNDS:
            negation = _negation_of(read_so, index)
            if negation is not None:
                read_so[index] = item._replace(key=_BOUNDS[item.key])
                read_so[negation] = read_so[negation]._replace(kind=Kind.WEAK, key="")
    return [item for item in read_so if item.key]


def _negation_of(items: list[Item], verb: int) -> int | None:
    """The "nicht" right before a verb, or behind it in the same clause ("übersteigt den Betrag nicht")."""
    for place in range(max(verb - 1, 0), min(verb + _WITHIN, len(items))):
        if items[place].segment == items[verb].segment and items[place].key == "nicht":
            return place
    return None
