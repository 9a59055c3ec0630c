"""The plan's goals: how each went, and a scale for each to rate it today."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backstretch.base.errors import JournalError
from backstretch.care_plan.goals import Course
from backstretch.coach.red_flags import say
from backstretch.review.charts import goal_ratings
from backstretch.review.drawing.cells import BLOCKS
from backstretch.run.day_plan import goal_courses
from backstretch.run.goal_ratings import SCALE, TITLE, course_lines, rate
from backstretch.tui.history.chart import Chart, Picture, fit
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.pain_scale import PainScale

_ENDS = ("I cannot do it", "as before")


class GoalsScreen(AnswersOnce, Screen[None]):
    """What is chosen is kept when it is left with Enter; Esc keeps nothing."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="goals.go_on"),
        Binding("ctrl+s", "keep", "Keep", show=False, id="goals.keep"),
        Binding("escape,q,Q", "back", "Back", id="goals.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._courses: tuple[Course, ...] = ()

    def compose(self) -> ComposeResult:
        """A scale for each goal, under what it was rated before."""
        try:
            self._courses = goal_courses(self.app.context)
        except JournalError as error:
            self.app.warn(str(error))
        today = self.app.context.clock.now().date()
        with VerticalScroll(id="page", can_focus=False):
            yield Static(TITLE, id="title", markup=False)
            yield Static(SCALE, classes="quiet", markup=False)
            for number, course in enumerate(self._courses):
                yield Static("\n".join(course_lines(course)), classes="question", markup=False)
                if len(course.ratings) > 1:
                    chart = Chart(id=f"chart-{number}")
                    chart.picture = _picture(course)
                    yield chart
                given = next((rating.score for rating in course.ratings if rating.day == today), None)
                yield PainScale(given, ends=_ENDS, id=f"goal-{number}")
        yield KeyLine(
            [
                ("Enter goes on, and keeps them", "screen.go_on"),
                (say("check_in", "key"), "app.sharp_pain"),
                ("Esc back", "screen.back"),
            ]
        )

    def on_mount(self) -> None:
        """The first scale has the keyboard."""
        for scale in self.query(PainScale).results(PainScale):
            scale.focus(scroll_visible=False)
            break

    @on(PainScale.Submitted)
    def _submitted(self) -> None:
        self.action_go_on()

    def action_go_on(self) -> None:
        """To the next scale; after the last one keep what was chosen."""
        scales = list(self.query(PainScale).results(PainScale))
        place = scales.index(self.focused) if isinstance(self.focused, PainScale) else len(scales) - 1
        if place + 1 < len(scales):
            scales[place + 1].focus()
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Keep what was chosen; what was not is not rated."""
        values = (self.query_one(f"#goal-{number}", PainScale).value for number in range(len(self._courses)))
        chosen = {course.goal: value for course, value in zip(self._courses, values, strict=True) if value is not None}
        try:
            if chosen:
                rate(self.app.context, chosen)
        except JournalError as error:
            self.app.warn(str(error))
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave, and keep nothing."""
        self.dismiss(None)


def _picture(course: Course) -> Picture:
    return lambda width: goal_ratings(course, width, BLOCKS, fit)
