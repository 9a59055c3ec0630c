"""The whole program in a home directory of its own, on a clock that moves only when a test moves it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual import events
from textual._context import active_app
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer, TimerCallback
from textual.widgets import Input, Static, TextArea

from backstretch.audio import audio, rendering
from backstretch.audio.clip import Clip
from backstretch.audio.playback import BELL, Link
from backstretch.audio.players import Player
from backstretch.base.paths import Paths
from backstretch.coach.events import State
from backstretch.coach.screening import Answers, Go
from backstretch.journal.records import Hold, PainReport, Progress, Run, RunStart, Saved
from backstretch.journal.spool import Stop, put_aside
from backstretch.journal.store import Journal
from backstretch.run import wake_lock
from backstretch.run.person import PersonAnswers, write_person
from backstretch.run.plan import Plan
from backstretch.run.runner import Runner
from backstretch.run.screening_flow import ScreeningFlow, read
from backstretch.session import library
from backstretch.session.catalogue import Exercise
from backstretch.session.library import Found, find
from backstretch.session.reader import Reading, read_session
from backstretch.terminal.keys import counts_each_press
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.library import model
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.widgets.text_rows import TextRows

from .styling import work_out_styles_once

BEGINNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
APART = 0.3
"""Seconds between two keys."""
AGAIN = 1.0
"""Seconds between two presses of one key: more than between the repeats of a held one."""
EDGE = 0.002
"""How long after a second's edge the coach screen wakes."""
PATIENCE = 30.0
"""Seconds of the machine to wait for what must come."""
DEAD_PID = 2**31 - 1
"""No system hands out so high a process id."""

SMALL = """\
format = 1
title = "Small"
lead_in = 5
side_gap = 5

[[steps]]
exercise = "knee-to-chest"
hold = 20
reps = 2
rest_between = 5
rest_after = 10

[[steps]]
exercise = "bridge"
hold = 10
reps = 2
rest_between = 5
"""
"""13 phases in 140 s: ready, L1, release, L2, switch, R1, release, R2, rest; ready, hold, release, hold."""
SMALL_SECONDS = 140.0
SMALL_HOLDS = 6
PHASES = {"ready": 0.0, "hold": 5.0, "release": 25.0, "second hold": 30.0, "switch": 50.0, "right": 55.0, "rest": 100.0}
"""When some of its phases begin, in seconds."""


class FakeClock:
    """Seconds that pass when a test says so, awake or asleep."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def awake(self) -> float:
        return self.seconds + self.slept

    def now(self) -> datetime:
        return BEGINNING + timedelta(seconds=self.seconds + self.slept - 1000.0)

    def go(self, seconds: float) -> None:
        """Time passes."""
        self.seconds += seconds

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: only the clock that goes on in sleep, and the wall's, move."""
        self.slept += seconds


class Loudspeaker:
    """In place of the audio thread: notes what it is to play, and says what it can."""

    link: ClassVar = Link("pw-play", sounds=True, sure=True)

    made: ClassVar[list[Loudspeaker]] = []

    def __init__(
        self,
        ring: Callable[[], None],
        players: Callable[[], list[Player]],
        *,
        volume: int = 100,
        settled: Callable[[Link], None],
    ) -> None:
        self.made.append(self)
        self.settled = settled
        self.ring = ring
        self.volume = volume
        self.played: list[list[str]] = []
        """The names of the clips of each job; of a phrase, what its file is called for."""
        self.closed = False

    def play(self, clips: Sequence[Clip], *, rings: int, keep: bool = False) -> None:
        self.played.append([clip.path.stem.rpartition("-")[0] or clip.path.stem for clip in clips])
        if self.link is BELL:
            for _ in range(rings):
                self.ring()

    @property
    def busy(self) -> bool:
        return False

    def cut(self) -> None:
        self.played.append([])

    def again(self) -> None:
        """There is nothing to forget."""

    def try_out(self, done: Callable[[Link], None]) -> None:
        done(self.link)

    def close(self) -> None:
        self.closed = True


