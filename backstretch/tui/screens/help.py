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
    ("e", "edit it"),
    ("Tab", "to its preview, and back"),
    ("x  !", "sharp pain: what to do"),
    ("c", "your answers to the first questions"),
    ("s", "settings"),
    ("r", "put back what was left out after a pain stop"),
    ("q", "leave"),
)
"""What each key does in the library."""
EDITOR_KEYS = (
    ("Enter", "the fields of the chosen step; Esc back to the steps"),
    ("a", "put in an exercise of the catalogue"),
    ("o r", "put in a move of your own; a rest"),
    ("g", "make rounds of the step; then move others into them"),
    ("d Del", "double the step; take it out"),
    ("[  ]", "move it up, down, into rounds and out; also Alt+↑ ↓"),
    ("+  -", "repetitions, rounds or rest; in a field its number"),
    ("<  >", "a shorter or longer hold"),
    ("u  U", "undo, redo; in a text F3 and F4"),
    ("F2", "the steps, or the text of the file; also Ctrl+T"),
    ("Ctrl+S", "save"),
    ("Ctrl+R", "the original again, of a session of the program's"),
    ("F1", "these keys, also while typing"),
)
"""What each key does in the editor."""


class HelpScreen(AnswersOnce, ModalScreen[None]):
    """Every key and what it does; any of Esc, Enter, ? and q closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q,Q,space", "close", "Close", id="help.close"),
    ]

    def __init__(self, *, editing: bool = False) -> None:
        """``editing``: the keys of the editor first."""
        super().__init__()
        self._editing = editing

    def compose(self) -> ComposeResult:
        """Three lists of keys."""
        lists = [_listed("During a session", SESSION_KEYS), _listed("In the library", LIBRARY_KEYS)]
        lists.insert(0 if self._editing else len(lists), _listed("In the editor", EDITOR_KEYS))
        with VerticalScroll(id="box"):
            for index, listed in enumerate(lists):
                yield Static(listed, classes="later" if index else "", markup=False)
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
