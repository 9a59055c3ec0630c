"""The conditions a person can tick before the first session, and what each takes out of one."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backstretch.base.shipped_toml import read_shipped
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.model import ExerciseStep


class Caution(NamedTuple):
    """One condition, from ``cautions.toml``."""

    id: str
    question: str
    """What the person ticks, as a statement about themselves."""
    reason: str
    """Why something is left out; completes "left out: …"."""
    takes_out: frozenset[str]
    """Topics of the catalogue; ``everything`` stands for all but breathing, walking and the topics of ``keeps``."""
    cue: str
    """Said with the exercises of ``cue_topics`` that stay; may be empty."""
    cue_topics: frozenset[str]
    """Topics; ``everything`` stands for all but breathing and walking, ``every`` for all without exception."""
    asked: bool
    """Whether the first-run list asks for it; ``rotation`` has a switch of its own."""
    keeps: frozenset[str] = frozenset()
    """Topics that ``everything`` leaves in, beside breathing and walking."""
    shortens: frozenset[str] = frozenset()
    """Topics whose holds it caps at ``hold_most`` instead of taking them out."""
    hold_most: float = 0.0
    """In seconds."""
    sources: tuple[str, ...] = ()
    """Keys of ``sources()``; ``own`` marks what is the project's own choice."""

    def touches(self, exercise: Exercise) -> bool:
        """Whether it takes the exercise out of a session."""
        if self.takes_out & exercise.topics:
            return True
        return "everything" in self.takes_out and not exercise.topics & (ALWAYS_KEPT | self.keeps)

    def cues(self, topics: frozenset[str]) -> bool:
        """Whether its cue is said with an exercise of these topics."""
        if not self.cue or "every" in self.cue_topics:
            return bool(self.cue)
        return bool(self.cue_topics & topics) or ("everything" in self.cue_topics and not topics & ALWAYS_KEPT)


class LeftOut(NamedTuple):
    """One step that a person's session does without, or does differently."""

    step: int
    within: int | None
    name: str
    reason: str
    instead: str | None
    """The name of the exercise in its place; None if the step is simply left out, or only shortened."""
    hold_most: float | None = None
    """Where the step stays as it is but for its holds: the longest, in seconds."""


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


ALWAYS_KEPT = frozenset({"breathing", "walking"})
"""The topics that ``everything`` leaves in, and that are never left out for having hurt."""
HURT = "it ended in a pain stop"
"""The reason for leaving out what hurt; every other reason is a caution's."""


@cache
def cautions() -> dict[str, Caution]:
    """Every caution by id, in the order they are asked."""
    return {
        id_: Caution(
            id=id_,
            question=entry["question"],
            reason=entry["reason"],
            takes_out=frozenset(entry["takes_out"]),
            cue=entry.get("cue", ""),
            cue_topics=frozenset(entry.get("cue_topics", ())),
            asked=entry.get("asked", True),
            keeps=frozenset(entry.get("keeps", ())),
            shortens=frozenset(entry.get("shortens", ())),
            hold_most=entry.get("hold_most", 0.0),
            sources=tuple(entry["source"]),
        )
        for id_, entry in read_shipped(Path(__file__).parent / "cautions.toml").items()
    }


def can_be_left_out(exercise: str) -> bool:
    """Whether an exercise, by its id or its own name, is left out for having hurt: not breathing, nor walking."""
    known = catalogue().get(exercise)
    return known is None or not known.topics & ALWAYS_KEPT


def reason_to_leave_out(
    step: ExerciseStep, person: Person, exercises: Mapping[str, Exercise], known: Mapping[str, Caution]
) -> str | None:
    """Why this person does without the step as it stands: what it did, or the first of their cautions; else None.

    Breathing and walking are never left out for having hurt.
    """
    exercise = None if step.own else exercises[step.exercise]
    if step.exercise in person.hurt and not (exercise and exercise.topics & ALWAYS_KEPT):
        return HURT
    for id_, caution in known.items():
        if id_ not in person.cautions:
            continue
        everything = exercise is None and "everything" in caution.takes_out
        if id_ in step.cautions or everything or (exercise and caution.touches(exercise)):
            return caution.reason
    return None
