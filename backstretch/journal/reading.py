"""What can be asked of the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from backstretch.journal import queries
from backstretch.journal.connection import Link
from backstretch.journal.records import Gate, Hold, LevelHistory, NextDay, Run

if TYPE_CHECKING:
    from backstretch.journal.merge import Values
    from backstretch.journal.sums import DaySum, DoseSum, Sums


class Reader:
    """The reads of a journal. They raise JournalError, and count the stops that still wait beside it."""

    def __init__(self, link: Link) -> None:
        """Read through a link to the file."""
        self._link = link

    def runs(self, since: datetime | None = None) -> Iterator[Run]:
        """Every run, or those begun at ``since`` or later, oldest first."""
        with self._link.reading() as db:
            yield from queries.runs(db, since)

    def page(self, skip: int, count: int, session: str | None = None) -> tuple[Run, ...]:
        """Of the runs of one ``session`` or of all, newest first, ``count`` after the first ``skip``."""
        with self._link.reading() as db:
            return queries.page(db, skip, count, session)

    def of_day(self, day: date, session: str | None = None) -> tuple[Run, ...]:
        """The runs of one ``session`` or of all that began on a local day, oldest first."""
        with self._link.reading() as db:
            return queries.of_day(db, day, session)

    def count(self, session: str | None = None) -> int:
        """How many runs there are, of one session or of all."""
        with self._link.reading() as db:
            return queries.count(db, session)

    def entries(self) -> Iterator[Values]:
        """All that is known of every run, deleted ones too, as an export has it."""
        from backstretch.journal import merge

        with self._link.reading() as db:
            yield from merge.all_values(db)

    def find_run(self, prefix: str) -> Run:
        """The one run whose id begins with ``prefix``. Raises JournalError if there is none, or more."""
        with self._link.reading() as db:
            return queries.find_run(db, prefix)

    def holds(self, run_id: str) -> tuple[Hold, ...]:
        """The holds of a run, in the order of its timeline."""
        with self._link.reading() as db:
            return queries.holds(db, run_id)

    def last_run(self) -> Run | None:
        """The run that began last, of any session."""
        with self._link.reading() as db:
            return queries.last_run(db)

    def last_done(self) -> dict[str, datetime]:
        """By session id: when its latest run began."""
        with self._link.reading() as db:
            return queries.last_done(db)

    def last_level(self, session_id: str) -> int | None:
        """The level of the session's latest run since the latest pain stop; None if there is none."""
        with self._link.reading() as db:
            return queries.last_level(db, session_id)

    def level_history(self, session_id: str) -> LevelHistory | None:
        """What the session's latest runs say about its level; None if it was never run."""
        with self._link.reading() as db:
            return queries.level_history(db, session_id)

    def days_done(self, since: datetime) -> frozenset[date]:
        """The local days on which something was done, of runs begun at ``since`` or later."""
        with self._link.reading() as db:
            return queries.days_done(db, since)

    def sums(self, since: datetime | None, sides_since: datetime) -> Sums:
        """What the runs begun at ``since`` or later add up to; None: all. Their sides, from ``sides_since`` on."""
        from backstretch.journal.sums import sums

        with self._link.reading() as db:
            return sums(db, since, sides_since)

    def doses(self, since: datetime | None) -> tuple[DoseSum, ...]:
        """What the holds of the runs begun at ``since`` or later add up to, by exercise and side; None: of all."""
        from backstretch.journal.sums import doses

        with self._link.reading() as db:
            return doses(db, since)

    def day_sums(self) -> tuple[DaySum, ...]:
        """What all runs add up to by day and session: a small part of the time that `sums` takes."""
        from backstretch.journal.sums import day_sums

        with self._link.reading() as db:
            return tuple(day_sums(db, None))

    def interrupt(self) -> None:
        """Break off what another thread is reading: there it raises JournalError."""
        self._link.db.interrupt()

    def recent_next_days(self, count: int) -> tuple[NextDay | None, ...]:
        """The next-day answers of the last ``count`` runs that were asked for, newest first."""
        with self._link.reading() as db:
            return queries.recent_next_days(db, count)

    def open_stop(self) -> Gate | None:
        """The latest pain stop, not by mistake, whose gate was not passed."""
        with self._link.reading() as db:
            return queries.open_stop(db)

    def hurt(self) -> frozenset[str]:
        """The exercises that pain stopped, not by mistake, and that were not put back."""
        with self._link.reading() as db:
            return queries.hurt(db)
