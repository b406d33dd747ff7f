"""What answers cite, measured against gold places in the terms of ALCE.

ALCE (T. Gao, H. Yen, J. Yu, D. Chen, "Enabling Large Language Models to Generate Text with Citations", EMNLP 2023,
https://arxiv.org/abs/2305.14627, section 3.3) scores an answer by its statements:

* *citation recall*: a statement scores 1 if it has a citation and all that it cites, taken together, supports it,
  else 0; the answer scores the mean of its statements;
* *citation precision*: a citation scores 1 if its statement scores 1 and the citation is not irrelevant, that is,
  unless it does not support the statement alone while the others do without it; the answer scores the mean of its
  citations, 0 where it has none.

There a language model judges support. Here the gold places do: what is cited supports a statement of an answer to the
question if one of its places is decisive: if it contains a gold place or lies in one. So a statement scores 1 if one of
its citations is decisive, and a citation scores 1 if it is decisive itself. As in ALCE, answers without a
statement (refusals) are not scored. Whether statements say what their sources say is no matter of these two measures:
the gate decides that, and for foreign systems ``service.check``.

A statement made of an item of a list cites the words before the list, too. These are no citation of their own: the
places counted are the deepest ones of the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from statistics import fmean

from corpus.address import Address
from eval.harness.outcome import Cite, Said
from eval.measures import gold_provisions, matches
from eval.records import Qrel


def citation_values(statements: Sequence[Said], gold: Sequence[Qrel]) -> dict[str, float]:
    """The measures of an answer with at least one statement."""
    wanted = [Address.from_id(qrel.doc_id) for qrel in gold]
    decisive = [[_is_decisive(place, wanted) for place in cited(one.evidence)] for one in statements]
    citations = list(chain.from_iterable(decisive))
    return {
        "citation.recall": fmean(any(one) for one in decisive),
        "citation.precision": fmean(citations) if citations else 0.0,
    }


def naming_values(statements: Sequence[Said], gold: Sequence[Qrel]) -> dict[str, float]:
    """Whether an answer names what decides, and how much of it; one that says nothing names nothing."""
    places = [place for one in statements for place in cited(one.evidence)]
    norms = [Address.from_id(qrel.doc_id) for qrel in gold_provisions(gold)]
    named = [any(matches(place.provision, norm) for place in places) for norm in norms]
    wanted = [Address.from_id(qrel.doc_id) for qrel in gold]
    return {
        "answer.norm": float(any(named)),
        "answer.place": float(any(_is_decisive(place, wanted) for place in places)),
        "answer.gold": fmean(named),
    }


def quotes_value(statements: Iterable[Said], gold: Sequence[Qrel], value: str) -> bool:
    """Whether a statement that cites a gold place quotes a value (``9 984 Euro``), however it is spaced."""
    wanted = [Address.from_id(qrel.doc_id) for qrel in gold]
    return any(
        _spaced(value) in _spaced(" ".join(cite.quote or one.text for cite in one.evidence))
        for one in statements
        if any(_is_decisive(place, wanted) for place in cited(one.evidence))
    )


def cited(evidence: Sequence[Cite]) -> list[Address]:
    """The places that a statement cites, without those that only lead into its list."""
    places = list(dict.fromkeys(Address.from_id(one.address).bare for one in evidence if one.address))
    return [place for place in places if not any(place != other and place.covers(other) for other in places)]


def _is_decisive(place: Address, gold: Iterable[Address]) -> bool:
    return any(matches(place, one) for one in gold)


def _spaced(text: str) -> str:
    return " ".join(text.split())
