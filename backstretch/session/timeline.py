"""From a session to seconds: the phases it becomes at one level, each with its start and length."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from backstretch.session.model import TICKS, Duration, ExerciseStep, Group, RestStep, Session, Side
from backstretch.session.words import Words

PhaseKind = Literal["ready", "hold", "release", "switch", "rest"]


class Phase(NamedTuple):
    """One stretch of time in which one thing is done."""

    kind: PhaseKind
    start: float
    """Seconds from the session's beginning."""
    seconds: float
    step: int
    """The number of the ``[[steps]]`` table, from 1."""
    within: int | None
    """The number of the step inside its group, from 1."""
    round: int | None
    """The group's round, from 1."""
    exercise: str | None
    """The catalogue's id or a person's own name; None in a rest step and between rounds."""
    side: Side | None
    """Of a hold."""
    rep: int | None
    """Of a hold, from 1 on each side."""
    item: ExerciseStep | RestStep | Group
    """What the file says, for whoever shows the phase."""
    turn: int
    """Which side's turn within the step, from 0; every hold of an alternating step is a turn of its own."""
    place: int
    """Which passage through a step this is, from 0: the phases of one passage share it."""

    @property
    def end(self) -> float:
        """Seconds from the session's beginning."""
        return self.start + self.seconds

    @property
    def until_key(self) -> bool:
        """Whether it lasts until a key says that it is done; its seconds are what is expected."""
        written = ExerciseStep if self.kind == "hold" else RestStep if self.kind == "rest" else ()
        return isinstance(self.item, written) and self.item.until_key

    @property
    def works_on(self) -> Side | None:
        """The side that the words of this phase are for, of any kind of phase; in a switch, the one to come."""
        if not isinstance(self.item, ExerciseStep):
            return None
        return self.item.side_of_turn(self.turn + (self.kind == "switch"))

    @property
    def words(self) -> Words:
        """The words of the exercise for the side it works on; none in a rest."""
        return self.item.words.on(self.works_on) if isinstance(self.item, ExerciseStep) else Words()


class Timeline(NamedTuple):
    """A session at one level, second by second."""

    phases: tuple[Phase, ...]
    total_seconds: float
    level: int

    @property
    def until_key(self) -> bool:
        """Whether some of it lasts until a key is pressed: the total is what is expected."""
        return any(phase.until_key for phase in self.phases)

    @property
    def holds(self) -> tuple[int, ...]:
        """The indexes of the holds."""
        return tuple(index for index, phase in enumerate(self.phases) if phase.kind == "hold")

    def next_turn(self, index: int) -> int | None:
        """The first hold of the next side in the same step; from ``ready`` the step's first hold."""
        here = self.phases[index]
        for later in range(index + 1, self.last_of_place(index) + 1):
            phase = self.phases[later]
            if phase.kind == "hold" and (here.kind == "ready" or phase.turn > here.turn):
                return later
        return None

    def last_of_place(self, index: int) -> int:
        """The last phase of the same passage through the same step."""
        place = self.phases[index].place
        while index + 1 < len(self.phases) and self.phases[index + 1].place == place:
            index += 1
        return index

    def next_place(self, index: int) -> int:
        """The first phase after that passage; the number of all phases, if it is the last."""
        return self.last_of_place(index) + 1

    def lengthened(self, seconds: Mapping[int, float]) -> "Timeline":
        """The same with other lengths for some phases, by their index; all that comes later moves on."""
        phases, ticks = [], 0
        for index, phase in enumerate(self.phases):
            length = round(seconds.get(index, phase.seconds) * TICKS)
            phases.append(phase._replace(start=ticks / TICKS, seconds=length / TICKS))
            ticks += length
        return Timeline(tuple(phases), ticks / TICKS, self.level)

    def from_step(self, number: int) -> "Timeline":
        """What is left when the session begins at step ``number``; empty if nothing is there."""
        left = tuple(phase for phase in self.phases if phase.step >= number)
        skipped = left[0].start if left else self.total_seconds
        moved = tuple(phase._replace(start=round((phase.start - skipped) * TICKS) / TICKS) for phase in left)
        return Timeline(moved, round((self.total_seconds - skipped) * TICKS) / TICKS, self.level)


