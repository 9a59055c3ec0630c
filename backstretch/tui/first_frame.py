"""The very first frame, for the moment in which everything else is loaded."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from backstretch.terminal.headline import NAME, WHAT


class OpeningScreen(Screen[None]):
    """The library's headline, and the room below it still empty."""

    def compose(self) -> ComposeResult:
        """The headline."""
        yield Static(f"{NAME}   {WHAT}", id="title", markup=False)
