"""A figure that goes through the movement of its exercise by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from backstretch.figure.motion import Moment
from backstretch.figure.movement import Movement
from backstretch.figure.poses import HOLD, poses
from backstretch.session.catalogue import Exercise
from backstretch.session.words import Side
from backstretch.tui.widgets.figure import Figure

if TYPE_CHECKING:
    from backstretch.tui.host import Host

_COVERED_SECONDS = 1.0
"""How often it is looked whether what stands over it is gone."""


class MovingFigure(Figure):
    """For a minute, as in a session; then, and for whoever wants no motion, it stands in the hold and costs nothing."""

    app: Host
    _movement: Movement | None = None
    _began = 0.0
    """When it began, in seconds of the program's clock."""
    _timer: Timer | None = None

    def demonstrate(self, exercise: Exercise | None) -> bool:
        """Begin with the movement of ``exercise``; False, and nothing is shown, where there is none."""
        pose = poses().get(exercise.id) if exercise is not None else None
        self._movement = None if exercise is None or pose is None else Movement(pose, _side(exercise))
        self._began = self.app.context.clock.monotonic()
        self.step()
        return pose is not None

    def on_resize(self) -> None:
        """Where there is room again it goes on."""
        super().on_resize()
        self.step()

    def step(self) -> None:
        """Show the moment there is now, and come back for the next, if there is one that can be seen."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        shown = self._movement
        if shown is None:
            self.show(None, Moment(HOLD))
            return
        if not self.app.context.settings.motion:
            self.show(shown.pose, shown.still, shown.side)
            return
        moment, wait = shown.at(self.app.context.clock.monotonic() - self._began)
        self.show(shown.pose, moment, shown.side)
        if wait is not None and self.shows:
            self._timer = self.set_timer(wait if self.screen.is_current else _COVERED_SECONDS, self.step)


def _side(exercise: Exercise) -> Side | None:
    """The side with which the exercise is told and begins."""
    match exercise.sides:
        case "none":
            return None
        case "right":
            return "right"
        case _:
            return "left"
