"""Adding up the journal: a short one at once, a long one in a thread of its own, which the screen does not wait for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from backstretch.base.paths import Paths
from backstretch.journal.store import Journal
from backstretch.journal.sums import Sums
from backstretch.review.sentences import sums_of

MOST_AT_ONCE = 3000
"""Runs that are added up in a few hundredths of a second."""


class Adding:
    """One journal added up apart, through a connection of its own; it can be broken off from outside."""

    def __init__(self, paths: Paths, now: datetime) -> None:
        """The journal at ``paths``, looked back at ``now``."""
        self._paths = paths
        self._now = now
        self._journal: Journal | None = None
        self._lock = Lock()
        self.ended = False
        """Whether it was broken off, so that nobody waits for it."""

    def run(self, take: Callable[[Sums, bool], None]) -> None:
        """Give the days to ``take`` as soon as they are known, then everything, with True. Raises JournalError."""
        with Journal.open(self._paths.journal, self._paths.stops, read_only=True) as journal:
            self._hold(journal)
            try:
                take(Sums(journal.day_sums(), (), ()), False)
                if not self.ended:
                    take(sums_of(journal, self._now), True)
            finally:
                self._hold(None)

    def end(self) -> None:
        """Break it off."""
        with self._lock:
            self.ended = True
            if self._journal is not None:
                self._journal.interrupt()

    def _hold(self, journal: Journal | None) -> None:
        """What is to be broken off; only as long as it is open."""
        with self._lock:
            self._journal = journal
