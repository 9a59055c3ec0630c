"""The keys a person chose, as Textual names them."""

from __future__ import annotations

from backstretch.settings.keys import PAIN, KeyMap
from backstretch.tui.textual_private import name_of_key

_PAIN_KEYS = ("x", "X", "shift+x", "exclamation_mark")
"""They stay, whatever is added."""


def keymap_of(keys: KeyMap) -> dict[str, str]:
    """For `App.set_keymap`: the keys by the id of their binding."""
    chosen = {action: [name for key in wanted for name in _names(key)] for action, wanted in keys}
    if PAIN in chosen:
        chosen[PAIN] = [*_PAIN_KEYS, *chosen[PAIN]]
    return {action: ",".join(names) for action, names in chosen.items()}


def _names(key: str) -> tuple[str, ...]:
    """A letter counts in either case."""
    if len(key) > 1:
        return (key,)
    return (key, key.upper()) if key.isalpha() else (name_of_key(key),)
