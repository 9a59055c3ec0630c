"""The keys a person chose, as Textual names them; the keys for sharp pain, and how many of those came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backstretch.terminal.keys import PAIN_CHARACTERS
from backstretch.tui.textual_private import name_of_key

if TYPE_CHECKING:
    from backstretch.settings.key_map import KeyMap


def _names(key: str) -> tuple[str, ...]:
    """A letter counts in either case."""
    if len(key) > 1:
        return (key,)
    cases = dict.fromkeys(case for case in (key, key.upper()) if len(case) == 1)
    return tuple(case if case.isalnum() else name_of_key(case) for case in cases)


PAIN_KEYS = ("shift+x", *dict.fromkeys(name for key in PAIN_CHARACTERS for name in _names(key)))
"""They stay, whatever is added."""
SHARP_PAIN = ",".join(PAIN_KEYS)
"""The keys that stop everything, as a binding has them."""


@dataclass
class PainCount:
    """The keys for sharp pain: those read from the terminal, and those of them that came through to the program.

    What was read and never came through, as on the way out, is found at the end by the difference.
    """

    read: int = 0
    heard: int = 0


def keymap_of(keys: KeyMap) -> dict[str, str]:
    """For `App.set_keymap`: the keys by the id of their binding."""
    from backstretch.settings.key_map import PAIN

    chosen = {action: [name for key in wanted for name in _names(key)] for action, wanted in keys}
    if PAIN in chosen:
        chosen[PAIN] = [*PAIN_KEYS, *chosen[PAIN]]
    return {action: ",".join(names) for action, names in chosen.items()}
