"""What screens that are answered with keys have in common."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class Standing:
    """Mixed into a screen: its keys do nothing before it stands.

    A second press that was meant for the screen before reaches this one while it is being built, and nobody has seen
    it yet.
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action may be run now."""
        assert isinstance(self, Screen)  # noqa: S101
        return self.is_mounted and Screen.check_action(self, action, parameters)


class AnswersOnce(Standing):
    """Mixed into a screen: it answers once, and only from the top, so that a late key takes no other screen away."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Give the answer and go."""
        assert isinstance(self, Screen)  # noqa: S101
        return Screen.dismiss(self, result) if self.is_active else AwaitComplete()
