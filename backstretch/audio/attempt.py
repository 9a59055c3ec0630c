"""One clip on its way through one player, what is to be thought of it, and who plays at all: trials with silence."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from enum import Enum, auto

from backstretch.audio.clip import Clip
from backstretch.audio.players import Player, Playing
from backstretch.audio.tones import silence, tone

HANG_SECONDS = 1.8
"""A player that still runs so long after its clip, and gives no sign that it plays, hangs. ``aplay`` gives none, and
ends up to 1.6 s late where a PulseAudio server plays for it."""
DRAIN_SECONDS = 4.0
"""A player that gives signs may run so long; ``paplay`` waits for up to 2 s until the server lets go."""
SIGN_SECONDS = 0.7
"""A sign of life counts for so long; ``paplay`` gives one each 0.06 s, ``ffplay`` its first after up to 0.6 s."""
SUSPECT_SECONDS = 0.5
"""A player that is so much later than it ever was may hang."""
TAIL_SECONDS = 0.05
"""After a clip's length its player has nothing more to say, and the next clip of the job may begin."""


class Verdict(Enum):
    """What became of a clip."""

    PLAYED = auto()
    FAILED = auto()
    HUNG = auto()


class Attempt:
    """A clip begun on a player. For the thread that began it."""

    def __init__(self, player: Player, clip: Clip, volume: int, monotonic: Callable[[], float]) -> None:
        """Begin to play at ``volume``, 0 to 100. Never raises: what cannot begin has failed."""
        self.player = player
        self._monotonic = monotonic
        self._signs = 0
        self._sign_at = float("-inf")
        self._credible_at = monotonic() + clip.seconds
        self._ended = False
        self._playing: Playing | None = None
        with contextlib.suppress(Exception):  # whatever is wrong with one player, the next is to play
            self._playing = player.start(clip, volume)
        self.ends_at = monotonic() + clip.seconds
        """When the clip is over, if it began at once."""

    def verdict(self, usually_late: float, doubted_since: float | None) -> Verdict | None:
        """What became of it; None while that is open. The arguments are the chain's, of the player."""
        ended = self._poll()
        now = self._monotonic()
        if ended is not None:
            # Those that end with 0 without a device end before the clip could be over.
            credible = self.player.sure or now >= self._credible_at
            return Verdict.PLAYED if ended and credible else Verdict.FAILED
        if self.answers:
            return Verdict.HUNG if self.late > DRAIN_SECONDS else None
        suspect = doubted_since is not None and now > doubted_since + HANG_SECONDS and self.is_overdue(usually_late)
        return Verdict.HUNG if suspect or self.late > HANG_SECONDS else None

    @property
    def late(self) -> float:
        """For how many seconds the clip has been over."""
        return self._monotonic() - self.ends_at

    @property
    def answers(self) -> bool:
        """Whether the player has just given a sign that it plays."""
        return self._monotonic() - self._sign_at <= SIGN_SECONDS

    @property
    def has_sounded(self) -> bool:
        """Whether the player showed that it plays after the clip was over; it need not have ended."""
        return self._sign_at > self.ends_at

    def is_overdue(self, usually_late: float) -> bool:
        """Whether it is later than it ever was, and gives no sign."""
        return self.late > usually_late + SUSPECT_SECONDS and not self.answers

    def stop(self) -> None:
        """Silence it, if it has not ended."""
        if self._playing is not None and not self._ended:
            self._playing.stop()

    def _poll(self) -> bool | None:
        if self._playing is None:
            return False
        ended = self._playing.poll()
        self._ended = ended is not None
        if self._playing.signs != self._signs:
            self._signs, self._sign_at = self._playing.signs, self._monotonic()
        return ended


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
