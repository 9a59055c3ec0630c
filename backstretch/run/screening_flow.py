"""From choosing a session to its first second: what ``coach.visit`` says must be asked, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from backstretch.base.errors import BackstretchError, JournalError
from backstretch.base.text import plain
from backstretch.coach.pain import Said
from backstretch.coach.questions import Asked, Choice, yes_or_no
from backstretch.coach.red_flags import emergency, say, worst_tier
from backstretch.coach.results import NextDay
from backstretch.coach.screening import Answers, Facts, Go, Question, Reason, Refuse, next_step, unattended, worse_twice
from backstretch.journal.records import Resumable
from backstretch.journal.store import CANNOT_GO_ON
from backstretch.run.context import Context
from backstretch.run.levels import offered, start_level, suggestion_for, unattended_lines
from backstretch.run.person import PersonAnswers
from backstretch.run.plan import (
    BREATHING_SESSION,
    Plan,
    find_resumable,
    gather_facts,
    make_breathing_plan,
    make_plan,
)
from backstretch.session.adaptation import without_keys
from backstretch.session.catalogue import catalogue
from backstretch.session.library import Found, find_bundled, load
from backstretch.session.model import Session

if TYPE_CHECKING:
    from backstretch.coach.cues import Sound
    from backstretch.journal.progression import Suggestion
    from backstretch.run.runner import Runner

NextDayAnswer = NextDay | Literal["unsaid"]


class ScreeningFlow:
    """The questions before one session. A front end puts what ``next_step`` gives, until it may begin or may not."""

    def __init__(
        self, context: Context, session: Session, from_step: int | None = None, level: int | None = None
    ) -> None:
        self.answers = Answers()
        """What was answered so far; a front end may put its own answers to the check-in here."""
        self.shown: Plan | None = None
        """What the check-in was told."""
        self._context = context
        self._session = context.as_planned(session)
        self._from_step = from_step or 1
        self._level = level
        self._attended = True
        self._suggestion: Suggestion | None = None
        self._facts: Facts | None = None
        self._resumable: tuple[Resumable, Plan] | None = None

    def next_step(self) -> Question | Go | Refuse:
        """What to ask next, or what comes of the answers.

        Raises JournalError if the journal fails, or if the run to go on with was taken meanwhile.
        """
        context = self._context
        now = context.clock.now()
        # Whoever has said yes to another level does not go on at the one before.
        self._resumable = (
            find_resumable(context.journal, self._session, context.person, self._from_step, now, context.speech)
            if not self._level_taken
            else None
        )
        step = next_step(self._gather(), self.answers)
        if isinstance(step, Go) and self.answers.resume and not (step.resume or step.only_breathing):
            raise JournalError(CANNOT_GO_ON)
        return step

    def unattended(self) -> Question | Go | Refuse:
        """What comes where nobody can answer: the session, or what keeps it from starting. Raises JournalError.

        Nobody can be asked whether to go on with an interrupted run, so none is looked for; and nobody can press the
        key that ends a hold.
        """
        self._session, self._attended = without_keys(self._session), False
        return unattended(self._gather(), self.signs_of_today())

    # The questions, and what is done with their answers.

    def signs_of_today(self) -> frozenset[str]:
        """The signs that were ticked at a check-in today; to be asked about again before anything else."""
        return self._context.signs_of_today

    def ticked(self, signs: frozenset[str]) -> None:
        """These signs are there now, whatever was ticked before."""
        self._context.set_signs(signs)
        self.answers = self.answers._replace(signs=signs)

    def first_run(self, given: PersonAnswers) -> str:
        """Keep the answers to the first questions; what to tell the person if that cannot be."""
        self.answers = self.answers._replace(first_run=True)
        return self._context.remember(given)

    def after_stop_question(self) -> Asked[bool]:
        """The one of the gate's two questions whose turn it is."""
        key = "settled" if self.answers.settled is None else "advised"
        return yes_or_no(say("after_stop", "title"), [self._stop_described(), say("after_stop", key)])

    def after_stop(self, yes: bool) -> None:
        """Answer the gate's question."""
        if self.answers.settled is None:
            self.answers = self.answers._replace(settled=yes)
        else:
            self.answers = self.answers._replace(advised=yes)

    def next_day_question(self) -> Asked[NextDayAnswer]:
        """How the back was the day after the last run."""
        days: tuple[NextDay, ...] = ("better", "same", "worse")
        choices: list[Choice[NextDayAnswer]] = [Choice(day[0], say("next_day", day), day) for day in days]
        choices.append(Choice("n", say("next_day", "unsaid"), "unsaid"))
        return Asked(say("next_day", "title"), [], choices, first=None)

    def next_day(self, answer: NextDayAnswer) -> str:
        """Write the answer down; the advice that it calls for, if it does. Raises JournalError."""
        day = None if answer == "unsaid" else answer
        journal = self._context.journal
        last = journal.last_run() if journal else None
        if journal is not None and last is not None:
            journal.next_day(last.id, day)
        self.answers = self.answers._replace(next_day=day)
        earlier = self._facts.next_days if self._facts else ()
        return say("next_day", "worse_twice") if worse_twice(day, earlier) else ""

    def plan(self) -> Plan:
        """What this person will do, for the check-in. Raises BackstretchError where nothing is left of it."""
        self.shown = self._plan(after_stop=self._open_stop)
        if self._level is None and not self._open_stop:
            today = self._context.clock.now().date()
            self._suggestion = suggestion_for(self.shown.session, self._context.journal, today, self._context.care_plan)
        if self._level_taken and self._context.accepted_level(self._session.id) != self._suggestion:
            self._context.forget_level(self._session.id)
            self.shown = self._plan(after_stop=self._open_stop)
        return self.shown

    def level_lines(self, *, attended: bool = True) -> list[str]:
        """What there is to say of the level: why it is the lowest; or why another one is suggested, and its key."""
        if self._open_stop:
            return [say("after_stop", "goes_on")]
        if self._suggestion is None:
            return []
        if not attended:
            return unattended_lines(self._suggestion, self._session)
        return offered(self._suggestion, self._session, taken=self._level_taken)

    def change_level(self) -> Plan | None:
        """Take the level that is suggested, or give it back: what will be done now; None if none is suggested.

        Raises JournalError if the journal fails.
        """
        suggestion = self._suggestion
        if suggestion is None or suggestion.in_force:
            return None
        in_use = start_level(self._session, self._context.journal)
        level = in_use if self._level_taken else suggestion.level
        self.shown = make_plan(self._session, self._context.person, level, self._from_step, self._context.speech)
        self._context.change_level(self._session.id, suggestion)
        return self.shown

    def breathing_question(self) -> Asked[bool]:
        """With strong pain: only breathing, or nothing."""
        choices = [Choice("enter", "Breathe", True), Choice("escape", "Not now", False)]
        return Asked(say("breathing", "title"), [say("breathing", "text")], choices)

    def only_breathing(self, yes: bool) -> None:
        """Answer that."""
        self.answers = self.answers._replace(only_breathing=yes)

    def resume_question(self) -> Asked[bool]:
        """Whether to go on with the interrupted run."""
        text = []
        if self._resumable is not None:
            resumable, plan = self._resumable
            phase = plan.timeline.phases[resumable.next_phase]
            text.append(say("resume", "text", step=str(phase.step), name=getattr(phase.item, "name", "a rest")))
        choices = [Choice("y", "Go on there", True), Choice("n", "Start from the beginning", False)]
        return Asked(say("resume", "title"), text, choices)

    def resume(self, yes: bool) -> None:
        """Answer that."""
        self.answers = self.answers._replace(resume=yes)

    # What comes of it.

    def planned(self, go: Go) -> Plan:
        """What will be done, now that everything is answered. Raises BackstretchError where nothing is left of it."""
        if go.only_breathing:
            resting = next(found for found in find_bundled() if found.id == BREATHING_SESSION)
            return make_breathing_plan(read(resting), self._context.person, self._context.speech)
        if self._goes_on(go) and self._resumable is not None:
            return self._resumable[1]
        return self._plan(after_stop=go.after_stop)

    def gets_down(self, go: Go) -> Plan | None:
        """The plan, if there is something to tell before the clock starts; None where a run goes on, or one stands."""
        plan = None if self._goes_on(go) else self.planned(go)
        return plan if plan is not None and plan.getting_down else None

    def begin(self, go: Go, sound: Sound | None = None) -> Runner:
        """The run, from its first second; an open stop is passed. Raises BackstretchError."""
        from backstretch.run.runner import Runner

        context = self._context
        plan = self.planned(go)
        resumable = self._resumable[0] if self._goes_on(go) and self._resumable is not None else None
        if go.after_stop and (stop := context.gate.open_stop()):
            context.gate.clear(stop, context.clock.now())
        runner = Runner(
            plan,
            context.journal,
            context.paths.stops,
            context.clock,
            start=Said(self.answers.pain, reach=self.answers.reach),
            limits=context.limits,
            resumable=resumable,
            sound=sound,
            attended=self._attended,
        )
        context.forget_level(self._session.id)
        context.gate.watch(runner.log)
        return runner

    def refuse(self, reason: Reason) -> Asked[bool] | None:
        """What to say where the session does not start; None where that is known. Ticked signs are remembered."""
        self._context.set_signs(self.answers.signs)
        match reason:
            case Reason.AFTER_STOP:
                return told(say("after_stop", "title"), say("after_stop", "refused"))
            case Reason.SIGNS:
                return told(say("check_in", "blocked"), *self._help_for_signs())
            case Reason.SHARP_PAIN | Reason.DECLINED:
                return None

    # How it goes about it.

    def _goes_on(self, go: Go) -> bool:
        """Whether an interrupted run is gone on with."""
        return go.resume and not go.only_breathing and self._resumable is not None

    def _gather(self) -> Facts:
        context = self._context
        self._facts = gather_facts(
            context.answers,
            context.journal,
            context.clock.now().date(),
            open_stop=context.gate.open_stop() is not None,
            resumable=self._resumable is not None,
        )
        return self._facts

    def _plan(self, *, after_stop: bool) -> Plan:
        """At the level to start at; after a stop the lowest, whatever was asked for."""
        if after_stop:
            level = 0
        elif self._level is None and (accepted := self._context.accepted_level(self._session.id)):
            level = accepted.level
        else:
            level = start_level(self._session, self._context.journal, self._level)
        return make_plan(self._session, self._context.person, level, self._from_step, self._context.speech)

    @property
    def _level_taken(self) -> bool:
        """Whether the level suggested was said yes to."""
        return self._context.accepted_level(self._session.id) is not None

    @property
    def _open_stop(self) -> bool:
        return self._facts is not None and self._facts.open_stop

    def _stop_described(self) -> str:
        stop = self._context.gate.open_stop()
        if stop is None or stop.on is None:
            return say("after_stop", "unknown")
        known = catalogue().get(stop.exercise or "")
        name = known.name if known else plain(stop.exercise or "")  # maybe of another machine's log
        return say("after_stop", "intro", date=f"{stop.on:%d %B}", exercise=f" ({name})" if name else "")

    def _help_for_signs(self) -> list[str]:
        settings = self._context.settings
        tier = worst_tier(self.answers.signs) or "same_day"
        return [say("help", tier, emergency=emergency(settings.emergency_number)), *self._context.own_advice]


def told(title: str, *text: str) -> Asked[bool]:
    """A message, as a question that can only be left."""
    return Asked(title, text, [Choice("enter", "Back", True)])


def read(found: Found | Session) -> Session:
    """The session of a file that was found, or one that has none. Raises BackstretchError in one line."""
    if isinstance(found, Session):
        return found
    reading = load(found, warnings=False)
    if reading.session is None:
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        raise BackstretchError(f"{errors[0]}" + (f" (and {len(errors) - 1} more)" if errors[1:] else ""))
    return reading.session
