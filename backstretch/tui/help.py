"""The keys: of a screen as ``actions.py`` tells of them, or of whichever is in front by what is bound there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen
from textual.widgets import Static

from backstretch.actions import ACTIONS, PAIN, Action, of_screen
from backstretch.actions import shown as printed
from backstretch.tui.host import Host
from backstretch.tui.questions.dialog_screen import DialogScreen
from backstretch.tui.widgets.pick_list import ScrollPage

_KEY_WIDTH = 6
_KEY_WIDTH_NARROW = 9
_LEAST_WIDE = 60
"""Cells of the screen, below which no row has room for more than one key."""
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


def keys_in_front(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys that are bound where the keyboard is and on the screen around it, and what each does; not Textual's."""
    told: dict[str, dict[str, None]] = {}
    node: DOMNode = screen.focused or screen
    for each in node.ancestors_with_self:
        for binding in _own_bindings(each):
            keys = binding.key.split(",")
            small = [key for key in keys if not (key.isupper() and key.lower() in keys)]
            told.setdefault(binding.description, {}).update(dict.fromkeys(map(_name, small)))
        if each is screen:
            break
    return [(" ".join(keys), does) for does, keys in told.items()]


def _name(key: str) -> str:
    """A key of Textual's as it is printed on a keyboard."""
    sign = format_key(key)
    return sign if len(sign) == 1 and key not in {"enter", "backspace"} else printed(key)


def _own_bindings(node: DOMNode) -> Iterator[Binding]:
    """Those of the program's own classes that say what they do."""
    for kind in type(node).__mro__:
        if kind.__module__.startswith(__package__ or ""):
            declared = kind.__dict__.get("BINDINGS", ())
            yield from (each for each in declared if isinstance(each, Binding) and each.description)


class HelpScreen(DialogScreen[str | None]):
    """Every key and what it does; any of Esc, Enter, ? and q closes it. Gives the action that was clicked."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q,Q,space", "close", "Close", id="help.close"),
    ]

    def __init__(self, screen: str = "coach", *, front: Screen[object] | None = None) -> None:
        """``screen``: whose keys are told; or in its place those of the one in ``front``."""
        super().__init__()
        self._screen = screen
        self._front = front

    def compose(self) -> ComposeResult:
        """A list of keys."""
        with ScrollPage(id="box"):
            listed = self._listed(self._screen) if self._front is None else self._of_front(self._front)
            yield Static(listed, id="listed", markup=False)
            yield Static("Ctrl+C leaves at once; nothing is lost.\nEsc closes this.")

    def on_mount(self) -> None:
        """The arrows show more where there is not room for all."""
        self.query_one("#box").focus()

    def action_close(self) -> None:
        """Back to what was before."""
        self.dismiss(None)

    def action_take(self, action: str) -> None:
        """Do what was clicked."""
        self.dismiss(action)

    def _of_front(self, front: Screen[object]) -> RenderableType:
        lines = _table(self.app.size.width)
        lines.add_row(Text(self.app.named(f"x  !{{{PAIN}*}}")), Text("sharp pain: what to do"))
        for keys, does in keys_in_front(front):
            lines.add_row(Text(keys), Text(does))
        return Group(Text("On this screen", "bold underline"), lines)

    def _listed(self, screen: str) -> RenderableType:
        """A heading over the keys, and beside each what it does; what can be done from here may be clicked on."""
        clicked = screen == "editor"
        heading = Text(_TITLES[screen][0], "bold underline")
        if clicked:
            heading.append("   each can be clicked", "not underline not bold")
        lines = _table(self.app.size.width)
        pain = ACTIONS[PAIN].does if screen == "coach" else _PAIN_ELSEWHERE.get(screen, "sharp pain: what to do")
        lines.add_row(Text(self.app.named(f"x  !{{{PAIN}*}}")), Text(pain))
        for action in keys_on(screen):
            click = f"screen.take({action.call!r})" if clicked and action.call else ""
            key = Text(self.app.named(f"{{{action.id}*}}"))
            lines.add_row(key, Text(action.does, Style(meta={"@click": click}) if click else ""))
        if screen == "coach":
            lines.add_row(Text("other"), Text("any key not named here pauses"))
        return Group(heading, lines)


def _table(width: int) -> Table:
    """Keys beside what they do; where the screen is narrow, the keys of one action below each other."""
    narrow = width < _LEAST_WIDE
    lines = Table.grid(padding=(0, 2, 0, 0))
    most = _KEY_WIDTH_NARROW if narrow else None
    lines.add_column(min_width=_KEY_WIDTH, max_width=most, justify="right", style="bold", no_wrap=not narrow)
    lines.add_column()
    return lines
