"""Keys as terminals send them."""

from __future__ import annotations

import pytest

from backstretch.plain.terminal_keys import keys_in
from backstretch.terminal.scanner import Scanner


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("x", ["x"]),
        ("nq", ["n", "q"]),
        (" \r\t\x7f\x08\n", ["space", "enter", "tab", "backspace", "backspace", "enter"]),
        ("\x1b[C\x1b[D\x1b[A\x1b[B", ["right", "left", "up", "down"]),
        ("\x1bOC\x1bOD", ["right", "left"]),
        ("\x1b[15~\x1b[1;5P", ["f5", "unknown"]),
        ("\x1bx", ["x"]),
        ("\x1bn", ["escape", "n"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("a\x1b", ["a", "escape"]),
        ("\x1b[15", []),
        ("\x1b[Cx", ["right", "x"]),
        ("é\x04", ["é", "ctrl+d"]),
        ("", []),
        ("\x1b[120u\x1b[88;2u\x1b[33;2u\x1b[120;1:1u", ["x", "x", "x", "x"]),
        ("\x1b[57441;2u\x1b[57443;3u\x1b[57358;65u\x1b[57439u", []),
        ("\x1b[200~nx\x1b[201~q", ["q"]),
        ("\x1b[200~nx", ["x"]),
    ],
)
def test_what_a_terminal_sends(text: str, keys: list[str]) -> None:
    scanner = Scanner()
    assert keys_in([*scanner.feed(text, 0.0), *scanner.tick(1.0)]) == keys
