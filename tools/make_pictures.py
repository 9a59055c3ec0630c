"""Makes the pictures of README and docs from the real program, on its own clock: ``python tools/make_pictures.py``.

Writes ``docs/pictures/*.svg``; ``session.svg`` moves. Nothing of the home directory is read or written.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.cells import cell_len
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from backstretch.base.paths import Paths
from backstretch.journal.store import Journal
from backstretch.run.person import PersonAnswers, write_person
from backstretch.run.runner import Runner
from backstretch.session.timeline import Phase
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach.screen import CoachScreen
from tests.data.made_up_journal import made_up, write

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (80, 24)
CELL = (8.43, 16.3)
"""Width and height of a cell, in pixels: those of a letter of 14, so that blocks touch one another."""
BEGINNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRAMES_A_SECOND = 2
MOVING = "knee-to-chest"
"""What of "Gentle start" moves: getting ready, three holds on the left, the change of sides, the first on the right."""
BEFORE_SECONDS = 6.0
BEHIND, WORDS = "#1e1e1e", "#e0e0e0"

Row = tuple[tuple[str, Style], ...]


class StoryClock:
    """Goes on when the story does."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return self.seconds

    def awake(self) -> float:
        """The same: nothing sleeps here."""
        return self.seconds

    def now(self) -> datetime:
        """The time of day."""
        return BEGINNING + timedelta(seconds=self.seconds - 1000)


