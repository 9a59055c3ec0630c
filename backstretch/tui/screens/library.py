"""The sessions there are, and what the chosen one holds for this person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backstretch.coach.safety import say
from backstretch.errors import BackstretchError, Problem, UnreadableError
from backstretch.plan import Plan, make_plan
from backstretch.session.cautions import Person
from backstretch.session.library import Found, find_all, find_bundled, load
from backstretch.session.model import ExerciseStep, Group, RestStep, Session
from backstretch.text import clock
from backstretch.tui.screens.check_in import left_out_lines
from backstretch.tui.screens.choice import Choice, ChoiceScreen
from backstretch.tui.screens.first_run import FirstRunScreen
from backstretch.tui.screens.help import HelpScreen
from backstretch.tui.widgets.session_strip import SessionStrip

if TYPE_CHECKING:
    from backstretch.person import PersonAnswers
    from backstretch.tui.app import BackstretchApp


_LEVEL_FROM = 44
"""The width of the list, in cells, from which it has a column for the level."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session of the list, as this person would do it."""

    found: Found
    session: Session | None
    plan: Plan | None
    """None if the file has errors or nothing is left of the session."""
    problems: tuple[Problem, ...]
    refused: str
    last_done: datetime | None


class LibraryScreen(Screen[None]):
    """Pick, look, start."""

    app: BackstretchApp
    KEYS_REPEAT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,C", "answers", "Your answers", id="library.answers"),
        Binding("r,R", "put_back", "Put back", id="library.put_back"),
        Binding("question_mark", "help", "Keys", id="library.help"),
        Binding("q,Q", "quit", "Leave", id="library.quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """The list beside the preview."""
        yield Static("backstretch   gentle sessions for a stiff back", id="title", markup=False)
        with Horizontal(id="body"):
            yield OptionList(id="sessions", markup=False)
            with VerticalScroll(id="preview", can_focus=False):
                yield Static("", id="heading", markup=False)
                yield SessionStrip(id="strip")
                yield Static("", id="about", markup=False)
                yield Static("", id="left-out", markup=False)
                yield Static("", id="steps", markup=False)
        yield Static("", id="notices", markup=False)
        yield Static("Enter start   x sharp pain   ? keys   c your answers   q leave", id="keys", markup=False)

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """What was done meanwhile shows."""
        self._read()
        self._show_notices()

    def on_resize(self) -> None:
        """The list's columns follow its width, once it has one."""
        self.call_after_refresh(self._list)

    def _read(self) -> None:
        context = self.app.context
        done = context.journal.last_done() if context.journal else {}
        person = context.person
        self._entries = [_entry(found, person, self._level(found), done.get(found.id)) for found in self._find()]
        self.call_after_refresh(self._list)

    def _find(self) -> list[Found]:
        """The session files; where the person's own cannot be looked into, the bundled ones and a line about it."""
        try:
            return find_all(self.app.context.paths)
        except UnreadableError as error:
            notices = self.app.context.notices
            notices.extend([str(error)] if str(error) not in notices else [])
            return find_bundled()

    def _level(self, found: Found) -> int:
        """The level the session would start at."""
        journal = self.app.context.journal
        return (journal.last_level(found.id) if journal else None) or 0

    def _list(self) -> None:
        options = self.query_one(OptionList)
        chosen = options.highlighted or 0
        width = max(20, options.scrollable_content_region.width or 36)
        now = self.app.context.clock.now()
        options.set_options([Option(_row(entry, width, now)) for entry in self._entries])
        if self._entries:
            options.highlighted = min(chosen, len(self._entries) - 1)

    def _show_notices(self) -> None:
        context = self.app.context
        lines = list(context.notices)
        if context.journal is not None and context.journal.open_stop() is not None:
            lines.append("You stopped for sharp pain: before the next session two questions come first.")
        notices = self.query_one("#notices", Static)
        notices.update("\n".join(lines))
        notices.display = bool(lines)

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._entries):
            self._show(self._entries[event.option_index])

    def _show(self, entry: Entry) -> None:
        session, plan = entry.session, entry.plan
        self.query_one("#heading", Static).update(session.title if session else entry.found.id)
        self.query_one(SessionStrip).timeline = plan.timeline if plan else None
        about = _about(entry)
        self.query_one("#about", Static).update(about)
        lines = left_out_lines(plan.left_out) if plan else []
        hurt = self._hurt_here(entry)
        if hurt:
            lines.append("r: put back what hurt")
        left_out = self.query_one("#left-out", Static)
        left_out.update("\n".join(lines))
        left_out.display = bool(lines)
        self.query_one("#steps", Static).update("\n".join(_steps(plan)) if plan else "")
        self.query_one("#preview").scroll_home(animate=False)

    def _hurt_here(self, entry: Entry) -> list[str]:
        hurt = self.app.context.person.hurt
        steps = entry.session.exercise_steps() if entry.session else ()
        return list(dict.fromkeys(step.exercise for step in steps if step.exercise in hurt))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        entry = self._entries[event.option_index]
        if entry.plan is not None:
            self.app.start(entry.found)
        else:
            self.app.push_screen(ChoiceScreen("It does not start", [_about(entry)], [Choice("enter", "Back", True)]))

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(HelpScreen())

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit(0)

    def action_answers(self) -> None:
        """Change the answers to the first questions."""

        def keep(given: PersonAnswers | None) -> None:
            if given is not None:
                self.app.remember(given)

        self.app.push_screen(FirstRunScreen(self.app.context.answers), keep)

    def action_put_back(self) -> None:
        """Put back what was left out after a pain stop, on purpose."""
        chosen = self.query_one(OptionList).highlighted
        journal = self.app.context.journal
        if chosen is None or journal is None or not (hurt := self._hurt_here(self._entries[chosen])):
            return

        def put_back(sure: bool | None) -> None:
            if sure:
                for exercise in hurt:
                    journal.put_back(exercise)
                self._read()

        question = ChoiceScreen(
            f"Put back: {', '.join(hurt)}?",
            [say("after_stop", "put_back")],
            [Choice("n", "Leave it out", False), Choice("y", "Put it back", True)],
        )
        self.app.push_screen(question, put_back)


