"""The moments within a phase that are told by ear and in lines: its middle, and each of its last seconds."""

from collections.abc import Iterator
from typing import NamedTuple

from backstretch.coach.events import State, View

HALFWAY_FROM_SECONDS = 15.0
"""Holds this long have a middle that is told."""
COUNT_FROM_SECONDS = 8.0
"""Phases this long have their last seconds counted."""
COUNTED = (3, 2, 1)
"""The seconds left at which a phase's end is counted."""
LATE_SECONDS = 0.5
"""A moment that is told later than this is left out."""
_ROUNDED = 5e-6
"""A view's seconds are rounded, each by itself: what differs by less is the same."""


class Moment(NamedTuple):
    """Something to be told within a phase."""

    at: float
    """Seconds from the phase's beginning."""
    left: int | None
    """Which of the last seconds begins; None for the middle."""


def due(view: View, since: float) -> Moment | None:
    """The newest moment that came after ``since``, in seconds of the phase, unless it is too late to tell it."""
    found = None
    for moment in _moments(view):
        if since + _ROUNDED < moment.at <= view.elapsed_seconds + _ROUNDED <= moment.at + LATE_SECONDS + 2 * _ROUNDED:
            found = moment
    return found


def until_next(view: View) -> float | None:
    """Seconds until the next moment of the phase; None if there is none, or while time stands still."""
    now = view.elapsed_seconds
    return next((moment.at - now for moment in _moments(view) if moment.at > now + _ROUNDED), None)


def _moments(view: View) -> Iterator[Moment]:
    if view.state is not State.RUNNING or view.phase.until_key:  # nobody knows where its middle and its end are
        return
    length = view.elapsed_seconds + view.left_seconds
    if view.phase.kind == "hold" and length >= HALFWAY_FROM_SECONDS - _ROUNDED:
        yield Moment(length / 2, None)
    if length >= COUNT_FROM_SECONDS - _ROUNDED:
        for left in COUNTED:
            yield Moment(length - left, left)
