"""The conditions a person can tick before the first session, and what each takes out of one."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backstretch.session.catalogue import Exercise
from backstretch.session.model import Duration, ExerciseStep, Group, RestStep, Session


class Caution(NamedTuple):
    """One condition, from ``cautions.toml``."""

    id: str
    question: str
    """What the person ticks, as a statement about themselves."""
    reason: str
    """Why something is left out; completes "left out: …"."""
    takes_out: frozenset[str]
    """Topics of the catalogue; ``everything`` stands for all but breathing and walking."""
    cue: str
    """Said with the exercises of ``cue_topics`` that stay; may be empty."""
    cue_topics: frozenset[str]
    asked: bool
    """Whether the first-run list asks for it; ``rotation`` has a switch of its own."""


class LeftOut(NamedTuple):
    """One step that a person's session does without, or does differently."""

    step: int
    within: int | None
    name: str
    reason: str
    instead: str | None
    """The name of the exercise in its place; None if the step is simply left out."""


class Pace(NamedTuple):
    """What a person wants of the time to get into position and of a breath, whatever a file says."""

    least_lead_in_seconds: float = 0.0
    most_lead_in_seconds: float = 3600.0
    breath_seconds: float = 0.0
    """Of one breath; 0: as the file says."""


AS_WRITTEN = Pace()
"""The pace of the file."""


class Person(NamedTuple):
    """What a session must know of the one who does it."""

    cautions: frozenset[str] = frozenset({"rotation"})
    """Ids; ``rotation`` until the person switches rotations on."""
    hurt: frozenset[str] = frozenset()
    """Exercises that ended in a pain stop and were not put back since."""
    pace: Pace = AS_WRITTEN


TURN_SECONDS = 20.0
"""The least time to change position at one height; our own choice, as is the next."""
GET_UP_SECONDS = 30.0
"""The least time to change between floor, chair and standing."""

ALWAYS_KEPT = frozenset({"breathing", "walking"})
"""The topics that even ``everything`` leaves in."""


@cache
def cautions() -> dict[str, Caution]:
    """Every caution by id, in the order they are asked."""
    text = (Path(__file__).parent / "cautions.toml").read_text(encoding="utf-8")
    return {
        id_: Caution(
            id=id_,
            question=entry["question"],
            reason=entry["reason"],
            takes_out=frozenset(entry["takes_out"]),
            cue=entry.get("cue", ""),
            cue_topics=frozenset(entry.get("cue_topics", ())),
            asked=entry.get("asked", True),
        )
        for id_, entry in tomllib.loads(text).items()
    }


def adapt(
    session: Session, person: Person, exercises: Mapping[str, Exercise], known: Mapping[str, Caution]
) -> tuple[Session, tuple[LeftOut, ...]]:
    """The session this person should do, and what it does without or differently, each with its reason.

    Steps keep the numbers they have in the file. A group left without an exercise goes, with its rests.
    Where two positions of the body come to follow each other, there is time to get from one to the other.
    """
    changes: list[LeftOut] = []

    def adapted(step: ExerciseStep) -> ExerciseStep | None:
        fitted, change = _fit(step, person, exercises, known)
        if change is not None:
            changes.append(change)
        return fitted

    steps: list[ExerciseStep | RestStep | Group] = []
    for step in session.steps:
        if isinstance(step, Group):
            inner = [adapted(item) if isinstance(item, ExerciseStep) else item for item in step.steps]
            kept = tuple(item for item in inner if item is not None)
            if any(isinstance(item, ExerciseStep) for item in kept) or not any(
                isinstance(item, ExerciseStep) for item in step.steps
            ):
                steps.append(step._replace(steps=kept))
        elif isinstance(step, RestStep):
            steps.append(step)
        elif (fitted := adapted(step)) is not None:
            steps.append(fitted)
    return _with_time_to_move(session, session._replace(steps=tuple(steps)), exercises), tuple(changes)


def paced(session: Session, pace: Pace) -> Session:
    """The session with every exercise step's lead-in within the person's bounds; one that is keeps its form."""

    def timed(step: ExerciseStep) -> ExerciseStep:
        written = step.lead_in.seconds(session.breath_seconds)
        seconds = min(max(written, pace.least_lead_in_seconds), pace.most_lead_in_seconds)
        return step if seconds == written else step._replace(lead_in=Duration(seconds))

    return _with_exercise_steps(session, timed)


def with_breath(session: Session, pace: Pace) -> Session:
    """The session with the person's own length of a breath, where they chose one."""
    return session._replace(breath_seconds=pace.breath_seconds) if pace.breath_seconds else session


