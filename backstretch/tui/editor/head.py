"""The top of the editor: the title, how long the session is, the two tabs, and how much is wrong."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from backstretch.base.text import clock, counted
from backstretch.tui.editor.model import Work
from backstretch.tui.editor.rows import ERROR, WARNING

_LEAST_FOR_WORDS = 50
"""The width from which on it says what is counted."""


class _Tab(Static):
    """One of the two ways to look at the document."""

    ALLOW_SELECT = False

    async def on_click(self) -> None:
        """Look at it so."""
        if not self.has_class("-here"):
            await self.run_action("screen.switch")


class EditorHead(Vertical):
    """Two lines."""

    def compose(self) -> ComposeResult:
        """The session above, the way to look at it below."""
        with Horizontal():
            yield Static("", id="title", markup=False)
            yield Static("", id="total", markup=False)
        with Horizontal():
            yield _Tab("", id="tab-steps", markup=False)
            yield _Tab("", id="tab-text", markup=False)
            yield Static("F2", id="other", markup=False)
            yield Static("", id="count", markup=False)

    def show(self, work: Work, *, text: bool) -> None:
        """The document as it is now; whether its ``text`` is looked at."""
        self._put("title", f"{work.title}{' (changed)' if work.history.changed else ''}")
        self._put("total", _total(work))
        for name, here in (("Steps", not text), ("Text", text)):
            tab = self._put(f"tab-{name.lower()}", f"[{name}]" if here else f" {name} ")
            tab.set_class(here, "-here")
        errors, warnings = work.count("error"), work.count("warning")
        short = self.size.width < _LEAST_FOR_WORDS
        counts = [f"{ERROR} {errors if short else counted(errors, 'error')}"] if errors else []
        counts += [f"{WARNING} {warnings if short else counted(warnings, 'warning')}"] if warnings else []
        self._put("count", "  ".join(counts) or "no problems").set_class(bool(errors), "-errors")

    def _put(self, name: str, text: str) -> Static:
        part = self.query_one(f"#{name}", Static)
        part.update(text)
        return part


def _total(work: Work) -> str:
    """How long the session is, at level 0 and at the highest; a dash where there are errors."""
    if work.timeline is None or work.longest is None:
        return "-"
    least = clock(work.timeline.total_seconds)
    return least if work.longest is work.timeline else f"{least} to {clock(work.longest.total_seconds)}"
