"""The widgets of the coach screen, and how they take what is shown: nothing is touched that looks as it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from backstretch.session.timeline import Timeline
from backstretch.tui.coach.view import Shown, rows_of
from backstretch.tui.colours import PhaseColours
from backstretch.tui.host import Host
from backstretch.tui.textual_private import paint_all, paint_first
from backstretch.tui.widgets.big_word import Align, BigWord
from backstretch.tui.widgets.countdown import Countdown
from backstretch.tui.widgets.figure import Figure, charset_here
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.session_strip import SessionStrip
from backstretch.tui.widgets.text_row import BlankRows, aligned
from backstretch.tui.widgets.text_rows import TextRows


class _Row(BlankRows, Horizontal):
    """What stands side by side."""


class _Column(BlankRows, Vertical):
    """What stands below each other."""


class StopButton(Static):
    """Stops everything as soon as it is pressed: who is in pain may not let go on the same spot."""

    app: Host

    def on_mount(self) -> None:
        """Say what it does before it is pressed."""
        self.tooltip = "Sharp pain: everything stops at once"

    def on_mouse_down(self) -> None:
        """As the key."""
        self.app.action_sharp_pain()


_WORDS: Mapping[str, Align] = {"left": "left", "word": "center", "right": "right"}
_TEXTS = ("line", "notice", "name", "too-small")
_ROWS = ("cues", "next", "left-times")
"""The texts whose number of rows is known."""
_AS_HIGH_AS_THEIR_TEXT = frozenset({"notice", "name", "too-small"})
"""The texts that can move what is below them."""
_BOLD = Style(bold=True)
_BESIDE_FIGURE = 2
"""Cells that stay free on both sides of it together."""


class CoachParts:
    """What a person sees of a session."""

    def __init__(self, timeline: Timeline) -> None:
        self.figure = Figure(chars=charset_here(), id="figure")
        self._words = {id_: BigWord(id=id_, align=align) for id_, align in _WORDS.items()}
        self._texts = {id_: Static("", id=id_, markup=False) for id_ in _TEXTS}
        self._texts["stop"] = StopButton("", id="stop", markup=False)
        self._countdown = Countdown(id="countdown")
        self._rows = {id_: TextRows(id=id_) for id_ in _ROWS}
        self._strip = SessionStrip(timeline, id="strip", classes="-plain")
        self._key_line = KeyLine()
        self._head = _Row(*self._words.values(), id="head")
        self._written: dict[str, str] = {}
        self._figure_room: tuple[int, int] | None = None
        self._colours: PhaseColours | None = None

    def compose(self) -> ComposeResult:
        """Everything that is on the screen at some size."""
        texts, rows = self._texts, self._rows
        yield self._head
        yield texts["line"]
        yield texts["notice"]
        yield _Row(self.figure, self._countdown, id="stage")
        yield texts["name"]
        yield rows["cues"]
        yield rows["next"]
        yield self._strip
        times = _Column(rows["left-times"], self._key_line, id="times")
        yield _Row(times, texts["stop"], id="foot")
        yield texts["too-small"]

    def forget(self) -> None:
        """Let everything be taken for new: the room is another."""
        self._written.clear()
        self._figure_room = None

    def show(self, shown: Shown, width: int, named: Callable[[str], str]) -> None:
        """Show all but the figure and the colours, ``width`` cells wide; ``named`` fills the gaps for keys."""
        for id_, word in self._words.items():
            word.word = getattr(shown, id_)
            _take_room(word, bool(word.word))
        for id_, widget in self._texts.items():
            text: str = getattr(shown, id_.replace("-", "_"))
            self._write(widget, id_, named(text) if id_ == "notice" else text, width)
            _take_room(widget, bool(text))
        for id_, rows in self._rows.items():
            rows.text = getattr(shown, id_.replace("-", "_"))
        cues = self._rows["cues"]
        cues.styles.height = shown.cue_rows
        _take_room(cues, bool(shown.cue_rows))
        self._key_line.keys = shown.keys
        self._countdown.seconds = shown.seconds
        self._strip.position = shown.position
        wide, high = room = (shown.figure_wide, shown.figure_high)
        if self._figure_room != room:
            self._figure_room = room
            self.figure.styles.width = max(0, wide - _BESIDE_FIGURE) if wide else "1fr"
            self.figure.styles.height = high or "1fr"
            _take_room(self.figure, any(room))

    def show_first(self, shown: Shown, colours: PhaseColours, named: Callable[[str], str]) -> None:
        """Show at once what goes on; the rest of the screen has new colours too, and takes several times as long."""
        word, times = self._words["word"], self._rows["left-times"]
        without = times.app.no_color
        text, band = (
            Style() if without else Style(color=color, bgcolor=back)
            for color, back in ((colours.text, colours.screen), (colours.band_text, colours.band))
        )
        paint_first(word, word.rows_of(shown.word, band))
        paint_first(times, times.rows_of(shown.left_times, text + _BOLD))
        for id_, style, row in (("line", band, shown.line), ("notice", text, named(shown.notice))):
            widget = self._texts[id_]
            paint_first(widget, [aligned(row, widget.size.width, "center", style + _BOLD)])

    def _write(self, widget: Static, id_: str, text: str, width: int) -> None:
        """Let a widget show a text; what is below it moves only if that takes more rows than the last, or fewer."""
        before, self._written[id_] = self._written.get(id_), text
        if text == before:
            return
        moves = id_ in _AS_HIGH_AS_THEIR_TEXT and (before is None or rows_of(before, width) != rows_of(text, width))
        widget.update(text, layout=moves)

    def use_colours(self, colours: PhaseColours, screen: Screen[None]) -> None:
        """Let the whole ``screen`` take these colours.

        Not by a class: to match all rules of the stylesheets with all widgets takes longer than all else at a key.
        """
        if colours == self._colours:
            return
        self._colours = colours
        rules_of: Mapping[Widget, Mapping[str, str]] = {
            screen: {"background": colours.screen, "color": colours.text},
            self._head: {"background": colours.band, "color": colours.band_text},
            self._texts["line"]: {"background": colours.band, "color": colours.band_text},
            self._countdown: {"color": colours.digits},
            self._key_line: {"link_color": colours.text, "link_color_hover": colours.text},
        }
        for widget, rules in rules_of.items():
            for rule, color in rules.items():
                widget.styles.set_rule(rule, Color.parse(color))
        paint_all(screen, but=self._texts["stop"])


def _take_room(widget: Widget, shows: bool) -> None:
    """A widget with nothing to show takes no room; one with something takes what the stylesheet says."""
    widget.styles.display = None if shows else "none"
