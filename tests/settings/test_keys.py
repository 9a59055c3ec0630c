"""Keys of one's own: what may be changed, what may not, and where in the file it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from backstretch.actions import CHOSEN as ACTIONS
from backstretch.actions import PAIN
from backstretch.settings import Settings, change, read_settings, write_settings
from backstretch.settings.checks import RefusedError
from backstretch.settings.key_map import RESERVED, by_key, keys_of, named


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(path: Path, *lines: str) -> tuple[Settings, list[tuple[int, int, str]]]:
    path.write_text("\n".join(["[keys]", *lines]))
    settings, problems = read_settings(path)
    return settings, [(each.line, each.column, each.message) for each in problems]


def test_keys_take_the_place_of_an_actions_own(path: Path) -> None:
    settings, problems = read(path, 'coach.next = ["F", "f8"]', '"coach.back" = ["n"]', 'sharp_pain = ["f9"]')
    assert problems == []
    assert settings.keys == (("coach.back", ("n",)), ("coach.next", ("f", "f8")), (PAIN, ("f9",)))
    assert keys_of(settings.keys, "coach.pause") == ("space",)
    assert read(path, 'coach.pause = ["space"]')[0].keys == ()


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ('coach.nxt = ["n"]', 7, 'unknown action "coach.nxt" (did you mean "coach.next"?)'),
        ('coach.next = "n"', 7, '"n" is not a list of keys; write one in square brackets: ["n", "right"]'),
        ("coach.next = []", 7, "a list of 0 keys was found, but 1 to 4 are allowed"),
        ('coach.next = ["x"]', 7, "cannot be chosen, because it always keeps its own meaning"),
        ('coach.next = ["CTRL+C"]', 7, "cannot be chosen, because it always keeps its own meaning"),
        ('coach.next = ["enter"]', 7, "is not a key that can be chosen; use one character"),
        ('coach.next = ["3"]', 7, '"3" cannot be chosen, because digits answer questions'),
        ('coach.next = ["\\u0007"]', 7, "is not a key that can be chosen; use one character"),
        (
            'coach.next = ["p"]',
            7,
            "because it is already a key of coach.pain; the default is used",
        ),
        ('library.edit = ["l"]', 9, "already a key of library.level"),
        ('coach.next = ["ctrl+p"]', 7, "already a key of palette"),
        ('sharp_pain = ["space"]', 1, "already a key of coach.pause"),
        ('sharp_pain = ["p"]', 1, "already a key of coach.pain"),
        ('palette = ["f2"]', 1, "works everywhere"),
        ("library = 3", 1, 'unknown action "library"'),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_changes_nothing(
    path: Path, line: str, column: int, said: str
) -> None:
    settings, problems = read(path, 'coach.mute = ["k"]', line)
    assert settings.keys == (("coach.mute", ("k",)),)
    ((at, where, message),) = problems
    assert (at, where) == (3, column)
    assert said in message


def test_two_changed_actions_with_one_key_do_not_both_get_it(path: Path) -> None:
    settings, problems = read(path, 'coach.next = ["f8"]', 'coach.back = ["f8"]', 'library.edit = ["f8"]')
    assert len(problems) == 1
    assert settings.keys == (("coach.back", ("f8",)), ("library.edit", ("f8",)))


def test_a_table_that_is_none_is_said_too(path: Path) -> None:
    path.write_text("keys = 3\n")
    settings, (problem,) = read_settings(path)
    assert settings == Settings()
    assert "must be a table" in problem.message


def test_a_change_is_written_and_read_and_taken_back(path: Path) -> None:
    path.write_text('bell = false\n\n[keys]\n"coach.mute" = ["k"]\n"coach.nxt" = ["n"]\n')
    settings = change(read_settings(path)[0], "keys.coach.pause", "F8 space")
    assert write_settings(path, settings) is not None
    assert read_settings(path) == (settings, ())
    assert settings.keys == (("coach.mute", ("k",)), ("coach.pause", ("f8", "space")))
    settings = change(settings, "keys.coach.pause", "")
    write_settings(path, settings)
    assert read_settings(path)[0].keys == (("coach.mute", ("k",)),)
    with pytest.raises(RefusedError, match="already"):
        change(settings, "keys.coach.pause", "k")


def test_the_keys_for_sharp_pain_can_only_gain() -> None:
    assert {"x", "X", "!"} <= RESERVED
    assert ACTIONS[PAIN].keys == ()


def test_what_is_shown_follows() -> None:
    keys = (("coach.next", ("f8", "right")), (PAIN, ("f9",)))
    assert (
        named("{coach.next} {coach.next*} {Coach.pause} {coach.pause} x{sharp_pain*}", keys)
        == "F8 F8  → Space space x  F9"
    )
    assert named("x{sharp_pain*} {unknown} {}", ()) == "x {unknown} {}"


def test_without_the_screen_keys_that_can_be_told_follow() -> None:
    keys = (("coach.back", ("n",)), ("coach.mute", ("f8",)), ("coach.next", ("f",)), ("library.edit", ("k",)))
    found = by_key(keys, "coach")
    assert {key: found.get(key) for key in ("b", "left", "right", "m", "k")} == dict.fromkeys(
        ("b", "left", "right", "m", "k")
    ), "a key that was taken from its action stands for nothing"
    assert (found["n"], found["f"], found["f8"], found["space"]) == (
        "coach.back",
        "coach.next",
        "coach.mute",
        "coach.pause",
    )


@pytest.mark.parametrize("key", ["ч", "Ч", "k", "€", "5", "[", "ß", "ｚ", "İ"])
def test_any_character_that_can_be_seen_may_stop(path: Path, key: str) -> None:
    settings, problems = read(path, f'sharp_pain = ["{key}"]')
    assert problems == []
    ((action, (kept,)),) = settings.keys
    assert (action, kept in {key, key.lower()}) == (PAIN, True)


@pytest.mark.parametrize(
    ("written", "kept", "said"),
    [
        ('["n", "ч", "F9"]', ("ч", "f9"), 'keys.sharp_pain: "n" cannot be chosen, because it is already a key of'),
        ('["ч", "enter"]', ("ч",), 'keys.sharp_pain: "enter" is not a key that can be chosen'),
        ('["ч", "\\u0007"]', ("ч",), "is not a key that can be chosen"),
        ('[3, "ч"]', ("ч",), "keys.sharp_pain: 3 is not a key; write keys in quotes"),
    ],
)
def test_a_bad_entry_is_left_out_and_the_others_are_used(
    path: Path, written: str, kept: tuple[str, ...], said: str
) -> None:
    settings, (problem,) = read(path, f"sharp_pain = {written}")
    assert settings.keys == ((PAIN, kept),)
    assert said in problem[2]
    assert "the default is used" not in problem[2]
