"""Every screen as it was last looked at: its words in three sizes, its colours there and in two more themes.

After a change that is meant, write them anew and look at what the version control says:
``UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from rich.style import Style
from textual.strip import Strip

from .conftest import Desk, World
from .test_app_sizes import WALKS, Stop

KEPT = Path(__file__).parent / "snapshots"
SEEN = (
    *(("", size) for size in ((40, 12), (80, 24), (120, 40))),
    *((theme, (80, 24)) for theme in ("textual-light", "high-contrast")),
)
"""Themes and sizes; in another theme the words are the same."""


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_every_screen_looks_as_it_did(
    painted_world: World, walk: list[Stop], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    lines: list[str] = []
    for theme, size in SEEN:
        world = World(tmp_path / f"{theme}-{size[0]}")
        world.configure(f'theme = "{theme}"\n')
        async with world.program(size) as desk:
            for name, _screen, go in walk:
                await go(desk)
                await desk.pilot.pause()
                lines.append(f"== {name}, {size[0]}x{size[1]}, {theme or 'as it comes'}")
                lines += [] if theme else _words(desk)
                lines.append(f"-- {_colours(desk)}")
    kept = KEPT / f"{request.node.callspec.id}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        KEPT.mkdir(exist_ok=True)
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == kept.read_text(encoding="utf-8").splitlines()


def _strips(desk: Desk) -> list[Strip]:
    """The screen's rows; of a dialog only what it covers: what is behind it may still be drawn anew."""
    strips = desk.screen._compositor.render_strips(desk.app.size)
    if not desk.screen.is_modal:
        return strips
    box = desk.screen.children[0].region
    return [strip.crop(box.x, box.right) for strip in strips[box.y : box.bottom]]


def _words(desk: Desk) -> Iterator[str]:
    """The rows, without the paths of the home of this test."""
    for strip in _strips(desk):
        yield re.sub(r"\S*/\S*", "…", strip.text).rstrip()


def _colours(desk: Desk) -> str:
    """A few characters a row for its colours and where they begin and end; none where a path may be longer or not."""
    return " ".join("path" if "/" in strip.text else _digest(strip) for strip in _strips(desk))


def _digest(strip: Strip) -> str:
    worn = [(len(segment.text), _look(segment.style)) for segment in strip]
    return sha256(repr(worn).encode()).hexdigest()[:4]


def _look(style: Style | None) -> str:
    """Its colours and how it is set, without the links behind it."""
    return str(style.clear_meta_and_links()) if style else ""
