"""Three short screens before the first session: what it looks like, the one key that matters, where to put things."""

from __future__ import annotations

from typing import ClassVar, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backstretch.coach.red_flags import say, words
from backstretch.session.timeline import PhaseKind
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.key_line import Key, KeyLine

_LOOK, _STOP, _REACH = range(3)
_TITLES = ("What you see and hear", "The one key that matters", "Before you lie down")
_BIG = ("20", "x", "")
_SEEN = (
    "The large number counts the seconds down. The word above says what to do, and LEFT or RIGHT stands at its edge.",
    "Each of these has a colour of its own, and a tone or a word you can follow with your eyes closed.",
    "Space pauses, and so does any key that means nothing else.",
)
_AFTERWARDS = (
    "? shows all keys. In the library s opens the settings, and : lists every command, this tour among them.",
)


class TourScreen(AnswersOnce, Screen[None]):
    """Shown once by itself, and again whenever it is asked for; never over a session."""

    DEFAULT_CSS = " ".join(
        f"TourScreen .kind.-{kind} {{ background: ${kind}-band; color: ${kind}-band-text; }}"
        for kind in get_args(PhaseKind)
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space", "on", "Go on", id="tour.on"),
        Binding("left,backspace", "before", "Back", id="tour.before"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("escape,q,Q", "leave", "Leave the tour", id="tour.leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._number = _LOOK
        self._practised = False

    def compose(self) -> ComposeResult:
        """The parts of all three."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="heading", markup=False)
            yield BigWord(id="big", align="left")
            with Horizontal(id="kinds"):
                for kind in get_args(PhaseKind):
                    yield Static(kind.upper(), classes=f"kind -{kind}", markup=False)
            yield Static("", id="text", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """The first of them."""
        self._show()

    def _show(self) -> None:
        number = self._number
        stopped = number == _STOP and self._practised
        self.query_one("#heading", Static).update(f"{number + 1} of 3   {_TITLES[number]}")
        big = self.query_one("#big", BigWord)
        big.word = say("stop", "heading") if stopped else _BIG[number]
        big.set_class(not big.word, "-empty")
        self.query_one("#kinds").display = number == _LOOK
        self.set_class(stopped, "-stopped")
        self.query_one("#text", Static).update("\n\n".join(self._lines()))
        on = "Enter ends the tour" if number == _REACH else "Enter goes on"
        keys: list[Key] = [(on, "screen.on"), ("Esc leaves the tour", "screen.leave"), ("← back", "screen.before")]
        stop: Key = ("x what to do" if stopped else "x try it", "app.sharp_pain")
        self.query_one(KeyLine).keys = (stop, *keys) if number == _STOP else tuple(keys)
        self.query_one("#page").scroll_home(animate=False)

    def _lines(self) -> tuple[str, ...]:
        match self._number:
            case 0:
                return _SEEN
            case 1:
                return tuple(words()["tour"]["practised" if self._practised else "stop"])
            case _:
                return (say("check_in", "reach"), say("tour", "space"), *_AFTERWARDS)

    def practise(self) -> bool:
        """Whether the key for sharp pain was tried, and nothing more; the second time it is meant."""
        if self._number != _STOP or self._practised:
            return False
        self._practised = True
        self._show()
        return True

    def action_on(self) -> None:
        """To the next of them, or out of the last."""
        if self._number == _REACH:
            self.dismiss(None)
            return
        self._number += 1
        self._show()

    def action_before(self) -> None:
        """To the one before."""
        self._number = max(_LOOK, self._number - 1)
        self._show()

    def action_scroll(self, rows: int) -> None:
        """Show more of the page where there is little room."""
        self.query_one("#page").scroll_relative(y=rows, animate=False)

    def action_leave(self) -> None:
        """It need not be seen to its end."""
        self.dismiss(None)
