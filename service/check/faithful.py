"""What only a text in foreign words makes necessary: who does what, and which words narrow the rule, must be kept.

The gate compares what a statement says with its quotes; a text by somebody else may say it of somebody else, or of more
than the law does. Each rule names in German what differs, or gives "" where nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import combinations, pairwise

from corpus.address import StepKind
from corpus.citations import vocabulary
from service.check.lexis import WORD, Lexis, Said
from service.verify.reading.numerals import table, units

_ITEM = re.compile(r"(?P<label>\d+[a-z]?\.|(?P<letter>[a-z])(?P=letter)*\)|–)\s")
_REPEATED = re.compile(
    r"(?P<joint>^|,\s|\s(?:und|oder|sowie)\s|\s)(?P<word>bei|für|durch|im|in|mit|von|nach)\s", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:.]\s|\s(?:und|oder|sowie|während)\s")
_RELATIVE = re.compile(
    r"(?:(?:in|an|auf|mit|bei|von|aus|zu|für|durch|über|nach|unter|gegen|um)\s)?"
    r"(?:(?:der|die|das|dem|den|denen|welche[rsmn]?)\s(?=[a-zäöü])|(?:deren|dessen)\s)"
)
_THAT = re.compile(r"(?P<governing>[^;\n]*?),\s(?:dass|daß)\s(?P<clause>[^;\n]*)")
_STRETCH = re.compile(
    r"(?P<joint>\b(?:und|oder|sowie|bzw\.|beziehungsweise)\s)?(?P<words>(?:(?!\s(?:und|oder|sowie|bzw\.|beziehungsweise)\s)[^,;:()\n])+)"
    r"(?P<behind>,|\s(?=(?:und|oder|sowie|bzw\.|beziehungsweise)\s))?"
)
"""Words between two signs of punctuation, or up to "und"/"oder", with what joins them to others."""
_PRONOUN = re.compile(
    r"(?:Er|Sie)\b|[^,;]{0,80}?\b(?:beträgt|ist|sind|wird|werden|hat|haben|kann|darf|muss|soll|gilt|endet)\s(?:er|sie)\b"
)
"""A sentence whose subject is a pronoun."""
_ER_SIE = re.compile(r"\b(?:er|sie)\b", re.IGNORECASE)
_MEANING = re.compile(r"\b[Ii]m Sinne (?:dieses|des|dieser|der) (?:Gesetzes|Verordnung|Vorschrift)\b")
"""Tells where a definition holds, which a text need not repeat."""
_INFLECTED = re.compile(r".{3,}(?:e|en|er|es|em)$")
_FEWEST = 0.5
"""Share of the words of an alternative that a statement which speaks of it must have."""
_OTHER_WORDS = frozenset({"hundert", "tausend", "grund", "sinne", "fall", "falle", "fällen", "maßgabe"})
"""Nouns of set phrases that others may stand for ("vom Hundert", "auf Grund", "im Sinne", "in den Fällen")."""
SCATTERED = 0.3
"""Share of a sentence's words that may come from clauses of which it tells nothing else, or be synonyms."""
TOUCHED = 0.34
"""Share of the words of a clause from which on a statement speaks of it."""


def faithful(text: str, quote: str, referent: str, lexis: Lexis) -> str:
    """What the text changes in the quote, in German; "" where it is faithful.

    ``referent`` is the noun that a pronoun in the quote stands for, "" where there is none.
    """
    if " ".join(text.split()).strip(" .") in " ".join(quote.split()):
        return ""
    if referent and not _PRONOUN.search(text):
        return f"Die Vorschrift spricht von »{referent}«, der Satz nicht."
    rules = (
        _mixed_alternatives,
        _exchanged_roles,
        _detached_clause,
        _dropped_clause,
        _dropped_qualifier,
        _dropped_noun,
    )
    return next((told for rule in rules if (told := rule(text, quote, lexis))), "")


def referent_of(quote: str, before: str, lexis: Lexis) -> str:
    """The noun that a quote's subject "er" or "sie" stands for: the first one of the sentence before it."""
    if not _PRONOUN.match(quote.split(",", 1)[0]):
        return ""
    return next((one.shown for one in lexis.read(before) if one.shown[0].isupper()), "")


def with_pronoun(text: str, referent: str, quote: str) -> str:
    """The text with the pronoun of a quote in the place of the noun that it stands for ("die Steuer" → "sie")."""
    pronoun = _ER_SIE.search(quote)
    if not (referent and pronoun):
        return text
    return re.sub(
        rf"\b(?:der|die|das)\s+{re.escape(referent)}\b", pronoun[0].lower(), text, count=1, flags=re.IGNORECASE
    )


