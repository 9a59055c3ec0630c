"""The tables, the export, the merge and the lists have the columns that the records have, and no others."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backstretch.commands.run_values import COLUMNS, hold_values, run_values
from backstretch.journal.columns import names
from backstretch.journal.exchange import lines
from backstretch.journal.records import (
    ADDED_UP,
    NOT_LISTED,
    ONE_MACHINE,
    SCORES,
    AfterRun,
    Hold,
    PainReport,
    Run,
    RunEntry,
    RunStart,
    StopEntry,
)
from backstretch.journal.store import Journal

from .samples import RUN_ID, hold, progress, report, run

ROOT = Path(__file__).parents[2]
UNUSED = {"cleared_at"}
"""A column of ``runs`` from the first version, which ``stops`` has instead."""


def table(journal: Journal, name: str) -> set[str]:
    return {column for _, column, *_ in journal._link.db.execute(f"PRAGMA table_info({name})")}


def test_the_tables_have_the_columns_of_the_records(journal: Journal) -> None:
    assert table(journal, "runs") - UNUSED == {"id", *names(RunEntry), *ADDED_UP, *ONE_MACHINE}
    assert table(journal, "holds") == {"run_id", *names(Hold)}
    assert table(journal, "stops") == {"run_id", *names(StopEntry)}


def test_what_is_read_is_what_is_merged() -> None:
    entry = set(RunEntry._fields)
    assert set(Run._fields) == (entry - {"holds", "next_phase", "changed_at"}) | {"id", "pain_report", *ADDED_UP}
    assert set(RunStart._fields) <= entry | {"id", *ONE_MACHINE}
    assert set(AfterRun.__annotations__) <= entry
    assert set(PainReport._fields) < set(StopEntry._fields)
    assert entry | set(StopEntry._fields) >= SCORES


def test_an_export_and_the_lists_have_every_field(journal: Journal) -> None:
    journal.record_stop(RUN_ID, progress(hold(0)), report(kind="sharp"), run())
    written = json.loads(list(lines(journal))[1])
    assert set(written["run"]) == {*RunEntry._fields, *ADDED_UP}
    assert set(written["stop"]) == set(StopEntry._fields)
    assert set(written["run"]["holds"][0]) == set(Hold._fields)
    listed = run_values(journal.find_run(RUN_ID))
    assert set(listed) == (set(Run._fields) - NOT_LISTED) | {"pain_report"}
    assert set(listed["pain_report"]) == set(PainReport._fields) - NOT_LISTED
    assert set(COLUMNS) == (set(listed) - {"pain_report"}) | {f"pain_{key}" for key in listed["pain_report"]}
    assert set(hold_values(journal.holds(RUN_ID)[0])) == set(Hold._fields) - {"phase"}


WALK = """
import json, sys
from pathlib import Path
from backstretch.commands.run_values import run_values, table_lines
from backstretch.journal.exchange import lines, merge
from backstretch.journal.store import Journal
from tests.journal.samples import RUN_ID, hold, progress, run

home = Path(sys.argv[1])
with Journal.open(home / "here.db", home / "stops") as journal:
    journal.begin(run())
    journal.finish(RUN_ID, "completed", progress(hold(0)))
    assert journal.after(RUN_ID, pain_after=1, effort=2, note=None, mood=7)
    (home / "export.jsonl").write_bytes(b"".join(lines(journal)))
with Journal.open(home / "there.db", home / "stops") as journal:
    merge(journal, home / "export.jsonl", lambda _: None)
    kept = journal.find_run(RUN_ID)
    head, row = table_lines([kept])
    deleted = journal.delete(RUN_ID)
    journal.undelete(deleted)
    again = journal.find_run(RUN_ID)
    cells = dict(zip(head.split(","), row.split(",")))
    print(json.dumps([kept.mood, run_values(kept)["mood"], cells["mood"], again.mood]))
(home / "export.jsonl").write_text((home / "export.jsonl").read_text().replace('"mood":7', '"mood":70'))
with Journal.open(home / "there.db", home / "stops") as journal:
    try:
        merge(journal, home / "export.jsonl", lambda _: None)
    except Exception as error:
        print(error)
"""


@pytest.mark.second
def test_the_worked_example_adds_a_column_in_two_files(tmp_path: Path) -> None:
    """What CONTRIBUTING says is done, to a copy of the package: every block of its differences is found once."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"<!-- a column -->\n(.*?)<!-- end -->", page, re.DOTALL)
    edits = re.findall(r"`(journal/\w+\.py)`.*?\n```diff\n(.*?)```", example, re.DOTALL)
    skipped = shutil.ignore_patterns("__pycache__", "*.wav", "*.svg", "sounds", "tui")
    shutil.copytree(ROOT / "backstretch", tmp_path / "backstretch", ignore=skipped)
    for file, diff in edits:
        path = tmp_path / "backstretch" / file
        text = path.read_text(encoding="utf-8")
        for block in diff.split("...\n"):
            before = "".join(line[1:] for line in block.splitlines(keepends=True) if line[0] != "+")
            after = "".join(line[1:] for line in block.splitlines(keepends=True) if line[0] != "-")
            assert text.count(before) == 1, (file, before)
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
    assert len({file for file, _ in edits}) == 2
    shutil.copytree(ROOT / "tests" / "journal", tmp_path / "tests" / "journal", ignore=skipped)
    done = subprocess.run(
        [sys.executable, "-c", WALK, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    values, refused = done.stdout.splitlines()
    assert json.loads(values) == [7, 7, "7", 7]
    assert "mood is 70; it must be 0 to 10" in refused
