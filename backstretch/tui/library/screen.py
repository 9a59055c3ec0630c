"""The sessions there are, and what the chosen one holds for this person."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from backstretch.base.errors import JournalError
from backstretch.run.plan import left_out_lines
from backstretch.tui.first_frame import NAME, WHAT
from backstretch.tui.keymap import bindings, key_line
from backstretch.tui.library.model import Entry, Listing, about, level_lines, read_listing, row, with_suggestion
from backstretch.tui.library.preview import Preview, Shown
from backstretch.tui.library.session_list import SessionList
from backstretch.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from backstretch.run.day_plan import DayPlan
    from backstretch.run.person import PersonAnswers
    from backstretch.session.library import Found
    from backstretch.tui.host import Host

_NAMED = key_line("library", "history", "help", "edit", "settings", "quit")
_KEYS = (("Enter start", "screen.start"), ("x sharp pain", "app.sharp_pain"), *_NAMED[:-1])
_MORE_KEYS = _NAMED[-1:]
_READ_AT_ONCE = 24
"""Files read without a pause, a millisecond each. A list with more rows in sight gets the rest in its next drawings."""
_MOST_NOTICES = 3
"""Lines about what is wrong that have room under the list."""
_TIME_SECONDS = 20
"""How old the time of day at which the chosen session would end may be."""


class LibraryScreen(Screen[None]):
    """Pick, look, start."""

    app: Host
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
            self._tell("It does not start", self._about(entry))

    def _start_next(self) -> None:
        """Start what the plan has next, or say why there is nothing to start."""
        day = self._listing.day
        if day is not None and day.next is not None and day.next.session is not None:
            self.app.start(day.next.session)
        elif day is not None:
            from backstretch.run.day_words import day_lines

            heading, *lines = day_lines(day)
            self._tell(heading, *lines)

    def _tell(self, title: str, *lines: str) -> None:
        from backstretch.run.screening_questions import told
        from backstretch.tui.questions.choice import ChoiceScreen

        self.app.push_screen(ChoiceScreen.of(told(title, *lines)))

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

        self.app.push_screen(HelpScreen("library", "coach"))

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit(0)

    def action_answers(self) -> None:
        """Change the answers to the first questions."""
        from backstretch.tui.questions.notice import FirstRunScreen

        def keep(given: PersonAnswers | None) -> None:
            if given is not None:
                self.app.warn(self.app.context.remember(given))
                self.reload()

        self.app.push_screen(FirstRunScreen(self.app.context.answers), keep)

    def action_settings(self) -> None:
        """Everything that can be set; lengths may be others afterwards."""
        from backstretch.tui.settings.screen import SettingsScreen

        self.app.push_screen(SettingsScreen(), lambda _: self.reload())

    def action_plan(self) -> None:
        """Change the plan, or begin one. What that takes is loaded only now."""
        from backstretch.tui.plan.screen import edit_plan

        self.app.run_worker(edit_plan(self.app), group="edit", exclusive=True)

    def action_goals(self) -> None:
        """The plan's goals."""
        if self.app.context.care_plan is None or not self.app.context.care_plan.goals:
            from backstretch.run.goal_ratings import NONE, TITLE

            self._tell(TITLE, NONE)
            return
        from backstretch.tui.questions.goal_screen import GoalsScreen

        self.app.push_screen(GoalsScreen(), lambda _: self.reload())

    def action_cards(self) -> None:
        """What is known about backs."""
        from backstretch.tui.questions.card_screen import CardsScreen

        self.app.push_screen(CardsScreen())

    def action_history(self) -> None:
        """What was done; a run that is deleted there is gone from here too."""
        from backstretch.tui.history.screen import HistoryScreen

        self.app.push_screen(HistoryScreen(), lambda _: self.reload())

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
