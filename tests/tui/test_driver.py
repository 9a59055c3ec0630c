from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from backstretch.terminal.keys import Kind
from backstretch.tui import driver
from backstretch.tui.driver import Typed, own_driver


def keys(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


def fed(*pieces: bytes) -> list[Message]:
    typed = Typed()
    return [*(message for piece in pieces for message in typed.feed(piece, 0.0)), *typed.tick(1.0)]


@pytest.mark.parametrize(
    "before",
    [
        b"\xe4",
        b"\xff\xfe\x00",
        b"\xc3",
        b"\x1b[99999999u",
        b"\x1b[1234567890123456789012u",
        b"\x1b[1;2;99999999999999u",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[48;99999999999;1;1;1t\x1b[<0;1;1M",
        b"\x1b[<99999999999999;1;1M",
        b"\x1b[M\xff\xff\xff",
    ],
)
def test_sharp_pain_comes_through_whatever_came_before(before: bytes) -> None:
    assert keys(fed(before, b"x"))[-1] == "x"
    assert keys(fed(before + b"x"))[-1] == "x"


def test_a_byte_of_an_older_character_set_is_a_key() -> None:
    assert keys(fed(b"a\xe4b")) == ["a", "replacement_character", "b"]


def test_a_character_may_come_in_pieces() -> None:
    assert keys(fed("ä".encode()[:1], "ä".encode()[1:])) == ["ä"]


@pytest.mark.parametrize("letter", [b"x", b"X"])
def test_escape_swallows_no_sharp_pain(letter: bytes) -> None:
    assert keys(fed(b"\x1b" + letter)) == ["x"]


def test_what_is_known_of_the_window_outlives_a_failure() -> None:
    typed = Typed()
    list(typed.feed(b"\x1b[48;20;80;400;1600t", 0.0))
    before = [message for message in typed.feed(b"\x1b[<0;41;41M", 0.0) if isinstance(message, events.MouseDown)]
    list(typed.feed(b"\x1b[<99999999999999;1;1M\x1b[48;0;0;0;0t", 0.0))
    after = [message for message in typed.feed(b"\x1b[<0;41;41M", 0.0) if isinstance(message, events.MouseDown)]
    assert [(event.x, event.y) for event in after] == [(event.x, event.y) for event in before] == [(2, 2)]


@given(st.lists(st.binary(max_size=12) | st.from_regex(rb"\x1b\[[<?]?[0-9;:]{0,30}[a-zA-Z~$]", fullmatch=True)))
def test_nothing_a_terminal_sends_ends_the_reading(pieces: list[bytes]) -> None:
    typed = Typed()
    for piece in pieces:
        list(typed.feed(piece, 0.0))
    list(typed.tick(1.0))
    assert "y" in keys([*typed.feed(b"\x1b[201~" + b"n" * 40 + b"y", 2.0)])


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ("x", ["x"]),
        ("ч", ["x"]),
        ("！", ["x"]),
        ("\x1b[1095::120;1;1095u", ["x"]),
        ("\x1b[3611::120;1u", ["x"]),
        ("\x1b[88;2u\x1b[33;2u\x1b[120;1:1u", ["x", "x", "x"]),
        ("\x1b[57441;2u\x1b[57443;3u\x1b[57358;65u\x1b[57439u", []),
        ("\x1b[61:43;2;43u\x1b[57413u+", ["plus", "plus", "plus"]),
        ("\x1b[47:63;2:1;63u\x1b[27;1:1u", ["question_mark", "escape"]),
        ("\x1b[110;1:1u\x1b[110;1:2u\x1b[110;1:3u", ["n", "n"]),
        ("\x1b[1;5C\x1b[1;1:2C\x1bOC\x1b[C", ["ctrl+right", "right", "right", "right"]),
        ("\x1b[Z\x1b[1;3A\x1b[9;2u", ["shift+tab", "alt+up", "shift+tab"]),
        ("\x1b[13;1:1u\r\x1b[57414u", ["enter", "enter", "enter"]),
        ("\x1b[113;5u\x11", ["ctrl+q", "ctrl+q"]),
        ("\x1bn\x1b[110;3u", ["alt+n", "alt+n"]),
        ("\x1b[15~\x1b[1;2P", ["f5", "shift+f1"]),
        ("\x1b[[A\x1b[57361u\x1b[99~", ["f1", "print_screen", "unknown"]),
        ("\x1bP>|xterm(388)\x1b\\\x1b[8;24;80t\x1b]11;rgb:ff/xx/ff\x07\x1b[?62;22c\x1b[?2026;2$y", []),
        ("\x1b[200~x\nq\x1b[201~", []),
        ("\x1b[200~x", ["x"]),
        ("é\x00 ", ["é", "ctrl+@", "space"]),
    ],
)
def test_keys_as_textual_names_them(sent: str, names: list[str]) -> None:
    assert keys(fed(sent.encode())) == names


def test_what_a_key_types_is_kept_for_text_fields() -> None:
    sent = fed("ч！X\x1b[3611::120;1;3611u\x1b[0;;97:98u".encode())
    assert [message.character for message in sent if isinstance(message, events.Key)] == [*"ч！Xปab"]


def test_a_key_knows_when_it_came_and_whether_it_was_let_go() -> None:
    typed = Typed()
    sent = [*typed.feed(b"n\x1b[110;1:3u", 3.0), *typed.feed(b"\x1b[110;1:1u\x1b[110;1:2u", 4.0)]
    assert [message.time for message in sent] == [3.0, 4.0, 4.0]
    assert [vars(message)["kind"] for message in sent] == [Kind.PRESS, Kind.FRESH, Kind.REPEAT]


def test_all_of_a_paste_comes_as_one() -> None:
    pasted = [message for message in fed(b"\x1b[200~a\nb", b" x\x00\x1b[201~") if isinstance(message, events.Paste)]
    assert [message.text for message in pasted] == ["a\nb x"]


def test_where_there_are_no_terminals_textual_finds_a_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert own_driver() is None


def test_another_driver_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert own_driver() is getattr(driver, "TerminalDriver", None)
    monkeypatch.setenv("TEXTUAL_DRIVER", "some.where:Driver")
    assert own_driver() is None
