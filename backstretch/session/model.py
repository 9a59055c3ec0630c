"""A session as its file says it: frozen values, defaults filled in, nothing yet laid out in time."""

from datetime import date
from math import ceil
from typing import Literal, NamedTuple

from backstretch.base.digest import sha256_hex
from backstretch.base.text import counted
from backstretch.session.words import Side as Side
from backstretch.session.words import Words, fill

TICKS = 1_000_000
"""Lengths are added up in whole microseconds, so that a day of odd decimals does not drift."""

Sides = Literal["none", "left", "right", "both", "alternate"]
Level = Literal["gentle", "steady", "strong"]

SIDES: tuple[Sides, ...] = ("none", "left", "right", "both", "alternate")
LEVELS: tuple[Level, ...] = ("gentle", "steady", "strong")


class Duration(NamedTuple):
    """A length of time, in seconds or in breaths."""

    amount: float
    breaths: bool = False

    def seconds(self, breath_seconds: float) -> float:
        """The length in seconds, where one breath takes ``breath_seconds``."""
        return self.amount * breath_seconds if self.breaths else self.amount

    def __str__(self) -> str:
        if self.breaths:
            return counted(self.amount, "breath")
        return f"{self.amount:g} s"


class Range(NamedTuple):
    """A number that grows with the level: ``min(first + level * by, last)``."""

    first: float
    last: float
    by: float
    breaths: bool = False
    """Whether the numbers are breaths; in a hold they are seconds otherwise, in ``reps`` repetitions."""
    rungs: tuple[float, ...] = ()
    """The number at each level from 0 on, where it does not grow evenly; no file can say so."""

    def at(self, level: int) -> float:
        """The number at ``level``, from 0."""
        if self.rungs:
            return self.rungs[min(level, len(self.rungs) - 1)]
        return min(self.first + level * self.by, self.last)

    @property
    def top_level(self) -> int:
        """The lowest level at which the range has reached its end."""
        if self.rungs:
            return len(self.rungs) - 1
        return ceil(round((self.last - self.first) / self.by, 9))


class ExerciseStep(NamedTuple):
    """One ``[[steps]]`` table that is an exercise, every default filled in."""

    number: int
    """Of the ``[[steps]]`` table, from 1."""
    within: int | None
    """The number inside its group, from 1; None outside a group."""
    exercise: str
    """The catalogue's id, or a person's own name for the move."""
    name: str
    """What a screen calls it."""
    own: bool
    """Whether the move is a person's own, unknown to the catalogue."""
    words: Words
    """The file's words, where it has any, else the catalogue's; for either side, with placeholders."""
    cautions: frozenset[str]
    """The ids the file gives; what the catalogue says of its exercises is not repeated here."""
    sides: Sides
    first_side: Side
    hold: Duration | Range
    reps: int | Range
    rest_between: Duration
    rest_after: Duration
    lead_in: Duration
    side_gap: Duration
    cue: str = ""
    """The file's one sentence, shown first; empty if there is none."""
    added: tuple[str, ...] = ()
    """Sentences that a person's cautions add."""
    until_key: bool = False
    """Whether a hold lasts until a key is pressed; its time is what is expected."""

    @property
    def cues(self) -> tuple[str, ...]:
        """All there is to read of the exercise, in order, for the side that comes first."""
        return self.cues_on(self.side_of_turn(0))

    def cues_on(self, side: Side | None) -> tuple[str, ...]:
        """All there is to read of the exercise on one side, in order: the first sentence, the start, the movement."""
        texts = (self.cue, self.words.start, *self.words.cues, *self.added)
        return tuple(fill(text, side) for text in texts if text)

    def side_of_turn(self, turn: int) -> Side | None:
        """The side that is done in this turn, from 0; None if the exercise has no sides."""
        match self.sides:
            case "none":
                return None
            case "left" | "right":
                return self.sides
            case _:
                other: Side = "right" if self.first_side == "left" else "left"
                return other if turn % 2 else self.first_side

    def hold_seconds(self, level: int, breath_seconds: float) -> float:
        """Seconds of one repetition's hold at ``level``."""
        if isinstance(self.hold, Range):
            return Duration(self.hold.at(level), self.hold.breaths).seconds(breath_seconds)
        return self.hold.seconds(breath_seconds)

    def repetitions(self, level: int) -> int:
        """Repetitions a side at ``level``; with ``alternate``, holds a side."""
        return int(self.reps.at(level)) if isinstance(self.reps, Range) else self.reps


