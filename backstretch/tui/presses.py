"""Which keys and clicks count: a fist or a held key does no harm, and nothing is opened on the way out."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import App

BOUNCE_SECONDS = 0.2
"""Repeats of one key within this time count once."""
MOVING_KEYS = frozenset({"up", "down", "pageup", "pagedown"})
"""What may be held to move through a list; an Enter held there must not answer the next question too."""
SHARP_PAIN = "x,X,shift+x,exclamation_mark"
"""The keys that stop everything, as a binding has them."""


class Presses:
    """Looks at each key before anything else does."""

    def __init__(self, app: App[int], typing: Callable[[], bool]) -> None:
        """``typing`` says whether a text field has the keyboard."""
        self._app = app
        self._typing = typing
        self._last, self._at = "", float("-inf")

    def count(self, event: events.Event, now: float) -> bool:
        """Whether an event that came ``now``, in seconds of a clock that never goes back, is to be heard at all."""
        key = event.key if isinstance(event, events.Key) else ""
        if self._app.return_code is not None and isinstance(event, events.InputEvent):
            # Screens that are opened now are never built. That something hurts is still written down.
            return key in SHARP_PAIN.split(",")
        return not key or event.is_forwarded or not self._bounces(key, now)

    def _bounces(self, key: str, now: float) -> bool:
        """Whether a key is a repeat; not in text fields, nor where lists are moved through."""
        if self._typing():
            return False
        (last, at), (self._last, self._at) = (self._last, self._at), (key, now)
        moves = key in MOVING_KEYS and getattr(self._app.screen, "KEYS_REPEAT", False)
        steps = getattr(self._app.focused, "KEYS_REPEAT", False)
        return key == last and now - at < BOUNCE_SECONDS and not moves and not steps
