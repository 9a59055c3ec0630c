"""What docs/sizes.md says shows at which size is what shows there, at the edges of each size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widget import Widget

from backstretch.tui.widgets.text_rows import TextRows

from .conftest import Desk, World

pytestmark = pytest.mark.second

Size = tuple[int, int]

DOC = (Path(__file__).parents[2] / "docs" / "sizes.md").read_text(encoding="utf-8")
PARTS = {
    "one line: time, phase, side, and the size that is needed": "#too-small",
    "phase and side in one row": "#line",
    "phase and side, three rows high or more": "#word",
    "countdown": "#countdown",
    "exercise and repetition": "#name",
    "rows for cues, at least": "#cues",
    "what comes next": "#next",
    "the session as a strip": "#strip",
    "time left in step and session": "#left-times",
    "some of the keys": "#keys",
    "the button for sharp pain": "#stop",
    "the sessions, with their lengths": "#sessions",
    "title of the chosen session": "#heading",
    "its strip": "#strip",
    "its level, length and summary": "#about",
    "its steps": "#steps",
}
"""The parts of the tables, and the widgets that show them."""
LARGEST = (300, 100)

CUES = [f"Number {number} takes most of a row where a row is narrow." for number in range(1, 7)]
MANY_CUES = f"""\
format = 1
title = "Cues"
lead_in = 5
[[steps]]
name = "Own"
cues = {CUES}
hold = 20
"""


def table(heading: str) -> tuple[list[Size], dict[str, list[str]]]:
    """The size classes of a table, and what each part does in them."""
    rows = re.findall(r"^\| (.+) \|$", DOC.split(f"## {heading}\n")[1].split("\n## ")[0], re.MULTILINE)
    head, _, *parts = (row.split(" | ") for row in rows)
    classes = [(int(width), int(height)) for width, height in (name.split("×") for name in head[1:])]
    return classes, {part: shown for part, *shown in parts}


def edges(classes: list[Size]) -> list[tuple[int, Size]]:
    """Sizes with the number of the class they are in: each class's least, and its largest either way."""
    found = []
    for number, least in enumerate(classes):
        found.append((number, least))
        if number + 1 < len(classes):
            width, height = classes[number + 1]
            if height > least[1]:
                found.append((number, (LARGEST[0], height - 1)))
            if width > least[0]:
                found.append((number, (width - 1, LARGEST[1])))
        else:
            found.append((number, LARGEST))
    return found


def seen(desk: Desk, id_: str) -> bool:
    """Whether the widget has at least a row on the screen in which something stands."""
    widget = desk.screen.query_one(id_)
    visible = widget.region
    for parent in widget.ancestors:
        if isinstance(parent, Widget):
            visible = visible.intersection(parent.region)
    rows = desk.rows()[visible.y : visible.bottom]
    return widget.display and any(row[visible.x : visible.right].strip() for row in rows)


def check(desk: Desk, part: str, said: str) -> None:
    id_ = PARTS[part]
    if part == "rows for cues, at least":
        shown = desk.screen.query_one(id_, TextRows).text.splitlines() if seen(desk, id_) else []
        assert len(shown) >= int(said)
    elif said.isdecimal():
        assert 0 < desk.screen.query_one(id_).size.height <= int(said)
    elif said != "if there is room":
        assert seen(desk, id_) == (said == "yes")


@pytest.mark.parametrize("heading", ["A session", "The library"])
async def test_the_table_is_true(world: World, heading: str) -> None:
    classes, parts = table(heading)
    world.write_session(MANY_CUES)
    async with world.program((80, 24)) as desk:
        if heading == "A session":
            await desk.begin_at(7)
        for number, size in edges(classes):
            await desk.pilot.resize_terminal(*size)
            for part, said in parts.items():
                try:
                    check(desk, part, said[number])
                except AssertionError as error:
                    raise AssertionError(f"{part} at {size}: {said[number]}") from error


def test_every_part_of_the_tables_is_walked() -> None:
    named = [part for heading in ("A session", "The library") for part in table(heading)[1]]
    assert sorted(named) == sorted(PARTS)