class RestStep(NamedTuple):
    """One ``[[steps]]`` table that is a rest."""

    number: int
    within: int | None
    rest: Duration
    cue: str | None
    until_key: bool = False
    """Whether it lasts until a key is pressed; ``rest`` is what is expected."""


class Group(NamedTuple):
    """One ``[[steps]]`` table that repeats others."""

    number: int
    rounds: int
    rest_between: Duration
    steps: tuple[ExerciseStep | RestStep, ...]


class Session(NamedTuple):
    """A whole session file."""

    id: str
    """The file's stem."""
    title: str
    summary: str
    author: str
    level: Level
    tags: tuple[str, ...]
    breath_seconds: float
    steps: tuple[ExerciseStep | RestStep | Group, ...]
    content: bytes
    """The file, byte for byte."""
    kind: Literal["session", "walk"] = "session"
    """What its runs are kept as; a walk has no file."""
    level_since: date | None = None
    """The local day from which its runs count for its level; None if all do."""
    level_most: int | None = None
    """The highest level that a plan lets it be started at, unless another is asked for."""

    @property
    def sha256(self) -> str:
        """Of the file's bytes, as hexadecimal digits."""
        return sha256_hex(self.content)

    def exercise_steps(self) -> tuple[ExerciseStep, ...]:
        """Every exercise step in the file's order, those inside groups too, each once."""
        inner = (step.steps if isinstance(step, Group) else (step,) for step in self.steps)
        return tuple(step for steps in inner for step in steps if isinstance(step, ExerciseStep))

    @property
    def until_key(self) -> bool:
        """Whether some of it lasts until a key is pressed: its length is what is expected."""
        inner = (step.steps if isinstance(step, Group) else (step,) for step in self.steps)
        return any(step.until_key for steps in inner for step in steps)

    @property
    def top_level(self) -> int:
        """The lowest level at which no range grows any more; 0 without ranges."""
        ranges = (dose for step in self.exercise_steps() for dose in (step.hold, step.reps))
        return max((dose.top_level for dose in ranges if isinstance(dose, Range)), default=0)


def extent(session: Session, level: int = 0) -> tuple[int, float]:
    """How many phases and seconds ``session`` has at ``level``, without laying them out."""
    parts = [part for step in session.steps for part in _parts(step, session.breath_seconds, level)]
    real = [(times, ticks) for times, ticks in parts if ticks]
    return sum(times for times, _ in real), sum(times * ticks for times, ticks in real) / TICKS


def _parts(step: ExerciseStep | RestStep | Group, breath_seconds: float, level: int) -> list[tuple[int, int]]:
    """What ``step`` is made of: how many times, and how many ticks each."""

    def ticks(duration: Duration) -> int:
        return round(duration.seconds(breath_seconds) * TICKS)

    if isinstance(step, RestStep):
        return [(1, ticks(step.rest))]
    if isinstance(step, Group):
        inner = [part for item in step.steps for part in _parts(item, breath_seconds, level)]
        return [(step.rounds * times, each) for times, each in inner] + [(step.rounds - 1, ticks(step.rest_between))]
    reps = step.repetitions(level)
    turns = 2 if step.sides in {"both", "alternate"} else 1
    alternate = step.sides == "alternate"
    return [
        (1, ticks(step.lead_in)),
        (turns * reps, round(step.hold_seconds(level, breath_seconds) * TICKS)),
        (0 if alternate else turns * (reps - 1), ticks(step.rest_between)),
        (2 * reps - 1 if alternate else turns - 1, ticks(step.side_gap)),
        (1, ticks(step.rest_after)),
    ]
