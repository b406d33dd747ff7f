"""The quoted provision was in force on the day of the question, as far as the store knows."""

from __future__ import annotations

from service.model import Evidence, Statement
from service.verify.bench import Bench, Finding


def in_force(statement: Statement, bench: Bench) -> Finding | None:
    """Every quote stands in the version that the store holds for the day, in a provision that is not repealed."""
    return next((finding for one in statement.evidence if (finding := _out_of_force(one, bench))), None)


def _out_of_force(evidence: Evidence, bench: Bench) -> Finding | None:
    day = bench.question.as_of
    version = bench.library.view.version_on(evidence.address.law, day)
    if version is None or version.day != evidence.address.version:
        return Finding(
            "not-in-force",
            f"{evidence.citation} ist in der zitierten Fassung nicht die am {day:%d.%m.%Y} bekannte.",
            evidence,
        )
    held = bench.library.view.provision(evidence.address.provision)
    if held is None or held.provision.repealed:
        return Finding("not-in-force", f"{evidence.citation} ist weggefallen.", evidence)
    return None
