"""What a passage through a step depends on, so that it is laid out and written once for all plans. Pure."""

from __future__ import annotations

from backstretch.figure.poses import poses
from backstretch.run.plan import Plan
from backstretch.session.catalogue import catalogue
from backstretch.session.model import ExerciseStep
from backstretch.session.positions import UPRIGHT
from backstretch.session.timeline import Phase

Context = tuple[object, ...]
"""All that a passage through a step, and what is said in it, depends on."""


def contexts_of(plan: Plan) -> list[Context]:
    """Of what is said before, of each passage, and of what is said after.

    Passages that have the same context are the same second by second, in whatever plan they are.
    """
    phases, shared = plan.timeline.phases, (plan.timeline.level, plan.session.breath_seconds)
    starts = [index for index, phase in enumerate(phases) if not index or phases[index - 1].place != phase.place]
    known = [catalogue().get(phases[index].exercise or "") for index in starts]
    position = next((exercise.position for exercise in known if exercise is not None), UPRIGHT)
    explained: set[object] = set()
    found: list[Context] = [("before", position)]
    for number, (start, exercise) in enumerate(zip(starts, known, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(phases)
        first, last = phases[start], phases[end - 1]
        own = (first.exercise, first.item.words) if isinstance(first.item, ExerciseStep) else None
        pose = resting_pose(phases, end - 1) if last.kind == "rest" else ""
        coming = getattr(phases[end].item, "name", "") if end < len(phases) else None
        left = _way_out(phases[start - 1]) if start else None
        found.append(
            (
                first.item,
                first.round,
                first.kind,
                own is not None and own in explained,
                position,
                left,
                coming,
                pose,
                shared,
            )
        )
        explained.add(own)
        position = exercise.position if exercise is not None else position
    return [*found, ("after", position, _way_out(phases[-1]), phases[-1].kind)]


def _way_out(phase: Phase) -> str | None:
    """How to come out of a hold; None of anything else."""
    return phase.words.out if phase.kind == "hold" else None


def resting_pose(phases: tuple[Phase, ...], index: int) -> str:
    """In a rest the figure is that of the exercise before, or else after."""
    around = (*range(index - 1, -1, -1), *range(index + 1, len(phases)))
    item = next((phases[n].item for n in around if isinstance(phases[n].item, ExerciseStep)), None)
    return item.exercise if isinstance(item, ExerciseStep) and not item.own and item.exercise in poses() else ""
