"""The colours of the phases, measured: for words, for each other, for eyes that see fewer and terminals with fewer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

from backstretch.session.library import find_bundled, load
from backstretch.session.timeline import timeline
from backstretch.tui.colours import PHASE_COLOURS, STOP_DEEP, Look, PhaseColours, look_of, variables
from backstretch.tui.themes import contrast
from backstretch.tui.widgets import figure

from .conftest import PHASES, World
from .test_themes import worst

pytestmark = pytest.mark.second

READABLE = 7.0
"""Of words on their colour (WCAG 2.2, 1.4.6: AAA), to an eye that sees all colours."""
READABLE_BY_ALL = 4.5
"""The same, to every eye (1.4.3: AA); and where there are only 16 colours."""
APART = 15.0
"""Between any two colours, in CIE 1976 ΔE, to every eye. Ours: from about 2.3 a difference is just noticed side by
side, and these are seen after one another, from the corner of an eye."""
APART_NEXT = 20.0
"""Between kinds of phase that follow one another."""
FOLLOW = [{"ready", "hold"}, {"hold", "release"}, {"hold", "switch"}, {"hold", "rest"}, {"ready", "rest"}]

Matrix = tuple[tuple[float, float, float], ...]
SIGHTS: dict[str, Matrix] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What is left of linear red, green and blue: Machado, Oliveira and Fernandes 2009, at severity 1.0."""
TO_XYZ: Matrix = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)
"""Linear sRGB to XYZ, as parts of the white D65."""

LOOKS: tuple[Look, ...] = ("dark", "light", "contrast", "sixteen")


def times(matrix: Matrix, color: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(part * value for part, value in zip(row, color, strict=True)) for row in matrix)


def seen(color: str, sight: str) -> Color:
    """A colour as an eye sees it."""
    linear = tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in Color.parse(color).normalized)
    left = (min(1, max(0, value)) for value in times(SIGHTS[sight], linear))
    red, green, blue = (round(255 * (v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055)) for v in left)
    return Color(red, green, blue)


