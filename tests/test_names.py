"""What modules are called: a name says what is inside, and no two say the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import backstretch

ROOT = Path(backstretch.__file__).parent

IN_EVERY_ROOM = {"__init__", "screen", "model"}
"""Names that stand in many packages and mean the same in each."""
NOUNS = {"composing", "encoding", "finding", "rendering", "saving", "screening", "wording"}
"""What ends in -ing and is the field's own noun."""


def names() -> list[str]:
    return [path.stem for path in sorted(ROOT.rglob("*.py"))]


def test_no_two_modules_have_one_name() -> None:
    often = {name for name, count in Counter(names()).items() if count > 1}
    assert often <= IN_EVERY_ROOM, "a search for a module finds one file"


def test_a_module_is_called_by_what_it_holds() -> None:
    """And not by what it does."""
    assert {name for name in names() if name.endswith("ing")} <= NOUNS
