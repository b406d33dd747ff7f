"""How well retrieval finds the decisive provision: the index's systems, and the desk's retrieval, side by side.

Measured at two levels: provisions (§, Artikel), each at the rank of its best passage, and places
(Absatz, Satz …), passage by passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corpus.address import Address
from corpus.index import ScoredPassage
from corpus.library import Library
from corpus.model import Passage
from corpus.passages import members
from eval.measures import Mean, by_provision, gold_provisions, means, measure
from eval.records import Metric, Qrel, Topic
from eval.topics import QuestionSet
from service.model import Question
from service.retrieve import Retriever

DEPTH = 50
"""Passages asked of the index: enough for ten provisions, even where one § fills many ranks."""

System = Callable[[Question], tuple[ScoredPassage, ...]]
"""Something that finds passages for a question, best first."""


class Result(NamedTuple):
    """A system's measures at the level of provisions and of places, over all questions and by group."""

    system: str
    provisions: tuple[Mean, ...]
    places: tuple[Mean, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Questions put to a library; topics without a day of their own are asked as of ``today``."""

    library: Library
    questions: QuestionSet
    today: date

    def run(self, name: str, system: System, follow: Callable[[Iterable[Topic]], Iterable[Topic]] = iter) -> Result:
        """Measure one system; ``follow`` passes the topics through and may tell how far they are."""
        at_provisions: list[Metric] = []
        at_places: list[Metric] = []
        gold = self.questions.gold()
        for topic in follow(self.questions.topics):
            question = Question(topic.text, self._day(topic))
            ranking = [places_of(hit.passage, self.library, question.as_of) for hit in system(question)]
            known = gold[topic.query_id]
            at_provisions += measure(topic.query_id, by_provision(ranking), gold_provisions(known))
            at_places += measure(topic.query_id, ranking, known)
        groups = {topic.query_id: topic.group for topic in self.questions.topics}
        return Result(name, means(at_provisions, groups), means(at_places, groups))

    def unknown_places(self) -> tuple[Qrel, ...]:
        """Gold places that the library does not hold on the day of their question: nobody can find them."""
        days = {topic.query_id: self._day(topic) for topic in self.questions.topics}
        return tuple(
            qrel for qrel in self.questions.qrels if not _holds(self.library, qrel.doc_id, days[qrel.query_id])
        )

    def _day(self, topic: Topic) -> date:
        return topic.as_of or self.today


def systems(library: Library) -> Mapping[str, System]:
    """What can be measured in this library, by name; ``desk`` is what an answer is made from."""
    index, retriever = library.index, Retriever(library)
    return {
        "bm25": lambda question: index.search_sparse(question.text, question.as_of, DEPTH),
        "dense": lambda question: index.search_dense(question.text, question.as_of, DEPTH),
        "default": lambda question: index.search(question.text, question.as_of, DEPTH),
        "desk": lambda question: retriever.find(question).passages,
    }


def places_of(passage: Passage, library: Library, day: date) -> tuple[Address, ...]:
    """The places that a passage consists of: several where small neighbours stand together."""
    if passage.through is None:
        return (passage.address,)
    held = library.view.provision(passage.address, day)
    return members(passage, held.provision) if held else (passage.address, passage.through)


def table(results: Iterable[Result]) -> str:
    """The measures as a text table: a line for each system, level and group."""
    lines = [f"{'System':9} {'Ebene':12} {'Gruppe':10} {'Fragen':>6}  S@1   S@5   S@10  MRR   nDCG@10"]
    for result in results:
        for level, found in (("Vorschrift", result.provisions), ("Stelle", result.places)):
            for group in dict.fromkeys(mean.group for mean in found):
                row = [mean for mean in found if mean.group == group]
                values = "  ".join(f"{mean.value:.2f}" for mean in row)
                lines.append(f"{result.system:9} {level:12} {group or 'alle':10} {row[0].questions:>6}  {values}")
    return "\n".join(lines)


def records(result: Result) -> list[dict[str, str | float | int]]:
    """The measures for programs."""
    levels = (("provision", result.provisions), ("place", result.places))
    return [{"system": result.system, "level": level, **mean._asdict()} for level, found in levels for mean in found]


def _holds(library: Library, doc_id: str, day: date) -> bool:
    """Whether there is a provision, and in it a unit, at this address on the day."""
    address = Address.from_id(doc_id)
    held = library.view.provision(address, day)
    return held is not None and (not address.inner or held.provision.unit(address) is not None)
