"""Everything a person can do to the session: each is one change, with a name, in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from backstretch.base.toml_lines import Where
from backstretch.editing.field_edits import label, nudge
from backstretch.editing.outline import StepShape, next_place, step_lines
from backstretch.editing.step_edits import Table, delete_step, duplicate_step, file_order, insert_step, move_step
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.document import Document
from backstretch.editing.tomledit.literals import Value, look_up
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.format import GROUP as ROUNDS_FORM
from backstretch.session.format import HOLD, REPS, REST
from backstretch.session.key_kinds import Key
from backstretch.tui.editor.model import NO_STEP, Work
from backstretch.tui.editor.step_fields import Field, exercise_of, fields_of
from backstretch.tui.editor.step_rows import name_of

Direction = Literal[-1, 1]

OWN_MOVE: Table = {"name": "My own move", "hold": 20}
"""What a new move of one's own begins as; our own choice, as are the next two."""
NEW_REST: Table = {"rest": 30}
NEW_ROUNDS: Table = {"rounds": 2}

LONG = 10_000
"""Characters of a file from which on it is read again only once no more is typed: typing must never wait for that."""


class Changes:
    """What the keys and the mouse do to a ``Work``; what is said about it goes to ``tell``."""

    def __init__(self, work: Work, tell: Callable[[str], None], wait: Callable[[], None]) -> None:
        """``wait`` is called when something was typed that is to be taken over later, with ``catch_up``."""
        self.work = work
        self.chosen: Where = NO_STEP
        """The step that is looked at; the whole session to begin with."""
        self._tell = tell
        self._wait = wait
        self._typed: Callable[[], bool] | None = None
        """Takes over what was typed last, if that is still to be done."""
        self._part = 0

    def part(self) -> None:
        """Begin a new change: what is typed from now on is undone separately."""
        self.catch_up()
        self._part += 1

    def catch_up(self) -> None:
        """Take over what was typed; whoever looks at the work calls it first."""
        typed, self._typed = self._typed, None
        if typed is not None:
            typed()

    def _take(self, typed: Callable[[], bool]) -> None:
        """Take over what was typed now, or in a long file once no more is typed."""
        self._typed = typed
        if len(self.work.document.source) < LONG:
            self.catch_up()
        else:
            self._wait()

    def _do(self, what: Callable[[Document], Document], said: str, merge: object = None) -> bool:
        """Make a change, or say why it cannot be made."""
        self.catch_up()
        try:
            document = what(self.work.document)
        except EditError as error:
            self._tell(str(error))
            return False
        self.work.do(document, said, None if merge is None else (merge, self._part))
        self._tell(self.work.trouble)
        return True

    # Fields.

    def type_in(self, field: Field, text: str) -> None:
        """Take over what was typed, if it is other than what stands there."""

        def typed() -> bool:
            now = self._now(field)
            value = now.meant(text)
            return text != now.text and self._do(
                lambda it: now.changed(it, value), label(now.where, now.value, value), now.where
            )

        self._take(typed)

    def set(self, field: Field, value: Value | None) -> bool:
        """Take over a value that was chosen; None for no key at all."""
        now = self._now(field)
        return self._do(lambda it: now.changed(it, value), label(now.where, now.value, value))

    def grow(self, field: Field) -> bool:
        """Make a number a range, or a range its first number again."""
        now = self._now(field)
        value = now.value.get("from") if now.grows else now.range()
        said = f"{now.name} {'no longer grows' if now.grows else 'grows with the level'}"
        return self._do(lambda it: now.changed(it, value), said)

    def nudge(self, field: Field, direction: Direction) -> bool:
        """Make a number larger or smaller."""
        now = self._now(field)
        try:
            after = nudge(self.work.document, now.where, direction, now.default)
        except EditError as error:
            self._tell(str(error))
            return False
        return self._do(lambda _: after, label(now.where, now.value, _at(after, now.where)), now.where)

    def _now(self, field: Field) -> Field:
        """The field as the document has it by now."""
        self.catch_up()
        return replace(field, value=_at(self.work.document, field.where))

    # Steps.

    def choose(self, where: Where) -> None:
        """Look at another step, or at the whole session."""
        if where != self.chosen:
            self.part()
        self.chosen = where

    def step_at(self, line: int) -> Where:
        """The step that is written in a line, from 1; above them all the whole session."""
        self.catch_up()
        before = [where for where, at in step_lines(self.work.document).items() if at <= line]
        return before[-1] if before else NO_STEP

    @property
    def line(self) -> int:
        """The line that the step begins in that is looked at, from 1; the first for the whole session."""
        return step_lines(self.work.document).get(self.chosen, 1)

    @property
    def exercise(self) -> Exercise | None:
        """The catalogue's exercise that the step which is looked at is."""
        shape = self._shape()
        return exercise_of(shape.table) if shape is not None else None

    def settle(self) -> None:
        """Look at a step that is there, as near as can be to the one that was looked at."""
        self.catch_up()
        places = [NO_STEP, *(shape.where for shape in self.work.shapes)]
        if self.chosen not in places and self.work.fault is None:
            before = [where for where in places if file_order(where) <= file_order(self.chosen)]
            self.chosen = before[-1]

    def insert(self, step: Table, said: str) -> bool:
        """Add a new step after the one that is looked at, and look at it."""
        at: Where = ("steps", 0) if not self.chosen else (*self.chosen[:-1], int(self.chosen[-1]) + 1)
        return self._go_to(at, self._do(lambda it: insert_step(it, at, step), said))

    def add(self, exercise: str) -> bool:
        """Add one of the catalogue's exercises, with its dose."""
        return self.insert({"exercise": exercise}, f"{catalogue()[exercise].name} added")

    def put_into_rounds(self) -> bool:
        """Make a group of the step, to be done several times over; others are moved into it."""
        shape = self._shape()
        if shape is None or len(shape.where) > len(("steps", 0)) or shape.kind == "group":
            self._tell("Rounds are made of a single step outside other rounds: choose one, then move others into them.")
            return False
        at = shape.where
        below: Where = (at[0], int(at[1]) + 1)

        def grouped(document: Document) -> Document:
            return move_step(insert_step(document, at, NEW_ROUNDS), below, (*at, "steps", 0))

        return self._go_to(at, self._do(grouped, f"rounds of {name_of(shape)}"))

    def duplicate(self) -> bool:
        """Duplicate the step, right after it."""
        shape = self._shape()
        if shape is None:
            return self._no_step()
        at = shape.where
        done = self._do(lambda it: duplicate_step(it, at), f"{name_of(shape)} duplicated")
        return self._go_to((*at[:-1], int(at[-1]) + 1), done)

    def delete(self) -> bool:
        """Remove the step; the next one is looked at then."""
        shape = self._shape()
        if shape is None:
            return self._no_step()
        return self._do(lambda it: delete_step(it, shape.where), f"{name_of(shape)} removed")

    def move(self, direction: Direction) -> bool:
        """Move the step one place up or down, into rounds and out of them too."""
        shape = self._shape()
        if shape is None:
            return self._no_step()
        to = next_place(self.work.document, shape.where, direction)
        if to is None:
            self._tell(f"{name_of(shape)} is the {'last' if direction > 0 else 'first'} step already.")
            return False
        return self._go_to(to, self._do(lambda it: move_step(it, shape.where, to), f"{name_of(shape)} moved"))

    def count(self, direction: Direction, *, hold: bool = False) -> bool:
        """One repetition or round more or less, or a longer or shorter rest; or a longer or shorter ``hold``."""
        shape = self._shape()
        keys: dict[str, Key] = {"rest": REST, "group": ROUNDS_FORM.keys[0]}
        if shape is None or shape.kind == "unknown":
            return self._no_step()
        key = keys.get(shape.kind, HOLD if hold else REPS)
        found = next(each for each in fields_of(self.work.document, shape) if each.key.name == key.name)
        if found.grows:
            found = replace(found, where=(*found.where, "from"), key=found.key, value=found.value.get("from"))
        return self.nudge(found, direction)

    def undo(self) -> None:
        """Undo the last change."""
        self.catch_up()
        self._tell(self.work.undo())

    def redo(self) -> None:
        """Redo the change that was undone last."""
        self.catch_up()
        self._tell(self.work.redo())

    # The text.

    def rewrite(self, text: str, line: int) -> None:
        """Take over the whole text as it was typed, the last of it in this line."""

        def typed() -> bool:
            return text != self.work.document.text and self._do(
                lambda it: it.with_text(text), "what was typed in the text", ("text", line)
            )

        self._take(typed)

    def _shape(self) -> StepShape | None:
        """The step that is looked at; None for the whole session."""
        self.catch_up()
        return self.work.shape(self.chosen)

    def _go_to(self, where: Where, done: bool) -> bool:
        if done:
            self.chosen = where
        return done

    def _no_step(self) -> bool:
        self._tell("Choose a step first.")
        return False


def _at(document: Document, where: Where) -> object:
    try:
        return look_up(document.values or {}, where)
    except KeyError:
        return None
