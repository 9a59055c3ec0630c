"""What one person is to do today: which session, at which level, and whether in the shorter form of a bad day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backstretch.base.errors import BackstretchError
from backstretch.coach.red_flags import say
from backstretch.run.context import Context
from backstretch.run.levels import offered, start_level, suggestion_for, unattended_lines
from backstretch.run.plan import Plan, make_plan
from backstretch.session.bad_day import ALL_DAYS, WHOLE, percent_on
from backstretch.session.model import Session

if TYPE_CHECKING:
    from backstretch.journal.progression import Suggestion


class Proposal:
    """What the check-in proposes, and what the person changes there."""

    def __init__(self, context: Context, session: Session, from_step: int, level: int | None, *, bad_day: bool) -> None:
        """Propose the ``session`` at ``level``, or at the one it is at; less of it on a ``bad_day``."""
        self.session = session
        self.from_step = from_step
        self.after_stop = False
        """Whether it is the first after a pain stop: at its lowest level, whatever was asked for."""
        self.shown: Plan | None = None
        """What the check-in was told."""
        self._context = context
        self._level = level
        self._bad_day = bad_day
        self._suggestion: Suggestion | None = None

    @property
    def is_bad_day(self) -> bool:
        """Whether less is done today."""
        return self._bad_day

    @property
    def level_taken(self) -> bool:
        """Whether the person said yes to the level that is suggested."""
        return self._context.accepted_level(self.session.id) is not None

    def replace(self, gentlest: Session) -> None:
        """Propose the gentlest session in its place."""
        self.session, self.from_step, self._level = gentlest, 1, 0

    def make(self, *, after_stop: bool) -> Plan:
        """What this comes to. Raises BackstretchError where nothing is left of it."""
        context = self._context
        if after_stop:
            level = 0
        elif self._level is None and not self._bad_day and (accepted := context.accepted_level(self.session.id)):
            level = accepted.level
        else:
            level = start_level(self.session, context.journal, self._level)
        return make_plan(self.session, context.person, level, self.from_step, context.speech, self._percent)

    def plan(self) -> Plan:
        """The same for the check-in, which is told of another level too. Raises BackstretchError."""
        self.shown = self.make(after_stop=self.after_stop)
        if self._level is None and not self.after_stop and not self._bad_day:
            today = self._context.clock.now().date()
            self._suggestion = suggestion_for(self.shown.session, self._context.journal, today, self._context.care_plan)
        if self.level_taken and self._context.accepted_level(self.session.id) != self._suggestion:
            self._context.forget_level(self.session.id)
            self.shown = self.make(after_stop=self.after_stop)
        return self.shown

    # The level.

    def level_lines(self, *, attended: bool = True) -> list[str]:
        """What there is to say of the level: why it is the lowest; or why another one is suggested, and its key."""
        if self.after_stop:
            return [say("after_stop", "goes_on")]
        if self._suggestion is None or self._bad_day:
            return []
        if not attended:
            return unattended_lines(self._suggestion, self.session)
        return offered(self._suggestion, self.session, taken=self.level_taken)

    def change_level(self) -> Plan | None:
        """Take the level that is suggested, or give it back: what will be done now; None if none is suggested.

        Raises JournalError if the journal fails.
        """
        suggestion = self._suggestion
        if suggestion is None or suggestion.in_force or self._bad_day:
            return None
        in_use = start_level(self.session, self._context.journal)
        level = in_use if self.level_taken else suggestion.level
        self.shown = make_plan(self.session, self._context.person, level, self.from_step, self._context.speech)
        self._context.change_level(self.session.id, suggestion)
        return self.shown

    # A bad day.

    def change_bad_day(self) -> Plan:
        """Do less today, or as usual again: what will be done now. Raises BackstretchError where nothing is left.

        The signs come first: whoever puts this asks them before, if they were not asked.
        """
        self._bad_day = not self._bad_day
        try:
            return self.plan()
        except BackstretchError:
            self._bad_day = not self._bad_day
            raise

    def bad_day_line(self) -> str:
        """What there is to say of a bad day, and its key."""
        if self._bad_day:
            return say("bad_day", "taken", percent=f"{self._percent}")
        today, journal = self._context.clock.now().date(), self._context.journal
        recent = [day for day in (journal.easy_days() if journal else ()) if 0 < (today - day).days < ALL_DAYS]
        if recent:
            return say("bad_day", "again", date=f"{max(recent).day} {max(recent):%B}")
        return say("bad_day", "offered")

    def bad_day_lines(self) -> list[str]:
        """The same where nobody can press a key: only that it is one."""
        return [say("bad_day", "alone", percent=f"{self._percent}")] if self._bad_day else []

    @property
    def _percent(self) -> int:
        """How much of the session is done today. Raises JournalError."""
        journal = self._context.journal
        if not self._bad_day:
            return WHOLE
        return percent_on(self._context.clock.now().date(), journal.easy_days() if journal else ())
