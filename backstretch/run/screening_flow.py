"""From choosing a session to its first second: what ``coach.screening`` says must be asked, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backstretch.base.errors import BackstretchError, JournalError
from backstretch.coach.pain import Said
from backstretch.coach.questions import Asked, ReachAnswer, reach_question, reach_said
from backstretch.coach.red_flags import blocks, say
from backstretch.coach.screening import (
    Answers,
    Facts,
    Go,
    Question,
    Reason,
    Refuse,
    is_no_bad_day,
    may_walk,
    next_step,
    unattended,
)
from backstretch.journal.records import Resumable
from backstretch.journal.store import CANNOT_GO_ON
from backstretch.run.context import Context
from backstretch.run.hooks import hooks_of
from backstretch.run.person import PersonAnswers
from backstretch.run.plan import (
    BREATHING_SESSION,
    GENTLEST_SESSION,
    Plan,
    find_resumable,
    gather_facts,
    make_breathing_plan,
    make_plan,
)
from backstretch.run.proposal import Proposal
from backstretch.run.screening_questions import (
    NextDayAnswer,
    Put,
    gate_question,
    gentlest_question,
    instead_question,
    kept_signs_question,
    next_day_question,
    resume_question,
    told,
)
from backstretch.session.adaptation import without_keys
from backstretch.session.library import Found, find_bundled, load
from backstretch.session.model import Session

if TYPE_CHECKING:
    from backstretch.coach.cues import Sound
    from backstretch.coach.screening import Instead, Kept
    from backstretch.run.runner import Runner


class ScreeningFlow:
    """The questions before one session. A front end puts what ``next_step`` gives, until it may begin or may not."""

    def __init__(
        self,
        context: Context,
        session: Session,
        from_step: int | None = None,
        level: int | None = None,
        *,
        easy: bool = False,
    ) -> None:
        """``easy``: the person has a bad day, and wants to do less."""
        self.answers = Answers()
        """What was answered so far; a front end may put its own answers to the check-in here."""
        self.proposal = Proposal(context, context.as_planned(session), from_step or 1, level, bad_day=easy)
        """What the check-in proposes."""
        self._context = context
        self._attended = True
        self._facts: Facts | None = None
        self._resumable: tuple[Resumable, Plan] | None = None

    def next_step(self) -> Question | Go | Refuse:
        """What to ask next, or what comes of the answers.

        Raises JournalError if the journal fails, or if the run to go on with was taken meanwhile.
        """
        context, proposal = self._context, self.proposal
        self._resumable = None
        if not proposal.level_taken:  # whoever has said yes to another level does not go on at the one before
            self._resumable = find_resumable(
                context.journal,
                proposal.session,
                context.person,
                proposal.from_step,
                context.clock.now(),
                context.speech,
                easy=proposal.is_bad_day,
            )
        step = next_step(self._gather(), self.answers)
        if isinstance(step, Go) and self.answers.resume and not (step.resume or step.instead):
            raise JournalError(CANNOT_GO_ON)
        return step

    def unattended(self) -> Question | Go | Refuse:
        """What comes where nobody can answer: the session, or what keeps it from starting. Raises JournalError.

        Nobody can be asked whether to go on with an interrupted run, so none is looked for; and nobody can press the
        key that ends a hold.
        """
        self.proposal.session, self._attended = without_keys(self.proposal.session), False
        return unattended(self._gather())

    # The questions, and what is done with their answers.

    def put(self, question: Question) -> Put:
        """A question with a few answers, and what to call with the one that is given."""
        match question:
            case Question.KEPT_SIGNS:
                kept = self._context.kept_signs
                return Put(kept_signs_question(kept, self._context.help_for(kept)), self._kept)
            case Question.AFTER_STOP:
                key = "settled" if self.answers.settled is None else "advised"
                return Put(gate_question(self._context.gate.open_stop(), key), self._after_stop)
            case Question.NEXT_DAY:
                return Put(next_day_question(), self._next_day)
            case Question.GENTLEST:
                return Put(gentlest_question(_bundled(GENTLEST_SESSION).title), self._gentlest)
            case Question.INSTEAD:
                walk = self._facts is not None and may_walk(self._facts, self.answers)
                leg = self._facts is not None and is_no_bad_day(self._facts, self.answers)
                return Put(instead_question(behind_gate=self._behind_gate, walk=walk, leg=leg), self._instead)
            case Question.REACH:
                return Put(reach_question(), self._reach)
            case Question.RESUME:
                return Put(self._resume_question(), self._resume)
            case _:
                raise AssertionError(f"{question} has a screen of its own")

    def ticked(self, signs: frozenset[str]) -> str:
        """The whole list was put, and these signs are there now; what to tell if that cannot be kept.

        One that keeps every session away does so from now on, until it is answered.
        """
        self.answers = self.answers._replace(signs=signs, signs_asked=True)
        return self._context.keep_signs(signs)

    def signs_lines(self) -> list[str]:
        """What stands above the list of signs: whom to call, and the advice line."""
        return [self._context.emergency_line, *self._context.own_advice]

    def tell_lines(self) -> list[str]:
        """What to say of the signs that were ticked and keep no session away."""
        signs = self.answers.signs
        return [say("help", "tell")] if signs and not blocks(signs) else []

    def first_run(self, given: PersonAnswers) -> str:
        """Keep the answers to the first questions; what to tell the person if that cannot be."""
        self.answers = self.answers._replace(first_run=True)
        return self._context.remember(given)

    def _kept(self, answer: Kept) -> None:
        self.answers = self.answers._replace(kept=answer)
        if answer == "seen":
            self._context.keep_signs(frozenset())

    def _after_stop(self, yes: bool) -> None:
        """Two yes are kept for that stop, whatever comes of this start."""
        context = self._context
        if self.answers.settled is None:
            self.answers = self.answers._replace(settled=yes)
        else:
            self.answers = self.answers._replace(advised=yes)
        if self.answers.settled and self.answers.advised and (stop := context.gate.open_stop()):
            context.gate.clear(stop, context.clock.now())

    def _next_day(self, answer: NextDayAnswer) -> None:
        """Write the answer down. Raises JournalError."""
        day = None if answer == "unsaid" else answer
        journal = self._context.journal
        last = journal.last_run() if journal else None
        if journal is not None and last is not None:
            journal.next_day(last.id, day)
        self.answers = self.answers._replace(next_day=day)

    def _gentlest(self, yes: bool) -> None:
        self.answers = self.answers._replace(gentlest=yes)
        if yes:
            self.proposal.replace(_bundled(GENTLEST_SESSION))

    def _instead(self, answer: Instead) -> None:
        self.answers = self.answers._replace(instead=answer)

    def _reach(self, answer: ReachAnswer) -> None:
        self.answers = self.answers._replace(reach=reach_said(answer), reach_asked=True)

    def _resume(self, yes: bool) -> None:
        self.answers = self.answers._replace(resume=yes)

    def _resume_question(self) -> Asked[bool]:
        if self._resumable is None:
            return resume_question("", "")
        resumable, plan = self._resumable
        phase = plan.timeline.phases[resumable.next_phase]
        return resume_question(str(phase.step), getattr(phase.item, "name", "a rest"))

    # What comes of it.

    def planned(self, go: Go) -> Plan:
        """What will be done, now that everything is answered. Raises BackstretchError where nothing is left of it."""
        if go.instead == "breathing":
            return make_breathing_plan(_bundled(BREATHING_SESSION), self._context.person, self._context.speech)
        if go.instead == "walking" and self.proposal.session.kind != "walk":
            from backstretch.run.day_plan import walk_of

            return make_plan(walk_of(self._context), self._context.person, speech=self._context.speech)
        if self._goes_on(go) and self._resumable is not None:
            return self._resumable[1]
        return self.proposal.make(after_stop=go.after_stop)

    def gets_down(self, go: Go) -> Plan | None:
        """The plan, if there is something to tell before the clock starts; None where a run goes on, or one stands."""
        plan = None if self._goes_on(go) else self.planned(go)
        return plan if plan is not None and plan.getting_down else None

    def begin(self, go: Go, sound: Sound | None = None) -> Runner:
        """The run, from its first second. Raises BackstretchError."""
        from backstretch.run.runner import Runner

        context = self._context
        plan = self.planned(go)
        resumable = self._resumable[0] if self._goes_on(go) and self._resumable is not None else None
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
            hooks=hooks_of(context.settings),
        )
        context.forget_level(self.proposal.session.id)
        context.gate.watch(runner.log)
        return runner

    def refuse(self, reason: Reason) -> Asked[bool] | None:
        """What to say where the session does not start; None where that was said already."""
        if reason is not Reason.SIGNS:
            return None
        signs = self.answers.signs if blocks(self.answers.signs) else self._context.kept_signs
        return told(say("check_in", "blocked"), *self._context.help_for(signs))

    # How it goes about it.

    def _goes_on(self, go: Go) -> bool:
        """Whether an interrupted run is gone on with."""
        return go.resume and go.instead is None and self._resumable is not None

    def _gather(self) -> Facts:
        context = self._context
        self._facts = gather_facts(
            context.answers,
            context.journal,
            context.clock.now().date(),
            context.gate,
            kept_signs=bool(context.kept_signs),
            bad_day=self.proposal.is_bad_day,
            resumable=self._resumable is not None,
        )
        self.proposal.after_stop = self._facts.open_stop or self._facts.first_after_stop
        return self._facts

    @property
    def _behind_gate(self) -> bool:
        return False in {self.answers.settled, self.answers.advised}


def read(found: Found | Session) -> Session:
    """The session of a file that was found, or one that has none. Raises BackstretchError in one line."""
    if isinstance(found, Session):
        return found
    reading = load(found, warnings=False)
    if reading.session is None:
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        raise BackstretchError(f"{errors[0]}" + (f" (and {len(errors) - 1} more)" if errors[1:] else ""))
    return reading.session


def _bundled(id_: str) -> Session:
    return read(next(found for found in find_bundled() if found.id == id_))
