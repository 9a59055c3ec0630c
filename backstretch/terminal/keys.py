"""What a key means wherever it is pressed: sharp pain in any layout, keys that are none, and keys held down."""

from enum import Enum
from typing import NamedTuple

PAIN_CHARACTERS = "xX!чЧχΧסءｘＸ！"
"""What stops everything: x and !, what lies on the key of x in layouts that have none, and the full-width forms."""
AGAIN_SECONDS = 0.9
"""How long a key must not have come before it counts again; repeats begin up to 0.66 s after the press."""
_STEPS = ("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "backspace", "delete")
_SIGNS = "+-=[]<>,."
_SIGN_NAMES = ("plus", "minus", "equals_sign", "left_square_bracket", "right_square_bracket")
_MORE_SIGN_NAMES = ("less_than_sign", "greater_than_sign", "comma", "full_stop")
_UNDOING = ("u", "ctrl+z", "ctrl+y", "ctrl+underscore")
EACH_PRESS = frozenset([*_STEPS, *"jk", *_SIGNS, *_SIGN_NAMES, *_MORE_SIGN_NAMES, *_UNDOING, *"0123456789"])
"""What counts each time it comes: what counts up and down, moves along, undoes and takes away."""
_MOST_REMEMBERED = 256


class Kind(Enum):
    """What is known of a press."""

    PRESS = "press"
    """A press, or a repeat of one: the terminal does not say."""
    FRESH = "fresh"
    """A press after the key was let go."""
    REPEAT = "repeat"
    """The key is held down."""


class Press(NamedTuple):
    """One key, as it was pressed."""

    key: str
    """The character, or a name: ``enter``, ``f5``, ``ctrl+c``; ``unknown``, for one without a name here."""
    text: str = ""
    """What it types; empty for a key that types nothing."""
    kind: Kind = Kind.PRESS
    alt: bool = False
    """Whether Escape came right before it, as terminals send Alt."""
    pain: bool = False
    """Whether it stops everything, whatever else a person has chosen."""
    sequence: str = ""
    """What a terminal without extensions would have sent for it."""


def is_no_key(code: int) -> bool:
    """Whether a code of the kitty protocol is a lock, a media key or a modifier alone, or names no key at all."""
    functional = 57344 <= code <= 63743
    return functional and not (57361 <= code <= 57363 or 57376 <= code <= 57427)


def lies_where_x_does(character: str, base: str) -> bool:
    """Whether the key of ``character`` lies where x does, ``base``, in a layout that cannot write an x."""
    if base != "x" or not character.isalpha():
        return False
    import unicodedata

    return not unicodedata.name(character[0], "LATIN").startswith(("LATIN", "FULLWIDTH LATIN"))


def has_pain(text: str) -> bool:
    """Whether a character that stops everything is in a text."""
    return any(character in PAIN_CHARACTERS for character in text)


class HeldKeys:
    """Tells a key held down from one pressed again, on the clock of whoever asks."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def counts(self, key: str, at: float, kind: Kind = Kind.PRESS) -> bool:
        """Whether a key that came ``at``, in seconds of a clock that never goes back, is to be heard."""
        return self.afresh(key, at, kind) or counts_each_press(key)

    def afresh(self, key: str, at: float, kind: Kind = Kind.PRESS) -> bool:
        """Whether a key that came ``at`` was pressed, and not held down since an earlier moment. Ask once a key."""
        name = key.lower() if len(key) == 1 else key
        last = self._last.get(name, float("-inf"))
        if len(self._last) >= _MOST_REMEMBERED:
            self._last = {each: then for each, then in self._last.items() if at - then < AGAIN_SECONDS}
        if len(self._last) < _MOST_REMEMBERED:
            self._last[name] = at
        if kind is Kind.PRESS:
            return at - last >= AGAIN_SECONDS
        return kind is Kind.FRESH


def counts_each_press(key: str) -> bool:
    """Whether a key may be held down to go on and on; with modifiers as without."""
    return key.lower() in EACH_PRESS or (len(key) > 1 and key.rpartition("+")[2] in EACH_PRESS)
