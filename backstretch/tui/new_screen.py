"""What a new screen gets before its first frame, so that Textual need not style, lay out and draw all of it twice."""

from __future__ import annotations

from typing import Any

from textual.events import ScreenResume
from textual.geometry import Size
from textual.screen import Screen

COLUMNS = [(0, "-tiny"), (40, "-narrow"), (80, "-wide"), (110, "-huge"), (240, "-broad")]
ROWS = [(0, "-flat"), (12, "-low"), (24, "-tall"), (36, "-high"), (60, "-vast")]
"""The classes that say how much room there is, each with the least it stands for, in rising order."""


def fit(screen: Screen[Any], size: Size) -> None:
    """Put the classes of the window's ``size`` on a screen that is new; Textual does so only after the first frame."""
    if screen.is_attached:
        return
    for there_are, breakpoints in ((size.width, COLUMNS), (size.height, ROWS)):
        fitting = [name for least, name in breakpoints if there_are >= least]
        screen.add_class(fitting[-1], update=False)


class StyledOnce:
    """Mixed into a screen: the styles that its parts were built with hold when it comes to the front first."""

    _was_in_front = False

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Textual would give all of it the same styles again, which takes as long as to lay it out."""
        if not self._was_in_front:
            self._was_in_front = True
            event.refresh_styles = False
