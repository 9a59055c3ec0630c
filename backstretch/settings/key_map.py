"""The keys a person can choose: what may be changed, what may not, and what each key is called.

A key is written as one character, or by its name: `NAMED`, ``f1`` to ``f24``, ``ctrl+`` and a letter. Letters count in
either case. The keys for sharp pain can be added to, never taken away; any character that can be seen may be one.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from backstretch.actions import ACTIONS, CHOSEN, PAIN, of_screen
from backstretch.actions import shown as shown_key
from backstretch.base.text import did_you_mean, plain
from backstretch.settings.checks import Key, RefusedError, shown
from backstretch.terminal.keys import PAIN_CHARACTERS

KeyMap = tuple[tuple[str, tuple[str, ...]], ...]
"""The actions with other keys than their own, and those keys."""


MOST_KEYS = 4
"""That one action may have."""
NAMED = ("space", "left", "right", "home", "end", "insert", "delete", "backspace")
"""The names of keys that have no character."""
RESERVED = frozenset(PAIN_CHARACTERS.lower()) | frozenset(PAIN_CHARACTERS) | {"ctrl+" + letter for letter in "chijmqz"}
"""Sharp pain, leaving at once, and what a terminal cannot tell from Enter, Tab and Backspace."""
FIXED: Mapping[str, tuple[str, ...]] = {"library.level": ACTIONS["library.level"].keys}
"""What keeps its keys although it stands among the others: a sentence of ``advice.toml`` names them."""
_TYPED = {"enter", "escape", "delete", "backspace", "ctrl+underscore"}
EDITOR = {"left"} | {
    key
    for action in (*of_screen("steps"), *of_screen("editor"))
    for key in action.keys
    if not (key.isalpha() and len(key) == 1) and key not in _TYPED and not key.startswith(("alt+", "shift+"))
}
"""Keys of the editor that no letter is; an action that works everywhere cannot have them."""
_EXAMPLE = '["n", "right"]'
_CHOICE = f"one character that is not a digit, {', '.join(NAMED)}, f1 to f24, or ctrl+ and a letter"
_LEFT_OUT = "; the others are used"
_EVERYWHERE = frozenset({PAIN, "palette"})
_GAP = re.compile(r"\{([A-Za-z_.]+)(\*?)\}")


def keys_of(keys: KeyMap, action: str) -> tuple[str, ...]:
    """The keys of an action."""
    return dict(keys).get(action, ACTIONS[action].keys)


def checked_keys(table: Any) -> tuple[KeyMap, dict[Key, str]]:
    """What a file's table of keys says, and what is wrong with it, by key; where it is wrong, nothing is changed."""
    if not isinstance(table, Mapping):
        return (), {("keys",): f"keys is {shown(table)}, but must be a table: [keys]; the defaults are used"}
    wrong: dict[Key, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    paths: dict[str, Key] = {}
    for path, value in _flat(table):
        name = ".".join(path)
        if name not in CHOSEN:
            wrong["keys", *path] = f'unknown action "{plain(name)}"{did_you_mean(name, CHOSEN)}; it is left out'
            continue
        keys, said = _read_keys(name, value)
        paths[name] = ("keys", *path)
        if keys:
            found[name] = keys
        if said:
            wrong[paths[name]] = f"keys.{name}: {said}{'' if keys else '; the default is used'}"
    while clash := _clash(found):
        name, key, message = clash
        found[name] = tuple(each for each in found[name] if each != key)
        rest = "that entry is left out" if found[name] else "the default is used"
        said = wrong.get(paths[name], f"keys.{name}: ").removesuffix("; the default is used").removesuffix(_LEFT_OUT)
        wrong[paths[name]] = f"{said}{'' if said.endswith(' ') else '; '}{message}; {rest}"
        if not found[name]:
            del found[name]
    return tuple(sorted((name, keys) for name, keys in found.items() if keys != CHOSEN[name].keys)), wrong


def with_keys(keys: KeyMap, action: str, text: str) -> KeyMap:
    """The map with these keys, parted by spaces, for an action; its own, if there are none. Raises RefusedError."""
    given, said = _read_keys(action, text.split()) if text.split() else (CHOSEN[action].keys, "")
    if said:
        raise RefusedError(said.removesuffix(_LEFT_OUT))
    wanted = {**dict(keys), action: given}
    clash = _clash({action: wanted[action]}, dict(keys))
    if clash is not None:
        raise RefusedError(clash[2])
    return tuple(sorted((name, each) for name, each in wanted.items() if each != CHOSEN[name].keys))


def named(text: str, keys: KeyMap) -> str:
    """``text`` with the gaps for keys filled: ``{coach.next}`` by the first of them, ``{coach.next*}`` by all."""

    def fill(gap: re.Match[str]) -> str:
        action = gap[1].lower()
        if action not in ACTIONS:
            return gap[0]
        names = [*map(shown_key, keys_of(keys, action))]
        if action == PAIN:
            names = ["", *names]  # behind x and !
        said = "  ".join(names) if gap[2] else names[0]
        return said.capitalize() if gap[1] != action else said

    return _GAP.sub(fill, text)


def by_key(keys: KeyMap, screen: str) -> dict[str, str]:
    """For a front end without bindings: the action of each key on a screen."""
    return {key: action.id for action in of_screen(screen) for key in keys_of(keys, action.id)}


def _flat(table: Mapping[str, Any]) -> Iterable[tuple[Key, Any]]:
    """The actions of a table, written with quotes or as tables inside it."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from (((name, inner), item) for inner, item in value.items())
        else:
            yield (name,), value


def _read_keys(action: str, value: Any) -> tuple[tuple[str, ...], str]:
    """The keys of one action, as they are kept, and what is wrong with the others; none, if it is no list of them."""
    if not isinstance(value, list):
        return (), f"{shown(value)} is not a list of keys; write one in square brackets: {_EXAMPLE}"
    if not 1 <= len(value) <= MOST_KEYS:
        return (), f"a list of {len(value)} keys was found, but 1 to {MOST_KEYS} are allowed"
    found: list[str] = []
    said: list[str] = []
    for written in value:
        try:
            found.append(_key(action, written))
        except RefusedError as refused:
            said.append(str(refused))
    return tuple(dict.fromkeys(found)), "; ".join(said) + (_LEFT_OUT if said and found else "")


def _key(action: str, written: Any) -> str:
    """One key, letters small. Raises RefusedError."""
    if not isinstance(written, str):
        raise RefusedError(f"{shown(written)} is not a key; write keys in quotes: {_EXAMPLE}")
    key = "space" if written == " " else written.lower() if len(written.lower()) == 1 or len(written) > 1 else written
    if key in RESERVED and not (action == PAIN and len(key) == 1):
        raise RefusedError(f"{shown(written)} cannot be chosen, because it always keeps its own meaning")
    one = len(key) == 1 and key.isprintable()
    if not (one or key in NAMED or re.fullmatch(r"f([1-9]|1\d|2[0-4])|ctrl\+[a-z]", key)):
        raise RefusedError(f"{shown(written)} is not a key that can be chosen; use {_CHOICE}")
    if action == PAIN and one:
        return key
    if one and key.isdecimal():
        raise RefusedError(f"{shown(written)} cannot be chosen, because digits answer questions; use {_CHOICE}")
    if action in _EVERYWHERE and (key in EDITOR or (one and key.isalpha())):
        raise RefusedError(
            f"{shown(written)} cannot be chosen for an action that works everywhere: it is typed, or used in the editor"
        )
    return key


def _clash(
    found: Mapping[str, tuple[str, ...]], others: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[str, str, str] | None:
    """The first of the changed actions with a key that another one on the same screen has, the key, and what to say."""
    all_keys = {name: {**(others or {}), **found}.get(name, action.keys) for name, action in CHOSEN.items()}
    all_keys |= FIXED
    for name, keys in found.items():
        for other, taken in all_keys.items():
            near = name.split(".")[0] == other.split(".")[0] or name in _EVERYWHERE or other in _EVERYWHERE
            same = next((key for key in keys if key in taken), None)
            if other != name and near and same is not None:
                return name, same, f"{shown(same)} cannot be chosen, because it is already a key of {other}"
    return None
