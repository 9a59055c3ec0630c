"""Tries players out with silence, all within the time that one may take: who hangs does not hold up the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from backstretch.audio.attempt import HANG_SECONDS, Attempt, Verdict
from backstretch.audio.clip import Clip
from backstretch.audio.players import Player
from backstretch.audio.tones import silence, tone

STAGGER_SECONDS = 0.3
"""A player that gives neither an end nor a sign of life for so long does not hold up the next."""


class Trial:
    """Players, the best first, of which the first that plays is looked for. For one thread."""

    def __init__(self, players: Sequence[Player], volume: int, monotonic: Callable[[], float]) -> None:
        """Starts nothing yet. ``volume`` is 1 to 100."""
        self._waiting = deque(players)
        self._under_way: list[Attempt] = []
        """In their order, but for those of which it is known that they do not play."""
        self._played: set[str] = set()
        self._volume = volume
        self._monotonic = monotonic
        self._give_up_at = monotonic() + silence().seconds + HANG_SECONDS
        self._next_at = float("-inf")
        self.failed: list[Player] = []
        self.hung: list[Player] = []
        self.found: Attempt | None = None
        """The first that played, once ``over``."""

    @property
    def over(self) -> bool:
        """Whether it is known who plays, or that nobody does."""
        return self.found is not None or not (self._waiting or self._under_way)

    def look(self) -> None:
        """Look at those under way, and start what is to be started. Returns at once."""
        now = self._monotonic()
        for attempt in self._under_way[:]:
            self._take(
                attempt,
                attempt.verdict(usually_late=0.0, doubted_since=None),
                late=now > max(self._give_up_at, attempt.ends_at + STAGGER_SECONDS),
            )
        if self._under_way and self._under_way[0].player.name in self._played:
            self.found = self._under_way[0]
        elif self._waiting and (not self._under_way or now >= self._next_at):
            self._next_at = now + STAGGER_SECONDS
            player = self._waiting.popleft()
            # Who cannot tell ends too soon where there is no device: only a clip of some length shows that.
            clip, volume = (silence(), self._volume) if player.sure else (_long_clip(), 0)
            self._under_way.append(Attempt(player, clip, volume, self._monotonic))

    def stop(self) -> None:
        """End all that it started."""
        for attempt in self._under_way:
            attempt.stop()

    def _take(self, attempt: Attempt, verdict: Verdict | None, *, late: bool) -> None:
        name = attempt.player.name
        if verdict is Verdict.PLAYED or (verdict is None and attempt.has_sounded):
            self._played.add(name)
        elif verdict is Verdict.FAILED and name not in self._played:
            self.failed.append(attempt.player)
            self._under_way.remove(attempt)
        elif name not in self._played and (verdict is Verdict.HUNG or late):
            attempt.stop()
            self.hung.append(attempt.player)
            self._under_way.remove(attempt)


def _long_clip() -> Clip:
    """A clip of more than a second, to be played at volume 0."""
    try:
        return tone("stop")
    except (OSError, ValueError):
        return silence()
