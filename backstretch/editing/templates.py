"""New session files: one that was put together, and one that is nearly empty, both with comments that explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from backstretch.editing.composing import Composition, Wish
from backstretch.editing.focuses import HEIGHT_WORDS, PLACES, REST_PLACE, SUMMARIES, TAGS
from backstretch.editing.step_edits import Table, step_text
from backstretch.editing.tomledit.literals import Scalar, Value, assignment
from backstretch.editing.tomledit.placement import rank
from backstretch.session.catalogue import catalogue
from backstretch.session.format import BREATH_SECONDS, FILE, LEAD_IN_SECONDS, SIDE_GAP_SECONDS
from backstretch.session.model import Duration, ExerciseStep, Range, RestStep

_INTRODUCTION = """\
# A session for backstretch. Steps are done from top to bottom; `backstretch check FILE` tells, line by line, if
# something cannot be right. New to these files? gentle-start.toml explains every key.
"""

_COMPOSED = """
# The doses are those that the sources in the program's catalogue give to beginners. Which exercises, in which order,
# and the times between them are the program's own choice: change what you like.
"""

_RANGE = """
# A range: the dose to begin with, how far it may grow, and by how much. Once it has been easy for a week, the program
# offers the next level; it never decides that by itself. One range in a file is enough.
"""

_BLANK = """
# Every [[steps]] below is one step. `exercise` names an exercise of the catalogue, which knows what to say, which sides
# there are and a usual dose; docs/exercises.md lists them all. What stands after a # is a note for people:
# to try one of the steps below, take its # signs away.

[[steps]]
exercise = "belly-breathing"
lead_in = 30                    # seconds to get into position, where that takes longer
hold = 60                       # seconds

# [[steps]]
# exercise = "knee-to-chest"
# lead_in = 25
# hold = 5
# reps = 3                      # on each side
# rest_between = 5

# A move that the catalogue does not know: a name, and what to do.
#
# [[steps]]
# name = "Ankle circles"
# start = "Stay on your back."
# cues = ["Draw slow circles with both feet."]
# does = "move"
# hold = 20

# A rest.
#
# [[steps]]
# rest = 30

# A group: its steps go round, so many times.
#
# [[steps]]
# rounds = 2
# rest_between = 30
#
# [[steps.steps]]
# exercise = "bridge"
# lead_in = 20
# hold = 6
# reps = 5
"""

_DEFAULTS: dict[str, Value] = {
    "lead_in": int(LEAD_IN_SECONDS),
    "side_gap": int(SIDE_GAP_SECONDS),
    "breath": int(BREATH_SECONDS),
}
_LONGEST_TITLE = 80
_MINUTE = 60


def new_text(title: str, steps: Sequence[Table], others: Mapping[str, Value] | None = None) -> str:
    """The text of a new session file; ``others`` are further keys of the file, as ``summary`` or ``breath``.

    Raises EditError for a value that no session file can hold.
    """
    head = {"format": 1, "title": title} | dict(others or {})
    keys = sorted(head, key=lambda key: rank(key, FILE.names))
    lines = "".join(f"{assignment(key, head[key])}\n" for key in keys)
    return "\n".join([_INTRODUCTION, lines, *(step_text(step, ("steps",)) for step in steps)])


def title_for(id_: str) -> str:
    """The title of a session with this id until somebody changes it."""
    words = " ".join(id_.replace("-", " ").replace("_", " ").split()) or id_
    return (words[0].upper() + words[1:])[:_LONGEST_TITLE]


def blank_text(title: str) -> str:
    """A session with one step, and comments that say how to go on."""
    return new_text(title, (), {"level": "gentle", **_DEFAULTS}) + _BLANK


def composed_text(title: str, wish: Wish, composition: Composition) -> str:
    """A session that was put together, position by position."""
    parts = [new_text(title, (), _head(wish, composition)) + _COMPOSED]
    for place, steps in groupby(composition.steps, _place):
        parts.append(f"# ---- {place} ----\n")
        for step in steps:
            grows = isinstance(step, ExerciseStep) and isinstance(step.hold, Range) | isinstance(step.reps, Range)
            parts.append((_RANGE.lstrip() if grows else "") + step_text(_table(step), ("steps",)))
    return "\n".join(parts)


def _head(wish: Wish, composition: Composition) -> dict[str, Value]:
    exercises = [catalogue()[step.exercise] for step in composition.steps if isinstance(step, ExerciseStep)]
    where = list(dict.fromkeys(HEIGHT_WORDS[exercise.height] for exercise in exercises))
    places = " and ".join([", ".join(where[:-1]), where[-1]] if where[1:] else where)
    return {
        "summary": f"{SUMMARIES[wish.focus]}, {places}.",
        "level": wish.level,
        "tags": TAGS[wish.focus],
        **_DEFAULTS,
    }


def _place(step: ExerciseStep | RestStep) -> str:
    """The heading that a step stands under."""
    return PLACES[catalogue()[step.exercise].position] if isinstance(step, ExerciseStep) else REST_PLACE


def _table(step: ExerciseStep | RestStep) -> Table:
    """A step as it is written: what the file does not say already, and the dose, for whoever wants to change it."""
    if isinstance(step, RestStep):
        return {"rest": _number(step.rest.amount), "cue": step.cue}
    table: dict[str, Value] = {"exercise": step.exercise, "hold": _hold(step.hold)}
    if step.lead_in.amount != LEAD_IN_SECONDS:
        table["lead_in"] = _number(step.lead_in.amount)
    if step.sides in {"both", "alternate"} and step.side_gap.amount != SIDE_GAP_SECONDS:
        table["side_gap"] = _number(step.side_gap.amount)
    if step.reps != 1:
        table["reps"] = _range(step.reps) if isinstance(step.reps, Range) else step.reps
        if step.sides != "alternate":
            table["rest_between"] = _number(step.rest_between.amount)
    if step.cue:
        table["cue"] = step.cue
    return table


def _hold(hold: Duration | Range) -> Value:
    if isinstance(hold, Range):
        return _range(hold)
    if hold.breaths:
        return str(hold)
    minutes, seconds = divmod(hold.amount, _MINUTE)
    if minutes <= 1:
        return _number(hold.amount)
    return f"{minutes:g}m{seconds:g}s" if seconds else f"{minutes:g}m"


def _range(grows: Range) -> dict[str, Scalar]:
    return {"from": _number(grows.first), "to": _number(grows.last), "by": _number(grows.by)}


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
