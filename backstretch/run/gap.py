"""Time that nobody saw: a wake-up that came late, or a machine that slept."""

from __future__ import annotations

from backstretch.base.clock import Clock

GAP_SECONDS = 2.0
"""A wake-up later than this, or a sleep longer than this, is time nobody saw."""


class GapWatch:
    """Remembers when the session was last seen, and when it was to be seen again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._awake = clock.awake()
        self._due: float | None = None
        self.seen_at = clock.monotonic()
        """The moment of the monotonic clock at which it was last seen."""

    def seen(self, now: float, until_next: float | None) -> None:
        """It is seen at ``now``, and again in ``until_next`` seconds, if that is known."""
        self.seen_at, self._awake = now, self._clock.awake()
        self._due = None if until_next is None else now + until_next

    def unseen_seconds(self, now: float) -> float | None:
        """How much time passed unseen until ``now``; None where that is no gap."""
        passed = now - self.seen_at
        slept = self._clock.awake() - self._awake - passed
        late = now - self._due if self._due is not None else 0.0
        if slept <= GAP_SECONDS and late <= GAP_SECONDS:
            return None
        return max(slept, 0.0) + (passed if self._due is not None else 0.0)
