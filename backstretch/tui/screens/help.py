"""The keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from backstretch.tui.screens.answering import AnswersOnce

SESSION_KEYS = (
    ("x  !", "sharp pain: everything stops at once"),
    ("space", "pause, go on; every key not named here pauses too"),
    ("n  →", "next side, or next step"),
    ("b  ←", "start of this hold; twice: the one before"),
    ("u", "undo the last skip"),
    ("+  -", "five seconds more or less"),
    ("e", "ease off: something aches"),
    ("p", "say how strong the pain is"),
    ("m", "all sound off, or on again"),
    ("v", "the voice off, or on again"),
    ("q", "end early, after a question"),
    ("?", "these keys"),
)
"""What each key does while a session runs."""
LIBRARY_KEYS = (
    ("↑  ↓", "choose a session"),
    ("Enter", "start it"),
    ("Tab", "to its preview, and back"),
    ("x  !", "sharp pain: what to do"),
    ("c", "your answers to the first questions"),
    ("s", "settings"),
    ("r", "put back what was left out after a pain stop"),
    ("q", "leave"),
)
"""What each key does in the library."""


class HelpScreen(AnswersOnce, ModalScreen[None]):
    """Every key and what it does; any of Esc, Enter, ? and q closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,q,Q,space", "close", "Close", id="help.close"),
    ]

    def compose(self) -> ComposeResult:
        """Two lists of keys."""
        with VerticalScroll(id="box"):
            yield Static(_listed("During a session", SESSION_KEYS), markup=False)
            yield Static(_listed("In the library", LIBRARY_KEYS), classes="later", markup=False)
            yield Static("Ctrl+C leaves at once; nothing is lost.   Esc closes this.", classes="later")

    def on_mount(self) -> None:
        """The arrows show more where there is not room for all."""
        self.query_one("#box").focus()

    def action_close(self) -> None:
        """Back to what was before."""
        self.dismiss(None)


def _listed(title: str, keys: tuple[tuple[str, str], ...]) -> Content:
    lines = [Content.styled(title, "bold underline")]
    lines += [Content.assemble((f"{key:>6}", "bold"), f"  {does}") for key, does in keys]
    return Content("\n").join(lines)
