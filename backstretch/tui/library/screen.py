"""The sessions there are, and what the chosen one holds for this person."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static

from backstretch.base.errors import JournalError
from backstretch.run.plan import left_out_lines
from backstretch.terminal.headline import NAME, WHAT
from backstretch.tui.keymap import bindings, key_line
from backstretch.tui.library.model import Entry, Listing, about, level_lines, read_listing, row, with_suggestion
from backstretch.tui.library.openers import Openers
from backstretch.tui.library.preview import Preview, Shown
from backstretch.tui.library.session_list import SessionList
from backstretch.tui.new_screen import StyledOnce
from backstretch.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from backstretch.run.day_plan import DayPlan
    from backstretch.session.library import Found

_FIRST = ("history", "help", "edit", "settings", "quit")
_NAMED = key_line("library", *_FIRST)
_KEYS = (("Enter start", "screen.start"), ("x sharp pain", "app.sharp_pain"), *_NAMED[: len(_FIRST)])
_MORE_KEYS = _NAMED[len(_FIRST) :]
_READ_AT_ONCE = 24
"""Files read without a pause, a millisecond each. A list with more rows in sight gets the rest in its next drawings."""
_MOST_NOTICES = 3
"""Lines about what is wrong that have room under the list."""
_TIME_SECONDS = 20
"""How old the time of day at which the chosen session would end may be."""


class LibraryScreen(StyledOnce, Openers):
    """Pick, look, start."""

    HAS_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("library")]

    def __init__(self) -> None:
        super().__init__()
        self._listing = Listing()
        self._drawn_unread = 0
        """Rows of this drawing whose files had not been read before."""

    def compose(self) -> ComposeResult:
        """The list beside the preview."""
        with Horizontal(id="title"):
            yield Static(NAME, id="name", markup=False)
            yield Static(WHAT, id="what", markup=False)
            yield Static("", id="week", markup=False)
        with Horizontal(id="body"):
            yield SessionList(id="sessions", markup=False)
            yield Preview(id="preview")
        yield Static("", id="notices", markup=False)
        yield KeyLine(_KEYS, _MORE_KEYS)

    def on_mount(self) -> None:
        """Read the sessions; the list has the keyboard."""
        self.query_one(OptionList).focus()
        self.reload()
        self.set_interval(_TIME_SECONDS, self._tell_end)

    def reload(self) -> None:
        """Look again which sessions there are, and what was done meanwhile; what was chosen stays so."""
        before, self._listing = self._listing, read_listing(self.app.context)
        self.query_one("#week", Static).update(self._listing.week)
        notices = self.query_one("#notices", Static)
        lines = self._listing.lines
        more = [f"… and {len(lines) - _MOST_NOTICES} more"] if len(lines) > _MOST_NOTICES else []
        notices.update("\n".join([*lines[:_MOST_NOTICES], *more]))
        notices.display = bool(self._listing.lines)
        listed = self.query_one(SessionList)
        listed.show(self._listing.rows, self._row, self._listing.row_after(before, listed.highlighted or 0))

    def _row(self, number: int, width: int) -> Content:
        index = self._listing.index_of(number)
        if index is None:
            return self._row_of_today(width)
        if not self._listing.has_read(index) and not self._may_read():
            return Content.styled(self._listing.title(index), "dim").truncate(width, ellipsis=True)
        entry = self._listing.entry(index)
        if entry.session is not None and self.app.context.accepted_level(entry.session.id):
            entry = self._with_suggestion(entry)
        return row(entry, width, self.app.context.clock.now())

    def _row_of_today(self, width: int) -> Content:
        from backstretch.tui.library.today_row import today_row

        return today_row(self._listing.day, width) if self._listing.day is not None else Content("")

    def _may_read(self) -> bool:
        if not self._drawn_unread:
            self.call_later(self._draw_on)
        self._drawn_unread += 1
        return self._drawn_unread <= _READ_AT_ONCE

    def _draw_on(self) -> None:
        """Draw again if a file was not read; keys that came meanwhile go first."""
        some_left, self._drawn_unread = self._drawn_unread > _READ_AT_ONCE, 0
        if some_left:
            self.query_one(SessionList).redraw()

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        self._show_row(event.option_index)

    def _show_row(self, row: int) -> None:
        index = self._listing.index_of(row)
        if index is not None:
            self._show(self._listing.entry(index))
        elif row == 0 and self._listing.day is not None:
            self._show_today(self._listing.day)

    def _tell_end(self) -> None:
        """When the chosen session would end, by the time it is now."""
        chosen = self._chosen_index
        if chosen is not None and self.is_current:
            entry = self._with_suggestion(self._listing.entry(chosen))
            self.query_one(Preview).tell_about(self._about(entry))

    @property
    def _chosen_index(self) -> int | None:
        """The place of the chosen session; None where none is chosen, or today is."""
        row = self.query_one(OptionList).highlighted
        return None if row is None else self._listing.index_of(row)

    def _show_today(self, day: DayPlan) -> None:
        from backstretch.tui.library.today_row import today_shown

        try:
            shown = today_shown(day, self.app.context)
        except JournalError as error:
            shown = Shown("Today", str(error))
        self.query_one(Preview).show(shown)

    def _show(self, entry: Entry) -> None:
        entry = self._with_suggestion(entry)
        plan = entry.plan
        left_out = left_out_lines(plan.left_out) if plan else []
        if self._hurt_here(entry):
            left_out.append(self.app.named("{library.put_back}: put back what hurt"))
        level = level_lines(entry, self.app.context)
        self.query_one(Preview).show(Shown(entry.title, self._about(entry), plan, level, "\n".join(left_out)))

    def _about(self, entry: Entry) -> str:
        return about(entry, self.app.context.clock.now())

    def _with_suggestion(self, entry: Entry) -> Entry:
        """A journal that fails now suggests nothing; the start will say so."""
        try:
            return with_suggestion(entry, self.app.context, self._listing.person)
        except JournalError:
            return entry

    def _hurt_here(self, entry: Entry) -> list[str]:
        from backstretch.tui.library.put_back import hurt_in

        return hurt_in(entry.session, self.app.context) if entry.session else []

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        index = self._listing.index_of(event.option_index)
        if index is None:
            self._start_next()
            return
        entry = self._listing.entry(index)
        if entry.plan is not None:
            self.app.start(entry.found)
        else:
            self.tell("It does not start", self._about(entry))

    def _start_next(self) -> None:
        """Start what the plan has next, or say why there is nothing to start."""
        day = self._listing.day
        if day is not None and day.next is not None and day.next.session is not None:
            self.app.start(day.next.session)
        elif day is not None:
            from backstretch.run.day_words import day_lines

            heading, *lines = day_lines(day)
            self.tell(heading, *lines)

    def sessions(self) -> list[tuple[Found, str]]:
        """Every session, with its title; where very many were not read yet, some by the names of their files."""
        listing = self._listing
        unread = [index for index in range(len(listing.found)) if not listing.has_read(index)]
        for index in unread[:_READ_AT_ONCE]:
            listing.entry(index)
        return [(found, listing.title(index)) for index, found in enumerate(listing.found)]

    async def read_all(self) -> None:
        """Read what was not in sight yet. Before each file everything else has its turn."""
        listing = self._listing
        for index in range(len(listing.found)):
            if not listing.has_read(index):
                await asyncio.sleep(0)
                listing.entry(index)

    def is_of_use(self, action: str) -> bool:
        """Whether there is anything for one of its actions to do just now."""
        chosen, plan = self._chosen_index, self.app.context.care_plan
        entry = None if chosen is None else self._listing.entry(chosen)
        match action:
            case "edit":
                return entry is not None
            case "put_back":
                return entry is not None and bool(self._hurt_here(entry))
            case "level":
                return entry is None or self._with_suggestion(entry).suggestion is not None
            case "goals":
                return plan is not None and bool(plan.goals)
        return True

    def action_start(self) -> None:
        """Start the chosen session."""
        self.query_one(OptionList).action_select()

    def action_edit(self) -> None:
        """Change the chosen session, or a copy of it if it came with the program."""
        chosen = self._chosen_index
        if chosen is not None:
            self.app.edit(self._listing.found[chosen])

    def action_move(self, by: int) -> None:
        """To another session, no further than the first or the last."""
        listed = self.query_one(SessionList)
        if listed.option_count:
            listed.highlighted = max(0, min(listed.option_count - 1, (listed.highlighted or 0) + by))

    def action_help(self) -> None:
        """The keys."""
        from backstretch.tui.help import HelpScreen

        self.app.push_screen(HelpScreen("library"))

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit(0)

    def action_level(self) -> None:
        """Take the level that is suggested for the chosen session's next start, or give it back."""
        listed = self.query_one(SessionList)
        if (chosen := self._chosen_index) is None:
            self._change_walk()
            return
        entry = self._with_suggestion(self._listing.entry(chosen))
        if entry.session is not None and self.app.context.change_level(entry.session.id, entry.suggestion):
            listed.redraw()
            self._show(self._listing.entry(chosen))

    def _change_walk(self) -> None:
        """Take what is suggested for the next walk, or give it back, where today is chosen."""
        day, listed = self._listing.day, self.query_one(SessionList)
        if day is None or listed.highlighted != 0:
            return
        from backstretch.tui.library.today_row import change_walk

        try:
            changed = change_walk(day, self.app.context)
        except JournalError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if changed:
            self._show_today(day)

    def action_put_back(self) -> None:
        """Put back what was left out after a pain stop, on purpose."""
        from backstretch.tui.library.put_back import ask

        chosen = self._chosen_index
        if chosen is not None and (hurt := self._hurt_here(self._listing.entry(chosen))):
            ask(self.app, hurt, self.reload)
