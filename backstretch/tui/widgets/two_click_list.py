"""A list in which a click marks, so that what is marked can be looked at before it is taken."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class TwoClickList(OptionList):
    """The first click marks an option, the second chooses it, as Enter does."""

    def on_click(self, event: events.Click) -> None:
        """Leave it at the mark where another one had it."""
        option = event.style.meta.get("option")
        if option is not None and option != self.highlighted:
            event.prevent_default()
            self.highlighted = option
