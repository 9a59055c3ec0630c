"""The keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from backstretch.tui.questions.answers import AnswersOnce

if TYPE_CHECKING:
    from backstretch.tui.host import Host

_KEY_WIDTH = 6
SESSION_KEYS = (
    ("x  !{sharp_pain*}", "sharp pain: everything stops at once"),
    ("{coach.pause*}", "pause, go on; any key not named here pauses"),
    ("{coach.next*}", "next side, or next step"),
    ("{coach.back*}", "start of this hold; twice: the one before"),
    ("{coach.undo*}", "undo the last skip"),
    ("{coach.more}  {coach.less}", "five seconds more or less"),
    ("{coach.ease*}", "ease off: something aches"),
    ("{coach.pain*}", "say how strong the pain is"),
    ("{coach.time*}", "how long is left"),
    ("{coach.mute*}", "all sound off, or on again"),
    ("{coach.voice*}", "the voice off, or on again"),
    ("{coach.leave*}", "end early, after a question"),
    ("{coach.help*}", "these keys"),
)
"""What each key does while a session runs."""
LIBRARY_KEYS = (
    ("↑  ↓", "choose a session"),
    ("Enter", "start it"),
    ("{library.edit*}", "edit it"),
    ("Tab", "to its preview, and back"),
    ("x  !{sharp_pain*}", "sharp pain: what to do"),
    ("l", "the level that is suggested; again: as before"),
    ("{library.history*}", "history: what you did, day by day"),
    ("{palette}", "all commands, by name; the tour too"),
    ("{library.answers*}", "your answers to the first questions"),
    ("{library.settings*}", "settings"),
    ("{library.put_back*}", "put back what was left out after a pain stop"),
    ("{library.quit*}", "leave"),
)
"""What each key does in the library."""
EDITOR_KEYS = (
    ("Enter", "fields", "the step's fields; Esc goes back to the list"),
    ("a", "add", "put in an exercise, or something else, after it"),
    ("o", "own", "put in a move of your own"),
    ("r", "rest", "put in a rest"),
    ("g", "rounds", "rounds of the step; then move others into them"),
    ("d", "duplicate", "double the step"),
    ("Del", "delete", "take it out"),
    ("[", "move(-1)", "move it up, into rounds and out; also Alt+↑"),
    ("]", "move(1)", "move it down; also Alt+↓"),
    ("+", "count(1)", "more repetitions, rounds, rest; in a field more"),
    ("-", "count(-1)", "fewer, less"),
    (">", "hold(1)", "a longer hold"),
    ("<", "hold(-1)", "a shorter one"),
    ("u", "undo", "undo; while typing F3"),
    ("U", "redo", "redo; while typing F4"),
    ("F2", "switch", "the steps, or the text of the file; also Ctrl+T"),
    ("Ctrl+S", "save", "save"),
    ("Ctrl+R", "restore", "back to the original of one of the program's"),
    ("F1", "", "these keys, also while typing"),
    ("x  !", "", "sharp pain: what to do; in a text: letters"),
)
"""What each key does in the editor, between them the action of its screen that a click on it does."""


class HelpScreen(AnswersOnce, ModalScreen[str | None]):
    """Every key and what it does; any of Esc, Enter, ? and q closes it. Gives the action that was clicked."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q,Q,space", "close", "Close", id="help.close"),
    ]

    def __init__(self, *, editing: bool = False) -> None:
        """``editing``: the keys of the editor first."""
        super().__init__()
        self._editing = editing

    def compose(self) -> ComposeResult:
        """Three lists of keys, in two columns where there is room for two."""
        columns = [
            [self._listed("During a session", SESSION_KEYS), self._listed("In the library", LIBRARY_KEYS)],
            [self._editor_keys()],
        ]
        with VerticalScroll(id="box"):
            with Container(id="lists"):
                for lists in reversed(columns) if self._editing else columns:
                    with Vertical(classes="column"):
                        for listed in lists:
                            yield Static(listed, classes="listed", markup=False)
            yield Static("Ctrl+C leaves at once; nothing is lost.   Esc closes this.")

    def _editor_keys(self) -> RenderableType:
        keys = [(key, does) for key, _, does in EDITOR_KEYS]
        if not self._editing:
            return self._listed("In the editor", keys)
        clicks = [f"screen.take({action!r})" if action else "" for _, action, _ in EDITOR_KEYS]
        return self._listed("In the editor", keys, clicks)

    def on_mount(self) -> None:
        """The arrows show more where there is not room for all."""
        self.query_one("#box").focus()

    def action_close(self) -> None:
        """Back to what was before."""
        self.dismiss(None)

    def action_take(self, action: str) -> None:
        """Do what was clicked."""
        self.dismiss(action)

    def _listed(self, title: str, keys: Sequence[tuple[str, str]], clicks: Sequence[str] = ()) -> RenderableType:
        """A heading over the keys, and beside each what it does, which may be clicked on."""
        heading = Text(title, "bold underline")
        if clicks:
            heading.append("   each can be clicked", "not underline not bold")
        lines = Table.grid(padding=(0, 2, 0, 0))
        lines.add_column(min_width=_KEY_WIDTH, justify="right", style="bold", no_wrap=True)
        lines.add_column()
        for (key, does), click in zip(keys, clicks or [""] * len(keys), strict=True):
            lines.add_row(Text(self.app.named(key)), Text(does, Style(meta={"@click": click}) if click else ""))
        return Group(heading, lines)
