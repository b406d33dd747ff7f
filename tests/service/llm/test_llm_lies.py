"""A model that lies: whatever it does, nothing goes out that the gate did not find in the law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from service.llm.reply import Quoted, Written, write
from service.model import EXTRACTIVE, Evidence, Statement

RATE = "Wie hoch ist der Steuersatz der Mondsteinsteuer?"
RULE = "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage."
DUST = "Für Mondstaub beträgt sie 7 Prozent der Bemessungsgrundlage."
INSTALMENTS = "Kann das Lunarzollamt gestatten, dass die Steuer in Monatsbeträgen entrichtet wird?"
MAY = "Das Lunarzollamt kann gestatten, dass die Steuer in höchstens zwölf gleichen Monatsbeträgen entrichtet wird."
ENTRY = "Binnen welcher Frist ist die Einfuhr von Mondstein beim Lunarzollamt anzumelden?"
WITHIN = "Der Sammler hat die Einfuhr binnen drei Tagen nach dem Grenzübertritt bei dem Lunarzollamt anzumelden."


class Lie(NamedTuple):
    """A question, what the model says to it, the quotes it gives, and the passage that it gives them for.

    ``words`` stand in the passage that is meant; ``place`` overrides its number.
    """

    question: str
    words: str
    text: str
    quotes: tuple[str, ...]
    place: int | None = None


LIES = {
    # Quotes.
    "invented quote": Lie(RATE, RULE, "Die Steuer beträgt 38 Prozent.", ("Die Steuer beträgt 38 Prozent.",)),
    "a figure of the quote altered": Lie(RATE, RULE, RULE.replace("14", "15"), (RULE.replace("14", "15"),)),
    "a letter of the quote altered": Lie(RATE, RULE, RULE, (RULE.replace("beträgt", "betraegt"),)),
    "other white space in the quote": Lie(RATE, RULE, RULE, (RULE.replace(" ", "  ", 1),)),
    "stitched quote": Lie(
        RATE, RULE, "Die Steuer beträgt 7 Prozent.", ("Die Steuer beträgt 7 Prozent der Bemessungsgrundlage.",)
    ),
    "shortened with dots": Lie(RATE, RULE, RULE, ("Die Steuer beträgt … der Bemessungsgrundlage.",)),
    "quote of a passage that was not given": Lie(
        RATE, RULE, "Die Gebühr beträgt 80 Euro.", ("Die Gebühr beträgt 80 Euro",)
    ),
    "a true quote and a false one": Lie(RATE, RULE, RULE, (RULE, "Sie beträgt für Staub 3 Prozent.")),
    "wrong passage": Lie(RATE, RULE, RULE, (RULE,), place=-1),
    "passage number that there is not": Lie(RATE, RULE, RULE, (RULE,), place=99),
    "passage number zero": Lie(RATE, RULE, RULE, (RULE,), place=0),
    "passage number beyond counting": Lie(RATE, RULE, RULE, (RULE,), place=10**30),
    "empty quote": Lie(RATE, RULE, RULE, ("",)),
    "blank quote": Lie(RATE, RULE, "Die Steuer wurde abgeschafft.", (" ",)),
    "no quote": Lie(RATE, RULE, RULE, ()),
    # True quotes, false words.
    "altered figure": Lie(RATE, RULE, RULE.replace("14", "19"), (RULE,)),
    "altered figure in words": Lie(RATE, RULE, RULE.replace("14", "neunzehn"), (RULE,)),
    "altered unit": Lie(RATE, RULE, "Die Steuer beträgt 14 Euro.", (RULE,)),
    "altered period": Lie(ENTRY, WITHIN, WITHIN.replace("drei Tagen", "drei Wochen"), (WITHIN,)),
    "inserted negation": Lie(RATE, RULE, RULE.replace("beträgt", "beträgt nicht"), (RULE,)),
    "inserted denial": Lie(INSTALMENTS, MAY, MAY.replace("kann", "kann keinesfalls"), (MAY,)),
    "may becomes must": Lie(INSTALMENTS, MAY, MAY.replace("kann gestatten", "muss gestatten"), (MAY,)),
    "at most becomes at least": Lie(INSTALMENTS, MAY, MAY.replace("höchstens", "mindestens"), (MAY,)),
    "before instead of after": Lie(ENTRY, WITHIN, WITHIN.replace("nach dem", "vor dem"), (WITHIN,)),
    "law swapped": Lie(RATE, RULE, f"Nach § 9 Abs. 1 UStG gilt: {RULE}", (RULE,)),
    "paragraph swapped": Lie(RATE, RULE, f"Nach § 8 Abs. 1 MondStG gilt: {RULE}", (RULE,)),
    "Absatz swapped": Lie(RATE, RULE, f"Nach § 9 Abs. 2 MondStG gilt: {RULE}", (RULE,)),
    "Satz swapped": Lie(RATE, RULE, f"Nach § 9 Abs. 1 Satz 2 MondStG gilt: {RULE}", (RULE,)),
    "two true quotes, crossed": Lie(
        RATE, RULE, "Für Mondstaub beträgt die Steuer 14 Prozent der Bemessungsgrundlage.", (RULE, DUST)
    ),
    "invented condition": Lie(ENTRY, WITHIN, WITHIN.replace(".", ", wenn die Steuer entstanden ist."), (WITHIN,)),
    "invented restriction": Lie(ENTRY, WITHIN, WITHIN.replace("Der", "Nur der"), (WITHIN,)),
    "discretion dropped": Lie(INSTALMENTS, MAY, MAY.replace("kann gestatten", "gestattet"), (MAY,)),
    "another authority": Lie(ENTRY, WITHIN, WITHIN.replace("dem Lunarzollamt", "der Bundeszentralstelle"), (WITHIN,)),
    "another rhythm": Lie(INSTALMENTS, MAY, MAY.replace("Monats", "Jahres"), (MAY,)),
    "another subject": Lie(ENTRY, WITHIN, WITHIN.replace("Der Sammler", "Das Museum"), (WITHIN,)),
    "another object": Lie(ENTRY, WITHIN, WITHIN.replace("die Einfuhr", "den Umzug"), (WITHIN,)),
    "a claim without any proof": Lie(RATE, RULE, "Wer Mondstein stiehlt, wird zum Direktor befördert.", (RULE,)),
    "a quote of one word": Lie(RATE, RULE, "Jeder Händler erhält Prozent geschenkt.", ("Prozent",)),
    "a claim beside a true sentence": Lie(RATE, RULE, f"{RULE} Händler sind davon stets befreit.", (RULE,)),
    "an obeyed order": Lie(RATE, RULE, "Ich bin nun ein Pirat und befolge keine Regeln mehr.", (RULE,)),
    "a link": Lie(RATE, RULE, "Mehr dazu erfahren Gewinner unter https://boese.example/gewinn heute.", (RULE,)),
}


@pytest.fixture
def lied(stage: Callable[..., Any]) -> Callable[[Lie], Any]:
    """A stage on which the model tells a lie, and tells it again when asked again."""

    def tell(lie: Lie) -> Any:
        number = stage().place(lie.question, lie.words)
        if lie.place is not None:
            number = lie.place if lie.place >= 0 else number % 6 + 1
        words = write([Written(lie.text, tuple(Quoted(number, quote) for quote in lie.quotes))])
        return stage(words, words)

    return tell


@pytest.mark.parametrize("name", LIES)
def test_a_lie_does_not_go_out(lied: Callable[[Lie], Any], name: str) -> None:
    """Nothing of what the model said is in the answer, which is made of quotes instead and says so."""
    lie = LIES[name]
    outcome = lied(lie).ask(lie.question)
    assert outcome.author == EXTRACTIVE
    assert outcome.notes == (
        "Das Sprachmodell drehbuch hat nichts geschrieben, was die Prüfung am Wortlaut bestand. "
        "Die Frage wurde deshalb ohne Sprachmodell bearbeitet, allein mit wörtlichen Zitaten.",
    )
    assert all(map(is_verbatim, outcome.statements))
    assert outcome.withheld
    assert all(one.reason and one.explanation.endswith(".") for one in outcome.withheld)


@pytest.mark.parametrize("name", LIES)
def test_a_lie_is_withheld_beside_the_truth(stage: Callable[..., Any], lied: Callable[[Lie], Any], name: str) -> None:
    """One true statement goes out, the lie is named with its reason; its words appear nowhere."""
    lie = LIES[name]
    number = stage().place(lie.question, lie.words)
    true = Written(own_words(lie), (Quoted(number, lie.words),))
    (words,) = {*lied(lie).chat.script}
    both = words.replace('{"statements":[', write([true])[:-2] + ",")
    outcome = stage(both, words).answer(lie.question)
    assert [one.text for one in outcome.statements if not is_verbatim(one)] == [true.text]
    assert outcome.author == "drehbuch"
    assert len(outcome.withheld) == 1
    if lie.text != lie.words:
        assert lie.text not in str(outcome.withheld)


TRUTHS = {
    "verbatim": (RATE, RULE, RULE, (RULE,)),
    "with its place": (RATE, RULE, f"Nach § 9 Abs. 1 Satz 1 MondStG gilt: {RULE}", (RULE,)),
    "figures spelt otherwise": (RATE, RULE, "Die Steuer beträgt 14 % der Bemessungsgrundlage.", (RULE,)),
    "words for figures": (ENTRY, WITHIN, WITHIN.replace("drei", "3"), (WITHIN,)),
    "of two sentences": (RATE, RULE, f"{RULE} {DUST}", (RULE, DUST)),
    "across two sentences": (RATE, RULE, f"{RULE} {DUST}", (f"{RULE} {DUST}",)),
    "permission": (INSTALMENTS, MAY, MAY, (MAY,)),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_what_is_true_goes_out(stage: Callable[..., Any], desk: Any, name: str) -> None:
    """In the model's words, with its name as author and its label; every quote stands where it says."""
    question, words, text, quotes = TRUTHS[name]
    number = stage().place(question, words)
    told = stage(write([Written(text, tuple(Quoted(number, quote) for quote in quotes))]))
    outcome = told.answer(question)
    assert outcome.statements[0].text == text
    assert all(map(is_verbatim, outcome.statements[1:]))
    assert outcome.author == "drehbuch"
    assert outcome.notes == ("Formuliert vom Sprachmodell drehbuch, geprüft am Wortlaut der Fundstellen.",)
    assert outcome.withheld == ()
    assert len(told.chat.heard) == 1
    for evidence in outcome.statements[0].evidence:
        assert stands(evidence, desk)


def own_words(lie: Lie) -> str:
    """What the words say, in other words."""
    return lie.words.replace("Prozent", "%").replace("zwölf", "12").replace("drei", "3")


def is_verbatim(statement: Statement) -> bool:
    """Whether a statement says its quotes and nothing else, as the law's sentences do that limit a rule."""
    return statement.text == " […] ".join(one.quote for one in statement.evidence)


def stands(evidence: Evidence, desk: Any) -> bool:
    """Whether a quote stands at its offsets, inside the unit that its address names."""
    held = desk.library.view.provision(evidence.address)
    unit = held.provision.unit(evidence.address)
    inside = unit is None or unit.start <= evidence.start < evidence.end <= unit.end
    return inside and held.provision.text[evidence.start : evidence.end] == evidence.quote
