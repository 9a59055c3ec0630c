"""From a chosen session to what this person will do: cautions, level and start applied."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from backstretch.base.errors import BackstretchError
from backstretch.base.text import clock, expected, level_of_levels
from backstretch.coach import floor
from backstretch.coach.reach import BELOW_THE_KNEE
from backstretch.coach.red_flags import say
from backstretch.coach.screening import Facts
from backstretch.coach.script import with_room
from backstretch.coach.speech import Speech
from backstretch.coach.wording import of_run
from backstretch.journal.records import Resumable
from backstretch.journal.store import Journal
from backstretch.run.gate import StopGate
from backstretch.run.person import PersonAnswers
from backstretch.session.adaptation import adapt, in_the_place_of_all, only, paced, with_breath
from backstretch.session.bad_day import WHOLE, WHY, eased, percent_on
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import AS_WRITTEN, HURT, LeftOut, Pace, Person, cautions
from backstretch.session.model import Session
from backstretch.session.timeline import Timeline, timeline

BREATHING_SESSION = "rest-and-breathe"
"""The bundled session whose breathing, done sitting, is what strong pain or a gate leaves, beside a walk."""
GENTLEST_SESSION = "gentle-start"
"""The bundled session that is offered after two worse days; our own choice."""
SEATED_BREATHING = "seated-belly-breathing"
ROTATION = "rotation"
"""The caution that everyone has until they ask for rotations."""
_FAR_OFF = 12 * 3600
"""Seconds from which on a time of day alone does not say when."""


class Plan(NamedTuple):
    """One session as this person will do it."""

    session: Session
    timeline: Timeline
    left_out: tuple[LeftOut, ...]
    from_step: int
    percent: int = WHOLE
    """Of holds and repetitions: less than 100 on a bad day."""
    speech: Speech = Speech()
    """How it is to be heard: the lead-ins have room for that."""

    @property
    def is_walk(self) -> bool:
        """Whether it is a walk, away from the keyboard."""
        return self.session.kind == "walk"

    @property
    def props(self) -> tuple[str, ...]:
        """What must lie ready, a thing each."""
        return floor.props(self.timeline)

    @property
    def getting_down(self) -> tuple[str, ...]:
        """What is told before the clock starts; nothing where the session begins as one stands."""
        return floor.getting_down(self.timeline, self.speech, self.session.breath_seconds)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that may be said of it, each text once, in the order in which it may be needed."""
        return of_run(self.timeline, self.speech, self.session.breath_seconds)


def who(answers: PersonAnswers, hurt: frozenset[str], pace: Pace = AS_WRITTEN) -> Person:
    """What a session must know of the person, from their answers, from what ended in pain and from their settings."""
    rotation = frozenset() if answers.rotations else frozenset({ROTATION})
    return Person((answers.cautions - {ROTATION}) | rotation, hurt, pace)


def make_plan(
    session: Session,
    person: Person,
    level: int = 0,
    from_step: int = 1,
    speech: Speech | None = None,
    percent: int = WHOLE,
) -> Plan:
    """Apply the person's cautions and their pace, then ``level``, the first step and the time that ``speech`` needs.

    Without ``speech`` the lead-ins stay as they are written. With less than 100 ``percent`` it is that of a bad day.

    Raises BackstretchError, in one line, when nothing but rests is left.
    """
    breathed = with_breath(session, person.pace)  # before the cautions, which shorten holds of some breaths
    adapted, left_out = adapt(breathed, person, catalogue(), cautions())
    if percent < WHOLE:
        adapted, waits = eased(adapted, level, percent, catalogue())
        left_out = (*left_out, *waits)
    adapted = paced(adapted, person.pace)
    laid_out = timeline(adapted, level)
    if from_step > 1:
        laid_out = laid_out.from_step(from_step)
    if not laid_out.holds:
        raise BackstretchError(_why_nothing_is_left(adapted, left_out))
    if speech is not None:
        laid_out = with_room(laid_out, speech, adapted.breath_seconds)
    return Plan(adapted, laid_out, left_out, from_step, percent, speech or Speech())


