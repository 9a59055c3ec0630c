"""The sharp-pain key for a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from backstretch.tui.host import Host


class StopButton(Static):
    """Stops everything as soon as it is pressed: who is in pain may not let go on the same spot."""

    app: Host

    def on_mount(self) -> None:
        """Say what it does before it is pressed."""
        self.tooltip = "Sharp pain: everything stops at once"

    def on_mouse_down(self) -> None:
        """As the key."""
        self.app.action_sharp_pain()
