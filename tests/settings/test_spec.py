"""One row makes a setting: whatever shows, checks, reads or writes settings is made from it."""

# Not from __future__ import annotations: the rows are read from the annotations.

from pathlib import Path
from typing import Annotated, NamedTuple

import pytest

from backstretch.settings import Settings, change, read_settings, write_settings
from backstretch.settings.checks import RefusedError
from backstretch.settings.row_kinds import Setting, rows_of
from backstretch.settings.spec import KEYS, SETTINGS

from .conftest import others


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_a_row_is_sound(setting: Setting) -> None:
    row = setting.row
    assert row.check(setting.default) == setting.default
    assert [row.check(step) for step in row.steps] == list(row.steps)
    assert bool(row.steps) == (row.kind == "steps")
    assert 0 < len(row.label) <= 16, "there is room for no more beside what it is changed with"
    assert 0 < len(row.about) <= 50
    assert row.allowed
    with pytest.raises(RefusedError):
        row.check(object())


def test_every_field_has_a_row() -> None:
    assert [*SETTINGS, KEYS] == list(Settings._fields)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_every_setting_can_be_kept_and_read_again(path: Path, setting: Setting) -> None:
    path.parent.mkdir(parents=True)
    other = next((step for step in setting.row.steps if step != setting.default), None)
    value = {"switch": not setting.default, "text": "112", "steps": other}[setting.row.kind]
    changed = change(Settings(), setting.name, value)
    assert changed != Settings()
    assert write_settings(path, changed) is None
    assert read_settings(path) == (changed, ())
    assert others(path) == []


def test_a_field_without_a_row_is_no_setting() -> None:
    class Two(NamedTuple):
        first: Annotated[bool, SETTINGS["bell"].row] = True
        keys: tuple[str, ...] = ()

    assert rows_of(Two()) == {"first": Setting("first", True, SETTINGS["bell"].row)}
