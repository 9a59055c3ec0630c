"""Lists to pick from: Space and Enter alike, and with the mouse where it is to be looked at first, twice."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class PickList(OptionList):
    """Space takes the marked option, as it does in every list of the program; so does Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "Take it", show=False)]


class TwoClickList(PickList):
    """The first click marks an option, the second chooses it, as Enter does."""

    def on_click(self, event: events.Click) -> None:
        """Leave it at the mark where another one had it."""
        option = event.style.meta.get("option")
        if option is not None and option != self.highlighted:
            event.prevent_default()
            self.highlighted = option
