"""Which pose a run shows at a moment, and where in its movement it is."""

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

from backstretch.coach.events import State, View
from backstretch.figure.motion import Moment, Showing, moment, still, until_next
from backstretch.figure.poses import Pose, parts_shown, poses
from backstretch.session.model import ExerciseStep, Session, Side
from backstretch.session.timeline import Phase, Timeline


class Posed(NamedTuple):
    """What the figure shows of a run."""

    pose: Pose
    moment: Moment
    side: Side | None
    """The side at work, to be named; None where no side is."""
    until_next: float | None
    """Seconds until something else is to be seen, or until it is worth asking again; None while nothing moves: then
    another picture comes with another phase or large word alone."""


class PoseInTime:
    """Follows one run."""

    def __init__(self, timeline: Timeline, breath_seconds: float) -> None:
        self._phases = timeline.phases
        self._breath = breath_seconds
        self._view: View | None = None
        self._pose: Pose | None = None
        self._showing = Showing("rest", 0.0, False)

    def posed(self, view: View, later_seconds: float = 0.0, *, motion: bool) -> Posed | None:
        """What the figure shows so much later than ``view``; nothing for a move that the catalogue does not know."""
        if view is not self._view:
            self._see(view)
        pose, showing = self._pose, self._showing
        if pose is None:
            return None
        elapsed = view.elapsed_seconds + later_seconds
        side = None if showing.kind == "rest" else showing.side
        if not motion:
            return Posed(pose, still(pose, showing, elapsed), side, None)
        until = until_next(pose, showing, elapsed) if view.state is State.RUNNING else None
        return Posed(pose, moment(pose, showing, elapsed), side, until)

    def _see(self, view: View) -> None:
        if self._view is None or view.index != self._view.index:
            self._pose, self._showing = self._phase(view.index)
        self._view = view
        self._showing = self._showing._replace(seconds=round(view.elapsed_seconds + view.left_seconds, 3))

    def _phase(self, index: int) -> tuple[Pose | None, Showing]:
        """The pose of a phase, and what is shown of it; in a rest that of the exercise before, or else after."""
        here = self._phases[index]
        earlier = [self._phases[n] for n in self._of_place(index, -1)]
        later = [self._phases[n] for n in self._of_place(index, 1)]
        before = _side_of_first_hold(earlier)
        showing = Showing(
            kind=here.kind,
            seconds=here.seconds,
            after_hold=bool(earlier) and earlier[0].kind == "hold",
            side=here.side if here.kind == "hold" else _side_of_first_hold(later) or before,
            side_before=before,
            breath_seconds=self._breath,
            part_seconds=_part_seconds(next((p for p in (here, *earlier, *later) if p.kind == "hold"), None)),
        )
        if isinstance(here.item, ExerciseStep):
            return _known(here), showing
        nearest = _nearest(self._phases, index)
        if nearest is None:
            return None, showing
        return _known(nearest), showing._replace(side=nearest.side or _side_of_first_hold(self._before(index)))

    def _of_place(self, index: int, step: int) -> Iterable[int]:
        """The phases of the same passage through the same step, from one beside ``index`` on."""
        place = self._phases[index].place
        numbers = range(index + step, len(self._phases) if step > 0 else -1, step)
        return takewhile(lambda n: self._phases[n].place == place, numbers)

    def _before(self, index: int) -> list[Phase]:
        """The phases of the passage before."""
        return [self._phases[n] for n in (index - 1, *self._of_place(index - 1, -1))] if index else []


def has_pose(timeline: Timeline, index: int) -> bool:
    """Whether there is a figure in a phase: a person's own moves have none, nor have the rests beside them."""
    phase = _nearest(timeline.phases, index)
    return phase is not None and _known(phase) is not None


def _nearest(phases: Sequence[Phase], index: int) -> Phase | None:
    """The phase itself, if it is of an exercise; else the last before it that is, or the first after it."""
    around = chain(range(index, -1, -1), range(index + 1, len(phases)))
    return next((phases[n] for n in around if isinstance(phases[n].item, ExerciseStep)), None)


def first_pose(session: Session) -> Pose | None:
    """The pose of the first exercise that is not rest for the body, or else of the first; none of own moves only."""
    found = [poses()[step.exercise] for step in session.exercise_steps() if not step.own]
    return next((pose for pose in found if len(pose.frames) > 1), found[0] if found else None)


def _known(phase: Phase) -> Pose | None:
    item = phase.item
    return poses().get(item.exercise) if isinstance(item, ExerciseStep) and not item.own else None


def _part_seconds(hold: Phase | None) -> float:
    """How long each part of a hold lasts that the figure shows; 0 where it has none."""
    if hold is None or not isinstance(hold.item, ExerciseStep) or not _known(hold):
        return 0.0
    parts = parts_shown(hold.item.exercise, hold.item.words.parts)
    return hold.seconds / len(parts) if parts else 0.0


def _side_of_first_hold(phases: Iterable[Phase]) -> Side | None:
    return next((phase.side for phase in phases if phase.kind == "hold"), None)
