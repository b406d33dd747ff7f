"""How documents stand to each other: what a directive cites, comments on, amends, replaces, repeals."""

from corpus.relations.model import Relation, RelationKind, Target, TargetKind
from corpus.relations.reader import Reader, reader_of
from corpus.relations.reading import relations_of
from corpus.relations.report import Loose, Report, report
from corpus.relations.targets import Dangling, Gap, Reached, Targets

__all__ = [
    "Dangling",
    "Gap",
    "Loose",
    "Reached",
    "Reader",
    "Relation",
    "RelationKind",
    "Report",
    "Target",
    "TargetKind",
    "Targets",
    "reader_of",
    "relations_of",
    "report",
]