@dataclass
class Desk:
    """The program as one person sits before it."""

    app: BackstretchApp
    pilot: Pilot[int]
    clock: FakeClock

    def __post_init__(self) -> None:
        self._pressed: dict[str, float] = {}
        """When each key was pressed last."""

    async def press(self, *keys: str, apart: float | None = None) -> None:
        """Press keys, each so many seconds after what came before; if it is not said, so that each is heard."""
        for key in keys:
            self.clock.go(apart_from(self._pressed, key, self.clock.seconds) if apart is None else apart)
            self._pressed[key.lower()] = self.clock.seconds
            await self.app._press_keys([key])

    async def press_at_once(self, *keys: str) -> None:
        """Keys that come in one reading of the terminal: none waits for what the one before it leads to."""
        self.clock.go(APART)
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            event = events.Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None)
            event.set_sender(self.app)
            driver.send_message(event)
        for _ in range(2):
            await settled()

    async def wait_for(self, true: Callable[[], object]) -> None:
        """Until something is there that only a timer of Textual's own brings."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                await self.pilot.pause(0.01)

    async def let(self, seconds: float, *, drawn: bool = False) -> None:
        """Time passes while the program is awake: it wakes when it said it would.

        Only the last wake-up is drawn, unless every one is to be.
        """
        until = self.clock.seconds + seconds
        while self.app.runner is not None:
            wait = self.app.runner.until_next()
            if wait is None or self.clock.seconds + wait + EDGE > until:
                break
            self.clock.go(wait + EDGE)
            if drawn:
                await self.wake()
            else:
                self.app.runner.tick()
        self.clock.seconds = until
        if self.coach is not None:
            await self.wake()
        await settled()

    async def wake(self) -> None:
        """The session's screen wakes now, whatever it had planned."""
        coach = self.coach
        assert coach is not None
        coach._tick()
        await settled()

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def coach(self) -> CoachScreen | None:
        """The session's screen, wherever it is in the stack."""
        return next((screen for screen in self.app.screen_stack if isinstance(screen, CoachScreen)), None)

    @property
    def loudspeaker(self) -> Loudspeaker:
        speaker: object = self.app.audio._speaker
        assert isinstance(speaker, Loudspeaker)
        return speaker

    @property
    def runner(self) -> Runner:
        assert self.app.runner is not None
        return self.app.runner

    def state(self) -> State:
        return self.runner.state

    @property
    def at(self) -> float:
        """Seconds on the timeline."""
        return round(self.runner.view().at_seconds, 2)

    @property
    def kind(self) -> str:
        return self.runner.view().phase.kind

    @property
    def library(self) -> LibraryScreen:
        """The list of sessions, wherever it is in the stack."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, LibraryScreen))

    def at_library(self) -> bool:
        return isinstance(self.screen, LibraryScreen) and self.coach is None

    def rows(self) -> list[str]:
        """What the uppermost screen shows, row by row."""
        return [strip.text for strip in self.screen._compositor.render_strips(self.app.size)]

    def text(self) -> str:
        """What the uppermost screen shows, with white space folded."""
        return " ".join(" ".join(self.rows()).split())

    def said(self) -> str:
        """All text of the uppermost screen, also where it is scrolled out of sight or has no room."""
        widgets = (*self.screen.query(Static), *self.screen.query(TextRows))
        lines = (str(each.visual) if isinstance(each, Static) else each.text for each in widgets)
        return " ".join(" ".join(lines).split())

    async def open_check_in(self) -> None:
        """From the library."""
        await self.press("enter")
        assert isinstance(self.screen, CheckInScreen)

    async def begin(self, *pain: str) -> None:
        """From the library to the session's first second."""
        await self.open_check_in()
        await self.press(*pain, "enter")
        assert isinstance(self.screen, CoachScreen)

    async def begin_at(self, seconds: float) -> None:
        """From the library straight to a second of its first session; nothing was said at the check-in."""
        assert self.at_library()
        app = self.app
        app.preload.load_all()  # as any key would have
        screening = ScreeningFlow(app.context, read(find("everyday", app.context.paths)))
        screening.answers = Answers(checked_in=True)
        go = screening.next_step()
        assert isinstance(go, Go)
        app.preload.load_all()  # as the first key would; else a timer does so in the midst of what comes
        app.begin(screening.begin(go, sound=app.audio))
        await settled()
        assert isinstance(self.screen, CoachScreen)
        await self.let(seconds)
        assert self.at == pytest.approx(seconds)


def apart_from(pressed: Mapping[str, float], key: str, now: float) -> float:
    """Seconds after which a key is pressed, so that it is heard; each of the others was ``pressed`` then."""
    if counts_each_press(key):
        return APART
    return max(APART, pressed.get(key.lower(), float("-inf")) + AGAIN - now)


