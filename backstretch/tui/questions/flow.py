"""From choosing a session to its first second: puts the questions of ``ScreeningFlow`` on the screen.

Each screen is loaded when it is shown: the first of them is the first that a person sees who names a session.
"""

from __future__ import annotations

from typing import TypeVar

from backstretch.base.errors import BackstretchError
from backstretch.coach.cues import Cue
from backstretch.coach.questions import Asked
from backstretch.coach.screening import Go, Question, Refuse
from backstretch.coach.wording import how_far_down
from backstretch.run.screening_flow import ScreeningFlow, read
from backstretch.run.screening_questions import told
from backstretch.session.library import Found
from backstretch.session.model import Session
from backstretch.tui.host import Host

REFUSED = 1
"""The exit code when the program was started for one session and that did not start."""

T = TypeVar("T")


class Start:
    """The questions before one session."""

    def __init__(
        self,
        app: Host,
        found: Found | Session,
        from_step: int | None,
        level: int | None,
        *,
        tour: bool = False,
        easy: bool = False,
    ) -> None:
        """``tour``: after the first questions, show what is to come, if that was not done before."""
        self._tour = tour
        self._app = app
        self._found = found
        self._from_step = from_step
        self._level = level
        self._easy = easy

    async def run(self) -> None:
        """Ask, then begin the session or say why it does not begin."""
        try:
            screening = ScreeningFlow(
                self._app.context, read(self._found), self._from_step, self._level, easy=self._easy
            )
            outcome = await self._ask_all(screening)
            if isinstance(outcome, Go):
                if not await self._get_down(screening, outcome):
                    self._app.home()
                    return
                self._app.begin(screening.begin(outcome, sound=self._app.audio))
            elif isinstance(outcome, Refuse):
                why = screening.refuse(outcome.reason)
                if why is not None:
                    await self._put(why)
                self._app.home(REFUSED)
            else:
                self._app.home()
        except BackstretchError as error:
            await self._put(told("It does not start", str(error)))
            self._app.home(REFUSED)

    async def _get_down(self, screening: ScreeningFlow, go: Go) -> bool:
        """Tell how to get into the first position, where that takes some doing; False if the person went back."""
        plan = screening.gets_down(go)
        if plan is None:
            return True
        from backstretch.tui.questions.getting_down import GettingDownScreen

        return await self._app.push_screen_wait(GettingDownScreen(plan))

    async def _ask_all(self, screening: ScreeningFlow) -> Go | Refuse | None:
        """The outcome; None if the person went back."""
        while isinstance(step := screening.next_step(), Question):
            if not await self._ask(step, screening):
                return None
        return step

    async def _ask(self, question: Question, screening: ScreeningFlow) -> bool:
        """Put a question; False if the person went back."""
        match question:
            case Question.FIRST_RUN:
                from backstretch.tui.questions.notice import FirstRunScreen

                given = await self._app.push_screen_wait(FirstRunScreen(self._app.context.answers))
                if given is not None:
                    self._app.warn(screening.first_run(given))
                    await self._show_tour()
                return given is not None
            case Question.SIGNS:
                from backstretch.tui.questions.signs import SignsScreen

                ticked = await self._app.push_screen_wait(SignsScreen(screening.signs_lines()))
                if ticked is not None:
                    self._app.warn(screening.ticked(ticked))
                return ticked is not None
            case Question.CHECK_IN:
                from backstretch.tui.questions.check_in import CheckInScreen

                answers = await self._app.push_screen_wait(CheckInScreen(screening, self._app))
                screening.answers = answers or screening.answers
                return answers is not None
            case _:
                if question is Question.REACH:
                    self._app.audio.give(Cue(None, how_far_down()))
                asked, then = screening.put(question)
                answer = await self._put(asked)
                if answer is not None:
                    then(answer)
                return answer is not None

    async def _show_tour(self) -> None:
        """Here it is wanted most: the notice is read, and the person is not on the floor yet."""
        context = self._app.context
        if self._tour and not context.answers.toured:
            from backstretch.tui.questions.tour import TourScreen

            await self._app.push_screen_wait(TourScreen())
            self._app.warn(context.remember_tour())

    async def _put(self, asked: Asked[T]) -> T | None:
        from backstretch.tui.questions.choice import ChoiceScreen

        return await self._app.push_screen_wait(ChoiceScreen.of(asked))
