"""What a front end works with: where things are, the journal, the settings and what is known of the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from backstretch.clock import Clock, SystemClock
from backstretch.coach.safety import Limits
from backstretch.errors import JournalError
from backstretch.journal.store import Journal
from backstretch.past import Past
from backstretch.paths import Paths
from backstretch.person import PersonAnswers, read_person
from backstretch.plan import who
from backstretch.session.cautions import Person
from backstretch.settings import Settings, read_settings


@dataclass(slots=True)
class Context:
    """Everything outside the screen that a front end needs, opened once."""

    paths: Paths
    clock: Clock
    journal: Journal | None
    """None if it could not be opened; the session still runs."""
    settings: Settings
    answers: PersonAnswers
    past: Past
    signs: frozenset[str] = frozenset()
    """The signs ticked at a check-in today; while one is, no session starts."""
    signs_on: date | None = None
    """The day on which they were ticked."""
    notices: list[str] = field(default_factory=list)
    """What was found wrong on the way in, a line each, to be shown once."""

    @property
    def person(self) -> Person:
        """What a session must know of the one who does it."""
        return who(self.answers, self.past.hurt())

    @property
    def limits(self) -> Limits:
        """When a pain score asks for more than going on."""
        return Limits(self.settings.stop_at, self.settings.ease_at, self.settings.ease_rise)

    def close(self) -> None:
        """Let go of the journal."""
        if self.journal is not None:
            self.journal.close()


def open_context(paths: Paths, clock: Clock | None = None) -> Context:
    """Open what there is; what cannot be opened becomes a notice, never an exception."""
    settings, problems = read_settings(paths.config)
    answers, notices = read_person(paths.person)
    found = [*map(str, problems), *notices]
    journal: Journal | None = None
    try:
        journal = Journal.open(paths.journal, paths.stops)
        found.extend(journal.notices)
    except JournalError as error:
        found.append(f"{error}. Nothing will be logged.")
    past = Past(journal, paths.stops, unreadable=journal is None and paths.journal.is_file())
    return Context(paths, clock or SystemClock(), journal, settings, answers, past, notices=found)
