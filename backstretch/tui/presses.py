"""Which keys count: none held down, none pressed before its question was seen, none on the way out but for pain."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import App
from textual.widget import Widget

from backstretch.terminal.keys import HeldKeys, Kind, counts_each_press
from backstretch.tui.keymap import PAIN_KEYS
from backstretch.tui.questions.answers import SeenFirst

INTERRUPT = "ctrl+c"
"""It answers nothing, so that nothing need be seen first."""


class Presses:
    """Looks at each key before anything else does."""

    def __init__(self, app: App[int], typing: Callable[[], bool]) -> None:
        """``typing`` says whether a text field has the keyboard."""
        self._app = app
        self._typing = typing
        self._held = HeldKeys()

    def count(self, event: events.Event, at: float, pain: frozenset[str] = frozenset(PAIN_KEYS)) -> bool:
        """Whether an event is to be heard at all.

        It came ``at``, in seconds of a clock that never goes back; ``pain`` are the keys that stop everything.
        """
        key = event.key if isinstance(event, events.Key) else ""
        if key in pain or key == INTERRUPT:
            return self._app.return_code is None or key in pain
        if self._app.return_code is not None and isinstance(event, events.InputEvent):
            return False  # screens that are opened now are never built
        if not key or event.is_forwarded:
            return True
        afresh = self._held.afresh(key, at, vars(event).get("kind", Kind.PRESS))
        vars(event)["afresh"] = afresh
        counts = afresh or counts_each_press(key)
        if self._typing():
            return counts or key != "enter" or getattr(self._app.focused, "TAKES_TEXT", False)
        screen = self._app.screen
        return counts and not (isinstance(screen, SeenFirst) and screen.is_unseen(at))


def pressed_at(event: events.Event, now: float) -> float:
    """When an event came, in seconds of the program's clock, on which it is ``now``.

    On Windows Textual's clock is another: a key that answered what was just drawn would seem to be older than that.
    """
    return now - max(0.0, events.Idle().time - event.time)


def is_afresh(event: events.Key) -> bool:
    """Whether a key that counts was pressed just now, and is not held down."""
    return bool(vars(event).get("afresh", True))


def join_lines(event: events.Paste, focused: Widget | None) -> None:
    """Make one line of what is pasted into a field of one line, where Textual would lose all but the first."""
    from textual.widgets import Input

    lines = event.text.splitlines()
    if len(lines) > 1 and isinstance(focused, Input):
        event.text = " ".join(line.strip() for line in lines if line.strip())
