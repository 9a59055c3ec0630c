"""Plain records are cheap to define."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import backstretch

pytestmark = pytest.mark.second

ROOT = Path(backstretch.__file__).parent


def defines_record(tree: ast.Module) -> bool:
    """Whether a class of the module is a ``NamedTuple``."""
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return any("NamedTuple" in ast.unparse(base) for one in classes for base in one.bases)


def postpones_annotations(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)


def test_a_module_with_records_does_not_postpone_annotations() -> None:
    """With ``from __future__ import annotations`` a NamedTuple compiles the annotation of every field at each start."""
    trees = {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}
    with_records = [name for name, tree in trees.items() if defines_record(tree)]
    assert with_records
    assert [name for name in with_records if postpones_annotations(trees[name])] == []
