from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from backstretch.base.text import (
    STAND_IN,
    bound,
    clock,
    counted,
    duration,
    duration_in_words,
    in_minutes,
    plain,
    timestamp,
)
from backstretch.base.text_columns import fitted
from tests.cases import cases

UNSEEN = [
    *("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u061c", "\u180e"),  # zero width, soft hyphen
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f"),
    *("\U000e0041", "\U000e0001", "\ue000", "\U0010ffff", "\ud800", "\u0378"),  # tags, private, no characters
    *(
        "\u034f",
        "\u115f",
        "\u1160",
        "\u3164",
        "\uffa0",
        "\u17b4",
        "\u180b",
    ),  # letters and marks of which nothing is seen
    *("\ufe0e", "\ufe0f", "\U000e0100", "\U0001f3fd"),  # what only changes the look of a character
]


@cases("char", UNSEEN)
def test_nothing_unseen_is_kept(char: str) -> None:
    assert plain(f"a{char}b") == "ab"


@cases("char", [*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0))])
def test_controls_are_seen_and_do_nothing(char: str) -> None:
    assert plain(f"a{char}b") == ("a b" if char.isspace() and char not in "\x1c\x1d\x1e\x1f" else f"a{STAND_IN}b")


def test_a_byte_that_is_no_character_is_seen() -> None:
    assert plain(b"a\xfcb\x80".decode("utf-8", "surrogateescape")) == r"a\xfcb\x80"


def test_markup_is_text() -> None:
    assert plain("[bold red]x[/] [@click=app.exit]y") == "[bold red]x[/] [@click=app.exit]y"


@cases("text", ["e\u0301", "\u5de6\u53f3", "\U0001f9d8", "עברית", "क्षि", "ｆｕｌｌ", "ก็"])
def test_other_scripts_are_kept(text: str) -> None:
    assert plain(f" {text}\t") == text


@cases("text", ["❤️", "👍🏽", "1️⃣", "👨‍👩‍👧", "☎︎", "e\u0301", "\u5de6"])
def test_what_is_kept_is_as_wide_as_its_parts(text: str) -> None:
    """Some terminals draw it character by character, and the frame beside it must stand where it stands elsewhere."""

    def cells(char: str) -> int:
        if unicodedata.category(char) in {"Mn", "Me"}:
            return 0
        return 2 if unicodedata.east_asian_width(char) in "WF" else 1

    assert cell_len(plain(text)) == sum(map(cells, plain(text)))


@pytest.mark.second
@given(st.text())
def test_what_is_kept_is_one_line_that_can_be_printed(text: str) -> None:
    once = plain(text)
    assert once.isprintable()
    assert once == once.strip()
    assert plain(once) == once


@cases("text", ["plain", "\u5de6\u53f3" * 4, "e\u0301" * 9, "ก็ไม่รู้ว่า", "\U0001f9d8" * 9, "a\u5de6" * 6])
def test_a_column_is_as_wide_as_it_should_be(text: str) -> None:
    assert [cell_len(fitted(text, width)) for width in range(1, 14)] == list(range(1, 14))


@cases(
    ("form", "said"),
    [
        (clock, {-1: "0:00", 0: "0:00", 0.2: "0:01", 59.5: "1:00", 60: "1:00", 3599.1: "1:00:00", 7325: "2:02:05"}),
        (timestamp, {-1: "0:00", 0.9: "0:00", 59.9: "0:59", 60: "1:00", 3600: "1:00:00", 7325: "2:02:05"}),
        (duration, {0.2: "0.2 s", 1: "1 s", 5.5: "5.5 s", 99: "99 s", 100: "1 min 40 s", 120: "2 min", 3600: "1 h"}),
        (duration, {0: "0 s", 99.98: "100 s", 3725: "1 h 2 min 5 s", 3605: "1 h 5 s"}),
        (
            in_minutes,
            {0: "0 min", 0.4: "0 s", 59: "59 s", 60: "1 min", 3599: "1 h 0 min", 3900: "1 h 5 min"},
        ),
        (duration_in_words, {0: "0 seconds", 1: "1 second", 2.5: "2.5 seconds", 60: "1 minute", 59.9999: "1 minute"}),
        (duration_in_words, {90: "1 minute 30 seconds", 3600: "1 hour", 7325: "2 hours 2 minutes 5 seconds"}),
        (bound, {0.5: "0.5 s", 90: "90 s", 3600: "1 h", 5400: "5400 s", 7200: "2 h"}),
    ],
)
def test_a_duration_in_each_form(form: Callable[[float], str], said: dict[float, str]) -> None:
    assert {seconds: form(seconds) for seconds in said} == said


def test_a_number_of_things() -> None:
    said = [counted(number, "breath") for number in (0, 1, 1.0, 2, 2.5, 12345678)]
    assert said == ["0 breaths", "1 breath", "1 breath", "2 breaths", "2.5 breaths", "12345678 breaths"]