def timeline(session: Session, level: int = 0) -> Timeline:
    """Every phase of ``session`` at ``level``, from 0. Phases of no length are left out."""
    layout = _Layout(session.breath_seconds, level)
    for step in session.steps:
        if isinstance(step, Group):
            layout.add_group(step)
        else:
            layout.add_step(step, None)
    return Timeline(tuple(layout.phases), layout.ticks / TICKS, level)


class _Layout:
    """The phases laid out so far, one behind the other."""

    def __init__(self, breath_seconds: float, level: int) -> None:
        self.phases: list[Phase] = []
        self.ticks = 0
        self._breath = breath_seconds
        self._level = level
        self._place = 0

    def add_group(self, group: Group) -> None:
        """A group: its steps, round after round, with a rest between rounds."""
        for number in range(1, group.rounds + 1):
            for step in group.steps:
                self.add_step(step, number)
            if number < group.rounds:
                self._add("rest", self._ticks(group.rest_between), group, None, None)
                self._place += 1

    def add_step(self, step: ExerciseStep | RestStep, round_: int | None) -> None:
        """One passage through a step outside a group, or in the group's round ``round_``."""
        if isinstance(step, RestStep):
            self._add("rest", self._ticks(step.rest), step, step.within, round_)
        elif step.sides == "alternate":
            self._add_alternating(step, round_)
        else:
            self._add_turns(step, round_)
        self._place += 1

    def _add_turns(self, step: ExerciseStep, round_: int | None) -> None:
        """One side after the other, or no side at all, each with all its repetitions."""
        reps = step.repetitions(self._level)
        turn = 0
        self._add_for(step, round_, "ready", self._ticks(step.lead_in), turn)
        for turn in range(2 if step.sides == "both" else 1):
            side = step.side_of_turn(turn)
            if turn:
                self._add_for(step, round_, "switch", self._ticks(step.side_gap), turn - 1)
            for rep in range(1, reps + 1):
                self._add_for(step, round_, "hold", self._hold(step), turn, side, rep)
                if rep < reps:
                    self._add_for(step, round_, "release", self._ticks(step.rest_between), turn)
        self._add_for(step, round_, "rest", self._ticks(step.rest_after), turn)

    def _add_alternating(self, step: ExerciseStep, round_: int | None) -> None:
        """Left, right, left, right …, with a change of sides between each hold and the next."""
        turns = 2 * step.repetitions(self._level)
        self._add_for(step, round_, "ready", self._ticks(step.lead_in), 0)
        for turn in range(turns):
            side = step.side_of_turn(turn)
            if turn:
                self._add_for(step, round_, "switch", self._ticks(step.side_gap), turn - 1)
            self._add_for(step, round_, "hold", self._hold(step), turn, side, turn // 2 + 1)
        self._add_for(step, round_, "rest", self._ticks(step.rest_after), turns - 1)

    def _add_for(
        self,
        step: ExerciseStep,
        round_: int | None,
        kind: PhaseKind,
        ticks: int,
        turn: int,
        side: Side | None = None,
        rep: int | None = None,
    ) -> None:
        self._add(kind, ticks, step, step.within, round_, step.exercise, side, rep, turn)

    def _add(
        self,
        kind: PhaseKind,
        ticks: int,
        item: ExerciseStep | RestStep | Group,
        within: int | None,
        round_: int | None,
        exercise: str | None = None,
        side: Side | None = None,
        rep: int | None = None,
        turn: int = 0,
    ) -> None:
        if ticks == 0:
            return
        self.phases.append(
            Phase(
                kind=kind,
                start=self.ticks / TICKS,
                seconds=ticks / TICKS,
                step=item.number,
                within=within,
                round=round_,
                exercise=exercise,
                side=side,
                rep=rep,
                item=item,
                turn=turn,
                place=self._place,
            )
        )
        self.ticks += ticks

    def _hold(self, step: ExerciseStep) -> int:
        return round(step.hold_seconds(self._level, self._breath) * TICKS)

    def _ticks(self, duration: Duration) -> int:
        return round(duration.seconds(self._breath) * TICKS)
