"""The keys."""

from __future__ import annotations

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

from backstretch.actions import ACTIONS, PAIN, Action, of_screen
from backstretch.tui.questions.answers import AnswersOnce

if TYPE_CHECKING:
    from backstretch.tui.host import Host

_KEY_WIDTH = 6
_PAIN_ELSEWHERE = {"editor": "sharp pain: what to do; in a text: letters"}
_PAIN_ELSEWHERE["settings"] = _PAIN_ELSEWHERE["plan"] = _PAIN_ELSEWHERE["editor"]
_TITLES = {
    "coach": ("During a session", ("coach",)),
    "library": ("In the library", ("library", "palette")),
    "editor": ("In the editor", ("steps", "editor")),
    "plan": ("In your plan", ("plan",)),
    "settings": ("In the settings", ("settings", "palette")),
}
"""What stands over the keys of each screen, and whose they are."""


def keys_on(screen: str) -> list[Action]:
    """All keys of a screen that there is something to tell of."""
    return [action for part in _TITLES[screen][1] for action in of_screen(part) if action.does]


class HelpScreen(AnswersOnce, ModalScreen[str | None]):
    """Every key and what it does; any of Esc, Enter, ? and q closes it. Gives the action that was clicked."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q,Q,space", "close", "Close", id="help.close"),
    ]

    def __init__(self, *screens: str) -> None:
        """``screens``: whose keys are told, the one in front first."""
        super().__init__()
        self._screens = screens or ("coach",)

    def compose(self) -> ComposeResult:
        """A list of keys for each screen, beside each other where there is room."""
        with VerticalScroll(id="box"):
            with Container(id="lists"):
                for screen in self._screens:
                    with Vertical(classes="column"):
                        yield Static(self._listed(screen), classes="listed", markup=False)
            yield Static("Ctrl+C leaves at once; nothing is lost.   Esc closes this.")

    def on_mount(self) -> None:
        """The arrows show more where there is not room for all."""
        self.query_one("#box").focus()

    def action_close(self) -> None:
        """Back to what was before."""
        self.dismiss(None)

    def action_take(self, action: str) -> None:
        """Do what was clicked."""
        self.dismiss(action)

    def _listed(self, screen: str) -> RenderableType:
        """A heading over the keys, and beside each what it does; what can be done from here may be clicked on."""
        clicked = screen == "editor"
        heading = Text(_TITLES[screen][0], "bold underline")
        if clicked:
            heading.append("   each can be clicked", "not underline not bold")
        lines = Table.grid(padding=(0, 2, 0, 0))
        lines.add_column(min_width=_KEY_WIDTH, justify="right", style="bold", no_wrap=True)
        lines.add_column()
        pain = ACTIONS[PAIN].does if screen == "coach" else _PAIN_ELSEWHERE.get(screen, "sharp pain: what to do")
        lines.add_row(Text(self.app.named(f"x  !{{{PAIN}*}}")), Text(pain))
        for action in keys_on(screen):
            click = f"screen.take({action.call!r})" if clicked and action.call else ""
            key = Text(self.app.named(f"{{{action.id}*}}"))
            lines.add_row(key, Text(action.does, Style(meta={"@click": click}) if click else ""))
        if screen == "coach":
            lines.add_row(Text("other"), Text("any key not named here pauses"))
        return Group(heading, lines)
