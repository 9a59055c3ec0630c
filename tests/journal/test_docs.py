"""What ``docs/journal.md`` says of the export is what the program writes and takes in."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backstretch.journal.exchange import lines, merge
from backstretch.journal.goal_scores import GoalScore
from backstretch.journal.merge import Merged
from backstretch.journal.store import Journal

from .samples import RUN_ID, hold, progress, report, run

NOW = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
PAGE = (Path(__file__).parents[2] / "docs" / "journal.md").read_text(encoding="utf-8")
TABLES = {
    name: re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)
    for name, rows in re.findall(r"<!-- keys: (\w+) -->\n((?:\|.*\n)+)", PAGE)
}


@pytest.fixture
def written(journal: Journal) -> dict[str, Any]:
    """Each part of an export, as it is written."""
    journal.record_stop(RUN_ID, progress(hold(0)), report(kind="sharp"), run())
    journal.rate([GoalScore("Socks", NOW.date(), 5, NOW)])
    head, entry, goal = map(json.loads, lines(journal))
    return {
        "head": head,
        "entry": entry,
        "run": entry["run"],
        "hold": entry["run"]["holds"][0],
        "stop": entry["stop"],
        "goal": goal,
    }


@pytest.mark.parametrize("part", ["head", "entry", "run", "hold", "stop", "goal"])
def test_every_key_has_its_row_in_its_order(written: dict[str, Any], part: str) -> None:
    assert TABLES[part] == list(written[part])


def test_the_example_can_be_taken_in(journal: Journal, tmp_path: Path) -> None:
    (example,) = re.findall(r"<!-- example -->\n```json\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "example.jsonl"
    file.write_text(example, encoding="utf-8")
    assert merge(journal, file, lambda _: None) == Merged()
    assert (gate := journal.open_stop()) is not None
    assert gate.exercise == "knee-to-chest"
    assert list(lines(journal))[1].decode() == example.splitlines()[1] + "\n"