def _entry(found: Found, person: Person, level: int, last_done: datetime | None) -> Entry:
    try:
        reading = load(found)
    except BackstretchError as error:
        return Entry(found, None, None, (), str(error), last_done)
    if reading.session is None:
        return Entry(found, None, None, reading.problems, "", last_done)
    try:
        plan = make_plan(reading.session, person, level)
    except BackstretchError as error:
        return Entry(found, reading.session, None, reading.problems, str(error), last_done)
    return Entry(found, reading.session, plan, reading.problems, "", last_done)


def _row(entry: Entry, width: int, now: datetime) -> Content:
    """The title, the level, the length and when it was last done, in ``width`` cells."""
    title = entry.session.title if entry.session else entry.found.id
    length = clock(entry.plan.timeline.total_seconds) if entry.plan else "-"
    when = _ago(entry.last_done, now)
    level = f" {entry.session.level:<6}" if entry.session and width >= _LEVEL_FROM else ""
    right = f"{level} {length:>6} {when:>6}"
    content = Content(title).truncate(max(8, width - len(right)), ellipsis=True, pad=True)
    return content + Content.styled(right, "dim" if entry.plan is None else "")


def _ago(when: datetime | None, now: datetime) -> str:
    if when is None:
        return "new"
    days = (now.date() - when.astimezone(now.tzinfo).date()).days
    return "today" if days <= 0 else f"{days} d" if days < 100 else f"{days // 30} mo"


def _about(entry: Entry) -> str:
    if entry.session is None:
        lines = [str(problem) for problem in entry.problems]
        return "\n".join(lines or [entry.refused])
    session = entry.session
    facts: list[str] = [session.level]
    if entry.plan is not None:
        facts.append(clock(entry.plan.timeline.total_seconds))
        if session.top_level:
            facts.append(f"level {entry.plan.timeline.level} of {session.top_level}")
    if session.author:
        facts.append(f"by {session.author}")
    return "\n".join(filter(None, [", ".join(facts), session.summary, entry.refused]))


def _steps(plan: Plan) -> Iterable[str]:
    """The steps, a line each, as this person will do them."""
    level, breath = plan.timeline.level, plan.session.breath_seconds
    for step in plan.session.steps:
        if isinstance(step, Group):
            yield f"{step.rounds} rounds of"
            yield from (f"  {_step(inner, level, breath)}" for inner in step.steps)
        else:
            yield _step(step, level, breath)


def _step(step: ExerciseStep | RestStep, level: int, breath: float) -> str:
    if isinstance(step, RestStep):
        return f"rest {clock(step.rest.seconds(breath))}"
    sides = {"both": " each side", "alternate": " each side, in turn", "none": ""}.get(step.sides, f" {step.sides}")
    reps = step.repetitions(level)
    hold = clock(step.hold_seconds(level, breath))
    dose = f"{reps} × {hold}" if reps > 1 else hold
    return f"{step.name}  {dose}{sides}"
