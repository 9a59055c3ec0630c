"""Small sessions made as values, and a run with its clock at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from backstretch.coach.engine import NUDGE_SECONDS, Engine
from backstretch.coach.events import Event, HoldRecord, View
from backstretch.session.model import Duration, ExerciseStep, Group, RestStep, Session, Side, Sides
from backstretch.session.timeline import Phase, Timeline, timeline
from backstretch.session.words import Words

T0 = 1000.0
"""When a run begins, on the engine's clock."""

LETTERS = ["n", "N", "b", "u", "+", "-", "p", "r", "e", "k"]
"""Every input that does not end a run; N is the whole step, p pauses, r resumes, k means nothing else."""
LAST_LETTERS = ["x", "q"]


def move(
    number: int = 1,
    *,
    hold: float = 20,
    reps: int = 1,
    sides: Sides = "none",
    first_side: Side = "left",
    rest_between: float = 0,
    rest_after: float = 0,
    lead_in: float = 0,
    side_gap: float = 0,
    within: int | None = None,
) -> ExerciseStep:
    """An exercise step; what is not given takes no time."""
    return ExerciseStep(
        number=number,
        within=within,
        exercise=f"move-{number}",
        name=f"Move {number}",
        own=True,
        words=Words(),
        cautions=frozenset(),
        sides=sides,
        first_side=first_side,
        hold=Duration(hold),
        reps=reps,
        rest_between=Duration(rest_between),
        rest_after=Duration(rest_after),
        lead_in=Duration(lead_in),
        side_gap=Duration(side_gap),
    )


def rest(number: int = 1, seconds: float = 30, within: int | None = None) -> RestStep:
    """A step that is a rest."""
    return RestStep(number, within, Duration(seconds), None)


def group(number: int, rounds: int, rest_between: float, *steps: ExerciseStep | RestStep) -> Group:
    """Steps done several times over."""
    return Group(number, rounds, Duration(rest_between), steps)


def laid_out(*steps: ExerciseStep | RestStep | Group) -> Timeline:
    """The timeline of a session of these steps."""
    return timeline(
        Session(
            id="sample",
            title="Sample",
            summary="",
            author="",
            level="gentle",
            tags=(),
            breath_seconds=6,
            steps=steps,
            content=b"",
        )
    )


def sample() -> Timeline:
    """Every kind of step there is; ``LABELS`` says what it becomes."""
    return laid_out(
        move(1, hold=20, reps=2, sides="both", lead_in=10, rest_between=5, side_gap=5, rest_after=15),
        rest(2, 30),
        group(
            3,
            2,
            8,
            move(3, within=1, hold=6, reps=2, lead_in=2, rest_between=4),
            move(3, within=2, hold=10, reps=2, sides="alternate", side_gap=3, rest_after=5),
        ),
        move(4, hold=12, sides="left", lead_in=10),
    )


_FIRST_STEP = [
    (0, "1 ready"),
    (10, "1 hold left 1"),
    (30, "1 release"),
    (35, "1 hold left 2"),
    (55, "1 switch"),
    (60, "1 hold right 1"),
    (80, "1 release"),
    (85, "1 hold right 2"),
    (105, "1 rest"),
    (120, "2 rest"),
]
_ONE_ROUND = [
    (0, "3.1 ready"),
    (2, "3.1 hold 1"),
    (8, "3.1 release"),
    (12, "3.1 hold 2"),
    (18, "3.2 hold left 1"),
    (28, "3.2 switch"),
    (31, "3.2 hold right 1"),
    (41, "3.2 switch"),
    (44, "3.2 hold left 2"),
    (54, "3.2 switch"),
    (57, "3.2 hold right 2"),
    (67, "3.2 rest"),
]
LABELS = [
    *_FIRST_STEP,
    *((150 + start, label) for start, label in _ONE_ROUND),
    (222, "3 rest"),
    *((230 + start, label) for start, label in _ONE_ROUND),
    (302, "4 ready"),
    (312, "4 hold left 1"),
]
"""Start and name of every phase of ``sample()``, worked out by hand from the contract; it ends at 324 s."""


def label(phase: Phase) -> str:
    """A phase in words: step, kind, side and repetition."""
    step = f"{phase.step}" if phase.within is None else f"{phase.step}.{phase.within}"
    return " ".join(str(part) for part in (step, phase.kind, phase.side, phase.rep) if part is not None)


@dataclass
class Run:
    """An engine, the time on its clock, and everything it has told."""

    timeline: Timeline
    now: float = T0
    index: int = 0
    records: tuple[HoldRecord, ...] = ()
    active_seconds: float = 0.0
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.engine = Engine(
            self.timeline, self.now, index=self.index, records=self.records, active_seconds=self.active_seconds
        )

    def wait(self, seconds: float) -> Run:
        """Let time pass."""
        self.now += seconds
        self.events += self.engine.advance(self.now)
        return self

    def to(self, second: float) -> Run:
        """Let time pass until this second after the run began, where nothing was pressed before."""
        return self.wait(T0 + second - self.now)

    def press(self, keys: str) -> Run:
        """Press one key after the other, at this moment."""
        for key in keys:
            self.events += self.input(key)(self.now)
        return self

    def input(self, key: str) -> Callable[[float], tuple[Event, ...]]:
        """What a key does."""
        engine = self.engine
        inputs: dict[str, Callable[[float], tuple[Event, ...]]] = {
            "n": engine.skip,
            "N": engine.skip_step,
            "b": engine.back,
            "u": engine.undo,
            "+": lambda now: engine.nudge(now, NUDGE_SECONDS),
            "-": lambda now: engine.nudge(now, -NUDGE_SECONDS),
            "p": engine.pause,
            "r": engine.resume,
            "e": engine.ease,
            "k": engine.other_key,
            "x": engine.stop,
            "q": engine.end,
        }
        return inputs[key]

    def take(self) -> list[Event]:
        """What was told since the last time."""
        told, self.events = self.events, []
        return told

    @property
    def view(self) -> View:
        """What is shown now."""
        return self.engine.view(self.now)

    @property
    def active(self) -> float:
        """Seconds run so far."""
        return self.engine.active_seconds(self.now)

    @property
    def here(self) -> tuple[int, float]:
        """The phase under way and the seconds into it."""
        return self.view.index, self.view.elapsed_seconds

    @property
    def holds(self) -> dict[int, tuple[str, float]]:
        """What became of each hold that was begun: result and seconds held."""
        records = self.engine.hold_records(self.now)
        assert [record.index for record in records] == list(self.timeline.holds)
        assert all(record.held_seconds == 0 for record in records if record.result == "skipped")
        return {record.index: (record.result, record.held_seconds) for record in records if record.result != "skipped"}
