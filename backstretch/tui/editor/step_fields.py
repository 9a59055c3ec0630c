"""The fields of a step or of the whole session: what stands in each, as text, and what a typed text stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backstretch.base.text import counted, plain
from backstretch.base.toml_lines import Where
from backstretch.editing.exercise_facts import left_out_for
from backstretch.editing.field_edits import key_order, set_value, unset
from backstretch.editing.outline import FORMS, StepShape
from backstretch.editing.tomledit.document import Document
from backstretch.editing.tomledit.literals import Value
from backstretch.editing.tomledit.placement import rank
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.findings import figure, shown
from backstretch.session.format import (
    FILE,
    OF_CATALOGUE,
    OWN_MOVE,
)
from backstretch.session.hints import left_out
from backstretch.session.key_kinds import (
    CautionIds,
    Choice,
    Count,
    Fixed,
    Form,
    Key,
    Length,
    Parts,
    Steps,
    Text,
    Texts,
    parse_duration,
)
from backstretch.session.model import Duration

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}\.[0-9]{1,15}")

Scalar = str | int | float


@dataclass(frozen=True, slots=True)
class Field:
    """One key that can be set, and what the file has there."""

    where: Where
    key: Key
    form: Form
    value: Any
    """None if the file does not have the key."""
    default: Scalar | None = None
    """What holds where the key is left out, if that is one value."""

    @property
    def name(self) -> str:
        """What the screen calls it."""
        return self.key.name.replace("_", " ")

    @property
    def is_end(self) -> bool:
        """Whether it is one of the numbers of a range."""
        return len(self.where) > 1 and isinstance(self.where[-2], str)

    @property
    def may_grow(self) -> bool:
        """Whether a range may stand there."""
        return isinstance(self.key, Count | Length) and bool(self.key.ends)

    @property
    def grows(self) -> bool:
        """Whether a range stands there."""
        return self.may_grow and isinstance(self.value, Mapping)

    @property
    def unit(self) -> str:
        """What a bare number is counted in."""
        return "s" if isinstance(self.key, Length) else ""

    @property
    def text(self) -> str:
        """What stands there, as it is typed; a list a line each."""
        return "\n".join(map(_typed, self.value)) if isinstance(self.value, list) else _typed(self.value)

    @property
    def otherwise(self) -> str:
        """What holds where nothing is typed, in a few words."""
        if self.default not in (None, ""):
            return _typed(self.default)
        if self.key.name in self.form.needs:
            return ""
        of_catalogue, _, of_own_move = left_out(self.key).partition("; ")
        return of_own_move.partition(" for ")[0] if of_own_move and self.form is OWN_MOVE else of_catalogue

    def meant(self, text: str) -> Value | None:
        """What a typed text stands for; None for no key at all. What is wrong with it says the reader."""
        if isinstance(self.key, Texts):
            kept = {_typed(one): one for one in self.value} if isinstance(self.value, list) else {}
            return [kept.get(line, line) for line in text.split("\n") if line.strip()] or None
        if not text.strip():
            return "" if self.key.name in self.form.needs or self.is_end else None
        if isinstance(self.key, Text | Choice):
            return text
        return _number(text.strip())

    def changed(self, document: Document, value: Value | None) -> Document:
        """The document with this value, or without the key. Raises EditError."""
        return unset(document, self.where) if value is None else set_value(document, self.where, value)

    def range(self) -> Mapping[str, Scalar]:
        """A range to begin with in place of one number: from it, two steps up; our own choice."""
        start = self.value if isinstance(self.value, str | int | float) else self.default
        length = parse_duration(start) or Duration(1)
        by = 1.0 if isinstance(self.key, Count) or length.breaths or length.amount < 10 else 5.0
        most = self.key.most if isinstance(self.key, Count | Length) else length.amount
        to = min(length.amount + 2 * by, most)
        return {
            name: counted(end, "breath") if length.breaths else _number(figure(end))
            for name, end in (("from", length.amount), ("to", to), ("by", by))
        }


def fields_of(document: Document, shape: StepShape | None) -> tuple[Field, ...]:
    """Every key of a step, or of the whole session, in the usual order; none for a step of no kind."""
    values = document.values or {}
    if shape is not None and shape.kind not in FORMS:
        return ()
    form = FILE if shape is None else FORMS[shape.kind]
    where: Where = () if shape is None else shape.where
    table = values if shape is None else shape.table
    found: list[Field] = []
    for key in sorted(form.keys, key=lambda key: rank(key.name, key_order(where))):
        if isinstance(key, Steps | Parts) or (isinstance(key, Fixed) and table.get(key.name) == key.value):
            continue
        field = Field((*where, key.name), key, form, table.get(key.name), default_of(values, table, key))
        found.append(field)
        if field.grows and isinstance(key, Count | Length):
            ends = (Field((*field.where, end.name), end, form, field.value.get(end.name)) for end in key.ends)
            found.extend(ends)
    return tuple(found)


def default_of(values: Mapping[str, Any], table: Mapping[str, Any], key: Key) -> Scalar | None:
    """What holds where a key of a table is left out; None if it must be there, or is no single value."""
    exercise = exercise_of(table)
    if exercise is not None and isinstance(key, CautionIds):
        return ", ".join(left_out_for(exercise))
    if exercise is not None and key.name in OF_CATALOGUE:
        value = getattr(exercise, key.name)
        return (
            _plain_duration(value) if isinstance(value, Duration) else str(value) if key.name == "sides" else int(value)
        )
    if key.default is None and key.name in FILE.names:
        # A step's own, which is the file's where it is left out.
        of_file = next((other.default for other in FILE.keys if other.name == key.name), None)
        value = values.get(key.name, of_file)
        return value if isinstance(value, str | int | float) else of_file
    if key.default is None and "name" in table:
        return OF_CATALOGUE.get(key.name)
    return key.default


def exercise_of(table: Mapping[str, Any]) -> Exercise | None:
    """The catalogue's exercise that a step is; None if it is none."""
    name = table.get("exercise")
    return catalogue().get(name) if isinstance(name, str) else None


def _plain_duration(length: Duration) -> Scalar:
    return str(length) if length.breaths else _number(figure(length.amount))


def _number(text: str) -> Scalar:
    """A whole or decimal number, or else the text as it is: a length of time, or what the reader finds wrong."""
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _typed(value: object) -> str:
    """A value as a person would type it."""
    match value:
        case None:
            return ""
        case str():
            return plain(value)
        case int() | float() if not isinstance(value, bool):
            return figure(value)
        case _:
            return shown(value)


def words_of(choice: Choice[Any]) -> Sequence[str]:
    """What can be chosen, with nothing first: the key left out."""
    return ("", *choice.words)
