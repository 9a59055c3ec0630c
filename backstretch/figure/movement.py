"""An exercise shown by itself, in the movement that a session shows: into the hold, its parts, and back. Pure."""

from math import ceil
from typing import NamedTuple

from backstretch.figure.motion import WAY_SECONDS, Moment, Showing, moment, until_next
from backstretch.figure.poses import HOLD, Pose
from backstretch.session.words import Side

LASTS_SECONDS = 60.0
"""How long the movement is repeated, at least: nobody looks longer, and then nothing is left to do."""
_HELD_SECONDS = 6.0
"""How long a hold is, beside the way into it: a breath."""
_PART_SECONDS = 4.0
_BACK_SECONDS = 3.0
"""Out of the hold, and a moment at the start."""


class Shown(NamedTuple):
    """A moment of it."""

    moment: Moment
    until_next: float | None
    """Seconds until another is to be seen, or until it is worth asking again; None once it is over."""


class Movement(NamedTuple):
    """That of one exercise, again and again."""

    pose: Pose
    side: Side | None = None

    @property
    def round_seconds(self) -> float:
        """How long it takes once."""
        return self._hold.seconds + _BACK_SECONDS

    @property
    def seconds(self) -> float:
        """How long all of it takes."""
        return ceil(LASTS_SECONDS / self.round_seconds) * self.round_seconds

    def at(self, elapsed_seconds: float) -> Shown:
        """What is seen so long after its begin."""
        if elapsed_seconds >= self.seconds:
            return Shown(self.still, None)
        within = elapsed_seconds % self.round_seconds
        showing = self._hold
        if within >= showing.seconds:
            within -= showing.seconds
            showing = showing._replace(kind="release", seconds=_BACK_SECONDS, after_hold=True)
        return Shown(moment(self.pose, showing, within), until_next(self.pose, showing, within))

    @property
    def still(self) -> Moment:
        """The hold, for whoever wants no motion, and in the end."""
        return Moment(HOLD, flip=-1.0 if self.side == "left" else 1.0)

    @property
    def _hold(self) -> Showing:
        parts = len(self.pose.parts)
        seconds = parts * _PART_SECONDS or WAY_SECONDS + max(_HELD_SECONDS, self.pose.cycle_seconds)
        return Showing("hold", seconds, False, self.side, self.side, part_seconds=_PART_SECONDS if parts else 0.0)
