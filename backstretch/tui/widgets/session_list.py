"""The list of sessions."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class SessionList(OptionList):
    """A click shows a session, a click on the one that is shown starts it; so a mouse can look before it starts."""

    def on_mount(self) -> None:
        """Say so."""
        self.tooltip = "Click to look, click again to start"

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked on; what was chosen already goes on as with Enter."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked != self.highlighted:
            self.highlighted = clicked
            event.prevent_default()
