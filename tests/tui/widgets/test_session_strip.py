"""The strip of the whole session: what each cell stands for, and when it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region

from backstretch.session.model import Duration, RestStep
from backstretch.session.timeline import Phase, PhaseKind, Timeline
from backstretch.tui.widgets.session_strip import SessionStrip, strip_cells

pytestmark = pytest.mark.second

_KINDS: tuple[PhaseKind, ...] = ("ready", "hold", "release", "switch", "rest")
_ITEM = RestStep(number=1, within=None, rest=Duration(1), cue=None)


def _timeline(*phases: tuple[PhaseKind, float, int]) -> Timeline:
    """Of phases given as kind, seconds and the place they belong to."""
    laid: list[Phase] = []
    start = 0.0
    for kind, seconds, place in phases:
        laid.append(Phase(kind, start, seconds, place + 1, None, None, None, None, None, _ITEM, 0, place))
        start += seconds
    return Timeline(tuple(laid), start, 0)


_SESSION = _timeline(
    ("ready", 10, 0),
    ("hold", 20, 0),
    ("switch", 10, 0),
    ("hold", 20, 0),
    ("rest", 20, 0),
    ("ready", 10, 1),
    ("hold", 60, 1),
    ("release", 10, 1),
    ("hold", 40, 1),
)

_PAIR: tuple[tuple[PhaseKind, float, int], ...] = (("hold", 2, 0), ("release", 3, 0))


def test_each_cell_takes_the_kind_that_fills_most_of_it() -> None:
    cells = strip_cells(_SESSION, 20)

    assert cells.kinds == (
        *("ready", "hold", "hold", "switch", "hold", "hold", "rest", "rest"),
        *("ready", *("hold",) * 6, "release", *("hold",) * 4),
    )
    assert cells.starts == {8}


def test_many_short_phases_in_a_cell_count_together() -> None:
    timeline = _timeline(*(phase for _ in range(4) for phase in _PAIR), ("hold", 2.5, 0))

    assert strip_cells(timeline, 1).kinds == ("release",)


def test_steps_are_not_told_apart_without_room() -> None:
    assert strip_cells(_SESSION, 11).starts == frozenset()
    assert strip_cells(_SESSION, 12).starts == {4}


@pytest.mark.parametrize(("timeline", "width"), [(Timeline((), 0.0, 0), 40), (_SESSION, 0)])
def test_nothing_is_shown_as_nothing(timeline: Timeline, width: int) -> None:
    cells = strip_cells(timeline, width)

    assert cells.kinds == ()
    assert cells.at(12.0) == 0


@pytest.mark.parametrize(("seconds", "cell"), [(-1, 0), (0, 0), (9.99, 0), (10, 1), (199, 19), (200, 19), (999, 19)])
def test_a_place_falls_into_a_cell(seconds: float, cell: int) -> None:
    assert strip_cells(_SESSION, 20).at(seconds) == cell


@given(
    st.lists(st.tuples(st.sampled_from(_KINDS), st.floats(0.001, 3600), st.integers(0, 5)), min_size=1, max_size=60),
    st.integers(1, 200),
)
def test_every_cell_has_a_kind_that_is_under_way_in_it(
    phases: Sequence[tuple[PhaseKind, float, int]], width: int
) -> None:
    timeline = _timeline(*phases)
    cells = strip_cells(timeline, width)

    assert len(cells.kinds) == width
    for index, kind in enumerate(cells.kinds):
        start, end = (timeline.total_seconds * edge / width for edge in (index, index + 1))
        slack = 1e-9 * timeline.total_seconds
        assert any(
            phase.kind == kind and phase.start < end + slack and phase.end > start - slack for phase in timeline.phases
        )


class _Touches:
    """Counts how often phases are looked at."""

    def __init__(self, phases: tuple[Phase, ...]) -> None:
        self._phases = phases
        self.count = 0

    def __iter__(self) -> Any:
        for phase in self._phases:
            self.count += 1
            yield phase

    def __getitem__(self, index: int) -> Phase:
        return self._phases[index]


def test_twenty_thousand_phases_are_each_looked_at_once() -> None:
    timeline = _timeline(*[("hold", 2.0, n // 9) if n % 2 else ("release", 1.0, n // 9) for n in range(20_000)])
    touches = _Touches(timeline.phases)
    cells = strip_cells(Timeline(touches, timeline.total_seconds, 0), 120)  # type: ignore[arg-type]

    assert touches.count == 20_000
    assert cells.kinds == ("hold",) * 120


class _Recorded(SessionStrip):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.painted: list[tuple[Region, ...]] = []

    def _set_dirty(self, *regions: Region) -> None:
        """Whether it is to be painted at once or later: this is said."""
        self.painted.append(regions)
        super()._set_dirty(*regions)


class _StripApp(App[None]):
    def __init__(self, strip: SessionStrip, height: int = 1, css: str = "") -> None:
        super().__init__()
        self.stylesheet.add_source(f"SessionStrip {{ height: {height}; }} {css}", is_default_css=False)
        self._strip_widget = strip

    def compose(self) -> ComposeResult:
        yield self._strip_widget

    def shown(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]


async def test_one_row_shows_kinds_steps_and_place() -> None:
    app = _StripApp(SessionStrip(_SESSION, position=45))
    async with app.run_test(size=(20, 1)):
        assert app.shown() == ["░██▞►█··│██████▁████"]


async def test_two_rows_have_the_marker_above() -> None:
    app = _StripApp(SessionStrip(_SESSION, position=45), height=2)
    async with app.run_test(size=(20, 2)):
        assert app.shown() == ["    ▼               ", "░██▞██··│██████▁████"]


async def test_there_is_an_ascii_strip() -> None:
    app = _StripApp(SessionStrip(_SESSION, position=45, ascii=True), height=2)
    async with app.run_test(size=(20, 2)):
        assert app.shown() == ["    v               ", ":##%##..|######_####"]


async def test_kinds_have_the_colours_of_their_classes_and_what_is_done_is_dim() -> None:
    css = "".join(
        f"SessionStrip > .session-strip--{kind} {{ color: rgb(0,0,{number}); }}" for number, kind in enumerate(_KINDS)
    )
    strip = SessionStrip(_SESSION, position=105)
    app = _StripApp(strip, css=css)
    async with app.run_test(size=(20, 1)):
        cells = [(char, segment.style) for segment in strip.render_line(0) for char in segment.text]
        for index, kind in ((0, "ready"), (1, "hold"), (3, "switch"), (6, "rest"), (15, "release"), (16, "hold")):
            style = cells[index][1]
            assert style is not None
            assert style.color is not None
            assert style.color.get_truecolor()[2] == _KINDS.index(kind)
            assert bool(style.dim) == (index < 10)
        marker = cells[10][1]
        assert marker is not None
        assert marker.reverse
        assert marker.bold


async def test_it_is_painted_only_where_the_marker_moves() -> None:
    strip = _Recorded(_SESSION, position=45)
    app = _StripApp(strip)
    async with app.run_test(size=(20, 1)) as pilot:
        strip.painted.clear()
        for place in (45, 46.0, 49.9):
            strip.position = place
            await pilot.pause()
        assert strip.painted == []
        strip.position = 61
        await pilot.pause()
        assert strip.painted == [(Region(4, 0, 3, 1),)]
        assert app.shown() == ["░██▞██►·│██████▁████"]


async def test_another_timeline_and_another_width_are_laid_out_anew() -> None:
    strip = SessionStrip()
    app = _StripApp(strip)
    async with app.run_test(size=(20, 1)) as pilot:
        assert app.shown() == [" " * 20]
        strip.timeline = _SESSION
        await pilot.pause()
        assert app.shown() == ["►██▞██··│██████▁████"]
        strip.styles.width = 10
        await pilot.pause()
        assert app.shown() == ["►██·░█████" + " " * 10]


async def test_the_colours_follow_the_screen() -> None:
    strip = SessionStrip(_SESSION)
    app = _StripApp(strip, css="Screen { background: rgb(1,1,1); } Screen.-rest { background: rgb(2,2,2); }")
    async with app.run_test(size=(20, 1)) as pilot:
        for name, value in (("", 1), ("-rest", 2), ("", 1)):
            app.screen.set_classes(name)
            await pilot.pause()
            backgrounds = {segment.style.bgcolor for segment in strip.render_line(0) if segment.style}
            assert {color.get_truecolor() for color in backgrounds if color} == {(value,) * 3}


@pytest.mark.parametrize("size", [(1, 1), (300, 1), (5, 9)])
async def test_every_size_is_survived(size: tuple[int, int]) -> None:
    app = _StripApp(SessionStrip(_SESSION, position=70), height=size[1])
    async with app.run_test(size=size):
        assert [len(row) for row in app.shown()] == [size[0]] * size[1]
