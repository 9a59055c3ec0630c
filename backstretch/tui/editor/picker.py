"""The catalogue, searched as one types; and the list of cautions to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from backstretch.base.text import plain
from backstretch.editing.exercise_facts import dose, facts, for_person, matching, source_names
from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import Person, cautions
from backstretch.tui.questions.dialog_screen import DialogScreen
from backstretch.tui.widgets.checklist import CheckItem, Checklist
from backstretch.tui.widgets.figure import charset_here
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.moving_figure import MovingFigure
from backstretch.tui.widgets.pick_list import TwoClickList

_LEAST_FOR_POSITION = 60
"""The width of the list from which it has a column for the position."""


class Other(Enum):
    """A step that is no exercise of the catalogue, and what the screen says about it."""

    REST = "A rest: nothing is done for as long as you say."
    OWN_MOVE = "A move of your own: you say what it is called, what to do and for how long."

    @property
    def title(self) -> str:
        """Its name in the list."""
        return self.value.partition(":")[0]


class CatalogueScreen(DialogScreen[str | Other | None]):
    """Gives the id of an exercise, or what else was chosen; None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", id="catalogue.down"),
        Binding("up", "move(-1)", "Before", id="catalogue.up"),
        Binding("pagedown", "move(5)", "Further down", id="catalogue.page_down"),
        Binding("pageup", "move(-5)", "Further up", id="catalogue.page_up"),
        Binding("escape", "back", "Back", id="catalogue.back"),
    ]

    def __init__(self, person: Person, heading: str, others: Sequence[Other] = ()) -> None:
        """``person`` is whose cautions are marked; ``others`` can be chosen too."""
        super().__init__()
        self._person = person
        self._heading = heading
        self._others = others
        self._found: list[Exercise | Other] = []

    def compose(self) -> ComposeResult:
        """The search, the list of what it finds, and the facts about the marked one."""
        with Vertical(id="box"):
            yield Static(self._heading, id="heading", markup=False)
            yield Input(placeholder="Type to search: a name, a position, a word of the cues", id="search", compact=True)
            found = TwoClickList(id="found", markup=False)
            found.can_focus = False
            yield found
            with Horizontal(id="below"):
                yield MovingFigure(chars=charset_here(), id="figure")
                with VerticalScroll(id="about"):
                    yield Static("", id="facts", markup=False)
            yield KeyLine([("Enter take it", "screen.take"), ("Tab read on", ""), ("Esc back", "screen.back")])

    def on_mount(self) -> None:
        """Give the keyboard to the search."""
        self.query_one(Input).focus()
        self._search()

    def on_resize(self) -> None:
        """The list's columns follow its width."""
        self.call_after_refresh(self._list)

    @on(Input.Changed)
    def _search(self) -> None:
        words = self.query_one(Input).value
        wanted = plain(words).casefold().split()
        others = (other for other in self._others if all(word in other.value.casefold() for word in wanted))
        self._found = [*others, *matching(words)]
        self._list(0)

    def _list(self, chosen: int | None = None) -> None:
        """List what was found, with this one marked, or else that which is."""
        options = self.query_one(OptionList)
        width = max(20, options.scrollable_content_region.width - 1)
        chosen = options.highlighted if chosen is None else chosen
        options.set_options([Option(self._row(found, width)) for found in self._found])
        options.highlighted = chosen if self._found else None
        if not self._found:
            self.query_one("#facts", Static).update("No exercise has all these words.")
            self._demonstrate(None)

    def _demonstrate(self, exercise: Exercise | None) -> None:
        """The movement beside the words; what has none gives them its room."""
        figure = self.query_one(MovingFigure)
        figure.set_class(not figure.demonstrate(exercise), "-empty")

    def _row(self, found: Exercise | Other, width: int) -> Content:
        if isinstance(found, Other):
            return Content(f"+ {found.title}")
        exercise = found
        right = dose(exercise).partition(" each")[0].rjust(15)
        if width >= _LEAST_FOR_POSITION:
            right = exercise.position.ljust(16) + right
        mark = "! " if for_person(exercise, self._person) else "  "
        name = Content(exercise.name).truncate(max(8, width - len(right) - len(mark)), ellipsis=True, pad=True)
        return Content.assemble((mark, "bold"), name, right)

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        index = self.query_one(OptionList).highlighted
        if index is None or index >= len(self._found):
            return
        found = self._found[index]
        lines = [found.value] if isinstance(found, Other) else self._about(found)
        self._demonstrate(None if isinstance(found, Other) else found)
        self.query_one("#facts", Static).update("\n".join(lines))
        self.query_one("#about").scroll_home(animate=False)

    def _about(self, exercise: Exercise) -> list[str]:
        mine = for_person(exercise, self._person)
        lines = [f"{exercise.name}, {exercise.position}: {dose(exercise)}"]
        lines += [f"! {mine}"] if mine else []
        return [*lines, f"From: {source_names(exercise)}", *facts(exercise)]

    def action_move(self, by: int) -> None:
        """Mark another exercise, while the search keeps the keyboard."""
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = max(0, min(len(self._found) - 1, (options.highlighted or 0) + by))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        """Take the marked one."""
        index = self.query_one(OptionList).highlighted
        if index is not None and index < len(self._found):
            found = self._found[index]
            self.dismiss(found if isinstance(found, Other) else found.id)

    def action_back(self) -> None:
        """Go back without an exercise."""
        self.dismiss(None)


class CautionsScreen(DialogScreen[tuple[str, ...] | None]):
    """Gives the ids of the cautions for whom a step is left out; None if the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Take what is ticked", id="cautions.accept"),
        Binding("escape", "back", "Back", id="cautions.back"),
    ]

    def __init__(self, ticked: Iterable[str]) -> None:
        """Begin with these ticked; an id that is no caution's can be unticked too."""
        super().__init__()
        self._ticked = tuple(ticked)

    def compose(self) -> ComposeResult:
        """The list."""
        items = [CheckItem(caution.id, caution.question) for caution in cautions().values()]
        items += [CheckItem(id_, f"{id_} (no caution)") for id_ in self._ticked if id_ not in cautions()]
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Left out for anyone who said:", id="heading", markup=False)
            yield Checklist(items, ticked=self._ticked)
            yield KeyLine([("Space tick", ""), ("Enter done", "screen.accept"), ("Esc back", "screen.back")])

    def on_mount(self) -> None:
        """Give the keyboard to the list."""
        self.query_one(Checklist).focus()

    def action_accept(self) -> None:
        """Take what is ticked, in the order it was, then in the catalogue's."""
        ticked = self.query_one(Checklist).ticked
        order = dict.fromkeys([*self._ticked, *cautions()])
        self.dismiss(tuple(id_ for id_ in order if id_ in ticked))

    def action_back(self) -> None:
        """Go back with the cautions as they were."""
        self.dismiss(None)
