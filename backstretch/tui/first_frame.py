"""What lies under a session or a file that was asked for by name, while its first screen is loaded."""

from __future__ import annotations

from rich.text import Text
from textual.screen import Screen

from backstretch.terminal.headline import headline


class OpeningScreen(Screen[None]):
    """The headline, as it stands on the terminal already."""

    def render(self) -> Text:
        """The headline."""
        return Text(f"  {headline(self.size.width)}", style="bold")
