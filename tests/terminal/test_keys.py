"""Sharp pain in any layout, keys that are none, and keys held down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.terminal.keys import AGAIN_SECONDS, HeldKeys, Kind, counts_each_press, is_no_key, lies_where_x_does
from tests.cases import cases

ONCE = ("space", " ", "n", "b", "e", "q", "enter", "y", "m")
EACH = ("u", "U", "+", "-", "plus", "minus", "up", "down", "left", "right", "ctrl+left", *"0123456789")


@cases("delay", [0.2, 0.25, 0.4, 0.5, 0.66])
@cases("every", [0.011, 0.03, 0.1, 0.5])
@cases("key", ONCE)
def test_a_held_key_counts_once_and_again_when_it_was_let_go(key: str, delay: float, every: float) -> None:
    held = HeldKeys()
    times = [10.0, *(10.0 + delay + every * repeat for repeat in range(60))]
    assert [held.counts(key, at) for at in times] == [True] + [False] * 60
    assert not held.counts(key, times[-1] + 0.89)
    assert held.counts(key, times[-1] + 0.89 + 0.91)


@cases("key", EACH)
def test_what_steps_and_counts_does_so_each_time(key: str) -> None:
    held = HeldKeys()
    assert all(held.counts(key, at, kind) for at, kind in ((1.0, Kind.PRESS), (1.01, Kind.PRESS), (1.02, Kind.REPEAT)))


def test_another_key_in_between_changes_nothing() -> None:
    held = HeldKeys()
    assert [held.counts(key, at) for key, at in (("n", 1.0), ("b", 1.1), ("N", 1.2), ("b", 2.1))] == [
        True,
        True,
        False,
        True,
    ]


def test_where_the_terminal_tells_it_is_believed_at_once() -> None:
    held = HeldKeys()
    kinds = (Kind.PRESS, Kind.REPEAT, Kind.FRESH, Kind.REPEAT, Kind.FRESH)
    assert [held.counts("n", 1.0 + 0.05 * at, kind) for at, kind in enumerate(kinds)] == [
        True,
        False,
        True,
        False,
        True,
    ]
    assert not held.counts("n", 5.0, Kind.REPEAT)


@given(st.lists(st.tuples(st.sampled_from("nN +"), st.floats(0.0, 2.0), st.sampled_from(Kind)), max_size=40))
def test_a_press_counts_exactly_if_the_key_was_away_long_enough(
    presses: list[tuple[str, float, Kind]],
) -> None:
    held, last, now = HeldKeys(), dict[str, float](), 0.0
    for key, later, kind in presses:
        now += later
        away = now - last.get(key.lower(), float("-inf"))
        last[key.lower()] = now
        wanted = key == "+" or kind is Kind.FRESH or (kind is Kind.PRESS and away >= AGAIN_SECONDS)
        assert held.counts(key, now, kind) is wanted


@pytest.mark.second
def test_the_memory_is_bounded() -> None:
    held = HeldKeys()
    assert all(held.counts(chr(0x4E00 + number), 1.0) for number in range(5000))
    assert len(held._last) <= 256


@cases(
    ("codes", "none"),
    [
        (range(57358, 57361), True),  # the locks
        (range(57428, 57441), True),  # media
        (range(57441, 57455), True),  # modifiers
        (range(57455, 57600), True),  # nothing yet
        (range(57361, 57364), False),  # print, pause, menu
        (range(57376, 57428), False),  # function keys and the keypad
        ((13, 27, 32, 120, 0x10FFFF), False),
    ],
)
def test_which_codes_are_no_keys(codes: range, none: bool) -> None:
    assert {is_no_key(code) for code in codes} == {none}


@cases(("character", "pain"), [("ч", True), ("ป", True), ("ხ", True), ("ö", False), ("q", False)])
def test_the_place_of_x_counts_where_no_x_can_be_written(character: str, pain: bool) -> None:
    assert lies_where_x_does(character, "x") is pain
    assert not lies_where_x_does(character, "c")


def test_digits_with_a_name_are_no_step() -> None:
    assert not counts_each_press("f5")
    assert not counts_each_press("")
