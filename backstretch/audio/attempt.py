"""One clip on its way through one player, and what is to be thought of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from enum import Enum, auto

from backstretch.audio.clip import Clip
from backstretch.audio.players import Player, Playing

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
