"""``stats``: every number recomputed from the log another way, and the charts as a terminal gets them."""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from click.testing import CliRunner, Result

from backstretch.base import clock
from backstretch.base.paths import Paths, default_paths
from backstretch.commands import stats_report
from backstretch.commands.click_program import cli
from backstretch.commands.stats_report import Look, report, terminal_look
from backstretch.journal.records import Hold, PainReport, Progress, RunStart
from backstretch.journal.store import Journal
from backstretch.review.sentences import statistics_of, this_week_line

pytestmark = pytest.mark.second

Call = Callable[..., Result]

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=timezone(timedelta(hours=1)))
"""A Wednesday."""
TITLES = {"gentle-start": "Gentle start", "everyday": "Every day", "mine": "My own"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paths]:
    """A home of one's own, in which it is Wednesday evening; the output is no terminal, so it has 80 columns."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(clock.SystemClock, "now", lambda _: NOW)
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "Etc/GMT-1")  # an hour east of Greenwich
        time.tzset()
        yield default_paths()
    time.tzset()


@pytest.fixture
def call() -> Call:
    def call_it(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="backstretch", env=environment)

    return call_it


@pytest.fixture
def journal(home: Paths) -> Iterator[Journal]:
    with Journal.open(home.journal, home.stops) as opened:
        yield opened


def keep(
    journal: Journal,
    at: datetime,
    *holds: Hold,
    session: str = "everyday",
    outcome: Any = "completed",
    pain: tuple[int | None, int | None] = (None, None),
    active: float = 60.0,
) -> str:
    """One run."""
    run_id = f"{at.astimezone(UTC):%Y%m%d%H%M%S}-{session}"
    start = RunStart(run_id, session, TITLES[session], "ab", at, 0, 1, 600.0, len(holds), pain[0], 1)
    progress = Progress(at + timedelta(seconds=active), 1, active, holds)
    assert journal.begin(start)
    if outcome == "stopped_for_pain":
        journal.record_stop(run_id, progress, PainReport(1.0, 1, "bridge", None, 1), start)
    else:
        assert journal.finish(run_id, outcome, progress)
        journal.after(run_id, pain_after=pain[1], effort=None, note=None)
    return run_id


def a_hold(place: int, exercise: str, side: Any, held: float, result: Any = "done") -> Hold:
    return Hold(place, 1, None, None, exercise, side, 1, 20.0, held, result)


def fill(journal: Journal, seed: int, runs: int = 150) -> None:
    """A made-up half year in three time zones, with everything that can be missing."""
    dice = random.Random(seed)
    for _ in range(runs):
        zone = timezone(timedelta(minutes=dice.choice([60, -480, 345])))
        at = (NOW - timedelta(minutes=dice.randrange(260_000))).astimezone(zone)
        outcome = dice.choices(["completed", "ended_early", "interrupted", "stopped_for_pain"], [8, 2, 1, 1])[0]
        holds = []
        for place in range(dice.randrange(7)):
            result = dice.choices(["done", "cut", "skipped"], [8, 1, 1])[0]
            held = {"done": 20.0, "cut": dice.uniform(0.1, 19), "skipped": 0.0}[result]
            exercise = dice.choice(["knee-to-chest", "bridge", "My \x1b[31mown move"])
            side = dice.choice(["left", "right"]) if exercise == "knee-to-chest" else None
            holds.append(a_hold(place, exercise, side, round(held * (0.8 if side == "left" else 1), 3), result))
        pain = (dice.choice([None, *range(7)]), dice.choice([None, *range(6)]))
        session = dice.choice([*TITLES])
        keep(journal, at, *holds, session=session, outcome=outcome, pain=pain, active=round(dice.uniform(0, 900), 2))


# ---- the numbers ---------------------------------------------------------------------------------


class Recount:
    """The numbers of some lines of ``log --json``, by plain loops."""

    def __init__(self, lines: list[dict[str, Any]]) -> None:
        self.lines = lines

    @staticmethod
    def day(line: dict[str, Any]) -> date:
        return datetime.fromisoformat(line["started_at"]).date()

    def days(self) -> list[date]:
        return sorted({self.day(line) for line in self.lines if line["held_seconds"] or line["outcome"] == "completed"})

    def total(self) -> dict[str, Any]:
        pain = [
            (line["pain_before"], line["pain_after"])
            for line in self.lines
            if line["pain_before"] is not None and line["pain_after"] is not None
        ]
        return {
            "sessions": len(self.lines),
            "completed": [line["outcome"] for line in self.lines].count("completed"),
            "days": len(self.days()),
            "active_seconds": pytest.approx(sum(line["active_seconds"] for line in self.lines), abs=0.01),
            "held_seconds": pytest.approx(sum(line["held_seconds"] for line in self.lines), abs=0.01),
            "pain": {
                "answers": len(pain),
                "before": pytest.approx(mean(before for before, _ in pain), abs=0.006),
                "after": pytest.approx(mean(after for _, after in pain), abs=0.006),
                "change": pytest.approx(mean(after - before for before, after in pain), abs=0.006),
            }
            if pain
            else None,
        }

    def rows(self) -> list[list[date]]:
        """Rows of days, by walking through the calendar."""
        days = self.days()
        rows: list[list[date]] = []
        without, today = 99, days[0]
        while today <= days[-1]:
            if today in days:
                if without > 2:
                    rows.append([])
                rows[-1].append(today)
                without = 0
            else:
                without += 1
            today += timedelta(days=1)
        return rows

    def by(self, key: Callable[[dict[str, Any]], Any]) -> dict[Any, Recount]:
        return {each: Recount([line for line in self.lines if key(line) == each]) for each in set(map(key, self.lines))}


def iso_week(day: date) -> str:
    return f"{day:%G-W%V}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_is_that_of_the_log(call: Call, journal: Journal, seed: int) -> None:
    fill(journal, seed)
    journal.close()
    lines = [json.loads(line) for line in call("log", "--json").stdout.splitlines()]
    everything = Recount(lines)
    found = json.loads(call("stats", "--json").stdout)
    total = everything.total()
    assert {key: found[key] for key in total} == total
    days, rows = everything.days(), everything.rows()
    assert (found["today"], found["since"]) == ("2026-11-25", None)
    assert (found["first_day"], found["last_day"]) == (days[0].isoformat(), days[-1].isoformat())
    this_week = [day for day in days if iso_week(day) == "2026-W48"]
    assert found["this_week"] == {"monday": "2026-11-23", "days": len(this_week), "goal": 3}
    current = rows[-1] if (NOW.date() - days[-1]).days <= 3 else []
    assert found["row"] == {
        "days": len(current),
        "since": current[0].isoformat() if current else None,
        "longest": max(map(len, rows)),
        "rest_days": 2,
    }
    weeks = everything.by(lambda line: iso_week(Recount.day(line)))
    assert {week["week"] for week in found["weeks"]} >= set(weeks)
    for week in found["weeks"]:
        of_week = weeks.get(week["week"], Recount([])).total()
        assert {key: week[key] for key in of_week} == of_week
        assert iso_week(date.fromisoformat(week["monday"])) == week["week"]
    sessions = everything.by(lambda line: line["session"])
    assert {each["session"]: each["title"] for each in found["by_session"]} == TITLES
    for each in found["by_session"]:
        of_session = sessions[each["session"]].total()
        assert {key: each[key] for key in of_session} == of_session
    assert [each["sessions"] for each in found["by_session"]] == sorted(
        (each["sessions"] for each in found["by_session"]), reverse=True
    )


def test_the_weeks_have_no_gap_up_to_this_one(call: Call, journal: Journal) -> None:
    keep(journal, NOW - timedelta(weeks=5))
    weeks = json.loads(call("stats", "--json").stdout)["weeks"]
    assert [week["week"] for week in weeks] == ["2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47", "2026-W48"]
    assert [week["sessions"] for week in weeks] == [1, 0, 0, 0, 0, 0]


def test_a_run_of_a_clock_that_was_wrong_is_there_all_the_same(call: Call, journal: Journal) -> None:
    keep(journal, datetime(9999, 12, 30, 12, tzinfo=UTC))
    keep(journal, NOW)
    found = json.loads(call("stats", "--json").stdout)
    assert [week["monday"] for week in found["weeks"]] == ["2026-11-23", "9999-12-27"]
    assert found["row"]["days"] == 1


@pytest.mark.parametrize("seed", [4, 5])
def test_by_exercise(call: Call, journal: Journal, seed: int) -> None:
    fill(journal, seed)
    expected: dict[str, list[float]] = {}
    for run in journal.runs():
        for hold in journal.holds(run.id):
            sums = expected.setdefault(hold.exercise, [0.0, 0.0, 0, 0, 0])
            sums[0] += hold.planned_seconds
            sums[1] += hold.held_seconds
            sums[("done", "cut", "skipped").index(hold.result) + 2] += 1
    for since in ((), ("--since", "2020-01-01")):
        found = json.loads(call("stats", "--json", *since).stdout)["by_exercise"]
        assert {
            each["exercise"]: [each[key] for key in ("planned_seconds", "held_seconds", "done", "cut", "skipped")]
            for each in found
        } == {exercise: pytest.approx(sums) for exercise, sums in expected.items()}
        assert {each["name"] for each in found} == {"One knee to the chest", "Bridge", "My \ufffd[31mown move"}
        held = [each["held_seconds"] for each in found]
        assert held == sorted(held, reverse=True)


def knees(left: float, right: float) -> tuple[Hold, Hold]:
    return a_hold(0, "knee-to-chest", "left", left), a_hold(1, "knee-to-chest", "right", right)


def test_sides_that_differ_for_weeks(call: Call, journal: Journal) -> None:
    for weeks in range(4):
        keep(journal, NOW - timedelta(weeks=weeks), *knees(16, 20))
    assert json.loads(call("stats", "--json").stdout)["sides"] == [
        {
            "exercise": "knee-to-chest",
            "shorter": "left",
            "percent": 20,
            "weeks": 4,
            "of_weeks": 4,
            "name": "One knee to the chest",
        }
    ]
    assert "One knee to the chest: left held 20 % shorter than right for 4 weeks" in call("stats").stdout.splitlines()
    keep(journal, NOW - timedelta(hours=1), *knees(20, 16))
    assert (
        "One knee to the chest: left held 20 % shorter than right in 3 of 4 weeks" in call("stats").stdout.splitlines()
    )


def test_sides_of_runs_that_ended_early_are_not_compared(call: Call, journal: Journal) -> None:
    for weeks in range(4):
        early = (a_hold(0, "knee-to-chest", "left", 20), a_hold(1, "knee-to-chest", "right", 0, "skipped"))
        keep(journal, NOW - timedelta(weeks=weeks), *early, outcome="ended_early")
        keep(journal, NOW - timedelta(weeks=weeks, hours=1), *knees(20, 20))
    assert json.loads(call("stats", "--json").stdout)["sides"] == []


def test_a_side_skipped_in_a_completed_run_counts_as_not_held(call: Call, journal: Journal) -> None:
    for weeks in range(3):
        skipped = (a_hold(0, "knee-to-chest", "left", 20), a_hold(1, "knee-to-chest", "right", 0, "skipped"))
        keep(journal, NOW - timedelta(weeks=weeks), *skipped)
        keep(journal, NOW - timedelta(weeks=weeks, hours=1), *knees(20, 20))
    (side,) = json.loads(call("stats", "--json").stdout)["sides"]
    assert (side["shorter"], side["percent"]) == ("right", 50)


def test_sides_are_compared_by_whole_weeks_from_monday_to_sunday(call: Call, journal: Journal) -> None:
    for weeks in range(1, 4):
        monday = NOW - timedelta(weeks=weeks, days=NOW.weekday())
        keep(journal, monday, knees(16, 0)[0])
        keep(journal, monday + timedelta(days=6), knees(0, 20)[1])
    (side,) = json.loads(call("stats", "--json").stdout)["sides"]
    assert (side["shorter"], side["percent"], side["weeks"], side["of_weeks"]) == ("left", 20, 3, 3)


def test_the_day_is_that_of_where_the_run_was(call: Call, journal: Journal) -> None:
    """Half past midnight in Kathmandu is still yesterday in Greenwich, and the week before."""
    keep(journal, datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(minutes=345))))
    found = json.loads(call("stats", "--json").stdout)
    assert (found["first_day"], found["this_week"]["days"]) == ("2026-11-23", 1)
    assert this_week_line(journal, NOW, 3) == "This week: 1 of 3 days"
    keep(journal, datetime(2026, 11, 22, 23, 30, tzinfo=timezone(timedelta(hours=-8))), session="mine")
    assert json.loads(call("stats", "--json").stdout)["this_week"]["days"] == 1
    assert this_week_line(journal, NOW, 3) == "This week: 1 of 3 days"


def test_a_session_that_was_left_at_once_is_no_day(call: Call, journal: Journal) -> None:
    keep(journal, NOW, a_hold(0, "bridge", None, 0.0, "skipped"), outcome="ended_early", active=3.0)
    found = json.loads(call("stats", "--json").stdout)
    assert (found["sessions"], found["days"], found["row"]["days"], found["first_day"]) == (1, 0, 0, None)
    assert this_week_line(journal, NOW, 3) == "This week: 0 of 3 days"


def test_since(call: Call, journal: Journal) -> None:
    fill(journal, 6)
    lines = [json.loads(line) for line in call("log", "--json", "--since", "2026-09-01").stdout.splitlines()]
    found = json.loads(call("stats", "--json", "--since", "2026-09-01").stdout)
    total = Recount(lines).total()
    assert {key: found[key] for key in total} == total
    assert found["since"] == "2026-09-01T00:00:00+01:00"
    assert sum(each["done"] for each in found["by_exercise"]) == sum(line["holds_done"] for line in lines)


def test_the_goal_is_the_settings(call: Call, home: Paths) -> None:
    home.config_dir.mkdir(parents=True)
    for goal, shown in ((5, 5), (0, None)):
        home.config.write_text(f"weekly_goal = {goal}\n")
        assert json.loads(call("stats", "--json").stdout)["this_week"]["goal"] == shown
    home.config.write_text("weekly_goal = 8\n")
    result = call("stats", "--json")
    assert json.loads(result.stdout)["this_week"]["goal"] == 3
    assert "weekly_goal is 8, but must be 0 to 7; the default is used" in result.stderr


def test_the_keys_are_those_that_are_documented(call: Call, journal: Journal) -> None:
    for weeks in range(3):
        keep(journal, NOW - timedelta(weeks=weeks), *knees(16, 20), pain=(1, 1))
    document = (Path(__file__).parents[2] / "docs" / "looking-back.md").read_text(encoding="utf-8")
    table = document.partition("### `backstretch stats --json`")[2]
    rows = {
        key: set(re.findall("`([a-z_]+)`", row[1]))
        for row in re.findall(r"^\| (`.+?`) \| (.+) \|$", table, re.MULTILINE)
        for key in re.findall("`([a-z_]+)`", row[0])
    }
    numbers = set(re.findall("`([a-z_]+)`", table.partition('"The numbers above" are')[2]))
    found = json.loads(call("stats", "--json").stdout)
    assert list(found) == list(rows)
    for key in ("pain", "this_week", "row"):
        assert set(found[key]) == rows[key] - {"null"}
    for key in ("weeks", "by_session"):
        assert set(found[key][0]) == rows[key] | numbers
    for key in ("by_exercise", "sides"):
        assert set(found[key][0]) == rows[key] - {"left", "right"}


# ---- nothing, and what is wrong ------------------------------------------------------------------


def test_nothing_yet(call: Call) -> None:
    assert call("stats").stdout == "No sessions yet.\n"
    assert call("stats", "--since", "2026-01-01").stdout == "No sessions since 2026-01-01.\n"
    found = json.loads(call("stats", "--json").stdout)
    assert (found["sessions"], found["weeks"], found["pain"], found["row"]["longest"]) == (0, [], None, 0)


def test_a_since_that_is_no_day(call: Call) -> None:
    result = call("stats", "--since", "yesterday")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == ('backstretch: --since is "yesterday"; write a day as 2025-03-31, or 2025-03-31T18:00\n')


def test_a_journal_that_is_none(call: Call, home: Paths) -> None:
    home.journal.parent.mkdir(parents=True)
    home.journal.write_bytes(b"no journal" * 100)
    result = call("stats")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


# ---- for people ----------------------------------------------------------------------------------

SECTIONS = [
    "Minutes by week",
    "Pain by week, 0 to 10",
    "The last year, day by day",
    "By session",
    "Held by exercise, and how much that is of what was planned",
]


@pytest.fixture
def few(journal: Journal) -> Journal:
    """Four runs that are easily counted."""
    for ago, session, pain in (
        (15, "mine", (3, 1)),
        (9, "everyday", (2, 2)),
        (1, "everyday", (2, 1)),
        (0, "mine", (1, 0)),
    ):
        keep(journal, NOW - timedelta(days=ago), *knees(20, 20), session=session, pain=pain, active=600.0)
    return journal


def test_the_words_say_all_that_the_charts_show(call: Call, few: Journal) -> None:
    few.close()
    lines = call("stats").stdout.splitlines()
    assert lines[:5] == [
        "4 sessions, 4 completed, on 4 days since 10 November 2026",
        "40 min active, 3 min held",
        "This week: 2 of 3 days",
        "2 session days since 24 November, with rest days (2 at most between two)",
        "Pain, 0 to 10: 2.0 before, 1.0 after, on average over 4 sessions",
    ]
    assert [line for line in lines if line in SECTIONS] == SECTIONS
    assert f"Every day {'█' * 37} 2 times, 20 min, pain 2.0 to 1.5" in lines
    assert f"One knee to the chest {'█' * 45} 3 min, 100 %" in lines


def test_in_words_there_is_no_chart_and_nothing_is_missing(call: Call, few: Journal) -> None:
    few.close()
    text = call("stats", "--plain").stdout
    assert "█" not in text
    assert text.splitlines()[6:] == [
        "By week, the latest first",
        "23 November 2026: 2 sessions on 2 days, 20 min, pain 1.5 before, 0.5 after",
        "16 November 2026: 1 session on 1 day, 10 min, pain 2.0 before, 2.0 after",
        "9 November 2026: 1 session on 1 day, 10 min, pain 3.0 before, 1.0 after",
        "",
        "By session",
        "Every day: 2 times, 20 min, pain 2.0 to 1.5",
        "My own: 2 times, 20 min, pain 2.0 to 0.5",
        "",
        "Held by exercise, and how much that is of what was planned",
        "One knee to the chest: 3 min, 100 %",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp437", "latin-1"])
def test_it_fits_and_can_be_written(journal: Journal, width: int, encoding: str) -> None:
    fill(journal, 7)
    lines = list(report(statistics_of(journal, NOW, 3), Look(width, colours=False, encoding=encoding)))
    assert max(map(len, lines)) <= width
    for line in lines:
        line.encode(encoding)
        assert line.isprintable()
    assert " ".join(SECTIONS[-1].split()) in " ".join(lines)
    assert ("█" in "".join(lines)) is (encoding == "utf-8")


def test_colours_are_for_terminals_that_want_them(call: Call, few: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    stats = statistics_of(few, NOW, 3)
    plain = "\n".join(report(stats, Look(80, colours=False, encoding="utf-8")))
    coloured = "\n".join(report(stats, Look(80, colours=True, encoding="utf-8")))
    assert "\x1b" not in plain
    assert "\x1b[32m" in coloured
    few.close()
    assert "\x1b" not in call("stats").stdout, "no terminal"


def test_the_look_is_the_terminal_s(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    def resized(columns: int) -> None:
        monkeypatch.setattr(stats_report, "output_columns", lambda: columns)

    monkeypatch.setattr(sys, "stdout", Terminal())
    resized(100)
    for name, value in (("COLUMNS", "31"), ("LANG", "C.UTF-8"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    assert terminal_look() == Look(100, colours=True, encoding="utf-8")
    resized(300)
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal_look() == Look(120, colours=False, encoding="utf-8")
    resized(7)
    for name, value in (("LANG", "C"), ("TERM", "dumb"), ("NO_COLOR", "")):
        monkeypatch.setenv(name, value)
    assert terminal_look() == Look(40, colours=False, encoding="ascii")


def test_no_chart_for_what_was_never_said(call: Call, journal: Journal) -> None:
    keep(journal, NOW, a_hold(0, "bridge", None, 20.0))
    lines = call("stats").stdout.splitlines()
    assert "Pain by week, 0 to 10" not in lines
    assert not any(line.startswith("Pain, 0 to 10") for line in lines)


def test_nobody_is_scolded(call: Call, journal: Journal) -> None:
    for ago in (40, 39, 37):
        keep(journal, NOW - timedelta(days=ago), a_hold(0, "bridge", None, 20.0))
    journal.close()
    text = call("stats").stdout
    assert "Longest row: 3 session days, with rest days (2 at most between two)" in text
    assert "This week: 0 of 3 days" in text
    for word in ("miss", "only", "broken", "lost", "fail", "should", "behind", "not "):
        assert word not in text.lower()
