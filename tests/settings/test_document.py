"""What the document says of the settings is what the reader does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from backstretch.actions import CHOSEN
from backstretch.settings import THEMES, Settings, read_settings
from backstretch.settings.checks import RefusedError
from backstretch.settings.spec import BY_KEY

DOCUMENT, KEYS = (
    (Path(__file__).parents[2] / "docs" / name).read_text(encoding="utf-8") for name in ("settings.md", "keys.md")
)
ROWS = re.findall(r"^\| `([a-z_.]+)` \| `(.+?)` \| (.+?) \| .+ \|$", DOCUMENT, re.MULTILINE)


def check(key: str, value: object) -> object:
    return BY_KEY[tuple(key.split("."))].row.check(value)


def test_every_setting_is_there_with_its_default() -> None:
    assert sorted(key for key, _, _ in ROWS) == sorted(".".join(key) for key in BY_KEY)
    for key, default, _ in ROWS:
        value = tomllib.loads(f"value = {default}")["value"]
        meant = tuple(value) if isinstance(value, list) else value
        assert check(key, value) == meant == getattr(Settings(), key.split(".")[-1])


def test_its_bounds_are_the_readers() -> None:
    bounds = [
        (key, match[1], match[2]) for key, _, may in ROWS if (match := re.fullmatch(r"([\d.]+) to ([\d.]+)", may))
    ]
    assert len(bounds) == 8
    for key, least, most in bounds:
        low, high = tomllib.loads(f"at = [{least}, {most}]")["at"]
        assert (check(key, low), check(key, high)) == (low, high)
        for beyond in (low - 1, high + 1):
            with pytest.raises(RefusedError):
                check(key, beyond)


def test_the_themes_are_those_there_are() -> None:
    (may,) = [may for key, _, may in ROWS if key == "theme"]
    assert tuple(re.findall(r"`([a-z-]+)`", may)) == THEMES


def test_the_example_is_in_order(tmp_path: Path) -> None:
    example = DOCUMENT.split("<!-- settings -->\n```toml\n")[1].split("```")[0]
    path = tmp_path / "config.toml"
    path.write_text(example, encoding="utf-8")
    keys = (("coach.pause", ("space", "f8")), ("sharp_pain", ("f9",)))
    assert read_settings(path) == (Settings(emergency_number="112", lead_in_least=15, stop_at=5, keys=keys), ())


def test_every_action_is_there_with_its_own_keys() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \|((?: `[^`]+`)*) +\| ([^|]+) \|$", KEYS, re.MULTILINE)
    listed = {id_: (does, tuple(re.findall("`([^`]+)`", keys))) for id_, keys, does in rows}
    assert listed == {id_: (action.does, action.keys) for id_, action in CHOSEN.items()}
