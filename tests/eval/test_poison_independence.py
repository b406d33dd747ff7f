"""The suite judges the gate, so it must not share anything with it."""

from __future__ import annotations

import ast
from pathlib import Path

import eval.poison as suite

FOLDER = Path(suite.__file__).parent


def imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_only_the_judge_knows_the_service() -> None:
    """No module that makes cases imports anything of the house that they are to test."""
    modules = [one for one in FOLDER.rglob("*.py") if one.name != "judge.py"]
    assert len(modules) > 10
    for module in modules:
        assert not {name for name in imported(module) if name.split(".")[0] == "service"}, module


def test_the_judge_knows_only_the_door_of_the_gate() -> None:
    """Of the gate it knows the Verifier and nothing behind it."""
    known = {name for name in imported(FOLDER / "judge.py") if name.startswith("service")}
    assert known == {"service.model", "service.verify"}
