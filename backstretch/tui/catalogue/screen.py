"""Every exercise of the catalogue: how it looks, how it is done, how often, for whom not, and who says so."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from backstretch.editing.exercise_facts import dose, facts, for_person, matching
from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import Person
from backstretch.tui.host import Host
from backstretch.tui.keymap import bindings
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.figure import charset_here
from backstretch.tui.widgets.key_line import Key, KeyLine
from backstretch.tui.widgets.moving_figure import MovingFigure
from backstretch.tui.widgets.pick_list import PickList, ScrollPage

_LEAST_FOR_POSITION = 46
"""The width of the list, in cells, from which it has a column for the position."""
_POSITION_WIDE = 16
"""Cells of that column: those of the longest position, and one."""
_NOTHING = "No exercise has all these words."
_KEYS: tuple[Key, ...] = (
    ("↑↓ choose", ""),
    ("Tab read on", "app.focus_next"),
    ("/ find", "screen.find"),
    ("Esc back", "screen.back"),
    ("x sharp pain", "app.sharp_pain"),
    ("? keys", "app.keys_in_front"),
)
_FINDING: tuple[Key, ...] = (
    ("x is a letter here", ""),
    ("Enter to the list", "screen.found"),
    ("Esc all again", "screen.back"),
)


class ExercisesScreen(AnswersOnce, Screen[None]):
    """Opened from the library and from the editor; nothing is changed here."""

    app: Host
    HAS_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("catalogue")]

    def __init__(self, person: Person, exercise: str = "") -> None:
        """``person`` is whose cautions are marked; begin with the ``exercise`` of this id, or the first."""
        super().__init__()
        self._person = person
        self._first = exercise
        self._found: list[Exercise] = []

    def compose(self) -> ComposeResult:
        """The list, and beside or below it the one that is chosen."""
        with Horizontal(id="title"):
            yield Static("Exercises", id="heading", markup=False)
            yield Static("", id="count", markup=False)
        yield Input(placeholder="a name, a position, a word of what is done", id="search", compact=True)
        with Horizontal(id="body"):
            yield PickList(id="found", markup=False)
            with ScrollPage(id="about"):
                yield MovingFigure(chars=charset_here(), id="figure")
                yield Static("", id="name", markup=False)
                yield Static("", id="mine", markup=False)
                yield Static("", id="facts", markup=False)
        yield KeyLine(_KEYS)

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self._search()
        listed = self.query_one(PickList)
        listed.focus()
        listed.highlighted = next((at for at, each in enumerate(self._found) if each.id == self._first), 0)

    def on_resize(self) -> None:
        """The list's columns follow its width."""
        self.call_after_refresh(self._list)

    # Finding.

    def action_find(self) -> None:
        """Type what is looked for."""
        self.add_class("-finding")
        self.query_one(Input).focus()
        self.query_one(KeyLine).keys = _FINDING

    @on(Input.Submitted)
    def action_found(self) -> None:
        """To the list of what was found."""
        self.query_one(PickList).focus()
        self.query_one(KeyLine).keys = _KEYS

    @on(Input.Changed)
    def _search(self) -> None:
        self._found = matching(self.query_one(Input).value)
        self._list(0)

    def _list(self, chosen: int | None = None) -> None:
        """List what was found, with this one marked, or else that which is."""
        listed = self.query_one(PickList)
        width = max(12, listed.scrollable_content_region.width - 1)
        chosen = listed.highlighted if chosen is None else chosen
        listed.set_options([Option(self._row(exercise, width)) for exercise in self._found])
        listed.highlighted = chosen if self._found else None
        changed = any(for_person(exercise, self._person) for exercise in self._found)
        self.query_one("#count", Static).update(f"{'! changed for you   ' if changed else ''}{len(self._found)}")
        if not self._found:
            self._show(None)

    def _row(self, exercise: Exercise, width: int) -> Content:
        mark = "! " if for_person(exercise, self._person) else "  "
        right = exercise.position.rjust(_POSITION_WIDE) if width >= _LEAST_FOR_POSITION else ""
        name = Content(exercise.name).truncate(max(8, width - len(right) - len(mark)), ellipsis=True, pad=True)
        return Content.assemble((mark, "bold"), name, right)

    # Looking.

    @on(OptionList.OptionHighlighted)
    def _chosen(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._found):
            self._show(self._found[event.option_index])

    @on(OptionList.OptionSelected)
    def _read_on(self) -> None:
        self.query_one(ScrollPage).focus()

    def _show(self, exercise: Exercise | None) -> None:
        figure = self.query_one(MovingFigure)
        figure.set_class(not figure.demonstrate(exercise), "-empty")
        mine = for_person(exercise, self._person) if exercise else ""
        self._put("name", f"{exercise.name}, {exercise.position}: {dose(exercise)}" if exercise else "")
        self._put("mine", f"! {mine}" if mine else "")
        self._put("facts", "\n".join(facts(exercise)) if exercise else _NOTHING)
        self.query_one(ScrollPage).scroll_home(animate=False)

    def _put(self, id_: str, text: str) -> None:
        shown = self.query_one(f"#{id_}", Static)
        shown.update(text)
        shown.display = bool(text)

    def action_back(self) -> None:
        """Out of what is looked for, and all are listed again; else back."""
        search = self.query_one(Input)
        if not self.has_class("-finding"):
            self.dismiss(None)
            return
        self.remove_class("-finding")
        chosen = self.query_one(PickList).highlighted
        kept = self._found[chosen] if chosen is not None and chosen < len(self._found) else None
        with search.prevent(Input.Changed):
            search.value = ""
        self._found = matching("")
        self._list(self._found.index(kept) if kept in self._found else 0)
        self.action_found()
