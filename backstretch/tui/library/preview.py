"""What is shown beside the list: one session as this person would do it, or what is for today.

The figure is loaded and made when there is room for it, which most windows do not have.
"""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.widgets import Static

from backstretch.run.plan import Plan
from backstretch.session.model import Session
from backstretch.tui.library.model import steps
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

    _plan: Plan | None = None
    _session: Session | None = None
    """What the figure is of."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static("", id="heading", markup=False)
        yield SessionStrip(id="strip")
        yield Static("", id="level", markup=False)
        yield Static("", id="about", markup=False)
        yield Static("", id="left-out", markup=False)
        yield Static("", id="steps", markup=False)

    def show(self, shown: Shown) -> None:
        """Show this from its top."""
        plan = shown.plan
        self.query_one(SessionStrip).timeline = plan.timeline if plan else None
        self._session = plan.session if plan else None
        self._show_figure()
        self._put("heading", shown.heading)
        self._put("about", shown.about)
        self._plan = plan
        self._show_steps()
        for name, text in (("level", shown.level), ("left-out", shown.left_out)):
            self._put(name, text)
            self.query_one(f"#{name}").display = bool(text)
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """A figure needs room, and so does what the steps are."""
        self._show_figure()
        self._show_steps()

    def _show_steps(self) -> None:
        width = self.scrollable_content_region.width
        self._put("steps", "\n".join(steps(self._plan, width)) if self._plan else "")

    def _show_figure(self) -> None:
        width, height = self.size
        has_room = any(width >= wide and height >= high for wide, high in _FOR_FIGURE)
        there = self.query("#figure")
        if not has_room or self._session is None or not self.is_attached:  # on the way out it is in no window any more
            there.set(display=False)
            return
        from backstretch.figure.motion import Moment
        from backstretch.figure.poses import HOLD
        from backstretch.tui.coach.pose import first_pose
        from backstretch.tui.widgets.figure import Figure, charset_here

        figure = there.first(Figure) if there else Figure(chars=charset_here(), id="figure")
        pose = first_pose(self._session)
        figure.show(pose, Moment(HOLD))
        figure.display = pose is not None
        least, most = _FIGURE_ROWS
        figure.styles.height = min(most, max(least, height // 3))
        if not there:
            self.mount(figure, after="#strip")

    def tell_about(self, text: str) -> None:
        """Other words for the session that is shown already."""
        self._put("about", text)

    def _put(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(text)