def lab(color: Color) -> tuple[float, float, float]:
    linear = tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in color.normalized)
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in times(TO_XYZ, linear))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, sight: str) -> float:
    pairs = zip(lab(seen(one, sight)), lab(seen(other, sight)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def phases(look: Look) -> dict[str, str]:
    """What tells the kinds: their band, or the whole screen. A pause in high contrast is the one screen not black."""
    untold = {"flash", "paused"} if look == "contrast" else {"flash"}
    return {what: colours.band or colours.screen for what, colours in PHASE_COLOURS[look].items() if what not in untold}


def words(colours: PhaseColours) -> Iterator[tuple[str, str]]:
    """The words' colours, each with the one behind."""
    yield colours.text, colours.screen
    yield colours.band_text or colours.text, colours.band or colours.screen
    yield colours.digits or colours.text, colours.screen


def test_what_is_known_of_the_measures() -> None:
    assert lab(Color.parse("#ffffff")) == pytest.approx((100, 0, 0), abs=0.02)
    assert lab(Color.parse("#ff0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    for sight in SIGHTS:
        assert seen("#808080", sight) == Color(128, 128, 128)
    assert apart("#a00000", "#4a3a00", "protanopia") < 10 < 50 < apart("#a00000", "#4a3a00", "all colours")


@pytest.mark.parametrize("look", LOOKS)
def test_words_can_be_read_on_every_colour(look: Look) -> None:
    for what, colours in PHASE_COLOURS[look].items():
        for text, behind in words(colours):
            least = READABLE_BY_ALL if look == "sixteen" else READABLE
            assert contrast(Color.parse(text), Color.parse(behind)) >= least, what
            for sight in SIGHTS:
                assert contrast(seen(text, sight), seen(behind, sight)) >= READABLE_BY_ALL, (what, sight)
    for behind in STOP_DEEP[look]:
        assert contrast(Color.parse("#ffffff"), Color.parse(behind)) >= READABLE


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_kinds_are_told_apart_by_every_eye(look: Look, sight: str) -> None:
    colours = phases(look)
    for one, other in combinations(colours, 2):
        least = APART_NEXT if {one, other} in FOLLOW else APART
        assert apart(colours[one], colours[other], sight) >= least, (one, other)


@pytest.mark.parametrize("look", [look for look in LOOKS if look != "sixteen"])
def test_the_part_that_works_is_told_from_the_body_on_every_colour(look: Look) -> None:
    """Of 16 colours none is far enough from both black and the green of a hold."""
    for what, colours in PHASE_COLOURS[look].items():
        behind, body = Color.parse(colours.screen), Color.parse(colours.text)
        assert figure.working(behind, body) != body, what


def test_the_kinds_that_follow_one_another_are_those() -> None:
    """In every session that comes with the program."""
    for found in find_bundled():
        session = load(found).session
        assert session is not None
        for one, other in pairwise(timeline(session).phases):
            assert one.kind == other.kind or {one.kind, other.kind} in FOLLOW


@pytest.mark.parametrize("system", [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD], ids=lambda system: system.name)
def test_terminals_with_fewer_colours_still_tell_them(system: ColorSystem) -> None:
    looks = ("contrast", "sixteen") if system is ColorSystem.STANDARD else LOOKS

    def reduced(color: str) -> RichColor:
        return RichColor.parse(color).downgrade(system)

    for look in looks:
        colours = phases(look)
        assert len({reduced(color).number for color in colours.values()}) == len(colours), look
        for what, of_phase in PHASE_COLOURS[look].items():
            for text, behind in words(of_phase):
                pair = (Color(*reduced(color).get_truecolor()) for color in (text, behind))
                assert contrast(*pair) >= READABLE_BY_ALL - 0.5, (look, what)


def test_which_look_goes_with_what() -> None:
    assert look_of("textual-dark", dark=True, sixteen=False) == "dark"
    assert look_of("textual-light", dark=False, sixteen=False) == "light"
    assert look_of("textual-light", dark=False, sixteen=True) == "sixteen"
    for sixteen in (True, False):
        assert look_of("high-contrast", dark=True, sixteen=sixteen) == "contrast"
    assert {len(variables(look)) for look in LOOKS} == {len(variables("dark"))}


@pytest.mark.parametrize(
    ("theme", "terminal", "look"),
    [
        ("", "truecolor", "dark"),
        ("textual-light", "truecolor", "light"),
        ("high-contrast", "", "contrast"),
        ("", "", "sixteen"),
    ],
)
async def test_a_session_wears_its_look(
    painted_world: World, monkeypatch: pytest.MonkeyPatch, theme: str, terminal: str, look: Look
) -> None:
    """From the first phase to the stop, and every word of it can be read."""
    monkeypatch.setenv("COLORTERM", terminal)
    monkeypatch.setenv("TERM", "xterm")
    painted_world.configure(f'theme = "{theme}"\n')
    async with painted_world.program() as desk:
        await desk.begin()
        for kind in ("ready", "hold", "release", "switch", "rest", "paused", "stop"):
            if kind == "paused":
                await desk.press("space")
            elif kind == "stop":
                await desk.press("x")
            else:
                await desk.let(max(0, PHASES[kind] + 0.5 - desk.at))
            assert desk.screen.styles.background == Color.parse(PHASE_COLOURS[look][kind].screen), kind
            least, word = worst(desk)
            assert least >= READABLE_BY_ALL, (kind, word)


async def test_without_colours_the_place_of_the_keyboard_is_told(
    painted_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with painted_world.program() as desk:
        for keys, word, how in (
            ((), "Small", "underline"),
            (("s",), "[x] on", "reverse"),
            (("escape", "x"), "[ Leave ]", "reverse"),
        ):
            await desk.press(*keys)
            strips = desk.screen._compositor.render_strips(desk.app.size)
            styles = [segment.style for strip in strips for segment in strip if word in segment.text]
            assert getattr(styles[0], how), word
