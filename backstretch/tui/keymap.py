"""The keys a person chose, as Textual names them; the keys for sharp pain, and how many of those came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from backstretch.actions import PAIN, of_screen
from backstretch.terminal.keys import PAIN_CHARACTERS
from backstretch.tui.textual_private import know_characters, name_of_key

if TYPE_CHECKING:
    from backstretch.settings.key_map import KeyMap


NAMED = {
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "!": "exclamation_mark",
    "\uff01": "fullwidth_exclamation_mark",
}
"""What Textual calls the signs that are keys here: to look for a sign's name takes half a megabyte of memory."""
know_characters(
    {key.value: None for key in Keys}
    | {"space": " "}
    | {name: None if name in KEY_NAME_REPLACEMENTS.values() else sign for sign, name in NAMED.items()}
)


def _names(key: str) -> tuple[str, ...]:
    """A letter counts in either case."""
    if len(key) > 1:
        return (key,)
    cases = dict.fromkeys(case for case in (key, key.upper()) if len(case) == 1)  # a capital stands for itself
    return tuple(case if case.isalnum() else NAMED.get(case) or name_of_key(case) for case in cases)


PAIN_KEYS = ("shift+x", *dict.fromkeys(name for key in PAIN_CHARACTERS for name in _names(key)))
"""They stay, whatever is added."""
SHARP_PAIN = ",".join(PAIN_KEYS)
"""The keys that stop everything, as a binding has them."""


class PainCount:
    """The keys for sharp pain: those read from the terminal, and those of them that came through to the program.

    What was read and never came through, as on the way out, is found at the end by the difference.
    """

    def __init__(self) -> None:
        self.read = 0
        self.heard = 0


def bindings(screen: str, *, target: str = "") -> list[Binding]:
    """The bindings of a screen's keys, for its ``BINDINGS``; ``target``: who does what they call, as ``screen.``."""
    rows = [action for action in of_screen(screen) if action.call]
    capitals = {key for action in rows for key in action.keys if len(key) == 1 and key.isupper()}
    return [
        Binding(
            ",".join(name for key in action.keys for name in _names(key) if key == name or name not in capitals),
            f"{target}{action.call}",
            action.name,
            show=False,
            id=action.id,
        )
        for action in rows
    ]


def key_line(screen: str, *first: str) -> tuple[tuple[str, str], ...]:
    """What a screen's line of keys says, and the actions that a click does; those ``first`` named, then the others."""
    rows = {action.id: action for action in of_screen(screen) if action.line}
    ordered = [*(f"{screen}.{name}" for name in first), *rows]
    return tuple((f"{{{id_}}} {rows[id_].line}", f"screen.{rows[id_].call}") for id_ in dict.fromkeys(ordered))


def keymap_of(keys: KeyMap) -> dict[str, str]:
    """For `App.set_keymap`: the keys by the id of their binding."""
    chosen = {action: [name for key in wanted for name in _names(key)] for action, wanted in keys}
    if PAIN in chosen:
        chosen[PAIN] = [*PAIN_KEYS, *chosen[PAIN]]
    return {action: ",".join(names) for action, names in chosen.items()}
