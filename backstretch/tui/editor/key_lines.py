"""The keys of the editor that its foot has room for; the help screen has them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len

from backstretch.tui.widgets.key_line import BETWEEN, Key

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


def keys_for(part: Part, width: int, *, restore: bool) -> tuple[Key, ...]:
    """What to say in a single line of ``width`` cells; ``restore`` if there is an original to go back to."""
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
