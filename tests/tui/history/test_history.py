"""The history: what was done, in every size; one run looked at, changed, deleted and brought back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from textual.widgets import Input, Static

from backstretch.coach.results import MISTAKE
from backstretch.journal.records import Hold, PainReport, Progress, Run
from backstretch.tui.history import screen as history
from backstretch.tui.history.panes import day_line
from backstretch.tui.history.past_run import PastRunScreen
from backstretch.tui.history.run_list import RunList, row
from backstretch.tui.history.screen import NO_RUNS, HistoryScreen
from backstretch.tui.history.year import YearOfDays
from backstretch.tui.questions.choice import ChoiceScreen
from tests.tui.conftest import Desk, World, settled

pytestmark = pytest.mark.second

HOLDS = (
    Hold(1, 1, None, None, "knee-to-chest", "left", 1, 20.0, 20.0, "done"),
    Hold(5, 1, None, None, "knee-to-chest", "right", 1, 20.0, 5.0, "cut"),
    Hold(10, 2, None, None, "bridge", None, 1, 10.0, 0.0, "skipped"),
)
TODAY = date(2026, 11, 23)


def remember(world: World, days: float, run_id: str, *, session: str = "everyday", kind: str | None = None) -> None:
    """A run so many days ago; with a ``kind``, one that pain stopped."""
    start = world._start(timedelta(days=days), run_id, session, 0)
    progress = Progress(world.clock.now() - timedelta(days=days), 12, 120.0, HOLDS)
    with world.journal() as journal:
        if kind is None:
            assert journal.begin(start)
            assert journal.finish(run_id, "completed", progress)
            assert journal.after(run_id, pain_after=0, effort=4, note="[b]stiff\x1b[31m[/b]")
            return
        report = PainReport(42.0, 1, "knee-to-chest", "left", 1, kind=kind, score=7, where="lower back")
        journal.record_stop(run_id, progress, report, start)
        journal.clear_stop(run_id, world.clock.now())


def several(world: World) -> None:
    """Five runs: two of today, one stopped, one stopped by mistake, one long ago."""
    for days, run_id in ((0.0, "now"), (0.1, "before"), (400, "long ago")):
        remember(world, days, run_id)
    remember(world, 3, "stopped", kind="sharp")
    remember(world, 5, "mistaken", session="other", kind=MISTAKE)


async def open_history(desk: Desk) -> HistoryScreen:
    await desk.press("h")
    assert isinstance(desk.screen, HistoryScreen)
    return desk.screen


def told(desk: Desk) -> str:
    shown = desk.screen.query_one("#told", Static)
    return str(shown.visual) if shown.display else ""


def calendar(desk: Desk) -> str:
    rows = desk.screen.query_one(YearOfDays)._rows(76)[:8]
    return "\n".join("".join(piece.text for piece in cells) for cells in rows)


async def test_every_tab_says_what_was_done(painted_world: World) -> None:
    several(painted_world)
    async with painted_world.program() as desk:
        await open_history(desk)
        for part in ("5 sessions", "This week: 1 of 3 days", "Monday 23 November 2026: 2 sessions, 4 min", "pain stop"):
            assert part in desk.text()
        assert calendar(desk).count("×") == 1
        assert calendar(desk).count("●") == 1
        expected = {
            "2": ("Minutes by week", "Pain by week, 0 to 10 on average 1.0 before, 0.0 after", "○ before"),
            "3": ("By session Everyday", "4 times", "One knee to the chest", "2 min, 62 %", "Bridge"),
            "4": ("Sun 19 Oct 2025", "1 → 0", "stopped for pain"),
        }
        for key, parts in expected.items():
            await desk.press(key)
            for part in parts:
                assert part in desk.text(), (key, part)
            before = desk.rows()
            for size in ((40, 12), (1, 1), (200, 1), (120, 40), (80, 24)):
                await desk.pilot.resize_terminal(*size)
                await desk.pilot.pause()
                assert [len(line) for line in desk.rows()] == [size[0]] * size[1], (key, size)
            assert desk.rows() == before
        await desk.press("escape")
        assert desk.at_library()


async def test_the_cursor_goes_through_the_years(world: World) -> None:
    several(world)
    async with world.program() as desk:
        await open_history(desk)
        year = desk.screen.query_one(YearOfDays)
        for keys, day in (
            (["right", "down"], TODAY),
            (["left"], TODAY - timedelta(days=7)),
            (["down", "down", "down", "down"], TODAY - timedelta(days=3)),
            (["pageup"], TODAY - timedelta(days=367)),
            (["home"], TODAY - timedelta(days=400)),
            (["up"], TODAY - timedelta(days=400)),
            (["end", "up"], TODAY - timedelta(days=1)),
        ):
            await desk.press(*keys)
            assert year.chosen == day, keys
            assert year.stretch()[0] <= day <= year.stretch()[1]
        assert "Sunday 22 November 2026: no session" in desk.text()
        await desk.press("enter")
        assert isinstance(desk.screen, HistoryScreen)
        await desk.press("home", "enter")
        await settled()
        assert isinstance(desk.screen, PastRunScreen)
        await desk.press("escape", "end", "enter", "down", "enter")
        assert desk.screen._run.id == "now"
        await desk.press("escape")
        assert isinstance(desk.app.focused, RunList)
        await desk.press("escape")
        assert desk.app.focused is year
        assert await desk.pilot.click(YearOfDays, offset=(4 + 51, 1 + 6))
        assert year.chosen == TODAY - timedelta(days=1)


async def test_on_a_high_screen_there_are_earlier_years_and_what_was_held(world: World) -> None:
    several(world)
    async with world.program((120, 40)) as desk:
        await open_history(desk)
        assert "November 2024 to November 2025" in desk.text()
        assert desk.text().count("×") == 2, "the stop, and what its sign means"
        for keys, shown in (((), True), (("left",), False)):
            await desk.press(*keys)
            for held in ("0:25 of 0:40", "0:00 of 0:10"):  # of the knee to the chest, and of the bridge
                assert (held in desk.text()) == shown, keys
        await desk.pilot.resize_terminal(120, 30)
        await desk.pilot.pause()
        assert "November 2024" not in desk.text()


async def test_a_run_in_full(painted_world: World) -> None:
    several(painted_world)
    async with painted_world.program((120, 40)) as desk:
        await open_history(desk)
        await desk.press("4", "down", "down", "enter")
        assert isinstance(desk.screen, PastRunScreen)
        for part in (
            *("Everyday Friday 20 November 2026", "Stopped for pain, level 0", "2:00 active of 2:20 planned"),
            *("Holds: 1 done, 1 cut short, 4 skipped, of 6", "Pain, 0 to 10: 1 before"),
            *(
                "Stopped at 0:42 by the session's clock, step 1, One knee to the chest, left, repetition 1",
                "kind: sharp or sudden",
                "where: lower back",
            ),
            *("left 1", "20 of 20 s", "5 of 20 s, cut short", "Bridge 1 ", "0 of 10 s, skipped"),
        ):
            assert part in desk.text(), part
        await desk.press("escape", "up", "up", "enter")
        note = desk.screen.query_one(Input)
        assert note.value == "[b]stiff\ufffd[31m[/b]"
        await desk.press("n", "end", *" x!")
        assert desk.screen.is_active
        assert note.value.endswith("[/b] x!")
        await desk.press("delete", "escape")
        assert isinstance(desk.screen, PastRunScreen)
        await desk.press("escape", "enter")
        assert desk.screen.query_one(Input).value == note.value
    assert {run.note for run in painted_world.runs() if run.id == "now"} == {note.value}


async def test_a_deleted_run_can_come_back(world: World) -> None:
    several(world)
    before = {run.id: run for run in world.runs()}
    async with world.program() as desk:
        screen = await open_history(desk)
        await desk.press("4")
        runs = screen.query_one("#runs", RunList)
        for left in (4, 3):
            await desk.press("enter", "delete")
            assert runs.total == left
        assert told(desk).startswith("Deleted: Everyday.")
        assert set(before) - {run.id for run in world.runs()} == {"now", "before"}
        await desk.press("u", "u", "u")
        assert runs.total == 5
        assert {run.id: run for run in world.runs()} == before
        await desk.press("enter", "delete", "escape", "h", "u")
        assert len(world.runs()) == 4


async def test_a_run_under_way_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.remember_interrupted()
    monkeypatch.setattr("backstretch.journal.store.is_alive", lambda _: True)
    async with world.program() as desk:
        await open_history(desk)
        await desk.press("4", "enter", "delete")
        assert isinstance(desk.screen, PastRunScreen)
        assert "under way" in told(desk)
        await desk.press("escape", "escape")
        assert desk.at_library()
    assert len(world.runs()) == 1


async def test_only_one_session(world: World) -> None:
    several(world)
    async with world.program() as desk:
        screen = await open_history(desk)
        await desk.press("f")
        assert isinstance(desk.screen, ChoiceScreen)
        await desk.press("2")
        assert desk.app.screen is screen
        assert "Only Other" in desk.text()
        assert "Monday 23 November 2026: no session" in desk.text()
        assert screen.query_one("#runs", RunList).total == 1
        await desk.press("f", "escape", "4", "enter")
        assert isinstance(desk.screen, PastRunScreen)
        await desk.press("escape", "f", "a")
        assert screen.query_one("#runs", RunList).total == 5


async def test_without_runs_and_without_a_journal(world: World) -> None:
    async with world.program((40, 12)) as desk:
        await open_history(desk)
        assert NO_RUNS in desk.said()
        await desk.press("2", "3", "4", "enter", "f", "u", "escape")
        assert desk.at_library()
    for path in world.paths.journal.parent.glob("journal*"):
        path.unlink()
    world.lose_journal()
    async with world.program() as desk:
        await open_history(desk)
        assert str(world.paths.journal) in told(desk).replace("\n", "")
        await desk.press("2", "3", "4", "enter", "f", "u", "x")
        await desk.press("enter", "enter")
        assert desk.at_library()


async def test_a_long_journal_is_added_up_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    several(world)
    async with world.program() as desk:
        screen = await open_history(desk)
        at_once = screen._sums
        await desk.press("escape")
        monkeypatch.setattr(history, "MOST_AT_ONCE", 0)
        screen = await open_history(desk)
        assert screen.query_one("#runs", RunList).total == 5
        await desk.app.workers.wait_for_complete()
        await desk.pilot.pause()
        assert screen._sums == at_once
        assert screen._whole
        assert "2 min held" in desk.text()


# A row, a day.


def run(**changes: object) -> Run:
    at = datetime(2026, 3, 5, 7, 30, tzinfo=UTC)
    values = ("1", "everyday", "Everyday\n[red]", "", at, at, "completed", 0, 1, 60.0, 95.5, 30.0, 2, 2, 0)
    return Run(*values, 3, None, None, None, None, None)._replace(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "dated", "changes", "shown"),
    [
        (70, True, {}, "Thu  5 Mar 2026 07:30  Everyday [r…    1:36  3 → –"),
        (90, True, {"pain_after": 2}, f"Thu  5 Mar 2026 07:30  {'Everyday [red]':<27}    1:36  pain 3 → 2"),
        (90, True, {"pain_before": None}, "Thu  5 Mar 2026 07:30  Everyday [red]                 1:36"),
        (64, False, {"outcome": "ended_early"}, "07:30  Everyday [red]            1:36  3 → –    ended early"),
        (36, True, {}, " 5 Mar 2026  Everyday [re…    1:36"),
        (36, True, {"outcome": "stopped_for_pain"}, " 5 Mar 2026  Everyday [re…    1:36 ×"),
        (30, False, {"title": "日本語のセッション"}, "07:30  日本語のセッ…    1:36"),
    ],
)
def test_a_run_in_one_row(width: int, dated: bool, changes: dict[str, object], shown: str) -> None:
    assert row(run(**changes), width, dated=dated).rstrip() == shown


def test_a_day_in_words() -> None:
    assert day_line(TODAY, [], short=False) == "Monday 23 November 2026: no session"
    assert day_line(TODAY, [run(), run()], short=True) == "Mon 23 Nov 2026: 2 sessions, 3 min"


@pytest.mark.second
async def test_what_came_before_worse_mornings_is_told_in_counts(painted_world: World) -> None:
    for number in range(7):
        remember(painted_world, number + 1, f"run-{number}", session="other" if number < 5 else "everyday")
        with painted_world.journal() as journal:
            journal.next_day(f"run-{number}", "worse" if number < 5 else "same")
    async with painted_world.program(size=(120, 40)) as desk:
        await open_history(desk)
        await desk.press("3")
        assert "Other: before 5 of 5 worse mornings, and before 0 of 2 others" in desk.text()
        assert "not causes" in desk.text()
