"""Examples for the rule on subject coverage, made from the corpus: sentences told in other words, and false ones.

Another seed and other ways than those of the poison suite, so that what is chosen here is not
chosen on what it is measured with there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from random import Random
from typing import NamedTuple

from corpus.address import StepKind
from corpus.index.tokens import fold, stop_words
from corpus.library import Library
from corpus.model import Unit
from corpus.store import Held
from service.evidence import evidence_at
from service.model import Evidence

SEED = 20_260_418
SHORTEST, LONGEST = 50, 500
"""Characters of a sentence that is told again."""
_NOUN = re.compile(r"(?<=[a-zäöü,;] )[A-ZÄÖÜ][a-zäöüß]{4,}\b(?!-)")
_ENDING = 5
"""Letters that two compounds share at their end ("Einspruchsfrist", "Klagefrist")."""
_CLAUSE = re.compile(r", (?:der|die|das|den|dem|deren|dessen|wobei|so dass|um)\b[^.;]*\.$")
_CONDITION = re.compile(r"^([^,;]+), (wenn|soweit|sofern) ([^;.]+)\.$")
_CITED = re.compile(
    r"(?:§§?|Artikel|Absatz|Absätze|Satz|Sätze|Nummer|Nummern|Art\.|Abs\.|Nr\.) [\d\w ,.§()]{1,80}? (?:des|der) [\w-]+"
)
_STEP = re.compile(r"Abs[aä]tz|S[aä]tze|Nummer|Buchstabe|Artikel|Gesetz(?:es?)?$|F[aä]lle?n?$|Voraussetzung")
"""Names of places, and words for what they say."""
_REFERRING = frozenset({"Sinne", "Maßgabe", "Vorschrift", "Zweck", "Zwecke", "Beispiel", "Höhe", "Folge", "Halbsatz"})
"""Nouns that refer or introduce, and are no subject."""
_BRACKET = re.compile(r" \([^()]{1,80}\)")


class Example(NamedTuple):
    """A statement, the quote it rests on, how it was made, whether it is true, and in which half it is used."""

    way: str
    true: bool
    text: str
    evidence: Evidence
    chosen_with: bool
    """Whether the limits are chosen with it; the other half is what the figures are measured with."""


class Sentence(NamedTuple):
    """A sentence of the law, with the others of its provision and the nouns of its law."""

    text: str
    evidence: Evidence
    others: tuple[str, ...]
    nouns: Sequence[str]
    around: str


Telling = Callable[[Sentence, Random], str | None]
"""Tells a sentence again; None where it cannot be told in this way."""


def examples(library: Library, count: int, seed: int = SEED) -> Iterator[Example]:
    """At most ``count`` true and as many false examples; the same for the same corpus and seed."""
    rng = Random(seed)  # noqa: S311  (not a secret: the same examples every time)
    found = list(_sentences(library))
    rng.shuffle(found)
    for ways, true in ((TRUE, True), (FALSE, False)):
        for name, tell in ways.items():
            made = _told(found, name, tell, true, rng)
            yield from islice(made, count // len(ways))
            rng.shuffle(found)


def _told(found: Sequence[Sentence], name: str, tell: Telling, true: bool, rng: Random) -> Iterator[Example]:
    for sentence in found:
        text = tell(sentence, rng)
        if text and (true or text != sentence.text):
            half = sum(sentence.evidence.document.encode()) % 2 == 0
            yield Example(name, true, text, sentence.evidence, half)


def _sentences(library: Library) -> Iterator[Sentence]:
    for law in library.view.laws():
        provisions = [one for one in library.view.provisions(law) if not one.repealed]
        nouns = sorted({noun for one in provisions for noun in _nouns_of(one.text)})
        for provision in provisions:
            held = Held(provision, law, ())
            above = {unit.address.steps[:-1] for unit in provision.units}
            units = [
                one for one in provision.units if one.address.steps not in above and _is_sentence(one, provision.text)
            ]
            texts = [provision.text[unit.body : unit.end].strip() for unit in units]
            for place, (unit, text) in enumerate(zip(units, texts, strict=True)):
                start = unit.body + provision.text[unit.body :].index(text)
                evidence = evidence_at(held, unit.address, start, start + len(text), library.codes)
                yield Sentence(text, evidence, (*texts[:place], *texts[place + 1 :]), nouns, provision.text)


def _is_sentence(unit: Unit, text: str) -> bool:
    words = text[unit.body : unit.end].strip()
    simple = unit.address.steps[-1].kind in (StepKind.SATZ, StepKind.ABSATZ)
    return (
        simple
        and SHORTEST <= len(words) <= LONGEST
        and "\n" not in words
        and words.endswith(".")
        and words[0].isupper()
    )


# true


def verbatim(sentence: Sentence, _rng: Random) -> str:
    """Word for word."""
    return sentence.text


def trimmed(sentence: Sentence, _rng: Random) -> str | None:
    """Without its last relative clause."""
    text = _CLAUSE.sub(".", sentence.text)
    return text if text != sentence.text and len(text) >= SHORTEST else None


def introduced(sentence: Sentence, rng: Random) -> str:
    """With its citation or the heading of its provision before it."""
    citation, heading = sentence.evidence.citation, sentence.evidence.heading
    leads = [
        f"Nach {citation} gilt Folgendes: ",
        f"Das Gesetz sagt dazu in {citation}: ",
        f"Im Grundsatz gilt ({citation}): ",
    ]
    if heading and len(heading) < 60:
        leads.append(f"Zum Thema »{heading}«: ")
    return rng.choice(leads) + sentence.text


def turned(sentence: Sentence, _rng: Random) -> str | None:
    """With the condition before what depends on it."""
    found = _CONDITION.match(sentence.text)
    if found is None:
        return None
    return f"{found[2].capitalize()} {found[3]}, gilt: {found[1]}."


def reworded(sentence: Sentence, rng: Random) -> str | None:
    """With other words for the same."""
    text = sentence.text
    for word, instead in paraphrases():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", instead, text)
    if rng.random() < 0.5:
        text = _BRACKET.sub("", text)
    return text if text != sentence.text else None


def several(sentence: Sentence, rng: Random) -> str | None:
    """In several ways at once."""
    text = reworded(sentence, rng)
    told = sentence._replace(text=text) if text else sentence
    shorter = trimmed(told, rng) or turned(told, rng)
    return introduced(told._replace(text=shorter), rng) if shorter else None


# false


def foreign_noun(sentence: Sentence, rng: Random) -> str | None:
    """A noun is any other noun of the same law that the quote does not have."""
    return _exchanged(sentence, rng.sample(sentence.nouns, min(40, len(sentence.nouns))), rng)


def noun_beside(sentence: Sentence, rng: Random) -> str | None:
    """A noun is another one of the same provision, of its heading, or of the law's title."""
    evidence = sentence.evidence
    words = _nouns_of(f"in {evidence.heading} in {evidence.title} {sentence.around}")
    return _exchanged(sentence, words, rng)


