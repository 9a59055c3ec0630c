"""What the catalogue says about an exercise, in lines, and what a person's cautions change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backstretch.base.text import counted, plain
from backstretch.editing.composing import session_of
from backstretch.session.adaptation import adapt
from backstretch.session.catalogue import Exercise, catalogue, sources
from backstretch.session.cautions import LeftOut, Person, cautions
from backstretch.session.how import how, in_lines

_ADDRESS = re.compile(r" \((https?://\S+)\)(.*)")
"""In what a source is called; what is said of the source follows it."""
_SIDES = {"both": " each side", "alternate": " each side, in turn", "none": ""}


def dose(exercise: Exercise) -> str:
    """The dose to begin with: how often and how long."""
    often = f"{exercise.reps} × " if exercise.reps > 1 else ""
    return f"{often}{exercise.hold}{_SIDES.get(exercise.sides, f' {exercise.sides}')}"


def facts(exercise: Exercise) -> Iterator[str]:
    """Who does it otherwise, how it is done, and who says so."""
    yield from caution_lines(exercise)
    (told,) = how(session_of(exercise), catalogue(), {})
    yield from (line.strip() for line in list(in_lines(told))[1:])
    yield f"Up to {exercise.max_reps} × {exercise.max_hold} in the sources:"
    # The address on a line of its own, since it fills one.
    keys = dict.fromkeys((*exercise.sources, *exercise.words_from))
    yield from (_ADDRESS.sub(r"\2\n  \1", f"• {_source(key)}") for key in keys)


def caution_lines(exercise: Exercise) -> Iterator[str]:
    """What each caution does to the exercise, those of one effect in a line."""
    effects: dict[str, list[str]] = {}
    for id_ in cautions():
        change = _change(exercise, Person(frozenset({id_})))
        if change is not None:
            effects.setdefault(_effect(change), []).append(id_)
    yield from (f"{effect[0].upper()}{effect[1:]} with: {', '.join(ids)}" for effect, ids in effects.items())


def source_names(exercise: Exercise) -> str:
    """The first source, and how many others there are."""
    first, *others = (_source(key).partition(" (")[0] for key in exercise.sources)
    return f"{first}, and {counted(len(others), 'other')}" if others else first


def _source(key: str) -> str:
    return "our own choice, in part" if key == "own" else sources()[key]


def for_person(exercise: Exercise, person: Person) -> str:
    """What this person does in its place, and why; empty if they do it as it is."""
    change = _change(exercise, person)
    if change is None:
        return ""
    return f"{_effect(change)} for you: {change.reason}"


def left_out_for(exercise: Exercise) -> list[str]:
    """The cautions that take the exercise out of a person's sessions, or put another in its place."""
    return [caution.id for caution in cautions().values() if caution.touches(exercise)]


def _effect(change: LeftOut) -> str:
    if change.hold_most is not None:
        return f"holds of {change.hold_most:g} s at most"
    return f"{change.instead} in its place" if change.instead else "left out"


def matching(words: str) -> list[Exercise]:
    """The exercises in whose name, position, cues or topics every word stands; those of the name come first."""
    wanted = plain(words).casefold().split()

    def has(text: str) -> bool:
        return all(word in text.casefold() for word in wanted)

    def searched(one: Exercise) -> str:
        return " ".join([one.name, one.id, one.position, *one.words.cues, *sorted(one.topics)])

    found = [exercise for exercise in catalogue().values() if has(searched(exercise))]
    return sorted(found, key=lambda exercise: not has(f"{exercise.name} {exercise.id}"))


def _change(exercise: Exercise, person: Person) -> LeftOut | None:
    """The change that cautions make to a session of this exercise alone; None if there is none."""
    _, changes = adapt(session_of(exercise), person, catalogue(), cautions())
    return changes[0] if changes else None
