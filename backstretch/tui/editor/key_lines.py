"""The keys of the editor: those that have room at its foot, and all of them for the help screen."""

from __future__ import annotations

from backstretch.tui.widgets.key_line import Key

_SAVE: Key = ("Ctrl+S save", "screen.save")
_RESTORE: Key = ("Ctrl+R original", "screen.restore")
_TEXT: Key = ("F2 text", "screen.switch")
_STEPS: Key = ("F2 steps", "screen.switch")
_LEAVE: Key = ("Esc leave", "screen.back")
_BACK: Key = ("Esc back", "screen.back")
_UNDO: tuple[Key, ...] = (("F3 undo", "screen.undo"), ("F4 redo", "screen.redo"))

_HELP: Key = ("?", "screen.help")
_LIST: tuple[Key, ...] = (
    ("Enter fields", "screen.fields"),
    ("a add", "screen.add"),
    ("o own", "screen.own"),
    ("r rest", "screen.rest"),
    ("g rounds", "screen.rounds"),
    ("d copy", "screen.duplicate"),
    ("Del out", "screen.delete"),
    ("-", "screen.count(-1)"),
    ("+ reps", "screen.count(1)"),
    ("<", "screen.hold(-1)"),
    ("> hold", "screen.hold(1)"),
    ("[", "screen.move(-1)"),
    ("] move", "screen.move(1)"),
    ("u", "screen.undo"),
    ("U undo", "screen.redo"),
)
_FIELDS: tuple[Key, ...] = (("↑↓ Tab fields", ""), ("+ - change a number", ""))
_SHORT = {
    "list": (*_LIST[1:4], *_LIST[5:7], *_LIST[11:14], _SAVE, _HELP, _BACK),
    "fields": (("↑↓ fields", ""), _SAVE, ("Esc steps", "screen.back")),
    "text": (_STEPS, _SAVE, _LEAVE),
    "locked": (_TEXT, _SAVE, _LEAVE),
}
_LONG = {
    "list": (*_LIST, _SAVE, ("x sharp pain", "app.sharp_pain"), _HELP, _LEAVE),
    "fields": (*_FIELDS, *_UNDO, _SAVE, _TEXT, ("F1 keys", "screen.help"), ("Esc steps", "screen.back")),
    "text": (("Tab problems", ""), *_UNDO, _SAVE, _STEPS, ("F1 keys", "screen.help"), _LEAVE),
    "locked": (("u undo", "screen.undo"), _TEXT, _SAVE, _HELP, _LEAVE),
}


def keys_for(part: str, *, short: bool, restore: bool) -> tuple[Key, ...]:
    """What to say where the keyboard is in this ``part``: ``list``, ``fields``, ``text`` or ``locked``."""
    if short:
        return _SHORT[part]
    keys = _LONG[part]
    return (*keys[:-1], _RESTORE, keys[-1]) if restore else keys
