"""The colours by which a session tells its phases, in each of its looks. Pure: names and colours, no widgets.

A hold lights the screen up and a release takes the light away, so that the two, which follow one another most
often, differ in lightness and not in hue alone. All of it is our own choice; `tests/tui/test_colours.py` says what it
has to be measured by.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Look = Literal["dark", "light", "contrast", "sixteen"]
"""``sixteen``: for terminals that know no more colours than that."""

_WHITE, _BLACK = "#ffffff", "#000000"


class PhaseColours(NamedTuple):
    """The colours of the screen while something goes on."""

    screen: str
    """The colour of the whole screen."""
    text: str = _WHITE
    band: str = ""
    """Of the rows with phase and side; empty: as the screen."""
    band_text: str = ""
    digits: str = ""
    """Of the countdown; empty: as the text."""

    def whole(self) -> "PhaseColours":
        """With every colour named."""
        band, band_text = self.band or self.screen, self.band_text or self.text
        return self._replace(band=band, band_text=band_text, digits=self.digits or self.text)


def _lit(color: str) -> PhaseColours:
    """Black, with a band and digits in a bright colour."""
    return PhaseColours(_BLACK, _WHITE, color, _BLACK, color)


PHASE_COLOURS: Mapping[Look, Mapping[str, PhaseColours]] = {
    "dark": {
        "ready": PhaseColours("#3a2000"),
        "hold": PhaseColours("#0d5c3a"),
        "release": PhaseColours("#0b202e"),
        "switch": PhaseColours("#633a92"),
        "rest": PhaseColours("#1c2c9c"),
        "paused": PhaseColours("#ffd75f", _BLACK),
        "stop": PhaseColours("#a80000"),
        "flash": PhaseColours(_WHITE, _BLACK),
    },
    "light": {
        "ready": PhaseColours("#ffd75f", _BLACK),
        "hold": PhaseColours("#6fdc8c", _BLACK),
        "release": PhaseColours("#eaf6f8", _BLACK),
        "switch": PhaseColours("#e69ad0", _BLACK),
        "rest": PhaseColours("#93aaff", _BLACK),
        "paused": PhaseColours("#1c1c1c"),
        "stop": PhaseColours("#a80000"),
        "flash": PhaseColours(_BLACK),
    },
    "contrast": {
        "ready": _lit("#f8e032"),
        "hold": _lit("#5cf590"),
        "release": _lit("#e7fffd"),
        "switch": _lit("#f08acb"),
        "rest": _lit("#9c93fe"),
        "paused": PhaseColours(_WHITE, _BLACK),
        "stop": _lit("#ff6060"),
        "flash": PhaseColours(_WHITE, _BLACK),
    },
    "sixteen": {
        "ready": PhaseColours("#ffff55", _BLACK),
        "hold": PhaseColours("#00aa00", _BLACK),
        "release": PhaseColours(_BLACK),
        "switch": PhaseColours("#aa00aa"),
        "rest": PhaseColours("#0000aa"),
        "paused": PhaseColours("#aaaaaa", _BLACK),
        "stop": PhaseColours("#aa0000"),
        "flash": PhaseColours(_WHITE, _BLACK),
    },
}
"""By look and by what goes on: a kind of phase, a pause, the stop, or a flash."""


class StripCell(NamedTuple):
    """How a kind of phase looks in the strip of a session."""

    block: str
    character: str
    """Where there is only ASCII."""
    colour: str


STRIP_CELLS: Mapping[str, StripCell] = {
    "ready": StripCell("░", ":", "$warning"),
    "hold": StripCell("█", "#", "$success"),
    "release": StripCell("▁", "_", "$success"),
    "switch": StripCell("▞", "%", "$accent"),
    "rest": StripCell("·", ".", "$text-muted"),
}

STOP_DEEP: Mapping[Look, tuple[str, str]] = {
    "dark": ("#7a0000", "#3a0000"),
    "light": ("#7a0000", "#3a0000"),
    "contrast": ("#303030", "#000000"),
    "sixteen": ("#aa0000", "#000000"),
}
"""The colours of the fields on the stop's screen, and of the way out of it where that has not the keyboard."""


def look_of(theme: str, *, dark: bool, sixteen: bool) -> Look:
    """The look that goes with a theme, on a terminal of more than 16 colours or not."""
    if theme == "high-contrast":
        return "contrast"
    if sixteen:
        return "sixteen"
    return "dark" if dark else "light"


def variables(look: Look) -> dict[str, str]:
    """The names the stylesheets know these colours by: ``$hold``, ``$hold-text``, ``$hold-band`` and so on."""
    named: dict[str, str] = {}
    for what, colours in PHASE_COLOURS[look].items():
        named |= {
            f"{what}-{part}".removesuffix("-screen").replace("_", "-"): color
            for part, color in colours.whole()._asdict().items()
        }
    named["stop-field"], named["stop-leave"] = STOP_DEEP[look]
    return named
