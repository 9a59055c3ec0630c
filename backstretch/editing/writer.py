"""Steps and whole new session files as text, laid out like the sessions that come with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backstretch.base.toml_lines import Where
from backstretch.editing.errors import EditError
from backstretch.editing.tables import FILE_KEYS, STEP_KEYS
from backstretch.editing.values import Value, assignment, written_key

Table = Mapping[str, object]
"""A step as plain data: an exercise, a move of one's own, a rest, or a group with its ``steps``."""

_INTRODUCTION = """\
# A session for backstretch. Steps are done from top to bottom; `backstretch check FILE` tells, line by line, if
# something cannot be right. New to these files? gentle-start.toml explains every key.
"""


def new_text(title: str, steps: Sequence[Table], others: Mapping[str, Value] | None = None) -> str:
    """The text of a new session file; ``others`` are further keys of the file, as ``summary`` or ``breath``.

    Raises EditError for a value that no session file can hold.
    """
    head = {"format": 1, "title": title} | dict(others or {})
    lines = "".join(f"{assignment(key, head[key], NEWLINE)}\n" for key in _in_order(head, FILE_KEYS))
    return "\n".join([_INTRODUCTION, lines, *(step_text(step, ("steps",)) for step in steps)])


NEWLINE = "\n"


def step_text(step: Table, steps: Where, newline: str = NEWLINE, indent: str = "", between: int = 1) -> str:
    """The lines of a step in the list at ``steps``, with so many empty lines ``between`` the steps of a group.

    Raises EditError for a group inside a group, and for a value that no session file can hold.
    """
    path = [part for part in steps if isinstance(part, str)]
    inner = step.get("steps", ())
    if inner and len(path) > 1:
        raise EditError("this is a group inside a group; groups do not nest")
    if not isinstance(inner, list | tuple) or not all(isinstance(element, Mapping) for element in inner):
        raise EditError("the steps of a group are tables")
    lines = [f"{indent}[[{'.'.join(map(written_key, path))}]]"]
    lines += [
        assignment(key, step[key], newline, indent) for key in _in_order(step, STEP_KEYS) if key != "steps" or not inner
    ]
    own = "".join(f"{line}{newline}" for line in lines)
    parts = [step_text(element, (*steps, 0, "steps"), newline, indent) for element in inner]
    return (newline * between).join([own, *parts])


def _in_order(table: Table, order: Sequence[str]) -> list[str]:
    """The keys of a table in the usual order, others last."""
    return sorted(table, key=lambda key: order.index(key) if key in order else len(order))
