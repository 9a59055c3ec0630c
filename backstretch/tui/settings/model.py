"""The rows of the settings screen: what each setting is called, what it does, and how it is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from backstretch.actions import CHOSEN, PAIN, Action
from backstretch.settings import Settings
from backstretch.settings.key_map import keys_of
from backstretch.settings.spec import DEFAULTS, SETTINGS

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
        return self.value(DEFAULTS)

    def value(self, settings: Settings) -> Any:
        """What holds with these settings, as it is shown; the keys of an action parted by spaces."""
        if self.name.startswith(_KEYS):
            return " ".join(keys_of(settings.keys, self.name.removeprefix(_KEYS)))
        found = getattr(settings, self.name, "What applies to me")
        return self.shown(found) if self.kind == "text" else found

    @property
    def line(self) -> str:
        """What it does, and the default where there is one to name."""
        if self.kind == "switch":
            return f"{self.about} ({'on' if self.default else 'off'})"
        return (
            f"{self.about} ({self.shown(self.default)})" if self.kind == "steps" and self.default != "" else self.about
        )


def _rows() -> Iterator[tuple[str, tuple[SettingRow, ...]]]:
    """The settings under their headings; the cautions stand with the help, although they are no setting."""
    for group, settings in groupby(SETTINGS.values(), key=lambda setting: setting.row.group):
        rows = [
            SettingRow(name, row.label, row.about, row.kind, row.steps, row.shown, row.digits)
            for name, _, row in settings
        ]
        if any(row.name == "clinician_note" for row in rows):
            rows.append(SettingRow(CAUTIONS, "Cautions", "what is left out for them", "opens"))
        yield group, tuple(rows)


def _key_rows(screen: str) -> tuple[SettingRow, ...]:
    """A row for each action on a screen, or for those that work everywhere."""
    found = [(id_, action) for id_, action in CHOSEN.items() if action.screen == screen]
    return tuple(
        SettingRow(f"{_KEYS}{id_}", id_.rpartition(".")[2].replace("_", " ").capitalize(), _keys_line(action), "keys")
        for id_, action in found
    )


def _keys_line(action: Action) -> str:
    own = f" ({' '.join(action.keys)})" if action.keys else ""
    return f"{action.does}{own}"


GROUPS: tuple[tuple[str, tuple[SettingRow, ...]], ...] = (
    *_rows(),
    ("Keys, separated by spaces", (*_key_rows(PAIN), *_key_rows("palette"), *_key_rows("coach"))),
    ("Keys of the library", _key_rows("library")),
)
"""The rows under their headings, in the order of the screen."""
