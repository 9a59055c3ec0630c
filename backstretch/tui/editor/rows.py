"""The steps as lines of a list: number, name, side, dose and length, and whether something is wrong there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual.content import Content

from backstretch.editing import StepShape
from backstretch.session.fields import figure
from backstretch.session.format import HOLD, REPS, SIDES_KEY
from backstretch.text import clock, plain
from backstretch.toml_lines import Where
from backstretch.tui.editor.fields import default_of, exercise_of
from backstretch.tui.editor.work import NO_STEP, Work

ERROR, WARNING = "!", "?"
"""The marks of a line with an error, or else with a warning."""
_SIDES = {"both": "L+R", "alternate": "L/R", "left": "L", "right": "R"}
_MARK, _SIDE, _DOSE, _LENGTH = 2, 4, 11, 6
_LEAST_NAME = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    where: Where
    number: str
    name: str
    sides: str = ""
    dose: str = ""
    length: str = ""
    mark: str = ""

    def render(self, width: int) -> Content:
        """The line in so many cells; the columns that say least go first where there is no room."""
        indent = "  " if len(self.where) > len(("steps", 0)) else ""
        head = f"{self.mark:<{_MARK}}{indent}{self.number:>3} " if self.number else f"{self.mark:<{_MARK}}"
        columns = [(self.length, _LENGTH), (self.dose, _DOSE), (self.sides, _SIDE)]
        right = ""
        for text, room in columns:
            if len(right) + room + len(head) + _LEAST_NAME > width:
                break
            right = f" {text:>{room - 1}}{right}"
        name = Content(self.name).truncate(max(4, width - len(head) - len(right)), ellipsis=True, pad=True)
        return Content.assemble((head, "bold"), name, right)


def rows_of(work: Work) -> tuple[Row, ...]:
    """The line of the whole session, then one for each step."""
    lengths = _lengths(work)
    rows = [Row(NO_STEP, "", "Session", mark=_mark(work, NO_STEP))]
    for shape in work.shapes:
        numbers = [part + 1 for part in shape.where if isinstance(part, int)]
        seconds = lengths.get((numbers[0], numbers[1] if len(numbers) > 1 else None))
        rows.append(
            Row(
                shape.where,
                ".".join(map(str, numbers)),
                name_of(shape),
                _sides(shape),
                _dose(work, shape),
                "-" if seconds is None else clock(seconds),
                _mark(work, shape.where),
            )
        )
    return tuple(rows)


def name_of(shape: StepShape) -> str:
    """What a step is called."""
    exercise = exercise_of(shape.table)
    match shape.kind:
        case "exercise":
            return exercise.name if exercise else plain(str(shape.table["exercise"])) or "no exercise"
        case "own":
            return plain(str(shape.table["name"])) or "no name"
        case "rest":
            return "Rest"
        case "group":
            return "Rounds of"
        case "unknown":
            return "not clear"


def belongs_to(problem_at: Where, where: Where) -> bool:
    """Whether a problem is the step's own at a place, and not that of a step inside it."""
    rest = problem_at[len(where) :]
    return problem_at[: len(where)] == where and not (len(rest) > 1 and rest[0] == "steps" and isinstance(rest[1], int))


def _mark(work: Work, where: Where) -> str:
    found = {
        problem.severity
        for problem_at, problems in work.problems.items()
        if belongs_to(problem_at, where)
        for problem in problems
    }
    return ERROR if "error" in found else WARNING if found else ""


def _lengths(work: Work) -> Mapping[tuple[int, int | None], float]:
    """The seconds of each step: of a group all its rounds, of a step in it one."""
    found: dict[tuple[int, int | None], float] = {}
    rounds: dict[int, int] = {}
    for phase in work.timeline.phases if work.timeline else ():
        found[phase.step, None] = found.get((phase.step, None), 0.0) + phase.seconds
        rounds[phase.step] = max(rounds.get(phase.step, 1), phase.round or 1)
        if phase.within is not None:
            inner = (phase.step, phase.within)
            found[inner] = found.get(inner, 0.0) + phase.seconds
    return {place: seconds / (rounds[place[0]] if place[1] is not None else 1) for place, seconds in found.items()}


def _sides(shape: StepShape) -> str:
    if shape.kind not in ("exercise", "own"):
        return ""
    return _SIDES.get(str(shape.table.get("sides", default_of({}, shape.table, SIDES_KEY))), "")


def _dose(work: Work, shape: StepShape) -> str:
    match shape.kind:
        case "rest":
            return _length(shape.table["rest"])
        case "group":
            return f"{_figure(shape.table.get('rounds'))} times"
        case "unknown":
            return ""
    values = work.document.values or {}
    hold = _length(shape.table.get("hold", default_of(values, shape.table, HOLD)))
    reps = _figure(shape.table.get("reps", default_of(values, shape.table, REPS)))
    return hold if reps == "1" else f"{reps} × {hold}"


def _length(value: Any) -> str:
    text = _figure(value)
    return f"{text} s" if text[-1:].isdigit() else text


def _figure(value: Any) -> str:
    """A number as it is written; of a range its first and last."""
    match value:
        case {"from": first, "to": last}:
            return f"{_figure(first).partition(' ')[0]}–{_figure(last)}"
        case bool() | None:
            return "?"
        case int() | float():
            return figure(value)
        case str():
            return plain(value).replace(" breaths", " br").replace(" breath", " br") or "?"
        case _:
            return "?"