def _why_nothing_is_left(adapted: Session, left_out: Iterable[LeftOut]) -> str:
    """The true reason why a session has nothing to do: what was left out of it, or where it was to begin."""
    if adapted.exercise_steps():
        return say("missing", "from_step")
    if any(change.reason == WHY for change in left_out):
        return say("missing", "bad_day")
    reasons = {change.reason == HURT for change in left_out}
    return say("missing", "both" if len(reasons) > 1 else "hurt" if True in reasons else "cautions")


def make_breathing_plan(resting: Session, person: Person, speech: Speech | None = None) -> Plan:
    """The breathing part of the resting session, done sitting."""
    breathing = only(resting, "breathing", catalogue())
    return make_plan(in_the_place_of_all(breathing, catalogue()[SEATED_BREATHING]), person, speech=speech)


def gather_facts(
    answers: PersonAnswers,
    journal: Journal | None,
    today: date,
    gate: StopGate,
    *,
    kept_signs: bool = False,
    bad_day: bool = False,
    resumable: bool = False,
) -> Facts:
    """What the past says, for the questions before a session. Without a journal no day after is asked about."""
    last_run = journal.last_run() if journal else None
    asked = last_run is not None and last_run.next_day_asked
    stop = gate.open_stop()
    return Facts(
        today=today,
        answered_on=answers.answered_on,
        open_stop=stop is not None,
        last_run_on=last_run.ended_at.date() if last_run and not asked else None,
        worse_twice=asked and journal is not None and journal.recent_next_days(2) == ("worse", "worse"),
        resumable=resumable,
        kept_signs=kept_signs,
        bad_day=bad_day,
        first_after_stop=gate.is_first_after(),
        stop_in_the_leg=stop is not None and stop.in_the_leg,
        last_reach=journal.last_reach() if journal else None,
        was_below_the_knee=journal is not None and journal.reached(BELOW_THE_KNEE),
    )


def find_resumable(
    journal: Journal | None,
    session: Session,
    person: Person,
    from_step: int,
    now: datetime,
    speech: Speech | None = None,
    *,
    easy: bool = False,
) -> tuple[Resumable, Plan] | None:
    """An interrupted run of this session that may go on, with the plan it had; None if that plan is no more.

    Where the person asks for the ``easy`` way no other one goes on.
    """
    if journal is None or from_step > 1:
        return None
    found = journal.resumable(session.id, session.sha256, now)
    if found is None:
        return None
    run = found.run
    if easy and not run.easy:
        return None
    percent = percent_on(run.started_at.date(), journal.easy_days()) if run.easy else WHOLE
    try:
        plan = make_plan(session, person, run.level, run.from_step, speech, percent)
    except BackstretchError:
        return None
    unchanged = (
        plan.timeline.total_seconds == run.planned_seconds
        and len(plan.timeline.holds) == run.holds_planned
        and found.next_phase < len(plan.timeline.phases)
    )
    return (found, plan) if unchanged else None


def total(timeline: Timeline) -> str:
    """How long it is, as ``M:SS``; about, where a key ends some of it."""
    return expected(clock(timeline.total_seconds), timeline.until_key)


def ends_line(seconds: float, now: datetime, *, until_key: bool) -> str:
    """``ends at 10:42``, or ``about``: what is over so many seconds from ``now``; empty where that is far off."""
    end = now + timedelta(seconds=seconds)
    return f"ends {'about' if until_key else 'at'} {end:%H:%M}" if seconds < _FAR_OFF else ""


def ends(timeline: Timeline, now: datetime) -> str:
    """When all of it is over, if it begins ``now``."""
    return ends_line(timeline.total_seconds, now, until_key=timeline.until_key)


def level_of(plan: Plan) -> str:
    """The level among those that are left of the session for this person; empty if that is one only."""
    top, level = plan.session.top_level, min(plan.timeline.level, plan.session.top_level)
    return level_of_levels(level, top) if top else ""


def left_out_lines(left_out: Iterable[LeftOut]) -> list[str]:
    """What a person's session does without or differently, a line for each exercise."""
    lines = []
    for change in left_out:
        if change.hold_most is not None:
            what = f"{change.name} with holds of {change.hold_most:g} s at most"
        else:
            what = f"{change.instead} in place of {change.name}" if change.instead else f"Without {change.name}"
        lines.append(f"{what}: {change.reason}.")
    return list(dict.fromkeys(lines))
