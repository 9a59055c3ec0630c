"""Every screen as it was last looked at: its words in three sizes, and its colours at the first, in three themes.

After a change that is meant, write them anew and look at what the version control says:
``UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import pytest
from rich.style import Style
from textual.strip import Strip
from textual.widgets import Input, TextArea

from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.history.past_run import PastRunScreen
from backstretch.tui.history.screen import HistoryScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.tour import TourScreen
from tests.tui.history.test_history import several

from .conftest import PHASES, Desk, World
from .test_app_sizes import WALKS, Stop, _at, _press

KEPT = Path(__file__).parent / "snapshots"
SIZES = ((80, 24), (120, 40), (40, 12))
"""The first is the one in which a walk goes on."""
THEMES = ("", "textual-light", "high-contrast")


def _until(kind: str) -> Callable[[Desk], Awaitable[None]]:
    """On to the third second of the first phase of that kind."""

    async def go(desk: Desk) -> None:
        await desk.let(PHASES[kind] + 2 - desk.at)

    return go


SEEN: dict[str, list[Stop]] = {
    **WALKS,
    "phases": [
        ("ready", CoachScreen, _at(2)),
        *((kind, CoachScreen, _until(kind)) for kind in ("release", "switch", "right", "rest")),
        ("keys of a session", HelpScreen, _press("?")),
    ],
    "history": [
        ("days", HistoryScreen, _press("h")),
        ("weeks", HistoryScreen, _press("2")),
        ("exercises", HistoryScreen, _press("3")),
        ("runs", HistoryScreen, _press("4")),
        ("a run", PastRunScreen, _press("enter")),
    ],
    "tour": [
        ("notice", FirstRunScreen, _press("enter")),
        ("tour: what you see", TourScreen, _press("enter")),
        ("tour: the key", TourScreen, _press("enter")),
        ("tour: practised", TourScreen, _press("x")),
        ("tour: the end", TourScreen, _press("enter")),
        ("advice from the tour", EscalationScreen, _press("x")),
    ],
}
BEFORE: dict[str, Callable[[World], None]] = {"history": several, "tour": World.forget_answers}
"""What there is before the program is started."""


@pytest.mark.parametrize("name", SEEN)
async def test_every_screen_says_what_it_said(world: World, name: str) -> None:
    """One pass of every screen, in one size and without its colours, for the first tier."""
    kept = (KEPT / f"{name}.txt").read_text(encoding="utf-8")
    if name in BEFORE:
        BEFORE[name](world)
    async with world.program(SIZES[0]) as desk:
        for screen, kind, go in SEEN[name]:
            await go(desk)
            assert isinstance(desk.screen, kind), screen
            assert list(_words(desk)) == _kept_words(kept, screen), screen


def _kept_words(kept: str, screen: str) -> list[str]:
    """The rows of a screen in the first size."""
    heading = f"== {screen}, {SIZES[0][0]}x{SIZES[0][1]}\n"
    assert heading in kept
    return kept.partition(heading)[2].partition("\n-- as it comes: ")[0].split("\n")


@pytest.mark.second
@pytest.mark.parametrize("name", SEEN)
async def test_every_screen_looks_as_it_did(world: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)  # it would be there or not
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
    if name in BEFORE:
        BEFORE[name](world)
    lines: list[str] = []
    async with world.program(SIZES[0]) as desk:
        for screen, kind, go in SEEN[name]:
            await go(desk)
            assert isinstance(desk.screen, kind), screen
            for size in SIZES:
                await _resize(desk, size)
                lines += [f"== {screen}, {size[0]}x{size[1]}", *_words(desk)]
                if size == SIZES[0]:
                    lines += await _colours_in_all_themes(desk, screen)
            await _resize(desk, SIZES[0])
    kept = KEPT / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        KEPT.mkdir(exist_ok=True)
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == kept.read_text(encoding="utf-8").splitlines()


async def _resize(desk: Desk, size: tuple[int, int]) -> None:
    if desk.app.size != size:
        await desk.pilot.resize_terminal(*size)
        await desk.pilot.pause()


async def _colours_in_all_themes(desk: Desk, screen: str) -> list[str]:
    """A line a theme; the words are the same in all of them, and the first is worn in the end."""
    seen = {theme: await _look(desk, theme) for theme in (*THEMES, THEMES[0])}
    assert all(words == seen[""][0] for words, _ in seen.values()), screen
    return [f"-- {theme or 'as it comes'}: {seen[theme][1]}" for theme in THEMES]


async def _look(desk: Desk, theme: str) -> tuple[list[str], str]:
    """The words and the colours of the screen in a theme, which it takes on as it does after a change of settings."""
    settings = desk.app.context.settings
    if settings.theme != theme:
        desk.app.use_settings(settings._replace(theme=theme))
        await desk.pilot.pause()
    return list(_words(desk)), _colours(desk)


@pytest.mark.second
@pytest.mark.parametrize("theme", THEMES[1:])
async def test_a_theme_that_was_put_on_looks_as_if_it_had_been_there(world: World, theme: str) -> None:
    """What is kept was seen in a program that changed its theme; here is one that began with it."""
    world.configure(f'theme = "{theme}"\n')
    async with world.program(SIZES[0]) as desk:
        kept = (KEPT / "session.txt").read_text(encoding="utf-8")
        for screen, _, go in SEEN["session"]:
            await go(desk)
            shown = kept.partition(f"== {screen}, {SIZES[0][0]}x{SIZES[0][1]}\n")[2].partition("== ")[0]
            assert f"-- {theme}: {_colours(desk)}\n" in shown, screen


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
    pieces = groupby(strip, lambda segment: _worn(segment.style))
    worn = [(sum(len(segment.text) for segment in piece), style) for style, piece in pieces]
    return sha256(repr(worn).encode()).hexdigest()[:4]


def _worn(style: Style | None) -> str:
    """Its colours and how it is set, without the links behind it."""
    return str(style.clear_meta_and_links()) if style else ""