class Story:
    """The program as somebody sits before it."""

    def __init__(self, app: BackstretchApp, pilot: Pilot[int], clock: StoryClock) -> None:
        self.app = app
        self._pilot = pilot
        self._clock = clock

    async def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self._clock.seconds += 1
            await self._pilot.press(key)
            await self._pilot.pause(0.3)

    async def go(self, seconds: float) -> None:
        """Let the session go on."""
        self._clock.seconds += seconds
        cast("CoachScreen", self.app.screen)._tick()
        await self._pilot.pause()

    async def until(self, at_seconds: float) -> None:
        """Let the session come to this second."""
        runner = cast("Runner", self.app.runner)
        while (left := at_seconds - runner.view().at_seconds) > 0:
            await self.go(min(1.0, left))

    def hold(self, exercise: str, side: str | None) -> Phase:
        """The first hold of an exercise on this side."""
        phases = cast("Runner", self.app.runner).plan.timeline.phases
        return next(one for one in phases if (one.kind, one.exercise, one.side) == ("hold", exercise, side))

    def rows(self) -> list[Row]:
        """What is on the screen."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [tuple(_joined(strip)) for strip in strips]


@asynccontextmanager
async def story(*, runs: int = 0) -> AsyncIterator[Story]:
    """The program in an empty home, or one with a made-up past."""
    with tempfile.TemporaryDirectory() as home:
        root = Path(home)
        paths, clock = Paths(root / "config", root / "data", root / "state", root / "cache"), StoryClock()
        paths.config.parent.mkdir()
        paths.config.write_text("flash = false\n", encoding="utf-8")  # which stands in where there is no sound
        write_person(paths.person, PersonAnswers(answered_on=BEGINNING.date(), toured=True))
        if runs:
            with Journal.open(paths.journal, paths.stops) as journal:
                write(journal, made_up(runs, seed=7))
        app = BackstretchApp(paths, clock=clock)
        async with app.run_test(size=SIZE) as pilot:
            app.get_ready()
            await pilot.pause(0.5)
            yield Story(app, pilot, clock)


async def make() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    async with story() as desk:
        save("library", [desk.rows()])
        await desk.press("enter", "enter", "space")
        first, last = desk.hold(MOVING, "left"), desk.hold(MOVING, "right")
        await desk.until(first.start - BEFORE_SECONDS)
        frames = []
        for _ in range(round((last.end - first.start + BEFORE_SECONDS) * FRAMES_A_SECOND)):
            await desk.go(1 / FRAMES_A_SECOND)
            frames.append(desk.rows())
        save("session", frames)
        await desk.until(desk.hold("bridge", None).start + 2)
        save("coach", [desk.rows()])
        await desk.press("x")
        save("stopped", [desk.rows()])
    async with story(runs=400) as desk:
        await desk.press("h")
        save("history", [desk.rows()])
    async with story() as desk:
        await desk.press("e", "down", "down")
        save("editor", [desk.rows()])


def save(name: str, frames: list[list[Row]]) -> None:
    """Write a picture; of several ``frames`` one that moves."""
    width, height = SIZE[0] * CELL[0], SIZE[1] * CELL[1]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
        f"<title>backstretch: {name}</title>",
        "<style>text{font:14px 'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}.b{font-weight:bold}"
        ".i{font-style:italic}.u{text-decoration:underline}</style>",
        f'<rect width="{width:g}" height="{height:g}" fill="{BEHIND}"/>',
    ]
    for y in range(SIZE[1]):
        shown: dict[Row, list[int]] = {}
        for number, frame in enumerate(frames):
            shown.setdefault(frame[y], []).append(number)
        for row, numbers in shown.items():
            drawn = "".join(_drawn(row, y))
            if len(numbers) < len(frames):
                drawn = f"<g>{_animation(numbers, len(frames))}{drawn}</g>"
            lines.append(drawn)
    (PICTURES / f"{name}.svg").write_text("\n".join([*filter(None, lines), "</svg>", ""]), encoding="utf-8")


def _animation(numbers: list[int], count: int) -> str:
    """Visible in these of the frames: a value and a time where that changes."""
    seen = ["visible" if number in numbers else "hidden" for number in range(count)]
    changes = [number for number in range(count) if number == 0 or seen[number] != seen[number - 1]]
    values = ";".join(seen[number] for number in changes)
    times = ";".join(f"{number / count:.4g}" for number in changes)
    return (
        f'<animate attributeName="visibility" calcMode="discrete" dur="{count / FRAMES_A_SECOND:g}s" '
        f'repeatCount="indefinite" values="{values}" keyTimes="{times}"/>'
    )


def _joined(strip: Strip) -> Iterator[tuple[str, Style]]:
    """The pieces of a row without links and meta data, those that look alike joined."""
    for segment in Segment.simplify(
        Segment(segment.text, (segment.style or Style()).clear_meta_and_links()) for segment in strip
    ):
        yield segment.text, segment.style or Style()


def _drawn(row: Row, y: int) -> Iterator[str]:
    x = 0
    for text, style in row:
        cells = cell_len(text)
        words, behind = _hex(style.color, WORDS), _hex(style.bgcolor, BEHIND)
        if style.reverse:
            words, behind = behind, words
        left, top, wide = x * CELL[0], y * CELL[1], cells * CELL[0]
        if behind != BEHIND:
            # A little more than its cells, so that no line is seen between two pieces.
            size = f'width="{wide + 0.4:.5g}" height="{CELL[1] + 0.4:g}"'
            yield f'<rect x="{left:.5g}" y="{top:g}" {size} fill="{behind}"/>'
        if stripped := text.strip():
            before = cell_len(text) - cell_len(text.lstrip())
            worn = "".join(mark for mark, on in (("b", style.bold), ("i", style.italic), ("u", style.underline)) if on)
            shown = f' class="{" ".join(worn)}"' if worn else ""
            faint = ' opacity=".6"' if style.dim else ""
            where = f'x="{left + before * CELL[0]:.5g}" y="{top + 13:g}" fill="{words}"{shown}{faint}'
            wide = cell_len(stripped) * CELL[0]
            yield f'<text {where} textLength="{wide:.5g}" lengthAdjust="spacingAndGlyphs">{escape(stripped)}</text>'
        x += cells


def _hex(color: Color | None, default: str) -> str:
    if color is None or color.type is ColorType.DEFAULT:
        return default
    return color.get_truecolor().hex


if __name__ == "__main__":
    os.environ["COLORTERM"] = "truecolor"
    os.environ.pop("NO_COLOR", None)
    asyncio.run(make())
