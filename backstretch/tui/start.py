"""From choosing a session to its first second: asks what ``coach.visit`` says must be asked, in its order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from backstretch.coach.safety import emergency, say, worst_tier
from backstretch.coach.visit import (
    Answers,
    Facts,
    Go,
    NextDay,
    Question,
    Reason,
    Refuse,
    next_step,
    worse_twice,
)
from backstretch.conductor import Conductor
from backstretch.errors import BackstretchError
from backstretch.journal.records import Resumable
from backstretch.plan import (
    BREATHING_SESSION,
    Plan,
    find_resumable,
    gather_facts,
    make_breathing_plan,
    make_plan,
    start_level,
)
from backstretch.session.catalogue import catalogue
from backstretch.session.library import Found, find_bundled, load
from backstretch.session.model import Session
from backstretch.tui.screens.check_in import CheckInScreen, SignsScreen
from backstretch.tui.screens.choice import Choice, ChoiceScreen
from backstretch.tui.screens.first_run import FirstRunScreen

if TYPE_CHECKING:
    from backstretch.tui.app import BackstretchApp

REFUSED = 1
"""The exit code when the program was started for one session and that did not start."""


class Start:
    """The questions before one session."""

    def __init__(self, app: BackstretchApp, found: Found, from_step: int | None, level: int | None) -> None:
        self._app = app
        self._context = app.context
        self._found = found
        self._from_step = from_step or 1
        self._level = level
        self._answers = Answers()
        self._resumable: tuple[Resumable, Plan] | None = None

    async def run(self) -> None:
        """Ask, then begin the session or say why it does not begin."""
        try:
            session = _read(self._found)
            outcome = await self._ask_all(session)
            if isinstance(outcome, Go):
                self._begin(session, outcome)
            elif isinstance(outcome, Refuse):
                await self._refuse(outcome.reason)
            else:
                self._app.home()
        except BackstretchError as error:
            await self._tell("It does not start", [str(error)])
            self._app.home(REFUSED)

    async def _ask_all(self, session: Session) -> Go | Refuse | None:
        """The outcome; None if the person went back."""
        context = self._context
        if context.signs and context.signs_on == context.clock.now().date():
            ticked = await self._app.push_screen_wait(SignsScreen(context.signs))
            context.signs = ticked or frozenset()
            self._answers = replace(self._answers, signs=context.signs)
        while True:
            now = context.clock.now()
            self._resumable = find_resumable(context.journal, session, context.person, self._from_step, now)
            today = now.date()
            facts = gather_facts(
                context.answers,
                context.journal,
                today,
                open_stop=context.past.open_stop() is not None,
                resumable=self._resumable is not None,
            )
            step = next_step(facts, self._answers)
            if not isinstance(step, Question):
                return step
            answered = await self._ask(step, facts, session)
            if answered is None:
                return None
            self._answers = answered

    async def _ask(self, question: Question, facts: Facts, session: Session) -> Answers | None:
        match question:
            case Question.FIRST_RUN:
                return await self._first_run()
            case Question.AFTER_STOP:
                return await self._after_stop()
            case Question.NEXT_DAY:
                return await self._next_day(facts)
            case Question.CHECK_IN:
                level = self._level_for(session, after_stop=facts.open_stop)
                plan = make_plan(session, self._context.person, level, self._from_step)
                return await self._app.push_screen_wait(CheckInScreen(self._answers, plan, self._app))
            case Question.ONLY_BREATHING:
                return await self._only_breathing()
            case Question.RESUME:
                return await self._resume()

    async def _first_run(self) -> Answers | None:
        given = await self._app.push_screen_wait(FirstRunScreen(self._context.answers))
        if given is None:
            return None
        self._app.remember(given)
        return replace(self._answers, first_run=True)

    async def _after_stop(self) -> Answers | None:
        key = "settled" if self._answers.settled is None else "advised"
        yes = await self._yes_no(say("after_stop", "title"), [self._stop_described(), say("after_stop", key)])
        if yes is None:
            return None
        if key == "settled":
            return replace(self._answers, settled=yes)
        return replace(self._answers, advised=yes)

    def _stop_described(self) -> str:
        stop = self._context.past.open_stop()
        if stop is None or stop.on is None:
            return say("after_stop", "unknown")
        known = catalogue().get(stop.exercise or "")
        name = known.name if known else stop.exercise
        return say("after_stop", "intro", date=f"{stop.on:%d %B}", exercise=f" ({name})" if name else "")

    async def _next_day(self, facts: Facts) -> Answers | None:
        days: tuple[NextDay, ...] = ("better", "same", "worse")
        choices: list[Choice[NextDay | Literal["unsaid"]]] = [Choice(day[0], say("next_day", day), day) for day in days]
        choices.append(Choice("n", say("next_day", "unsaid"), "unsaid"))
        answer = await self._app.push_screen_wait(ChoiceScreen(say("next_day", "title"), [], choices, first=None))
        if answer is None:
            return None
        day = None if answer == "unsaid" else answer
        journal = self._context.journal
        last = journal.last_run() if journal else None
        if journal is not None and last is not None:
            journal.next_day(last.id, day)
        if worse_twice(day, facts.next_days):
            await self._tell(say("next_day", "title"), [say("next_day", "worse_twice")])
        return replace(self._answers, next_day=day)

    async def _only_breathing(self) -> Answers | None:
        choices = [Choice("enter", "Breathe", True), Choice("escape", "Not now", False)]
        answer = await self._app.push_screen_wait(
            ChoiceScreen(say("breathing", "title"), [say("breathing", "text")], choices)
        )
        return replace(self._answers, only_breathing=bool(answer))

    async def _resume(self) -> Answers | None:
        if self._resumable is None:
            return replace(self._answers, resume=False)
        resumable, plan = self._resumable
        phase = plan.timeline.phases[resumable.next_phase]
        text = say("resume", "text", step=str(phase.step), name=getattr(phase.item, "name", "a rest"))
        choices = [Choice("y", "Go on there", True), Choice("n", "Start from the beginning", False)]
        answer = await self._app.push_screen_wait(ChoiceScreen(say("resume", "title"), [text], choices))
        return None if answer is None else replace(self._answers, resume=answer)

    def _begin(self, session: Session, go: Go) -> None:
        context = self._context
        resumable: Resumable | None = None
        if go.only_breathing:
            resting = next(found for found in find_bundled() if found.id == BREATHING_SESSION)
            plan = make_breathing_plan(_read(resting), context.person)
        elif go.resume and self._resumable is not None:
            resumable, plan = self._resumable
        else:
            plan = make_plan(
                session, context.person, self._level_for(session, after_stop=go.after_stop), self._from_step
            )
        if go.after_stop and (stop := context.past.open_stop()):
            context.past.pass_gate(stop, context.clock.now())
        self._app.begin(
            Conductor(
                plan,
                context.journal,
                context.paths.stops,
                context.clock,
                pain_before=self._answers.pain,
                limits=context.limits,
                resumable=resumable,
            )
        )

    def _level_for(self, session: Session, *, after_stop: bool) -> int:
        """The level to start at; after a stop the lowest, whatever was asked for."""
        return 0 if after_stop else start_level(session, self._context.journal, self._level)

    async def _refuse(self, reason: Reason) -> None:
        self._context.signs = self._answers.signs
        self._context.signs_on = self._context.clock.now().date()
        match reason:
            case Reason.AFTER_STOP:
                await self._tell(say("after_stop", "title"), [say("after_stop", "refused")])
            case Reason.SIGNS:
                await self._tell(say("check_in", "blocked"), self._help_for_signs())
            case Reason.SHARP_PAIN | Reason.DECLINED:
                pass
        self._app.home(REFUSED)

    def _help_for_signs(self) -> list[str]:
        settings = self._context.settings
        tier = worst_tier(self._answers.signs) or "same_day"
        text = [say("help", tier, emergency=emergency(settings.emergency_number))]
        if settings.advice_line:
            text.append(say("help", "advice_line", advice_line=settings.advice_line))
        if settings.clinician_note:
            text.append(say("help", "clinician", clinician_note=settings.clinician_note))
        return text

    async def _yes_no(self, title: str, text: list[str]) -> bool | None:
        choices = [Choice("y", "Yes", True), Choice("n", "No", False)]
        return await self._app.push_screen_wait(ChoiceScreen(title, text, choices, first=None))

    async def _tell(self, title: str, text: list[str]) -> None:
        await self._app.push_screen_wait(ChoiceScreen(title, text, [Choice("enter", "Back", True)]))


def _read(found: Found) -> Session:
    """The session of a file that was found. Raises BackstretchError in one line."""
    reading = load(found)
    if reading.session is None:
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        raise BackstretchError(f"{errors[0]}" + (f" (and {len(errors) - 1} more)" if errors[1:] else ""))
    return reading.session
