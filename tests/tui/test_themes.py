"""Every theme a person can choose can be read, on every screen that follows it."""

from __future__ import annotations

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input

from backstretch.settings import THEMES
from backstretch.tui.themes import HIGH_CONTRAST, OWN_THEME, contrast, readable_theme

from .conftest import Desk, World

pytestmark = pytest.mark.second

LEAST = 3.0
"""Of everything, quiet and bold words too; the least that WCAG 2.2 allows for large ones."""
PLAIN = 4.5


def worst(desk: Desk) -> tuple[float, str]:
    """The least contrast of any word of the screen, and the word."""
    found = (21.0, "")
    area = desk.screen.query_one("#box").region if desk.screen.is_modal else desk.screen.region
    for strip in desk.screen._compositor.render_strips(desk.app.size)[area.y : area.bottom]:
        for segment in strip.crop(area.x, area.right):
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None:
                continue
            if any(char.isalnum() for char in segment.text):
                color, behind = _color(style.color), _color(style.bgcolor)
                if style.reverse:
                    color, behind = behind, color
                found = min(found, (contrast(color, behind), segment.text))
    return found


def _color(color: RichColor) -> Color:
    return Color(*color.get_truecolor())


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast(Color(9, 9, 9), Color(9, 9, 9)) == 1


@pytest.mark.parametrize("name", THEMES)
def test_the_colours_of_words_stand_out(name: str) -> None:
    theme = readable_theme(name)
    variables = {**theme.to_color_system().generate(), **theme.variables}
    for written in ("foreground", "accent", "text-accent", "warning", "text-warning", "success", "text-error"):
        for behind in ("background", "surface", "panel"):
            assert contrast(Color.parse(variables[written]), Color.parse(variables[behind])) >= PLAIN
    own = HIGH_CONTRAST if name == HIGH_CONTRAST.name else BUILTIN_THEMES[name]
    assert (theme.name, theme.dark) == (name, own.dark)


def test_a_theme_that_can_be_read_stays_as_it_is() -> None:
    moved = set(readable_theme("textual-dark").variables) - set(BUILTIN_THEMES["textual-dark"].variables)
    assert not moved & {"foreground", "accent", "text-accent", "success"}
    assert "accent" in readable_theme("textual-light").variables


@pytest.mark.parametrize("name", ["", "textual-light", "high-contrast", "rose-pine"])
async def test_every_screen_can_be_read(painted_world: World, name: str) -> None:
    painted_world.configure(f'theme = "{name}"\nvolum = 3\n')
    async with painted_world.program() as desk:
        assert desk.app.theme == (name or OWN_THEME)
        for keys in (
            *((), ("tab",), ("tab", "question_mark"), ("escape", "s"), ("escape", "c", "1")),
            *(("escape", "e", "down", "enter"), ("escape", "escape", "enter"), ("x",)),
        ):
            await desk.press(*keys)
            least, word = worst(desk)
            assert least >= LEAST, (keys, word)


async def test_with_high_contrast_an_empty_field_is_seen(painted_world: World) -> None:
    painted_world.configure('theme = "high-contrast"\n')
    async with painted_world.program((80, 36)) as desk:
        for keys in (("s",), ("escape", "e", "down", "enter")):
            await desk.press(*keys)
            fields = [field for field in desk.screen.query(Input) if field.region]
            assert fields
            for field in fields:
                assert contrast(field.background_colors[1], field.background_colors[0]) > 1.5, (keys, field)


async def test_a_session_follows_a_change_of_theme(painted_world: World) -> None:
    async with painted_world.program() as desk:
        await desk.begin()
        before = desk.screen.styles.background, desk.screen.styles.color
        settings = desk.app.context.settings
        desk.app.use_settings(settings._replace(theme="textual-light"))
        await desk.pilot.pause()
        assert desk.app.theme == "textual-light"
        after = desk.screen.styles.background, desk.screen.styles.color
        assert [contrast(old, new) > PLAIN for old, new in zip(before, after, strict=True)] == [True, True]


@pytest.mark.parametrize("name", [OWN_THEME, *THEMES])
def test_the_chosen_row_can_be_read(name: str) -> None:
    theme = readable_theme(name)
    colours = {**theme.to_color_system().generate(), **theme.variables}
    chosen, behind = (Color.parse(colours[f"block-cursor-{part}"]) for part in ("foreground", "background"))
    assert contrast(chosen, behind) >= PLAIN
