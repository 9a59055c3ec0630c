"""The settings screen: a row each, kept at once, and nothing wrong is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from backstretch.actions import CHOSEN as ACTIONS
from backstretch.run.person import read_person
from backstretch.settings import Settings, read_settings
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.settings.model import CAUTIONS, GROUPS
from backstretch.tui.settings.screen import SettingsScreen
from backstretch.tui.settings.setting_line import SettingLine
from backstretch.tui.themes import OWN_THEME
from backstretch.tui.widgets.controls import Control
from tests.tui.conftest import SMALL_SECONDS, Desk, World, settled

pytestmark = pytest.mark.second

SIZES = [(80, 24), (120, 40), (40, 12)]
NAMES = [row.name for _, rows in GROUPS for row in rows]


async def open_settings(desk: Desk, row: str = "sounds") -> SettingLine:
    """From the library to a row."""
    await desk.press("s")
    assert isinstance(desk.screen, SettingsScreen)
    return await go_to(desk, row)


async def go_to(desk: Desk, row: str) -> SettingLine:
    """To another row."""
    desk.screen.query_one(f"#{row}", SettingLine).control.focus()
    await settled()
    return here(desk)


def here(desk: Desk) -> SettingLine:
    """The row with the keyboard."""
    return next(line for line in desk.screen.query(SettingLine) if line.control is desk.app.focused)


def marked(desk: Desk) -> str:
    """The row of the terminal that ``>`` marks."""
    (row,) = [row for row in desk.rows() if row.lstrip().startswith(">")]
    return " ".join(row.replace(">", "").split())


def words(desk: Desk) -> str:
    """What the screen shows, without the scroll bar that may stand among it."""
    return " ".join(re.sub("[▁▂▃▄▅▆▇]", "", desk.text()).split())


def kept(world: World) -> Settings:
    settings, problems = read_settings(world.paths.config)
    assert problems == ()
    return settings


def test_every_setting_has_a_row() -> None:
    fields = [field for field in Settings._fields if field != "keys"]
    assert sorted(NAMES) == sorted([*fields, CAUTIONS, *(f"keys.{action}" for action in ACTIONS)])


# Seeing and moving.
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_row_can_be_seen_with_what_it_does(painted_world: World, size: tuple[int, int]) -> None:
    async with painted_world.program(size) as desk:
        await open_settings(desk)
        file = desk.rows()[0].split()[-1].removeprefix("…")
        assert str(painted_world.paths.config).endswith(file)
        assert file.endswith("config.toml")
        for name in NAMES:
            line = here(desk)
            assert line.row.name == name
            text = words(desk)
            assert marked(desk).startswith(line.row.label)
            assert line.row.line in text
            assert "Esc back" in " ".join(desk.rows()[-2:])
            await desk.press("down")
        assert here(desk).row.name == NAMES[-1], "there is nothing below"
        await desk.press("tab", "shift+tab", *["pageup"] * (len(NAMES) // 6 + 1), "up")
        assert here(desk).row.name == NAMES[0]
        assert "Sound" in desk.rows()[1] + desk.rows()[2]


async def test_every_row_says_what_holds(world: World) -> None:
    world.configure('volume = 35\nvoice = false\ntheme = "nord"\nlead_in_most = 17\nadvice_line = "NHS 111"\n')
    async with world.program() as desk:
        await open_settings(desk)
        for name, shown in (
            ("volume", "Volume ‹ 35 % ›"),
            ("voice", "Voice [ ] off"),
            ("lead_in_most", "No longer than ‹ 17 s ›"),
            ("advice_line", "Advice line NHS 111"),
            ("theme", "Colours ‹ nord ›"),
        ):
            await go_to(desk, name)
            assert marked(desk).startswith(shown)
        await desk.press("escape")
        assert desk.at_library()


# Changing.


CASES: list[tuple[str, list[str], object]] = [
    ("sounds", ["space"], False),
    ("bell", ["enter"], False),
    ("flash", ["space", "enter"], True),
    ("volume", ["left"], 95),
    ("volume", ["minus", "minus", "plus"], 95),
    ("volume", ["right"], 100),
    ("volume", ["4", "2"], 42),
    ("volume", ["4", "2", "right"], 45),
    ("volume", ["4", "2", "enter", "7"], 7),
    ("volume", ["4", "2", "left"], 40),
    ("volume", ["4", "2", "backspace"], 4),
    ("volume", ["4", "backspace", "backspace", "left"], 0),
    ("voice_rate", ["right"], 1.1),
    ("voice_rate", ["left", "left", "left", "left", "left"], 0.7),
    ("voice_rate", ["5"], 1.0),
    ("lead_in_least", ["right", "right"], 2),
    ("lead_in_least", ["1", "1"], 11),
    ("lead_in_most", ["left"], 1800),
    ("stop_at", ["left"], 5),
    ("stop_at", ["right"], 6),
    ("ease_at", ["1"], 1),
    ("ease_rise", ["left", "left"], 1),
    ("theme", ["right"], "textual-dark"),
    ("theme", ["right", "right", "left", "left"], ""),
    ("emergency_number", list("999"), "999"),
    ("advice_line", list("ask rex x"), "ask rex x"),
    ("clinician_note", ["a", "b", "ctrl+u", "c"], "c"),
    ("voice_name", list("en-gb"), "en-gb"),
]
"""A row, the keys pressed on it while it is at its default, and what it is set to then."""


async def test_a_change_holds_and_is_kept_at_once(world: World) -> None:
    async with world.program() as desk:
        await open_settings(desk)
        for row, keys, value in CASES:
            await go_to(desk, row)
            await desk.press(*keys)
            assert getattr(desk.app.context.settings, row) == value, (row, keys)
            assert getattr(kept(world) if world.paths.config.exists() else Settings(), row) == value, (row, keys)
            assert here(desk).control.value == value, (row, keys)
            await desk.press("ctrl+u" if isinstance(value, str) and row != "theme" else "r")
            assert getattr(desk.app.context.settings, row) == getattr(Settings(), row)


async def test_r_puts_the_default_back(world: World) -> None:
    world.configure('volume = 35\nsounds = false\nvoice = false\nwords = "short"\n')
    async with world.program() as desk:
        await open_settings(desk)
        for row, key in (("volume", "r"), ("sounds", "R"), ("voice", "r"), ("words", "r")):
            await go_to(desk, row)
            assert getattr(kept(world), row) != getattr(Settings(), row), row
            await desk.press(key)
            assert getattr(kept(world), row) == getattr(Settings(), row), row
        assert kept(world) == desk.app.context.settings == Settings()


async def test_the_arrows_may_be_held_and_a_word_ends_with_enter(world: World) -> None:
    async with world.program() as desk:
        await open_settings(desk, "volume")
        await desk.press(*["left"] * 20, apart=0.03)
        assert kept(world).volume == 0
        await go_to(desk, "emergency_number")
        await desk.press("1", "enter")
        assert here(desk).row.name == "advice_line"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_the_mouse_changes_too(painted_world: World, size: tuple[int, int]) -> None:
    async with painted_world.program(size) as desk:
        await open_settings(desk)

        async def click(name: str, x: int) -> None:
            control = desk.screen.query_one(f"#{name}", SettingLine).control
            control.scroll_visible(animate=False, immediate=True)
            await desk.pilot.pause()
            await desk.pilot.click(control, offset=(x, 0))
            await desk.pilot.pause()

        await click("sounds", 1)
        await click("volume", 0)
        await click("volume", 0)
        await click("volume", 7)
        await click("volume", 4)
        assert (kept(painted_world).sounds, kept(painted_world).volume) == (False, 95)
        await click(CAUTIONS, 2)
        assert isinstance(desk.screen, FirstRunScreen)


# What is wrong.


WRONG = {
    (80, 24): [
        ("emergency_number", "mum", 'Not saved: it is "mum", but must have a digit.'),
        ("volume", "101", "Not saved: it is 101, but must be 0 to 100."),
        ("lead_in_least", "30", "Not saved: it is 30, but the longest is 20."),
    ],
    (120, 40): [("voice_name", "-a", 'Not saved: it is "-a", but may not begin with "-".')],
    (40, 12): [("stop_at", "7", "Not saved: it is 7, but must be 1 to 6: it can be lowered, never raised.")],
}
"""At a size of the window: a row, what is typed there, and what is said of it."""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=str)
async def test_what_is_wrong_is_said_at_its_row_and_not_kept(painted_world: World, size: tuple[int, int]) -> None:
    painted_world.configure("lead_in_most = 20\n")
    async with painted_world.program(size) as desk:
        await open_settings(desk)
        for row, keys, said in WRONG[size]:
            line = await go_to(desk, row)
            await desk.press(*keys)
            assert said in words(desk)
            assert str(getattr(kept(painted_world), row)) != keys
            await desk.press("backspace", "backspace", "backspace", "backspace")
            assert "Not saved" not in desk.text(), row
            assert line is here(desk)


async def test_a_number_that_was_refused_is_gone_with_the_keyboard(world: World) -> None:
    async with world.program() as desk:
        await open_settings(desk, "stop_at")
        await desk.press("7")
        assert "Not saved" in words(desk)
        await desk.press("down")
        assert "Not saved" not in words(desk)
        assert isinstance(control := desk.screen.query_one("#stop_at", SettingLine).control, Control)
        assert "6" in str(control.render())


async def test_what_is_wrong_with_the_file_is_listed_by_line(world: World) -> None:
    world.configure('# mine\nvolum = 30\nbell = 3\nwords = "short"\n')
    async with world.program() as desk:
        await open_settings(desk, "flash")
        assert 'line 2, column 1: unknown setting "volum" (did you mean "volume"?)' in desk.said()
        assert "line 3, column 1: bell is 3, but must be true or false; the default is used" in desk.said()
        await desk.press("space")
        assert "The file as it was is kept as config.toml.bak." in desk.said()
        assert "line 1, column 1: unknown setting" in desk.said()
        assert "bell is 3" not in desk.said()
        await desk.press("space")
        assert "config.toml.bak." in desk.said(), "it can be read in peace"
        await desk.press("escape")
        assert 'config.toml:1:1: error: unknown setting "volum"' in desk.said()
        assert "bell is 3" not in desk.said()


async def test_a_file_changed_meanwhile_holds(world: World) -> None:
    async with world.program() as desk:
        world.configure('volume = 15\nadvice_line = "NHS 111"\n')
        await open_settings(desk, "volume")
        assert marked(desk).startswith("Volume ‹ 15 %")
        await desk.press("right")
        assert kept(world) == Settings(volume=20, advice_line="NHS 111", words="short")


async def test_a_file_broken_meanwhile_does_not_take_away_what_holds(world: World) -> None:
    world.configure('emergency_number = "112"\n')
    async with world.program() as desk:
        world.configure("emergency_number = \n")
        await open_settings(desk, "volume")
        assert "line 2" in desk.said()
        await desk.press("left")
        assert kept(world) == Settings(emergency_number="112", volume=95, words="short")


async def test_what_cannot_be_saved_holds_until_leaving(world: World) -> None:
    def blocked() -> Path:
        return world.paths.config_dir

    async with world.program() as desk:
        world.paths.config.unlink()
        blocked().rmdir()
        blocked().write_text("in the way")
        await open_settings(desk, "volume")
        await desk.press("left")
        assert "The settings could not be saved (" in desk.said()
        assert "they hold until you leave." in desk.said()
        await desk.press("escape")
        blocked().unlink()
        await open_settings(desk, "volume")
        assert marked(desk).startswith("Volume ‹ 95 %")
        await desk.press("left")
        assert "could not be saved" not in desk.said()
        assert kept(world).volume == 90


# What follows from it.
async def test_the_theme_changes_with_the_setting(world: World) -> None:
    async with world.program() as desk:
        assert desk.app.theme == OWN_THEME
        await open_settings(desk, "theme")
        await desk.press("right", "right")
        assert desk.app.theme == "textual-light"
        await desk.press("r")
        assert desk.app.theme == OWN_THEME


async def test_the_pace_shows_in_the_library_and_in_the_session(world: World) -> None:
    async with world.program() as desk:
        assert "2:20" in next(row for row in desk.rows() if "Small" in row)
        await open_settings(desk, "lead_in_least")
        await desk.press("2", "0", "escape")
        assert "2:50" in next(row for row in desk.rows() if "Small" in row)
        await desk.begin()
        assert desk.runner.view().left_seconds == 20
        assert desk.runner.plan.timeline.total_seconds == SMALL_SECONDS + 30


async def test_what_applies_to_me_can_be_answered_again(world: World) -> None:
    async with world.program() as desk:
        await open_settings(desk, CAUTIONS)
        await desk.press("r", "enter")
        assert isinstance(desk.screen, FirstRunScreen)
        await desk.press("escape")
        assert here(desk).row.name == CAUTIONS
        await desk.press("space", "1", "enter")
        assert isinstance(desk.screen, SettingsScreen)
        assert read_person(world.paths.person)[0].cautions == {"osteoporosis"}
        await desk.press("escape")
        assert "Sphinx in place of One knee to the chest" in desk.said()


# Sharp pain, and ways out.
async def test_sharp_pain_is_one_key_away(world: World) -> None:
    async with world.program() as desk:
        for row in ("sounds", "volume", CAUTIONS, "theme"):
            await open_settings(desk, row)
            await desk.press("x")
            assert isinstance(desk.screen, EscalationScreen), row
            await desk.press("enter", "enter")
            assert desk.at_library(), row


async def test_in_a_text_it_is_a_letter(world: World) -> None:
    async with world.program() as desk:
        await open_settings(desk, "advice_line")
        await desk.press("x", "x", "!", "r", apart=0.05)
        assert isinstance(desk.app.focused, Input)
        assert kept(world).advice_line == "xx!r"
        assert "Ctrl+U clears" in desk.rows()[-1]


async def test_it_opens_from_the_library_only(world: World) -> None:
    async with world.program() as desk:
        assert "s settings" in desk.text()
        await desk.begin()
        await desk.press("s")
        assert not isinstance(desk.screen, SettingsScreen)
        assert desk.coach is desk.screen
