"""A session's exercises in words: how each is done, how it is done easier, and who does without it. Pure."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import Caution
from backstretch.session.model import ExerciseStep, Session, Side
from backstretch.session.words import Words


class How(NamedTuple):
    """One exercise in words."""

    exercise: str
    """The catalogue's id or a person's own name."""
    name: str
    side: Side | None
    """The side that the words are for, which comes first; the other one is done alike."""
    words: Words
    cue: str
    """The file's one sentence; empty if there is none."""
    easier: str
    avoid: str
    cautions: tuple[str, ...]
    """Ids of the cautions that take it out, in the order they are asked."""


def how(session: Session, exercises: Mapping[str, Exercise], known: Mapping[str, Caution]) -> tuple[How, ...]:
    """Every exercise of the session in the order they are done, each once with the same words."""
    steps: dict[tuple[str, Words, str], ExerciseStep] = {}
    for step in session.exercise_steps():
        steps.setdefault((step.exercise, step.words, step.cue), step)
    return tuple(_how(step, None if step.own else exercises[step.exercise], known) for step in steps.values())


def _how(step: ExerciseStep, exercise: Exercise | None, known: Mapping[str, Caution]) -> How:
    side = step.side_of_turn(0)
    return How(
        exercise=step.exercise,
        name=step.name,
        side=side,
        words=step.words.on(side),
        cue=step.cue,
        easier=exercise.easier if exercise else "",
        avoid=exercise.avoid if exercise else "",
        cautions=tuple(id_ for id_ in known if id_ in step.cautions or (exercise and known[id_].touches(exercise))),
    )


def in_lines(one: How) -> Iterator[str]:
    """One exercise as lines of text, those that have nothing to say left out."""
    words = one.words
    yield f"{one.name}, {one.side} side" if one.side else one.name
    told = [
        ("Have ready", "; ".join(words.props)),
        ("Start", words.start),
        ("Beside that", one.cue),
        *((f"{number}", cue) for number, cue in enumerate(words.cues, 1)),
        ("Into the hold", words.into),
        ("Meanwhile", words.holding),
        *((part.word, part.say) for part in words.parts),
        ("Out of it", words.out),
        ("Easier", one.easier),
        ("Avoid", one.avoid),
        ("Left out with", ", ".join(one.cautions)),
    ]
    yield from (f"  {label}: {text}" for label, text in told if text)
