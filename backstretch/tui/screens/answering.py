"""What every screen that asks something has in common."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class AnswersOnce:
    """Mixed into a screen: it answers once, and only from the top, so that a late key takes no other screen away."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Give the answer and go."""
        assert isinstance(self, Screen)  # noqa: S101
        return Screen.dismiss(self, result) if self.is_active else AwaitComplete()
