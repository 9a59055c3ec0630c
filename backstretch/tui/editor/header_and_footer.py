"""The editor's header (title, length, tabs, problems) and footer (a line of text, the keys), as the room allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from backstretch.base.text import clock, counted, expected
from backstretch.tui.editor.file_work import FileWork
from backstretch.tui.editor.model import Work
from backstretch.tui.editor.step_rows import ERROR, WARNING
from backstretch.tui.widgets.key_line import BETWEEN, Key, KeyLine

_LEAST_FOR_WORDS = 50
"""The width from which on it says what is counted."""
Part = Literal["list", "fields", "number", "text", "locked"]
"""Where the keyboard is: in the list, a field, a field with a number, the text; or nowhere, as that is no TOML."""

_SAVE: Key = ("Ctrl+S save", "screen.save")
_RESTORE: Key = ("Ctrl+R original", "screen.restore")
_LEAVE: Key = ("Esc leave", "screen.back")
_BACK: Key = ("Esc steps", "screen.back")
_ENTER: Key = ("Enter fields", "screen.fields")
_ADD: Key = ("a add", "screen.add")
_COPY: Key = ("d copy", "screen.duplicate")
_DELETE: Key = ("Del out", "screen.delete")
_UP: Key = ("[ up", "screen.move(-1)")
_DOWN: Key = ("] down", "screen.move(1)")
_REST: Key = ("r rest", "screen.rest")
_OWN: Key = ("o own", "screen.own")
_ROUNDS: Key = ("g rounds", "screen.rounds")
_UNDO: Key = ("u undo", "screen.undo")
_REDO: Key = ("U redo", "screen.redo")
_PAIN: Key = ("x sharp pain", "app.sharp_pain")
_HELP: Key = ("? keys", "screen.help")
_TO_TEXT: Key = ("F2 text", "screen.switch")
_TO_STEPS: Key = ("F2 steps", "screen.switch")
_FIELDS: Key = ("↑↓ fields", "")
_LESS: Key = ("- less", "screen.nudge(-1)")
_MORE: Key = ("+ more", "screen.nudge(1)")
_TYPING_UNDO: Key = ("F3 undo", "screen.undo")
_TYPING_REDO: Key = ("F4 redo", "screen.redo")
_TYPING_HELP: Key = ("F1 keys", "screen.help")

_ORDER: Sequence[Key] = (
    *(_ENTER, _FIELDS, _ADD, _OWN, _REST, _ROUNDS, _COPY, _DELETE, _UP, _DOWN, _LESS, _MORE),
    *(_UNDO, _REDO, _TYPING_UNDO, _TYPING_REDO, _SAVE, _TO_TEXT, _TO_STEPS, _PAIN, _HELP, _TYPING_HELP),
    *(_RESTORE, _LEAVE, _BACK),
)
"""From left to right."""

_NEED: dict[Part, Sequence[Key]] = {
    "list": (
        *(_LEAVE, _ENTER, _ADD, _HELP, _SAVE, _RESTORE, _DELETE, _UNDO, _COPY),
        *(_REST, _OWN, _ROUNDS, _UP, _DOWN, _PAIN, _REDO),
    ),
    "fields": (_BACK, _FIELDS, _SAVE, _TYPING_UNDO, _TYPING_HELP, _TYPING_REDO, _TO_TEXT),
    "number": (_BACK, _LESS, _MORE, _FIELDS, _SAVE, _TYPING_UNDO, _TYPING_HELP, _TYPING_REDO, _TO_TEXT),
    "text": (_LEAVE, _TO_STEPS, _SAVE, _TYPING_UNDO, _TYPING_REDO, _TYPING_HELP, _RESTORE),
    "locked": (_LEAVE, _TO_TEXT, _UNDO, _SAVE, _HELP, _RESTORE),
}
"""The most needed first."""


class _Tab(Static):
    """One of the two tabs: steps or text."""

    ALLOW_SELECT = False

    async def on_click(self) -> None:
        """Switch to this tab."""
        if not self.has_class("-here"):
            await self.run_action("screen.switch")


class EditorHeader(Vertical):
    """Two lines above everything else."""

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
        self._put("count", problem_counts(work, self.size.width)).set_class(bool(work.count("error")), "-errors")

    def _put(self, name: str, text: str) -> Static:
        part = self.query_one(f"#{name}", Static)
        part.update(text)
        return part


def problem_counts(work: FileWork, width: int) -> str:
    """How many errors and warnings a file has, with room for ``width`` cells beside a title."""
    errors, warnings = work.count("error"), work.count("warning")
    short = width < _LEAST_FOR_WORDS
    counts = [f"{ERROR} {errors if short else counted(errors, 'error')}"] if errors else []
    counts += [f"{WARNING} {warnings if short else counted(warnings, 'warning')}"] if warnings else []
    return "  ".join(counts) or "no problems"


def _total(work: Work) -> str:
    """How long the session is, at level 0 and at the highest; a dash where there are errors."""
    if work.timeline is None or work.longest is None:
        return "-"
    least, longest = clock(work.timeline.total_seconds), clock(work.longest.total_seconds)
    return expected(least if work.longest is work.timeline else f"{least} to {longest}", work.timeline.until_key)


class StatusText(Static):
    """A few words in the rows there are; an ellipsis shows that they take more."""

    def __init__(self) -> None:
        super().__init__(id="said", markup=False)
        self._text = ""

    def say(self, text: str) -> None:
        """Show this text from now on."""
        self._text = text
        self._cut_off()

    def on_resize(self) -> None:
        """Fit the new size."""
        self._cut_off()

    def _cut_off(self) -> None:
        self.update(cut_off(self._text, *self.content_size))


class EditorKeys(KeyLine):
    """The keys that are most needed where the keyboard is, in one line."""

    def __init__(self) -> None:
        super().__init__()
        self._part: Part = "list"
        self._restore = False

    def show(self, part: Part, *, restore: bool) -> None:
        """Show the keys of this part; ``restore`` if there is an original to go back to."""
        self._part, self._restore = part, restore
        self._fit()

    def on_resize(self) -> None:
        """Fit the new size."""
        self._fit()

    def _fit(self) -> None:
        self.keys = keys_for(self._part, self.content_size.width, restore=self._restore)


def keys_for(part: Part, width: int, *, restore: bool) -> tuple[Key, ...]:
    """The keys that fit in a single line of ``width`` cells; ``restore`` if there is an original to go back to."""
    room = width + len(BETWEEN)
    kept: list[Key] = []
    for key in _NEED[part]:
        if key is _RESTORE and not restore:
            continue
        room -= cell_len(key[0]) + len(BETWEEN)
        if room < 0 and kept:
            break
        kept.append(key)
    return tuple(sorted(kept, key=_ORDER.index))


def cut_off(text: str, width: int, height: int) -> Content:
    """``text`` in so many rows of so many cells; where it is longer, an ellipsis says so."""
    if width <= 0 or height <= 0:
        return Content("")
    rows = Content(text).wrap(width)
    if len(rows) <= height:
        return Content(text)
    last = (rows[height - 1] + " …").truncate(width, ellipsis=True)
    return Content("\n").join([*rows[: height - 1], last])
