from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from backstretch.session.key_kinds import parse_duration
from backstretch.session.model import Duration
from tests.cases import cases


@cases(
    ("written", "seconds"),
    [
        (20, 20),
        (0, 0),
        (-5, -5),
        (22.5, 22.5),
        ("90s", 90),
        ("0s", 0),
        ("22.5s", 22.5),
        ("2m", 120),
        ("1.5m", 90),
        ("1m30s", 90),
        ("0m5s", 5),
        ("1m90s", 150),
    ],
)
def test_a_length_in_seconds(written: object, seconds: float) -> None:
    assert parse_duration(written) == Duration(seconds)


@cases(("written", "breaths"), [("4 breaths", 4), ("1 breath", 1), ("2.5 breaths", 2.5)])
def test_a_length_in_breaths(written: str, breaths: float) -> None:
    assert parse_duration(written) == Duration(breaths, breaths=True)


@cases(
    "written",
    [
        True,
        False,
        None,
        math.nan,
        math.inf,
        -math.inf,
        "",
        " ",
        "20",
        "s",
        "m",
        "20 sec",
        "20 s",
        "-5s",
        "+5s",
        "1e2s",
        ".5s",
        "5.s",
        "30s1m",
        "1m30",
        "1h",
        "90S",
        "90s\n",
        "breaths",
        "4  breaths",
        "4breaths",
        "-4 breaths",
        "٣s",
        [20],
        {"from": 1},
    ],
)
def test_not_a_length(written: object) -> None:
    assert parse_duration(written) is None


@cases("written", [10**400, "9" * 400 + "s"])
def test_too_large_for_a_float_is_infinite(written: object) -> None:
    assert parse_duration(written) == Duration(math.inf)
    assert parse_duration(-(10**400)) == Duration(-math.inf)


@given(st.integers(0, 59), st.floats(0, 59, allow_nan=False).map(lambda seconds: round(seconds, 3)))
def test_minutes_and_seconds_add_up(minutes: int, seconds: float) -> None:
    assert parse_duration(f"{minutes}m{seconds}s") == Duration(minutes * 60 + seconds)


@given(st.text())
def test_any_text_is_a_length_or_none(written: str) -> None:
    length = parse_duration(written)
    assert length is None or length.amount >= 0
