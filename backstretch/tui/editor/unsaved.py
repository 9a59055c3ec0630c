"""What the program knows of a screen with unsaved work, before any such screen is loaded."""

from __future__ import annotations

from abc import abstractmethod

from textual.screen import Screen


class WorkScreen(Screen[None]):
    """Asked before the program is left, and come back to from the advice over it."""

    @abstractmethod
    def leave(self, *, program: bool = False) -> None:
        """Leave the screen, or the whole ``program``, after asking what becomes of the work."""
