"""Makes ``journal-v<N>.db``, a small journal of the version that the code has now, and beside it what it says.

It is run once for each version, before the next one changes the tables, and both files then stay as they are:
``python -m tests.data.make_journal``.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from backstretch.coach.results import MISTAKE
from backstretch.journal import migrations
from backstretch.journal.codec import to_json
from backstretch.journal.goal_scores import GoalScore, to_values
from backstretch.journal.records import Hold, PainReport, Progress, RunStart
from backstretch.journal.store import Journal

HERE = Path(__file__).parent
DEAD_PID = 2**31 - 1
FIRST = datetime(2025, 3, 1, 7, 30, 15, 250_000, tzinfo=timezone(timedelta(hours=5, minutes=30)))
REPORT = PainReport(at_seconds=31.5, step=1, exercise="knee-to-chest", side="left", rep=2)
TOLD = REPORT._replace(kind="sharp", score=7, where="low left", signs=("numb-saddle", "fever"), note="while pulling")


def begun(number: int, **changes: Any) -> RunStart:
    """A run begun ``number`` days after FIRST."""
    run = RunStart(
        id=f"{number:08d}-8f0b-4c55-9d4e-2f6f6f1f0a01",
        session="gentle-start",
        title="Gentle start",
        sha256="ab" * 32,
        started_at=FIRST + timedelta(days=number),
        level=number % 3,
        from_step=1,
        planned_seconds=150.0,
        holds_planned=4,
        pain_before=number % 5,
        pid=DEAD_PID,
    )
    return run._replace(**changes)


def come(run: RunStart, *results: str) -> Progress:
    """How far ``run`` has come: the holds of a round with two sides, with these results."""
    holds = tuple(
        Hold(
            phase=2 * place + 1,
            step=2,
            within=1,
            round=place // 2 + 1,
            exercise="knee-to-chest" if place < 2 else "My own <b>move</b>",
            side="left" if place % 2 == 0 else "right",
            rep=1,
            planned_seconds=20.0,
            held_seconds={"done": 20.0, "cut": 7.125}.get(result, 0.0),
            result=result,  # type: ignore[arg-type]
        )
        for place, result in enumerate(results)
    )
    return Progress(run.started_at + timedelta(minutes=len(holds)), 2 * len(holds), 30.5 * len(holds), holds)


def fill(journal: Journal) -> None:
    """One run of each kind."""
    whole = begun(0)
    journal.begin(whole)
    journal.finish(whole.id, "completed", come(whole, "done", "done", "done", "done")._replace(pain_during=3))
    journal.after(whole.id, pain_after=1, effort=4, note="Ging gut – “fine”\nand a second line \x1b[31m")
    journal.next_day(whole.id, "better")
    passed = begun(1, session="evening")
    journal.begin(passed)
    bridge = TOLD._replace(exercise="bridge")
    journal.record_stop(passed.id, come(passed, "done", "cut"), bridge, passed)
    journal.clear_stop(passed.id, passed.started_at + timedelta(days=3))
    journal.put_back("bridge")
    early = begun(2, from_step=2, pain_before=None)
    journal.begin(early)
    journal.finish(early.id, "ended_early", come(early, "done", "cut", "skipped", "skipped"))
    journal.next_day(early.id, None)
    broken = begun(3, started_at=(FIRST + timedelta(days=3)).astimezone(timezone(timedelta(hours=-9, minutes=-30))))
    journal.begin(broken)
    journal.progress(broken.id, come(broken, "done"))
    mistake = begun(4)
    journal.begin(mistake)
    journal.record_stop(mistake.id, come(mistake, "done"), REPORT._replace(kind=MISTAKE), mistake)
    untold = begun(5, session="evening", title="Abend 🌙")
    journal.begin(untold)
    journal.finish(untold.id, "stopped_for_pain", come(untold, "cut"))
    told = begun(6)
    journal.begin(told)
    journal.record_stop(told.id, come(told, "done", "done", "cut"), REPORT, told)
    journal.amend_report(told.id, TOLD)
    last = begun(7, session="evening", kind="walk", reach_before="thigh", easy=True)
    journal.begin(last)
    journal.finish(last.id, "completed", come(last, "done", "done", "done", "skipped"))
    journal.after(last.id, pain_after=2, effort=None, note=None, reach_after="buttock")
    journal.next_day(last.id, "worse")
    days = (FIRST, FIRST + timedelta(days=28))
    journal.rate(GoalScore("Socks – “standing”", at.date(), score, at) for at, score in zip(days, (4, 6), strict=True))


def contents(journal: Journal) -> dict[str, Any]:
    """All that a journal of any version says of its runs and of what may be done next."""
    stop = journal.open_stop()
    return {
        "runs": [to_json(run) | {"holds": to_json(journal.holds(run.id))} for run in journal.runs()],
        "open_stop": stop.id if stop else None,
        "hurt": sorted(journal.hurt()),
        "last_done": {session: at.isoformat() for session, at in journal.last_done().items()},
        "levels": {session: journal.last_level(session) for session in ("evening", "gentle-start")},
        "next_days": list(journal.recent_next_days(9)),
        "goals": [to_values(score) for score in journal.goal_scores()],
    }


def main() -> None:
    target = HERE / f"journal-v{len(migrations.MIGRATIONS)}.db"
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "journal.db")
        with Journal.open(path, Path(directory, "stops"), now=lambda: FIRST + timedelta(days=30)) as journal:
            fill(journal)
            said = contents(journal)
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("VACUUM")
        target.write_bytes(path.read_bytes())
    target.with_suffix(".json").write_text(json.dumps(said, indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
