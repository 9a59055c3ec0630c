"""What screens that are answered with keys have in common."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, cast

from textual.await_complete import AwaitComplete
from textual.events import ScreenResume
from textual.screen import Screen

from backstretch.tui.host import Host
from backstretch.tui.new_screen import StyledOnce


class SeenFirst:
    """Mixed into a screen: its keys do nothing before it stands.

    A press that was meant for the screen before reaches this one while it is being built, or after the program was
    busy, and nobody had seen it yet.
    """

    _drawn_at = float("inf")
    """When it was drawn first since it is in front, in seconds of the program's clock."""

    def is_unseen(self, at: float) -> bool:
        """Whether it was not on the screen yet ``at`` that second."""
        return at < self._drawn_at

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """It is in front, and not seen yet."""
        self._drawn_at = float("inf")

    def _compositor_refresh(self) -> None:
        """Remember when it is drawn: from the beginning of that, so that no key that answers what is seen is lost."""
        assert isinstance(self, Screen)  # noqa: S101
        if self.is_mounted and self.is_current:
            app = cast("Host", self.app)
            self._drawn_at = min(self._drawn_at, app.context.clock.monotonic())
        Screen._compositor_refresh(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action may be run now."""
        assert isinstance(self, Screen)  # noqa: S101
        return self.is_mounted and Screen.check_action(self, action, parameters)


class AnswersOnce(StyledOnce, SeenFirst):
    """Mixed into a screen: it answers once, and only from the top, so that a late key takes no other screen away."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Give the answer and go."""
        assert isinstance(self, Screen)  # noqa: S101
        return Screen.dismiss(self, result) if self.is_active else AwaitComplete()


class WorkScreen(Screen[None]):
    """Asked before the program is left, and come back to from the advice over it."""

    @abstractmethod
    def leave(self, *, program: bool = False) -> None:
        """Leave the screen, or the whole ``program``, after asking what becomes of the work."""
