"""What is shown beside the list: one session as this person would do it, or what is for today."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.widgets import Static

from backstretch.figure.motion import Moment
from backstretch.figure.poses import HOLD
from backstretch.run.plan import Plan
from backstretch.tui.coach.pose import first_pose
from backstretch.tui.library.model import steps
from backstretch.tui.widgets.figure import Figure, charset_here
from backstretch.tui.widgets.pick_list import ScrollPage
from backstretch.tui.widgets.session_strip import SessionStrip

_FOR_FIGURE = ((36, 12), (24, 30))
"""Cells and rows of the preview, either of which is room enough for a figure beside all that has to be read."""
_FIGURE_ROWS = (7, 18)
"""The least and the most that a figure has: a third of the height between them."""


class Shown(NamedTuple):
    """What stands in the preview."""

    heading: str
    about: str
    plan: Plan | None = None
    """What Enter starts."""
    level: str = ""
    """Why more or less is suggested, and the key for that."""
    left_out: str = ""


class Preview(ScrollPage):
    """A heading, the strip of a session, its figure, and lines of text."""

    _has_pose = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static("", id="heading", markup=False)
        yield SessionStrip(id="strip")
        yield Figure(chars=charset_here(), id="figure")
        yield Static("", id="level", markup=False)
        yield Static("", id="about", markup=False)
        yield Static("", id="left-out", markup=False)
        yield Static("", id="steps", markup=False)

    def show(self, shown: Shown) -> None:
        """Show this from its top."""
        plan = shown.plan
        self.query_one(SessionStrip).timeline = plan.timeline if plan else None
        pose = first_pose(plan.session) if plan else None
        figure = self.query_one(Figure)
        figure.show(pose, Moment(HOLD))
        self._has_pose = pose is not None
        self._make_room()
        self._put("heading", shown.heading)
        self._put("about", shown.about)
        self._put("steps", "\n".join(steps(plan)) if plan else "")
        for name, text in (("level", shown.level), ("left-out", shown.left_out)):
            self._put(name, text)
            self.query_one(f"#{name}").display = bool(text)
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """A figure needs room."""
        self._make_room()

    def _make_room(self) -> None:
        width, height = self.size
        figure, (least, most) = self.query_one(Figure), _FIGURE_ROWS
        figure.display = self._has_pose and any(width >= wide and height >= high for wide, high in _FOR_FIGURE)
        figure.styles.height = min(most, max(least, height // 3))

    def tell_about(self, text: str) -> None:
        """Other words for the session that is shown already."""
        self._put("about", text)

    def _put(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(text)
