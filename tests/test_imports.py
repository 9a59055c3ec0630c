"""What imports what, read from the text of every module: type-checking and postponed imports count too."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import backstretch

ROOT = Path(backstretch.__file__).parent


def module_name(path: Path) -> str:
    """The name under which the file at ``path`` is imported."""
    parts = (ROOT.name, *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def trees() -> dict[str, ast.Module]:
    """Every module of the package, by name."""
    return {module_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def imported(tree: ast.Module, modules: Collection[str]) -> Iterator[str]:
    """The full names that a module imports, anywhere in it; of ``from a import b`` ``a.b``, if that is a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for each in node.names:
                inner = f"{node.module}.{each.name}"
                yield inner if inner in modules else node.module


def arrows(modules: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """For each module the others that it imports."""
    return {name: modules.keys() & set(imported(tree, modules)) - {name} for name, tree in modules.items()}


def circle(modules: Mapping[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, the first again at the end; none if there is no circle."""
    try:
        TopologicalSorter(modules).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


@pytest.mark.second
def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle(arrows(trees())) == []


@pytest.mark.parametrize(
    "text",
    [
        "from backstretch.b import B",
        "from backstretch import b",
        "import backstretch.b",
        "if TYPE_CHECKING:\n    from backstretch.b import B",
        "def call():\n    from backstretch.b import B",
    ],
)
def test_a_circle_is_found_however_it_is_imported(text: str) -> None:
    modules = {"backstretch.a": ast.parse(text), "backstretch.b": ast.parse("from backstretch.a import A")}
    assert set(circle(arrows(modules))) == {"backstretch.a", "backstretch.b"}


@pytest.mark.second
def test_no_import_is_relative() -> None:
    """One that is would not be seen above."""
    relative = [
        name
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.second
def test_screens_know_the_host_and_only_the_launch_knows_the_app() -> None:
    known_by = {name for name, others in arrows(trees()).items() if "backstretch.tui.app" in others}
    assert known_by == {"backstretch.tui.launch"}
