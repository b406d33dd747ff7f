"""The forms that there are; a module of its own, so that the command line need not load what makes them."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The form of an export; the value is that of the option ``--format``."""

    BEIR = "beir"
    """corpus.jsonl, queries.jsonl, qrels/test.tsv (https://github.com/beir-cellar/beir)."""
    TREC = "trec"
    """topics.xml, qrels and runs at the level of places and of provisions."""
    RAGAS = "ragas"
    """Rows of question, contexts, answer and reference (https://docs.ragas.io)."""
    INSPECT = "inspect"
    """Samples of an inspect-ai data set (https://inspect.aisi.org.uk/datasets.html)."""