class World:
    """A home directory and its clock."""

    def __init__(self, root: Path) -> None:
        self.paths = Paths(root / "config", root / "data", root / "state", root / "cache")
        self.clock = FakeClock()
        self.write_session(SMALL)
        self.configure("")
        self.answer()

    def write_session(self, text: str, id_: str = "everyday") -> Found:
        """A session file of the person's own; ``everyday`` stands first in the library."""
        self.paths.sessions.mkdir(parents=True, exist_ok=True)
        path = self.paths.sessions / f"{id_}.toml"
        path.write_text(text, encoding="utf-8")
        return Found(id_, path, "yours")

    def configure(self, text: str) -> None:
        """The settings file; with short words the time to get ready is as long as a session of the tests says."""
        self.paths.config_dir.mkdir(parents=True, exist_ok=True)
        words = "" if "words" in text else 'words = "short"\n'
        self.paths.config.write_text(f"{words}{text}", encoding="utf-8")

    def answer(self, *cautions: str, rotations: bool = False, on: date | None = None) -> None:
        """The first questions are answered already."""
        write_person(self.paths.person, PersonAnswers(frozenset(cautions), rotations, on or self.clock.now().date()))

    def forget_answers(self) -> None:
        self.paths.person.unlink()

    @asynccontextmanager
    async def program(
        self,
        size: tuple[int, int] = (80, 24),
        chosen: Found | None = None,
        from_step: int | None = None,
        level: int | None = None,
        *,
        mute: bool = False,
        edited: Found | None = None,
    ) -> AsyncIterator[Desk]:
        """The program, from its start to its end."""
        app = BackstretchApp(self.paths, chosen, from_step, level, mute=mute, edited=edited, clock=self.clock)
        async with app.run_test(size=size) as pilot:
            app.get_ready()
            await pilot.pause()
            yield Desk(app, pilot, self.clock)

    def lose_journal(self) -> None:
        """Something stands where the journal should be."""
        self.paths.journal.mkdir()

    def find_journal(self) -> None:
        """It does so no more."""
        self.paths.journal.rmdir()

    def lose_state(self) -> None:
        """Something stands where stops are written aside."""
        self.paths.state_dir.write_text("in the way")

    def journal(self) -> Journal:
        """A second connection to the journal, to be closed."""
        return Journal.open(self.paths.journal, self.paths.stops)

    def runs(self) -> list[Run]:
        """Every run in the journal, oldest first, as a second connection sees them."""
        with Journal.open(self.paths.journal, self.paths.stops, read_only=True) as journal:
            return list(journal.runs())

    def holds(self) -> list[Hold]:
        """The holds of the only run."""
        with Journal.open(self.paths.journal, self.paths.stops, read_only=True) as journal:
            return list(journal.holds(self.run().id))

    def run(self) -> Run:
        """The only run in the journal."""
        (run,) = self.runs()
        return run

    def stops_aside(self) -> list[Path]:
        return sorted(self.paths.stops.glob("*.json"))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program holds the journal's lock."""
        with contextlib.closing(sqlite3.connect(self.paths.journal, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")

    def remember_run(
        self,
        ago: timedelta,
        run_id: str = "earlier",
        *,
        session: str = "everyday",
        level: int = 0,
        pain_after: int | None = None,
    ) -> None:
        """A completed run that ended ``ago``."""
        with self.journal() as journal:
            assert journal.begin(self._start(ago, run_id, session, level))
            assert journal.finish(run_id, "completed", Progress(self.clock.now() - ago, 12, SMALL_SECONDS, ()))
            if pain_after is not None:
                assert journal.after(run_id, pain_after=pain_after, effort=None, note=None)

    def remember_good_runs(self, *days_ago: int, level: int = 0) -> None:
        """Completed runs without much pain, the last of them asked about already."""
        for days in sorted(days_ago, reverse=True):
            self.remember_run(timedelta(days=days), f"{days} days ago", level=level, pain_after=1)
        with self.journal() as journal:
            journal.next_day(f"{min(days_ago)} days ago", "same")

    def remember_stop(
        self, exercise: str | None = "bridge", ago: timedelta = timedelta(days=2), *, level: int = 0
    ) -> None:
        """A run that pain stopped ``ago``."""
        start = self._start(ago, "stopped", "everyday", level)
        report = PainReport(at_seconds=42.0, step=1, exercise=exercise, side=None, rep=1)
        with self.journal() as journal:
            saved = journal.record_stop(start.id, Progress(self.clock.now() - ago, 3, 42.0, ()), report, start)
            assert saved is Saved.JOURNAL
            journal.next_day(start.id, "same")

    def remember_stop_aside(self, *, started_at: str) -> None:
        """A stop beside the journal, of a run that began at what may be no moment."""
        start = self._start(timedelta(days=2), "aside", "everyday", 0)
        report = PainReport(at_seconds=42.0, step=1, exercise="bridge", side=None, rep=1)
        assert put_aside(self.paths.stops, Stop(start, None, report))
        (file,) = self.paths.stops.iterdir()
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(start.started_at.isoformat(), started_at), encoding="utf-8")

    def remember_interrupted(
        self, ago: timedelta = timedelta(minutes=30), next_phase: int = 3, from_step: int = 1
    ) -> None:
        """A run of the small session that was killed ``ago``, in its second hold."""
        start = self._start(ago, "killed", "everyday", 0)._replace(from_step=from_step)
        hold = Hold(1, 1, None, None, "knee-to-chest", "left", 1, 20.0, 20.0, "done")
        with self.journal() as journal:
            assert journal.begin(start)
            assert journal.progress(start.id, Progress(self.clock.now() - ago, next_phase, 30.0, (hold,)))

    def _start(self, ago: timedelta, run_id: str, session: str, level: int) -> RunStart:
        file = self.paths.sessions / f"{session}.toml"
        return RunStart(
            id=run_id,
            session=session,
            title=session.capitalize(),
            sha256=sha256(file.read_bytes()).hexdigest() if file.exists() else "",
            started_at=self.clock.now() - ago - timedelta(minutes=3),
            level=level,
            from_step=1,
            planned_seconds=SMALL_SECONDS,
            holds_planned=SMALL_HOLDS,
            pain_before=1,
            pid=DEAD_PID,
        )


async def settled(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """In place of Textual's wait for a quiet processor: until nothing is left to do, whatever the machine's load."""
    app = active_app.get()
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for _ in range(2):
        for _ in range(_TURNS):
            await asyncio.sleep(0)
            if not ready:
                break
        else:
            raise AssertionError("the program does not come to rest")
        if app.is_running and app.return_code is None:
            app._check_resize()
            app.screen._on_timer_update()


_TURNS = 20_000
"""Of the loop, until no task can go on but for a timer; a loop of its own making, as of a layout, never comes there."""


_READ: dict[tuple[object, ...], Reading] = {}
"""The session files that were read, by what is in them."""


@pytest.fixture(autouse=True)
def _small_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has done nothing yet is offered the session of the tests."""
    monkeypatch.setattr(model, "FIRST_SESSION", "everyday")


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program reads the bundled sessions each time it comes to the library: a tenth of what it does in a test."""

    def read_once(data: bytes, *, exercises: Mapping[str, Exercise], **how: Any) -> Reading:
        key = (data, id(exercises), *sorted((name, what) for name, what in how.items() if name != "document"))
        if key not in _READ:
            _READ[key] = read_session(data, exercises=exercises, **how)
        return _READ[key]

    monkeypatch.setattr(library, "read_session", read_once)


@pytest.fixture
def upright() -> None:
    """For a test of how a person gets down before the clock starts; in the others they are down already."""


@pytest.fixture(autouse=True)
def in_position(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is told before the clock starts, but in a test that asks to begin ``upright``."""
    if "upright" not in request.fixturenames:
        monkeypatch.setattr(Plan, "getting_down", ())


@pytest.fixture(autouse=True)
def _styled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    work_out_styles_once(monkeypatch)


def _never(node: MessagePump, delay: float, callback: TimerCallback | None = None, **how: Any) -> Timer:
    """In place of a timer of the program's: what it would do a test does, when it says so."""
    return MessagePump.set_timer(node, 3600.0, callback, **how)


def _noted_wake(coach: CoachScreen, seconds: float, _call: Callable[[], object]) -> None:
    """In place of a wake-up: when it was to be can be seen, and `Desk.let` and `Desk.wake` bring it."""
    coach._wakes.append(asyncio.get_running_loop().call_later(seconds + EDGE, lambda: None))


@pytest.fixture
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the time of the machine, nothing happens when it has passed, and no cursor blinks with it."""
    for waiting in (BackstretchApp, CoachScreen, EditorScreen):
        monkeypatch.setattr(waiting, "set_timer", _never)
    monkeypatch.setattr(CoachScreen, "_wake_in", _noted_wake)
    monkeypatch.setattr(BackstretchApp, "NOTIFICATION_TIMEOUT", 3600.0)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _input: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _area: None)
    monkeypatch.setattr("textual.app.wait_for_idle", settled)
    monkeypatch.setattr("textual.pilot.wait_for_idle", settled)


class _Lock:
    active = True


@pytest.fixture
def _no_wake_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine the tests run on may sleep when it likes."""

    def lock() -> AbstractContextManager[_Lock]:
        return contextlib.nullcontext(_Lock())

    monkeypatch.setattr(wake_lock, "_lock", lock)


@pytest.fixture
def _no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine the tests run on stays quiet, and renders no speech."""
    monkeypatch.setattr(audio, "Speaker", Loudspeaker)
    monkeypatch.setattr(Loudspeaker, "made", [])
    monkeypatch.setattr(rendering, "find_engines", tuple)


@pytest.fixture
def painted_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _no_waiting: None, _no_wake_lock: None, _no_sound: None
) -> World:
    """Where every change is painted, as in a terminal that has all colours."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return World(tmp_path)


@pytest.fixture
def world(painted_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Where nothing is painted before a test looks at it, which takes two thirds of the time."""

    def forget_what_changed(screen: Screen[object]) -> None:
        screen._dirty_widgets.clear()
        screen._compositor._dirty_regions.clear()

    monkeypatch.setattr(Screen, "_compositor_refresh", forget_what_changed)
    return painted_world
