"""The rows of the settings screen: what each setting is called, what it does, and how it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from backstretch.settings import THEMES, Settings
from backstretch.settings.keys import ACTIONS, PAIN, Action, keys_of
from backstretch.settings.values import TIMES_SAID, WORDS

LEAD_INS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600)
"""Seconds that are stepped through; those between can be typed."""
BREATHS = (0, *range(3, 16))
"""Seconds of a breath; 0 stands for the file's own."""
_KEYS = "keys."
CAUTIONS = "cautions"
"""The row that is no setting: it opens the list from before the first session."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One row."""

    name: str
    """Of the field in `Settings`."""
    label: str
    about: str
    """What it does, its unit and its bounds; the default stands behind it in brackets."""
    kind: Literal["switch", "steps", "text", "keys", "opens"] = "switch"
    steps: Sequence[Any] = ()
    shown: Callable[[Any], str] = str
    digits: bool = False
    """Whether a number can be typed."""

    @property
    def default(self) -> Any:
        """What holds when nothing is set."""
        return self.value(Settings())

    def value(self, settings: Settings) -> Any:
        """What holds with these settings, as it is shown; the keys of an action parted by spaces."""
        if self.name.startswith(_KEYS):
            return " ".join(keys_of(settings.keys, self.name.removeprefix(_KEYS)))
        return getattr(settings, self.name, "What applies to me")

    @property
    def line(self) -> str:
        """What it does, and the default where there is one to name."""
        if self.kind == "switch":
            return f"{self.about} ({'on' if self.default else 'off'})"
        return (
            f"{self.about} ({self.shown(self.default)})" if self.kind == "steps" and self.default != "" else self.about
        )


def _seconds(value: int) -> str:
    return f"{value} s"


def _breath(value: int) -> str:
    return f"{value} s" if value else "as the file says"


def _percent(value: int) -> str:
    return f"{value} %"


def _key_rows(screen: str) -> tuple[SettingRow, ...]:
    """A row for each action on a screen, or for those that work everywhere."""
    found = [(id_, action) for id_, action in ACTIONS.items() if id_.partition(".")[0] == screen or id_ == screen]
    return tuple(
        SettingRow(f"{_KEYS}{id_}", id_.rpartition(".")[2].replace("_", " ").capitalize(), _keys_line(action), "keys")
        for id_, action in found
    )


def _keys_line(action: Action) -> str:
    own = f" ({' '.join(action.keys)})" if action.keys else ""
    return f"{action.does}{own}"


def _theme(value: str) -> str:
    return value or "program's own"


GROUPS: tuple[tuple[str, tuple[SettingRow, ...]], ...] = (
    (
        "Sound",
        (
            SettingRow("sounds", "Tones", "one for each phase"),
            SettingRow("volume", "Volume", "50 % is half as loud", "steps", range(0, 101, 5), _percent, digits=True),
            SettingRow("bell", "Bell", "terminal's, if no tone plays"),
            SettingRow("flash", "Flash", "screen's, if no tone plays"),
        ),
    ),
    (
        "Voice",
        (
            SettingRow("voice", "Voice", "says what to do, which side"),
            SettingRow("voice_rate", "Speed", "0.7 slow to 1.4 fast", "steps", [n / 10 for n in range(7, 15)]),
            SettingRow("voice_name", "Which voice", "one of this machine's; empty: the program's own", "text"),
        ),
    ),
    (
        "Words and breath",
        (
            SettingRow("words", "Words", "short: for who knows it by heart", "steps", WORDS),
            SettingRow("time_said", "Time left", "said at half, or at each minute", "steps", TIMES_SAID),
            SettingRow("breath_pace", "A breath", "3 to 15 s", "steps", BREATHS, _breath, digits=True),
        ),
    ),
    (
        "Pace: getting into position",
        (
            SettingRow(
                "lead_in_least", "At least", "least time, 0 to 3600 s", "steps", LEAD_INS, _seconds, digits=True
            ),
            SettingRow("lead_in_most", "At most", "most time, 0 to 3600 s", "steps", LEAD_INS, _seconds, digits=True),
        ),
    ),
    (
        "Regularity",
        (SettingRow("weekly_goal", "Days a week", "0 to 7; 0: no goal", "steps", range(8), digits=True),),
    ),
    (
        "Help and contacts",
        (
            SettingRow("emergency_number", "Emergency number", "shown with the advice; empty: your local one", "text"),
            SettingRow("advice_line", "Advice line", "whom you can ask for medical advice", "text"),
            SettingRow("clinician_note", "Clinician's note", "what you were told; shown with the advice", "text"),
            SettingRow(CAUTIONS, "Cautions", "what is left out for them", "opens"),
        ),
    ),
    (
        "Pain limits (can only be lowered)",
        (
            SettingRow("stop_at", "Stop at", "pain, 1 to 6", "steps", range(1, 7), digits=True),
            SettingRow("ease_at", "Ease off at", "pain, 1 to 4", "steps", range(1, 5), digits=True),
            SettingRow("ease_rise", "Ease off after", "points over the start, 1–2", "steps", range(1, 3), digits=True),
        ),
    ),
    (
        "Look",
        (
            SettingRow("theme", "Colours", "of a session too: dark or light", "steps", ("", *THEMES), _theme),
            SettingRow("motion", "Motion", "the figure moves and breathes"),
        ),
    ),
    (
        "Keys, parted by spaces",
        (*_key_rows(PAIN), *_key_rows("palette"), *_key_rows("coach")),
    ),
    ("Keys of the library", _key_rows("library")),
)
"""The rows under their headings, in the order of the screen."""
