from __future__ import annotations

import sys
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from backstretch.tui import driver
from backstretch.tui.driver import Typed, own_driver


def keys(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


def fed(*pieces: bytes) -> list[Message]:
    typed = Typed()
    return [message for piece in pieces for message in typed.feed(piece)]


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
    typed = Typed()
    with mock.patch("textual._parser.get_time", return_value=float("inf")):
        assert keys([*typed.feed(b"\x1b" + letter), *typed.tick()]) == ["x"]


def test_what_is_known_of_the_window_outlives_a_failure() -> None:
    typed = Typed()
    list(typed.feed(b"\x1b[48;20;80;400;1600t"))
    before = [message for message in typed.feed(b"\x1b[<0;41;41M") if isinstance(message, events.MouseDown)]
    list(typed.feed(b"\x1b[99999999u"))
    after = [message for message in typed.feed(b"\x1b[<0;41;41M") if isinstance(message, events.MouseDown)]
    assert [(event.x, event.y) for event in after] == [(event.x, event.y) for event in before] == [(2, 2)]


@given(st.lists(st.binary(max_size=12) | st.from_regex(rb"\x1b\[[<?]?[0-9;:]{0,30}[a-zA-Z~$]", fullmatch=True)))
def test_nothing_a_terminal_sends_ends_the_reading(pieces: list[bytes]) -> None:
    typed = Typed()
    with mock.patch("textual._parser.get_time", return_value=float("inf")):
        for piece in pieces:
            list(typed.feed(piece))
            list(typed.tick())
    assert "y" in keys([*typed.feed(b"\x1b[201~" + b"n" * 40 + b"y")])


def test_where_there_are_no_terminals_textual_finds_a_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert own_driver() is None


def test_another_driver_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert own_driver() is getattr(driver, "TerminalDriver", None)
    monkeypatch.setenv("TEXTUAL_DRIVER", "some.where:Driver")
    assert own_driver() is None
