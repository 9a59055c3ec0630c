"""Keys as terminals send them."""

from __future__ import annotations

import pytest

from backstretch.plain.terminal_keys import parsed


@pytest.mark.parametrize(
    ("text", "keys", "rest"),
    [
        ("x", ["x"], ""),
        ("nq", ["n", "q"], ""),
        (" \r\t\x7f\x08\n", ["space", "enter", "tab", "backspace", "backspace", "enter"], ""),
        ("\x1b[C\x1b[D\x1b[A\x1b[B", ["right", "left", "up", "down"], ""),
        ("\x1bOC\x1bOD", ["right", "left"], ""),
        ("\x1b[15~\x1b[1;5P", ["unknown", "unknown"], ""),
        ("\x1bx", ["escape", "x"], ""),
        ("\x1b\x1b", ["escape"], "\x1b"),
        ("a\x1b", ["a"], "\x1b"),
        ("\x1b[", [], "\x1b["),
        ("\x1b[15", [], "\x1b[15"),
        ("\x1bO", [], "\x1bO"),
        ("\x1b[Cx", ["right", "x"], ""),
        ("é\x04", ["é", "unknown"], ""),
        ("", [], ""),
    ],
)
def test_what_a_terminal_sends(text: str, keys: list[str], rest: str) -> None:
    assert parsed(text) == (keys, rest)