def _mixed_alternatives(text: str, quote: str, lexis: Lexis) -> str:
    """Words of one alternative may not be joined with those of another ("bei der Einfuhr der Sammler")."""
    arms = [lexis.tokens(arm) for arm in alternatives(quote)]
    own = [arm - frozenset().union(*(other for other in arms if other is not arm)) for arm in arms]
    for clause in _clauses(text):
        used = [number for number, words in enumerate(own) if words & lexis.tokens(clause)]
        if len(used) > 1:
            return "Der Satz verbindet, was die Vorschrift in verschiedenen Fällen sagt."
    said = lexis.tokens(text)
    touched = [words for words in own if words & said]
    if len(touched) > 1 and any(len(words & said) < _FEWEST * len(words) for words in touched):
        return "Der Satz verbindet, was die Vorschrift in verschiedenen Fällen sagt."
    return ""


def _exchanged_roles(text: str, quote: str, lexis: Lexis) -> str:
    """Two nouns may not change places: "der Händler dem Erwerber" is not "der Erwerber dem Händler"."""
    ours, theirs = _nouns(text, lexis), _nouns(quote, lexis)
    shared = [token for token in ours if token in theirs]
    for one, other in combinations(shared, 2):
        exchanged = ours[one].before == theirs[other].before and ours[other].before == theirs[one].before
        if exchanged and theirs[one].before != theirs[other].before:
            names = f"»{theirs[one].before} {theirs[one].shown}« und »{theirs[other].before} {theirs[other].shown}«"
            return f"Der Satz vertauscht {names}."
    return ""


def _detached_clause(text: str, quote: str, lexis: Lexis) -> str:
    """What the law says in a clause with "dass" may not stand without what it says of it ("kann gestatten, dass …")."""
    said = lexis.tokens(text)
    for found in _THAT.finditer(quote):
        governing, clause = lexis.tokens(found["governing"]), lexis.tokens(found["clause"])
        spoken = bool(clause) and len(clause & said) >= TOUCHED * len(clause)
        if spoken and governing and len(governing & said) < TOUCHED * len(governing):
            return f"Die Vorschrift sagt das nur in einem Zusammenhang: »{found['governing'].strip()}, dass …«."
    return ""


def _dropped_noun(text: str, quote: str, lexis: Lexis) -> str:
    """A noun may not be left out of a clause that the text tells; only members of enumerations may."""
    said = lexis.tokens(text)
    for found in _STRETCH.finditer(_MEANING.sub("", quote)):
        words = lexis.read(found["words"])
        tokens = {one.token for one in words}
        if not words or len(tokens & said) < TOUCHED * len(tokens):
            continue
        nouns = [one for one in words if one.shown[0].isupper() and one.shown.lower() not in _no_subjects()]
        exempt = set(_members(found, words))
        missing = next((one.shown for one in nouns if one.token not in said and one.token not in exempt), "")
        if missing:
            return f"Der Satz lässt weg, was die Vorschrift sagt: »{found['words'].strip()}«."
    return ""


def scattered(text: str, quote: str, above: Set[str], lexis: Lexis) -> str:
    """The words of a sentence stand together in the law, too: not each in another clause, or nowhere.

    ``above`` are the tokens of the headings above the quote. A noun must stand there itself, not just in a compound.
    """
    said, quoted = lexis.tokens(text), lexis.tokens(quote)
    nouns = (one for one in lexis.read(text) if one.shown[0].isupper() and one.shown.lower() not in _no_subjects())
    foreign = next((one.shown for one in nouns if one.token not in quoted and one.token not in above), "")
    if foreign:
        return f"Von »{foreign}« spricht die Vorschrift an dieser Stelle nicht."
    clauses = [lexis.tokens(found["words"]) for found in _STRETCH.finditer(quote)]
    told = frozenset().union(*(words for words in clauses if words and len(words & said) >= TOUCHED * len(words)))
    apart = said - told - above
    if len(apart) > SCATTERED * len(said):
        return "Der Satz fügt Wörter zusammen, die in der Vorschrift an verschiedenen Stellen stehen."
    return ""


def _members(found: re.Match[str], words: Sequence[Said]) -> Iterator[str]:
    """The words that stand right beside a comma or an "und": members of an enumeration."""
    if found["joint"]:
        yield words[0].token
    if found["behind"] and found["words"].rstrip().endswith(words[-1].shown):
        yield words[-1].token


