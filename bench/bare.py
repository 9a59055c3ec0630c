"""The least that Textual needs to count down: one Digits widget, told its text once a second, and a key to pause."""

from __future__ import annotations

import math
import time
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Digits, Label

SECONDS = 1200.0
_ROUNDING = 0.005
"""A tick may come a little before its second's edge; it is shown as if it had come at the edge."""


class Bare(App[None]):
    """A countdown and nothing else."""

    CSS = "Screen { align: center middle; } Digits { width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [("space", "pause", "Pause"), ("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """The digits, and a word that says whether they run."""
        yield Digits()
        yield Label("running")

    def on_mount(self) -> None:
        """Begin."""
        self._left = SECONDS
        self._end = time.monotonic() + SECONDS
        self._paused = False
        self._timer = self.set_interval(1.0, self._show)
        self._show()

    def _show(self) -> None:
        seconds = math.ceil(self._end - time.monotonic() - _ROUNDING)
        self.query_one(Digits).update(f"{seconds // 60:02d}:{seconds % 60:02d}")

    def action_pause(self) -> None:
        """Stand still, or go on."""
        now = time.monotonic()
        self._paused = not self._paused
        if self._paused:
            self._left = self._end - now
            self._timer.pause()
        else:
            self._end = now + self._left
            self._timer.resume()
        self.query_one(Label).update("paused" if self._paused else "running")


if __name__ == "__main__":
    Bare().run()
