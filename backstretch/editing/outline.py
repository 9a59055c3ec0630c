"""The outline of a document for a screen: its steps as a list, and the problems at each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from backstretch.base.errors import Problem
from backstretch.base.toml_lines import Where, positions
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.blocks import Padded, blocks
from backstretch.editing.tomledit.document import Document, layout_of
from backstretch.session.catalogue import catalogue
from backstretch.session.format import EXERCISE_STEP, GROUP, OWN_MOVE, REST_STEP
from backstretch.session.key_kinds import Form
from backstretch.session.reader import Reading, read_session

Kind = Literal["exercise", "own", "rest", "group", "unknown"]

FORMS: dict[Kind, Form] = {"exercise": EXERCISE_STEP, "own": OWN_MOVE, "rest": REST_STEP, "group": GROUP}
"""The keys of each kind of step but an unknown one."""
_KINDS = {key: kind for kind, form in FORMS.items() for key in form.told_by}


@dataclass(frozen=True, slots=True)
class StepShape:
    """A step as the file has it, right or wrong."""

    where: Where
    kind: Kind
    """``unknown`` for a step of no kind, of two at once, or that is no table."""
    table: Mapping[str, Any]
    """Its keys, not to be changed; empty if it is no table."""


def steps_shape(document: Document) -> tuple[StepShape, ...]:
    """Every step in the file's order, a group before its own steps; none if the text is no TOML."""
    if document.values is None:
        return ()
    shapes: list[StepShape] = []
    pending: list[tuple[Where, Any]] = _listed(document.values, ())
    while pending:
        where, step = pending.pop(0)
        table = step if isinstance(step, dict) else {}
        shapes.append(StepShape(where, _kind(table), table))
        if len(where) == len(("steps", 0)):
            pending[:0] = _listed(table, where)
    return tuple(shapes)


def step_lines(document: Document) -> Mapping[Where, int]:
    """The line that each step begins in, from 1, in the file's order."""
    places = positions(document.source) if document.values is not None else {}
    return {shape.where: places[shape.where].line for shape in steps_shape(document)}


def next_place(document: Document, at: Where, direction: Literal[-1, 1]) -> Where | None:
    """Where the step ``at`` a place goes by one up or down, for ``move_step``; None at the end of the list.

    A single step goes into a group that is in its way, and out of it at the other end; a group goes past others.
    """
    shapes = {shape.where: shape for shape in steps_shape(document)}
    if at not in shapes:
        return None
    beside = (*at[:-1], int(at[-1]) + direction)
    if len(at) > len(("steps", 0)):
        if beside in shapes:
            return beside
        return ("steps", int(at[1]) + (direction > 0))
    if beside not in shapes:
        return None
    if shapes[at].kind == "group" or shapes[beside].kind != "group" or not _takes_steps(document, beside):
        return beside
    if direction > 0:
        return (*at, "steps", 0)
    inside = [where for where in shapes if where[:2] == beside and len(where) > len(beside)]
    return (*beside, "steps", len(inside))


def read(document: Document, id: str, path: str) -> Reading:  # noqa: A002
    """The session that the document is, and every problem in it; ``path`` is what these name."""
    return read_session(document.data, id=id, path=path, exercises=catalogue())


def problems_at(reading: Reading) -> Mapping[Where, tuple[Problem, ...]]:
    """The problems of each value: at its place, or at that of the table that lacks it; () holds all others."""
    found: dict[Where, tuple[Problem, ...]] = {}
    for where, problem in zip(reading.places, reading.problems, strict=True):
        found[where] = (*found.get(where, ()), problem)
    return found


def _listed(table: Mapping[str, Any], where: Where) -> list[tuple[Where, Any]]:
    steps = table.get("steps")
    return [((*where, "steps", index), step) for index, step in enumerate(steps if isinstance(steps, list) else ())]


def _kind(table: Mapping[str, Any]) -> Kind:
    kinds = {_KINDS[key] for key in table if key in _KINDS}
    return kinds.pop() if len(kinds) == 1 else "unknown"


def _takes_steps(document: Document, group: Where) -> bool:
    """Whether steps can be moved into and out of a group."""
    padded = Padded.of(document.source, document.newline)
    inner = sum(shape.where[:-2] == group for shape in steps_shape(document))
    try:
        blocks(padded.source, layout_of(padded.source), (*group, "steps"), inner)
    except EditError:
        return False
    return True
