"""The codes that terminals send for keys, and the presses that they are."""

from backstretch.terminal.keys import PAIN_CHARACTERS, Kind, Press, lies_where_x_does

ESC = "\x1b"
_NAMES = {"\r": "enter", "\n": "enter", " ": "space", "\t": "tab", "\x7f": "backspace", "\x08": "backspace"}
_CODES = {9: "tab", 13: "enter", 27: "escape", 32: "space", 127: "backspace", 57414: "enter"}
_NAVIGATION = ["left", "right", "up", "down", "pageup", "pagedown", "home", "end", "insert", "delete"]
LETTERS = {"A": "up", "B": "down", "C": "right", "D": "left", "F": "end", "H": "home", "Z": "tab"}
LETTERS |= {letter: f"f{number}" for number, letter in enumerate("PQRS", 1)}
_TILDES = dict(enumerate(["home", "insert", "delete", "end", "pageup", "pagedown", "home", "end"], 1))
_TILDES |= {
    code: f"f{number}"
    for number, code in enumerate(
        [*range(11, 16), *range(17, 22), *range(23, 27), 28, 29, *range(31, 35)],
        1,
    )
}
_KEYPAD = dict(zip(range(57399, 57417), "0123456789./*-+\r=,", strict=True))
_KEYPAD_NAMES = dict(enumerate(_NAVIGATION, 57417))
_SHIFT, _ALT, _CTRL, _CAPS_LOCK = 1, 2, 4, 64
_OTHERS = _ALT | _CTRL | 8 | 16 | 32
"""The modifiers with which a key is another key; x with Alt stops all the same."""
_NO_LOCKS = 63


def press_of(character: str, *, alt: bool = False) -> Press:
    """The press of a key that types a character, or Ctrl and a letter."""
    pain = character in PAIN_CHARACTERS
    sequence = character if pain or not alt else ESC + character
    if character in _NAMES:
        return Press(_NAMES[character], character if character == " " else "", alt=alt, sequence=sequence)
    if character < " ":
        name = f"ctrl+{chr(ord(character) + 96)}" if "\x01" <= character <= "\x1a" else "unknown"
        return Press(name, alt=alt, sequence=sequence)
    return Press(character, character, alt=alt and not pain, pain=pain, sequence=sequence)


def key_of(codes: list[str], mask: int, typed: str, final: str, kind: Kind, sequence: str) -> Press:
    """The press of a key that a sequence tells of; ``mask`` has the modifiers, ``typed`` its character, if told."""
    code = number(codes[0], 1)
    if final != "u":
        name = _TILDES.get(code, "unknown") if final == "~" else LETTERS.get(final, "unknown")
        if name == "unknown":
            sequence = ""  # a parser may take its number for a character
        elif mask & _NO_LOCKS:
            sequence = f"\x1b[{code};{(mask & _NO_LOCKS) + 1}{final}"
        elif ";" in sequence:
            sequence = f"\x1b[{code}~" if final == "~" else f"\x1b[{final}"
        return Press("unknown" if mask & _OTHERS else name, kind=kind, sequence=sequence)
    if code in _CODES or code in _KEYPAD_NAMES or 57344 <= code <= 63743:
        return _functional(code, mask, kind)
    shifted = codes[1] if len(codes) > 1 else ""
    base = chr(number(codes[2], 0) & 0xFFFF) if len(codes) > 2 and codes[2] else ""
    character = typed or _shifted(code, shifted, mask)
    if not character or not character.isprintable():
        return Press("unknown", kind=kind, sequence="")
    pain = character in PAIN_CHARACTERS or lies_where_x_does(character, base)
    others = mask & _OTHERS
    if others and not (others == _ALT and (typed or pain)):
        key = f"ctrl+{character.lower()}" if others == _CTRL else "unknown"
        return Press(key, kind=kind, sequence=f"\x1b[{code};{(mask & _NO_LOCKS) + 1}u")
    return Press(character, typed or character, kind, pain=pain, sequence=character)


def _functional(code: int, mask: int, kind: Kind) -> Press:
    """Enter and its like, and the keys of the keypad and of the top row."""
    if code in _KEYPAD and code != 57414:
        character = _KEYPAD[code]
        return Press(character, character, kind, sequence=character)
    name = _CODES.get(code) or _KEYPAD_NAMES.get(code) or (f"f{code - 57363}" if 57376 <= code <= 57387 else "unknown")
    simple = {"enter": "\r", "tab": "\t", "escape": ESC, "backspace": "\x7f", "space": " "}.get(name, "")
    modified = mask & _NO_LOCKS
    sequence = simple if simple and not modified else f"\x1b[{code};{modified + 1}u"
    if name == "space" and not modified & ~_SHIFT:
        sequence = " "
    key = "unknown" if modified & _OTHERS else name
    return Press(key, " " if key == "space" else "", kind, sequence=sequence)


def _shifted(code: int, shifted: str, mask: int) -> str:
    """The character of a key whose text the terminal does not tell."""
    if mask & _SHIFT and shifted:
        code = number(shifted, code)
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return ""
    small, large = chr(code), chr(code).upper()
    return large if bool(mask & _SHIFT) != bool(mask & _CAPS_LOCK) and len(large) == 1 else small


def typed_text(codes: str) -> str:
    """The text that a sequence tells, without what cannot be written."""
    characters = (number(code, 0) for code in codes.split(":"))
    return "".join(chr(code) for code in characters if 32 <= code < 0xD800 or 0xE000 <= code < 0x110000)


def number(digits: str, otherwise: int) -> int:
    """The number that is written so, or another one where it is none."""
    return int(digits) if digits.isdecimal() and len(digits) < 10 else otherwise