def noun_within(sentence: Sentence, rng: Random) -> str | None:
    """A noun is another one of the same sentence."""
    nouns = list(dict.fromkeys(_nouns_of(sentence.text)))
    pairs = [(one, other) for one in nouns for other in nouns if one != other and not _alike(one, other)]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    return _replaced(sentence.text, one, other)


def other_compound(sentence: Sentence, rng: Random) -> str | None:
    """A compound is another one with the same end."""
    for noun in _nouns(sentence, rng):
        ending = noun[-_ENDING:]
        others = [
            one for one in sentence.nouns if one.endswith(ending) and one not in sentence.text and not _alike(one, noun)
        ]
        if others and len(noun) >= 2 * _ENDING:
            return _replaced(sentence.text, noun, rng.choice(others))
    return None


def neighbour(sentence: Sentence, rng: Random) -> str | None:
    """Another sentence of the same provision, said to be proved by this one."""
    return rng.choice(sentence.others) if sentence.others else None


def reworded_foreign(sentence: Sentence, rng: Random) -> str | None:
    """A foreign noun in other words for the same."""
    text = reworded(sentence, rng)
    return foreign_noun(sentence._replace(text=text), rng) if text else None


TRUE: dict[str, Telling] = {
    "wörtlich": verbatim,
    "gekürzt": trimmed,
    "eingeleitet": introduced,
    "umgestellt": turned,
    "umschrieben": reworded,
    "mehreres": several,
}
FALSE: dict[str, Telling] = {
    "fremdes Hauptwort": foreign_noun,
    "Hauptwort der Vorschrift": noun_beside,
    "Hauptwort des Satzes": noun_within,
    "andere Zusammensetzung": other_compound,
    "fremdes Hauptwort, umschrieben": reworded_foreign,
    "Nachbarsatz": neighbour,
}


@cache
def paraphrases() -> tuple[tuple[str, str], ...]:
    """The table of words that say the same in other words."""
    lines = files("eval").joinpath("paraphrases.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    return tuple((row["wort"], row["umschreibung"]) for row in rows)


def _exchanged(sentence: Sentence, others: Sequence[str], rng: Random) -> str | None:
    """A noun replaced by one of others that ends alike and does not stand in the quote."""
    quote = sentence.evidence.quote.lower()
    for noun in _nouns(sentence, rng):
        fitting = [
            one for one in others if one[-1] == noun[-1] and one[:-2].lower() not in quote and not _alike(one, noun)
        ]
        if fitting:
            return _replaced(sentence.text, noun, rng.choice(fitting))
    return None


def _nouns(sentence: Sentence, rng: Random) -> list[str]:
    """The nouns of a sentence in any order."""
    nouns = list(dict.fromkeys(_nouns_of(sentence.text)))
    rng.shuffle(nouns)
    return nouns


def _nouns_of(text: str) -> list[str]:
    """Nouns that say what a text is about; those of citations are another rule's."""
    nouns = _NOUN.findall(_CITED.sub(" ", text))
    return [noun for noun in nouns if fold(noun.lower()) not in _silent() and not _STEP.match(noun)]


@cache
def _silent() -> frozenset[str]:
    words = (*stop_words(), *(word.lower() for word in _REFERRING))
    return frozenset(fold(word) for word in words)


def _replaced(text: str, noun: str, other: str) -> str:
    return re.sub(rf"\b{noun}\b", other, text, count=1)


def _alike(one: str, other: str) -> bool:
    """Whether two nouns begin alike, or one holds the other: forms of one word, or the broader one."""
    return (
        one[:4].lower() == other[:4].lower() or one[:-1].lower() in other.lower() or other[:-1].lower() in one.lower()
    )