def _dropped_clause(text: str, quote: str, lexis: Lexis) -> str:
    """A relative clause may not be left out when the noun that it narrows is told."""
    said = lexis.tokens(text)
    segments = re.split(r",\s|;\s|\n", quote)
    for before, clause in pairwise(segments):
        nouns = [one for one in lexis.read(before) if one.shown[0].isupper()]
        words = lexis.tokens(clause)
        if not (nouns and words and nouns[-1].token in said and _is_relative(clause)):
            continue
        if len(words & said) < TOUCHED * len(words):
            return f"Der Satz lässt weg, was die Vorschrift einschränkt: »{nouns[-1].shown}, {clause.strip(' .;')}«."
    return ""


def _dropped_qualifier(text: str, quote: str, lexis: Lexis) -> str:
    """An adjective that always stands before a noun in the quote may not be left out ("versteuerter Mondstein")."""
    said = lexis.tokens(text)
    qualified: dict[str, list[Said | None]] = {}
    words = lexis.read(quote)
    for place, noun in enumerate(words):
        if noun.shown[0].isupper():
            left = words[place - 1] if place else None
            adjoins = left is not None and not noun.before and _adjoins(quote, left, noun)
            qualified.setdefault(noun.token, []).append(left if adjoins else None)
    for token, qualifiers in qualified.items():
        if token in said and all(one is not None and one.token not in said for one in qualifiers):
            first = qualifiers[0]
            noun = next(one for one in words if one.token == token)
            return f"Die Vorschrift sagt »{first.shown if first else ''} {noun.shown}«; das lässt der Satz weg."
    return ""


@cache
def _no_subjects() -> frozenset[str]:
    """Nouns that other rules compare: units, months, and the names of places in a law."""
    kinds = (StepKind.PARAGRAPH, StepKind.ARTIKEL, StepKind.ABSATZ, StepKind.SATZ, StepKind.NUMMER, StepKind.BUCHSTABE)
    places = {word.rstrip(".").lower() for kind in kinds for word in vocabulary.words("step", kind)}
    return frozenset(units()) | frozenset(table("month")) | places | _OTHER_WORDS


def alternatives(quote: str) -> list[str]:
    """The cases that a quote tells apart: items of a list, or parts that begin with the same preposition."""
    items = list(_items(quote.split("\n")))
    if len(items) > 1:
        return items
    return next((parts for word in _prepositions(quote) if len(parts := _parts(quote, word)) > 1), [])


def _items(lines: Sequence[str]) -> Iterator[str]:
    """The items of the outermost list, each with what is nested in it."""
    kind, gathered = "", ""
    for line in lines:
        found = _ITEM.match(line)
        style = _style(found) if found else ""
        if found and (not kind or style == kind):
            if gathered:
                yield gathered
            kind, gathered = style, line[found.end() :]
        elif found and gathered:
            gathered += f" {line[found.end() :]}"
        elif gathered:
            yield gathered
            gathered = ""
    if gathered:
        yield gathered


def _style(found: re.Match[str]) -> str:
    return f"letters {len(found['label'])}" if found["letter"] else found["label"][-1]


def _prepositions(quote: str) -> list[str]:
    words = [found["word"].lower() for found in _REPEATED.finditer(quote)]
    return [word for word in dict.fromkeys(words) if words.count(word) > 1]


def _parts(quote: str, word: str) -> list[str]:
    """The stretches from one such preposition to the next; those joined by "und" are one case."""
    cuts: list[int] = []
    for found in _REPEATED.finditer(quote):
        joined = found["joint"].strip() in ("und", "oder", "sowie")
        opens = found["joint"].startswith(",") or not cuts
        if found["word"].lower() == word and opens and not joined:
            cuts.append(found.start())
    return [quote[start:end] for start, end in pairwise([*cuts, len(quote)])]


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _nouns(text: str, lexis: Lexis) -> dict[str, Said]:
    """Nouns with a small word before them that stand only once, by their tokens."""
    nouns = [one for one in lexis.read(text) if one.shown[0].isupper()]
    counts: dict[str, int] = {}
    for one in nouns:
        counts[one.token] = counts.get(one.token, 0) + 1
    return {one.token: one for one in nouns if counts[one.token] == 1 and one.before}


def _is_relative(clause: str) -> bool:
    """A relative clause begins with its pronoun and ends with its verb."""
    last = WORD.findall(clause)[-1:]
    return _RELATIVE.match(clause) is not None and bool(last) and last[0][0].islower()


def _adjoins(quote: str, left: Said, noun: Said) -> bool:
    lower = left.shown[0].islower() and _INFLECTED.fullmatch(left.shown) is not None
    return lower and quote[left.start + len(left.shown) : noun.start].strip() == ""
