"""What a front end works with: where things are, the journal, the settings and what is known of the person."""

import os
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from backstretch.base.clock import Clock, SystemClock
from backstretch.base.errors import JournalError, Problem, in_one_line
from backstretch.base.paths import Paths
from backstretch.base.text import plain
from backstretch.coach.red_flags import blocks, emergency, say, worst_tier
from backstretch.coach.speech import Speech
from backstretch.journal.database import may_hold_stops
from backstretch.journal.store import Journal
from backstretch.run.gate import StopGate
from backstretch.run.person import PersonAnswers, read_person, write_person
from backstretch.run.plan import who
from backstretch.session.cautions import Pace, Person
from backstretch.session.model import Session
from backstretch.settings import Settings, read_settings, write_settings

if TYPE_CHECKING:
    from backstretch.care_plan.model import CarePlan
    from backstretch.coach.pain import Limits
    from backstretch.journal.progression import Suggestion

KNOWN_BY_HEART_RUNS = 10
"""After so many runs shorter words are offered; our own choice."""


class SettingsKept(NamedTuple):
    """What became of writing the settings: what to tell where it failed; the name of the copy of a file replaced."""

    error: str = ""
    copy: str = ""


class Context:
    """Everything outside the screen that a front end needs, opened once. It changes by its methods alone."""

    def __init__(
        self,
        paths: Paths,
        clock: Clock,
        journal: Journal | None,
        settings: Settings,
        answers: PersonAnswers,
        gate: StopGate,
        notices: list[str],
    ) -> None:
        """Without a ``journal``, which could not be opened, the session still runs."""
        self.paths = paths
        self.clock = clock
        self.journal = journal
        self.gate = gate
        self._settings = settings
        self._answers = answers
        self._notices = notices
        self._accepted_levels: dict[str, Suggestion] = {}
        """By session: the level that was suggested and said yes to, for its next start."""
        self._settings_unsaved = False
        self._plan_file: tuple[CarePlan | None, tuple[str, ...]] | None = None
        self._signs_unsaved = False

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found wrong on the way in, a line each, to be shown once."""
        return tuple(self._notices)

    # Settings.

    @property
    def settings(self) -> Settings:
        """What the person set, as it holds now."""
        return self._settings

    @property
    def settings_unsaved(self) -> bool:
        """Whether the settings hold what could not be written, so that the file is behind."""
        return self._settings_unsaved

    def use_settings(self, settings: Settings) -> None:
        """Let these settings hold from now on; ``keep_settings`` writes them."""
        self._settings = settings

    def keep_settings(self) -> SettingsKept:
        """Write the settings that hold; what to tell of it."""
        try:
            copy = write_settings(self.paths.config, self._settings)
        except OSError as error:
            self._settings_unsaved = True
            return SettingsKept(error=f"The settings could not be saved ({error.strerror}): they hold until you leave.")
        self._settings_unsaved = False
        return SettingsKept(copy="" if copy is None else plain(copy.name))

    def tell_of_settings(self, problems: Iterable[Problem]) -> None:
        """Let the notices say what is wrong with the file of settings now, in place of what was."""
        of_file = f"{plain(str(self.paths.config))}:"
        others = [notice for notice in self._notices if not notice.startswith(of_file)]
        self._notices[:] = [*_in_one_line(tuple(problems)), *others]

    # The plan.

    @property
    def care_plan(self) -> "CarePlan | None":
        """What the person means to do over some weeks; None without a plan, or with one that cannot be read."""
        return self._read_plan()[0]

    @property
    def care_plan_problems(self) -> tuple[str, ...]:
        """Why the plan that is there cannot be used, in one line; none if it can."""
        return self._read_plan()[1]

    def as_planned(self, session: Session) -> Session:
        """The session, no higher than a plan that is under way lets it go."""
        if self.care_plan is None:
            return session
        from backstretch.care_plan.walks import as_planned

        return as_planned(session, self.care_plan, self.clock.now().date())

    def read_care_plan(self) -> None:
        """Look again what the plan says."""
        self._plan_file = None

    def _read_plan(self) -> "tuple[CarePlan | None, tuple[str, ...]]":
        if self._plan_file is None:
            self._plan_file = (None, ())
            if os.path.lexists(self.paths.plan):  # most people have none, and what reads one takes time to load
                from backstretch.run.plan_file import plan_or_problem

                self._plan_file = plan_or_problem(self.paths.plan)
        return self._plan_file

    # Answers.

    @property
    def answers(self) -> PersonAnswers:
        """What the person said to the first questions."""
        return self._answers

    def remember(self, given: PersonAnswers) -> str:
        """Keep the answers to the first questions, on this machine only; what to tell if they cannot be saved."""
        known = self._answers
        return self._keep(
            given._replace(
                answered_on=self.clock.now().date(),
                toured=known.toured,
                signs=self.kept_signs,
                offered=known.offered,
            )
        )

    def remember_tour(self) -> str:
        """Keep that the tour was shown; what to tell if that cannot be saved."""
        return self._keep(self._answers._replace(toured=True))

    def offer_short_words(self) -> str:
        """Once, after ten runs: that the voice can say less to who knows it by heart; empty at any other time.

        Where nobody can keep that it was offered, it is not.
        """
        if self._answers.offered or self.settings.words != "full" or self.journal is None:
            return ""
        try:
            known = self.journal.count() >= KNOWN_BY_HEART_RUNS
        except JournalError:
            return ""
        return say("words", "offer") if known and not self._keep(self._answers._replace(offered=True)) else ""

    def _keep(self, answers: PersonAnswers) -> str:
        self._answers = answers
        try:
            write_person(self.paths.person, answers)
        except OSError as error:
            return f"The answers could not be saved ({error.strerror}): they hold until you leave."
        return ""

    # Signs.

    @property
    def kept_signs(self) -> frozenset[str]:
        """The signs that were ticked, by this program or another one, and keep every session away since."""
        on_disk, problems = read_person(self.paths.person)
        if not problems and on_disk.signs != self._answers.signs and not self._signs_unsaved:
            self._answers = self._answers._replace(signs=on_disk.signs)
        return self._answers.signs

    def keep_signs(self, signs: Collection[str]) -> str:
        """Keep, of these signs, those that keep every session away, in the place of what was kept.

        What to tell if they cannot be saved.
        """
        kept = frozenset(sign for sign in signs if blocks({sign}))
        if kept == self.kept_signs:
            return ""
        problem = self._keep(self._answers._replace(signs=kept))
        self._signs_unsaved = bool(problem)
        return problem

    def help_for(self, signs: Collection[str]) -> list[str]:
        """What signs ask for, and what the person's settings add to it."""
        tier = worst_tier(signs) or "same_day"
        return [say("help", tier, emergency=emergency(self.settings.emergency_number)), *self.own_advice]

    @property
    def emergency_line(self) -> str:
        """Whom to call."""
        number = emergency(self.settings.emergency_number)
        return say("stop", "emergency", emergency=f"{number[:1].upper()}{number[1:]}.")

    # Levels.

    def accepted_level(self, session: str) -> "Suggestion | None":
        """The level that was suggested for a session, by its id, and said yes to."""
        return self._accepted_levels.get(session)

    def change_level(self, session: str, suggestion: "Suggestion | None") -> bool:
        """Accept the level suggested for a session's next start, or take that back; False if none is suggested."""
        if suggestion is None or suggestion.in_force:
            return False
        if self._accepted_levels.pop(session, None) != suggestion:
            self._accepted_levels[session] = suggestion
        return True

    def forget_level(self, session: str) -> None:
        """A session begins, or something else is suggested: what was accepted for it holds no longer."""
        self._accepted_levels.pop(session, None)

    # What all this comes to.

    @property
    def person(self) -> Person:
        """What a session must know of the one who does it."""
        return who(self.answers, self.gate.hurt(), self.pace)

    @property
    def pace(self) -> Pace:
        """The bounds of every lead-in."""
        return Pace(self.settings.lead_in_least, self.settings.lead_in_most, self.settings.breath_pace)

    @property
    def speech(self) -> Speech:
        """How a session is to be heard; with the voice off its words have the time they need to be read."""
        from backstretch.audio.packaged import clip_seconds

        settings = self.settings
        rate = settings.voice_rate if settings.voice else 1.0
        return Speech(clip_seconds, rate, settings.words == "short", settings.time_said, settings.spoken_count)

    @property
    def limits(self) -> "Limits":
        """When a pain score asks for more than going on."""
        from backstretch.coach.pain import Limits

        return Limits(self.settings.stop_at, self.settings.ease_at, self.settings.ease_rise)

    @property
    def own_advice(self) -> list[str]:
        """The advice line and the clinician's note, where the settings have them."""
        lines = []
        if self.settings.advice_line:
            lines.append(say("help", "advice_line", advice_line=self.settings.advice_line))
        if self.settings.clinician_note:
            lines.append(say("help", "clinician", clinician_note=self.settings.clinician_note))
        return lines

    def close(self) -> None:
        """Let go of the journal."""
        if self.journal is not None:
            self.journal.close()


def _in_one_line(problems: tuple[Problem, ...]) -> list[str]:
    """What is wrong with the settings, which the settings screen lists in full."""
    return [in_one_line(problems, "see the settings, or backstretch config")] if problems else []


def open_context(paths: Paths, clock: Clock | None = None) -> Context:
    """Open what there is; what cannot be opened becomes a notice, never an exception."""
    settings, problems = read_settings(paths.config)
    answers, notices = read_person(paths.person)
    found = [*_in_one_line(problems), *notices]
    journal: Journal | None = None
    clock = clock or SystemClock()
    try:
        journal = Journal.open(paths.journal, paths.stops, now=clock.now)
        found.extend(journal.notices)
    except JournalError as error:
        found.append(f"{error}. Nothing will be logged.")
    gate = StopGate(journal, paths.stops, unreadable=journal is None and may_hold_stops(paths.journal))
    return Context(paths, clock, journal, settings, answers, gate, found)
