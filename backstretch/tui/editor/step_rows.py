"""The steps as lines of a list: number, name, side, dose and length, and whether something is wrong there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from backstretch.base.text import clock, expected, plain
from backstretch.base.toml_lines import Where
from backstretch.editing.outline import StepShape
from backstretch.session.findings import figure
from backstretch.session.format import HOLD, REPS, SIDES_KEY, UNTIL
from backstretch.session.words import Words, fill
from backstretch.tui.editor.model import NO_STEP, Work
from backstretch.tui.editor.step_fields import default_of, exercise_of

ERROR, WARNING = "!", "?"
"""The marks of a line with an error, or else with a warning."""
_SIDES = {"both": "L+R", "alternate": "L/R", "left": "L", "right": "R"}
_BETWEEN = "  "
_LEAST_NAME = 10
_MOST_DOSE = 14
"""Cells; what can be meant fits, what cannot is cut off."""


class Columns(NamedTuple):
    """How wide what stands in the lines is at most, in cells."""

    number: int
    length: int

    @property
    def mark(self) -> int:
        """One cell for the mark, and one after it where the numbers are short: names need the room."""
        return 2 if self.number < len("1.1") else 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    where: Where
    number: str
    name: str
    dose: str = ""
    """The sides too."""
    length: str = ""
    mark: str = ""

    def render(self, width: int, columns: Columns) -> Content:
        """The line in so many cells; what says least goes first where there is no room."""
        head = f"{self.mark:<{columns.mark}}"
        head += f"{self.number:>{columns.number}} " if self.number else ""
        right = ""
        for text, room in ((self.length, columns.length), (self.dose, cell_len(self.dose))):
            if len(head) + _LEAST_NAME + len(_BETWEEN) + room + cell_len(right) > width:
                break
            right = f"{_BETWEEN}{text:>{room}}{right}" if room else right
        name = Content(self.name).truncate(max(4, width - len(head) - cell_len(right)), ellipsis=True, pad=True)
        return Content.assemble((head, "bold"), name, right)


def columns_of(rows: Iterable[Row]) -> Columns:
    """The columns that hold what stands in these lines."""
    return Columns(*(max(map(len, cells)) for cells in zip(*((row.number, row.length) for row in rows), strict=True)))


def rows_of(work: Work) -> tuple[Row, ...]:
    """The line of the whole session, then one for each step."""
    lengths, marks, values = _lengths(work), _marks(work), work.document.values or {}
    whole = "" if work.timeline is None else expected(clock(work.timeline.total_seconds), work.timeline.until_key)
    rows = [Row(NO_STEP, "", "Session", length=whole, mark=marks.get(NO_STEP, ""))]
    for shape in work.shapes:
        numbers = [part + 1 for part in shape.where if isinstance(part, int)]
        seconds = lengths.get((numbers[0], numbers[1] if len(numbers) > 1 else None))
        rows.append(
            Row(
                shape.where,
                ".".join(map(str, numbers)),
                name_of(shape),
                " ".join(filter(None, (_sides(shape), _fitted(_dose(shape, values))))),
                "-" if seconds is None else expected(clock(seconds), UNTIL.name in shape.table),
                marks.get(shape.where, ""),
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
            return "Rounds"
        case "unknown":
            return "not clear"


def about(shape: StepShape | None) -> str:
    """What a step says to whoever does it; of the whole session, what can be done here."""
    if shape is None:
        return "Choose a step with ↑ and ↓; Enter goes to its fields, a puts another one in after it."
    exercise, table = exercise_of(shape.table), shape.table
    words = exercise.words if exercise else Words()
    cues = table.get("cues", words.cues)
    texts = [table.get("cue"), table.get("start", words.start), *(cues if isinstance(cues, list | tuple) else ())]
    return " ".join(fill(plain(text), "left") for text in texts if isinstance(text, str) and text)


def owner(problem_at: Where) -> Where:
    """The place of the step that a problem is in, the innermost; of the whole session if it is in none."""
    where = NO_STEP
    for depth in (2, 4):
        inner = problem_at[:depth]
        if len(inner) < depth or inner[-2] != "steps" or not isinstance(inner[-1], int):
            break
        where = inner
    return where


def _marks(work: Work) -> Mapping[Where, str]:
    """The mark of each line that has one."""
    found: dict[Where, str] = {}
    for problem_at, problems in work.problems.items():
        failed = any(problem.severity == "error" for problem in problems)
        where = owner(problem_at)
        found[where] = ERROR if failed or found.get(where) == ERROR else WARNING
    return found


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


def _dose(shape: StepShape, values: Mapping[str, Any]) -> str:
    match shape.kind:
        case "rest":
            return _length(shape.table["rest"])
        case "group":
            return f"{_figure(shape.table.get('rounds'))} times"
        case "unknown":
            return ""
    hold = _length(shape.table.get("hold", default_of(values, shape.table, HOLD)))
    reps = _figure(shape.table.get("reps", default_of(values, shape.table, REPS)))
    return hold if reps == "1" else f"{reps} × {hold}"


def _fitted(dose: str) -> str:
    return dose if cell_len(dose) <= _MOST_DOSE else f"{set_cell_size(dose, _MOST_DOSE - 1)}…"


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
