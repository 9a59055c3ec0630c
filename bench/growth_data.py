"""What a person may come to have: very many sessions, very long ones, very many runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.homes import MOMENT, add_session, data
from bench.running import run
from bench.subjects import HERE, PROGRAM

LAST = "Zzz the last of all"
"""The title of the session that the library shows last."""

_MOST_ROUNDS = 50
_HOLDS = 100
PHASES_A_ROUND = 2 * _HOLDS
"""A ready, a hundred holds, and a release between each of them and the next."""

_DAY_ROUNDS_AN_HOUR = 3
_DAY_ROUND_SECONDS = 1200
"""A hundred holds of 10 s, 2 s after each of them."""
_ROWS_A_RUN = 4


def add_sessions(home: Path, count: int) -> None:
    """So many copies of a bundled session of ordinary length, each with a title of its own; and one last one."""
    text = (HERE.parent / "sessions" / "everyday.toml").read_text(encoding="utf-8")
    titled = next(line for line in text.splitlines() if line.startswith("title = "))
    for number in range(count):
        add_session(home, f"copy-{number:05}", text.replace(titled, f'title = "Copy {number:05}"'))
    add_session(home, "zzz", text.replace(titled, f'title = "{LAST}"'))


def session_of_phases(count: int) -> str:
    """A session of so many phases, a multiple of those in a round."""
    rounds, groups = count // PHASES_A_ROUND, []
    while rounds:
        groups.append(
            f"""[[steps]]
rounds = {min(rounds, _MOST_ROUNDS)}
[[steps.steps]]
exercise = "knee-to-chest"
sides = "left"
hold = 5
reps = {_HOLDS}
rest_between = 3
lead_in = 5
"""
        )
        rounds -= min(rounds, _MOST_ROUNDS)
    return f'format = 1\ntitle = "{count} phases"\n{"".join(groups)}'


def session_of_hours(hours: int) -> str:
    """A session of exactly so many hours."""
    rounds, groups = _DAY_ROUNDS_AN_HOUR * hours, []
    while rounds:
        now = min(rounds, _MOST_ROUNDS)
        groups.append(
            f"""[[steps]]
rounds = {now}
rest_between = 2
[[steps.steps]]
name = "Arms up"
cues = ["Up."]
hold = {_DAY_ROUND_SECONDS // _HOLDS - 2}
reps = {_HOLDS}
rest_between = 2
[[steps]]
rest = 2
"""
        )
        rounds -= now
    return f'format = 1\ntitle = "{hours} hours"\nlead_in = 0\n{"".join(groups)}'


def add_runs(home: Path, count: int) -> None:
    """A journal of so many runs, an hour apart, the newest two days ago: one that was done, over and over.

    The copies are made of whatever columns the journal has.
    """
    add_session(home, "moment", MOMENT)
    run((*PROGRAM, "run", "moment", "--plain"), home)
    with closing(sqlite3.connect(data(home) / "journal.db")) as journal, journal:
        journal.execute("UPDATE runs SET next_day = 'same', next_day_asked = 1")
        ((first,),) = journal.execute("SELECT id FROM runs")
        _copy(journal, "holds", first, {"place": "number"}, range(1, _ROWS_A_RUN))
        changed = {
            "id": "printf('%08x-0000-4000-8000-000000000000', number)",
            "started_at": _moment(),
            "ended_at": _moment(),
        }
        _copy(journal, "runs", first, changed, range(count))
        _copy(journal, "holds", first, {"run_id": changed["id"]}, range(count))
        journal.execute("DELETE FROM runs WHERE id = ?", (first,))


def _copy(journal: sqlite3.Connection, rows: str, run_id: str, changed: dict[str, str], numbers: range) -> None:
    """Copy the rows of a run for each number, with some columns changed to what is made of the number."""
    key = "id" if rows == "runs" else "run_id"
    columns = [name for _, name, *_ in journal.execute(f"PRAGMA table_info({rows})")]
    values = ", ".join(changed.get(column, column) for column in columns)
    journal.execute(
        f"""WITH RECURSIVE numbers (number) AS (
            SELECT {numbers.start} UNION ALL SELECT number + 1 FROM numbers WHERE number + 1 < {numbers.stop}
        ) INSERT INTO {rows} SELECT {values} FROM {rows}, numbers WHERE {key} = ?""",  # noqa: S608 - constants only
        (run_id,),
    )


def _moment() -> str:
    """When the run of a number began, as the journal writes it; a higher one began earlier."""
    return "strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now', '-2 days', '-' || number || ' hours')"
