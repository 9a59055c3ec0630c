"""How the body gets from one position to the next: down to the floor, up again, and over. From ``positions.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from backstretch.base.shipped_toml import read_shipped
from backstretch.session.catalogue import HEIGHTS

UPRIGHT = "standing"
"""Where a session begins."""


def way(before: str, after: str) -> tuple[str, ...]:
    """The sentences that lead from one position of the catalogue to another; none where the body stays as it is."""
    if before == after or HEIGHTS[before] == HEIGHTS[after] == "standing":
        return ()
    table = _table()
    if HEIGHTS[after] == "floor" and HEIGHTS[before] != "floor":
        return (*_change(before, UPRIGHT), *table["down"][after])
    if HEIGHTS[before] == "floor" and HEIGHTS[after] != "floor":
        return (*table["up"][before], *_change(UPRIGHT, after))
    return _change(before, after)


def sentences() -> tuple[str, ...]:
    """Every sentence that can be needed, each once."""
    return tuple(dict.fromkeys(line for before in HEIGHTS for after in HEIGHTS for line in way(before, after)))


def _change(before: str, after: str) -> tuple[str, ...]:
    text = _table()["change"].get(before, {}).get(after)
    return (text,) if text else ()


@cache
def _table() -> dict[str, dict[str, Any]]:
    return read_shipped(Path(__file__).parent / "positions.toml")