def only_breathing(session: Session, exercises: Mapping[str, Exercise]) -> Session:
    """The session with nothing but its breathing steps."""

    def breathes(step: ExerciseStep | RestStep | Group) -> bool:
        return isinstance(step, ExerciseStep) and not step.own and "breathing" in exercises[step.exercise].topics

    return session._replace(steps=tuple(filter(breathes, session.steps)))


def _with_time_to_move(before: Session, after: Session, exercises: Mapping[str, Exercise]) -> Session:
    """``after``, with longer lead-ins where an exercise follows another than it does in ``before``."""
    foreseen, found = _neighbours(before), _neighbours(after)

    def timed(step: ExerciseStep) -> ExerciseStep:
        place = (step.number, step.within)
        if found[place] == foreseen[place]:
            return step
        least = seconds_to_move(*found[place], exercises)
        if step.lead_in.seconds(after.breath_seconds) >= least:
            return step
        return step._replace(lead_in=Duration(least))

    return _with_exercise_steps(after, timed)


def _with_exercise_steps(session: Session, changed: Callable[[ExerciseStep], ExerciseStep]) -> Session:
    """The session with every exercise step, those inside groups too, in its changed form."""

    def each(step: ExerciseStep | RestStep | Group) -> ExerciseStep | RestStep | Group:
        if isinstance(step, Group):
            inner = (changed(item) if isinstance(item, ExerciseStep) else item for item in step.steps)
            return step._replace(steps=tuple(inner))
        return changed(step) if isinstance(step, ExerciseStep) else step

    return session._replace(steps=tuple(map(each, session.steps)))


def _neighbours(session: Session) -> dict[tuple[int, int | None], tuple[str | None, str]]:
    """For each exercise step, by its numbers: the exercise before it, None at the start, and its own."""
    steps = session.exercise_steps()
    names = [step.exercise for step in steps]
    return {
        (step.number, step.within): (previous, step.exercise)
        for step, previous in zip(steps, [None, *names], strict=False)
    }


def seconds_to_move(previous: str | None, current: str, exercises: Mapping[str, Exercise]) -> float:
    """The least time to get from one exercise to another; 0 if a person's own move is one of them."""
    here = exercises.get(current)
    if here is None:
        return 0.0
    if previous is None:
        return GET_UP_SECONDS if here.height == "floor" else 0.0
    there = exercises.get(previous)
    if there is None or there.position == here.position:
        return 0.0
    return TURN_SECONDS if there.height == here.height else GET_UP_SECONDS


def _fit(
    step: ExerciseStep, person: Person, exercises: Mapping[str, Exercise], known: Mapping[str, Caution]
) -> tuple[ExerciseStep | None, LeftOut | None]:
    """The step as this person should do it, or None; and what changed, if anything did."""

    def left_out(reason: str, instead: str | None = None) -> LeftOut:
        return LeftOut(step.number, step.within, step.name, reason, instead)

    if step.exercise in person.hurt:
        return None, left_out("it ended in a pain stop")
    ids = [id_ for id_ in known if id_ in person.cautions]
    blocking = _blocking(step, ids, exercises, known)
    if blocking is None:
        return _with_cues(step, ids, exercises, known), None
    reason = known[blocking].reason
    swap = None if step.own else exercises[step.exercise].swaps.get(blocking)
    if swap is None:
        return None, left_out(reason)
    other = exercises[swap]
    swapped = step._replace(exercise=other.id, name=other.name, words=other.words, cue="")
    if swap in person.hurt or _blocking(swapped, ids, exercises, known) is not None:
        return None, left_out(reason)
    return _with_cues(swapped, ids, exercises, known), left_out(reason, other.name)


def _blocking(
    step: ExerciseStep, ids: list[str], exercises: Mapping[str, Exercise], known: Mapping[str, Caution]
) -> str | None:
    """The first of the person's cautions that takes the step out as it stands."""
    topics: frozenset[str] = frozenset() if step.own else exercises[step.exercise].topics
    for id_ in ids:
        takes_out = known[id_].takes_out
        if id_ in step.cautions or takes_out & topics:
            return id_
        if "everything" in takes_out and not topics & ALWAYS_KEPT:
            return id_
    return None


def _with_cues(
    step: ExerciseStep, ids: list[str], exercises: Mapping[str, Exercise], known: Mapping[str, Caution]
) -> ExerciseStep:
    """The step with the cues that the person's cautions add, each once."""
    topics: frozenset[str] = frozenset() if step.own else exercises[step.exercise].topics
    added = [
        known[id_].cue
        for id_ in ids
        if known[id_].cue
        and (known[id_].cue_topics & topics or ("everything" in known[id_].cue_topics and not topics & ALWAYS_KEPT))
    ]
    return step._replace(added=(*step.added, *added)) if added else step
