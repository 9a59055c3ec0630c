"""The page for a physiotherapist: what was recorded, all of it escaped, on one sheet."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from backstretch.base.paths import Paths, default_paths
from backstretch.care_plan.goals import Rating, courses
from backstretch.care_plan.model import CarePlan, Task
from backstretch.coach.red_flags import signs
from backstretch.coach.results import MISTAKE
from backstretch.commands import click_program as cli
from backstretch.journal.records import PainReport, Run
from backstretch.journal.store import Journal
from backstretch.journal.sums import DoseSum
from backstretch.paper.report_contents import (
    MOST_STOPS,
    NOTE_ROWS,
    ROWS,
    STOP_ROWS,
    Prescribed,
    Report,
    report,
)
from backstretch.paper.report_html import page, trend_drawing, trend_points
from backstretch.paper.report_tally import PainScores
from tests.data.make_journal import fill
from tests.paper.test_card import Reader

TODAY = date(2026, 11, 23)
START = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
TOLD = PainReport(31.5, 2, "bridge", "left", 2, "leg", 7, "right buttock", ("fever",), "while lifting")
RUN = Run(
    id="a",
    session="gentle",
    title="Gentle start",
    sha256="ab" * 32,
    started_at=START,
    ended_at=START + timedelta(minutes=6),
    outcome="completed",
    level=0,
    from_step=1,
    planned_seconds=360.0,
    active_seconds=360.0,
    held_seconds=200.0,
    holds_planned=10,
    holds_done=10,
    holds_skipped=0,
    pain_before=4,
    pain_after=3,
    effort=3,
    note=None,
    next_day="same",
    pain_report=None,
)
DOSES = (
    DoseSum("bridge", None, 9, 3600.0, 1800.0, 80, 5, 5),
    DoseSum("knee-to-chest", "left", 10, 200.0, 190.0, 18, 1, 1),
    DoseSum("knee-to-chest", "right", 9, 200.0, 100.0, 10, 0, 10),
    DoseSum("My <b>own</b> move", None, 1, 0.0, 0.0, 0, 1, 0),
)


def day(number: int, **changes: object) -> Run:
    """A run so many days after START."""
    return RUN._replace(started_at=START + timedelta(days=number))._replace(**changes)  # type: ignore[arg-type]


def of(*runs: Run, doses: tuple[DoseSum, ...] = DOSES, since: date | None = None) -> Report:
    found = report(runs, doses, since, TODAY)
    assert found is not None
    return found


class TestContents:
    def test_without_a_run_there_is_no_page(self) -> None:
        assert report([], [], None, TODAY) is None

    def test_what_was_done(self) -> None:
        runs = [
            day(0),
            day(1, outcome="ended_early", active_seconds=60.0, pain_before=2, pain_after=1, next_day="worse"),
            day(1, outcome="interrupted", held_seconds=0.0, title="Evening", next_day=None),
            day(4, outcome="stopped_for_pain", pain_report=TOLD, pain_after=None, pain_during=7),
            day(5, outcome="stopped_for_pain", pain_report=TOLD._replace(kind=MISTAKE), pain_during=2),
        ]
        facts = dict(of(*runs).facts)
        how = "1 completed, 1 ended early, 1 interrupted, 1 stopped for pain, 1 stopped by mistake"
        assert facts == {
            "Sessions started": f"5 ({how})",
            "Days with a session": "4 of 22",
            "Time": "25 min; a session 5 min on average",
            "Most often": "Gentle start 4, Evening 1",
            "Pain, 0 to 10": "3.5 before, 2.5 after (mean of the 4 sessions with both)",
            "Highest pain during a session": "7",
            "The day after": "better 0, same 3, worse 1",
        }

    def test_what_was_never_said_is_not_there(self) -> None:
        quiet = day(0, pain_before=None, pain_after=None, next_day=None)
        assert list(dict(of(quiet).facts)) == ["Sessions started", "Days with a session", "Time", "Most often"]
        assert "No score was given." in page(of(quiet))

    def test_the_time_begins_with_what_was_asked_for(self) -> None:
        assert of(day(3), since=date(2026, 11, 1)).first == date(2026, 11, 1)
        assert of(day(3)).first == date(2026, 11, 5)
        assert of(day(40)).last == date(2026, 12, 12), "a clock that was wrong"

    def test_doses_by_exercise_and_side(self) -> None:
        assert [(dose.exercise, dose.sessions, dose.held, dose.holds) for dose in of(day(0)).doses] == [
            ("Bridge", 9, ("0.5 of 1.0 h (50%)",), "80 / 5 / 5"),
            ("One knee to the chest", 10, ("3:10 of 3:20 (95%)", "1:40 of 3:20 (50%)"), "28 / 1 / 11"),
            ("My <b>own</b> move", 1, ("0:00 of 0:00",), "0 / 1 / 0"),
        ]
        one_side = of(day(0), doses=(DOSES[2],)).doses[0]
        assert one_side.held == ("", "1:40 of 3:20 (50%)")

    def test_stops_newest_first_with_all_that_was_told(self) -> None:
        bare = TOLD._replace(kind=None, score=None, where=None, signs=(), note=None, side=None)
        stopped = [day(number, outcome="stopped_for_pain", pain_report=bare) for number in range(8)]
        found = of(*stopped, day(9, outcome="stopped_for_pain", pain_report=TOLD))
        assert (len(found.stops), found.stops_left_out) == (6, 3)
        assert found.stops[0] == (
            "11 November 2026",
            "Gentle start. Bridge, left, repetition 2, at 0:32. Pain: into the leg, 7 of 10, right buttock. "
            "Signs: fever or feeling unwell. while lifting",
        )
        assert found.stops[1] == ("9 November 2026", "Gentle start. Bridge, repetition 2, at 0:32")

    def test_notes_newest_first_and_each_on_a_few_lines(self) -> None:
        found = of(day(0, note="old"), day(1), day(2, note="x" * 5000 + "\n<script>"))
        assert [when for when, _ in found.notes] == ["4 November 2026", "2 November 2026"]
        assert [len(what) for _, what in found.notes] == [180, 3]

    def test_the_newest_stop_is_there_however_long_it_is(self) -> None:
        told = TOLD._replace(signs=tuple(sign.id for sign in signs()), note="痛" * 180, where="痛" * 60)
        found = of(*(day(number, outcome="stopped_for_pain", pain_report=told) for number in (1, 2)))
        assert [when for when, _ in found.stops] == ["4 November 2026"]
        assert found.stops_left_out == 1
        assert len(found.doses) == 3


class TestTrend:
    def test_the_plan_stands_beside_what_was_done(self) -> None:
        plan = CarePlan(
            "After the first weeks",
            START.date(),
            6,
            (Task("gentle", 3, (0, 2, 4)), Task("walk", 5, minutes=10)),
            by="Kim",
            goals=("Socks", "Stairs"),
        )
        walk = RUN._replace(kind="walk", session="walk", title="Walk", held_seconds=600.0, reach_before="thigh")
        runs = [day(0), day(2), day(3)]
        runs += [walk._replace(started_at=START + timedelta(days=number)) for number in (1, 1, 2, 8)]
        runs += [day(9, easy=True, reach_after="back")]
        ratings = [Rating("Socks", START.date(), 4), Rating("Socks", START.date() + timedelta(days=28), 6)]
        found = report(runs, DOSES, None, START.date() + timedelta(days=13), plan, courses(plan.goals, ratings))
        assert found is not None
        assert found.prescribed == Prescribed(
            "After the first weeks, by Kim",
            (("gentle", "6 times (3 a week)", "4 times"), ("Walk, from 10 min", "10 times (5 a week)", "3 times")),
            0,
            (("Socks", "4 (2 Nov) → 6 (30 Nov)"),),
        )
        facts = dict(found.facts)
        assert facts["Walks"] == "4, 40 min"
        assert facts["Shorter form, on bad days"] == "1"
        assert facts["Where the pain reached"] == "before: the thigh 4; after: the back 1"
        html = page(found)
        assert "<h2>Prescribed and done: After the first weeks, by Kim</h2>" in html
        assert "<td>Socks</td><td>4 (2 Nov) → 6 (30 Nov)</td>" in html

    def test_a_plan_that_lies_in_another_time_is_not_there(self) -> None:
        plan = CarePlan("P", TODAY + timedelta(days=1), 1, (Task("gentle", 3),))
        found = report([day(0)], DOSES, None, TODAY, plan)
        assert found is not None
        assert found.prescribed is None

    def test_few_sessions_are_drawn_one_by_one_and_many_as_means(self) -> None:
        said = [PainScores(date(2026, 1, 5) + timedelta(days=number), 4, 2) for number in range(900)]
        assert trend_points(said[:60])[0] == "each session"
        what, weeks = trend_points([*said[:61], PainScores(said[60].on, 10, None)])
        assert what == "the mean of each week"
        assert (len(weeks), weeks[0].on, weeks[-1].before, weeks[-1].after) == (9, date(2026, 1, 5), 5, 2)
        what, months = trend_points(said)
        assert (what, len(months), months[1].on) == ("the mean of each month", 30, date(2026, 2, 1))

    @pytest.mark.parametrize("days", [[0], [0, 1], [0, 0, 0], [0, 3, 400]])
    def test_every_point_is_inside(self, days: list[int]) -> None:
        begin = date(2026, 1, 31)
        _, drawn = trend_points([PainScores(begin + timedelta(days=day), 10, 0) for day in days])
        svg = trend_drawing(drawn, [begin])
        Reader(svg)
        across = [float(x) for x in re.findall(r'cx="([\d.]+)"', svg)]
        assert len(across) == 2 * len(days)
        assert all(8 <= x <= 186 for x in across)
        assert {float(y) for y in re.findall(r'cy="([\d.]+)"', svg)} == {6, 46}
        labels = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="51', svg)]
        assert all(after - x > 20 for x, after in pairwise(labels))
        assert svg.count('class="stop"') == 1


TEXTS = st.text(max_size=40).map(lambda text: text * 6)
RUNS = st.builds(
    day,
    st.integers(0, 500),
    title=TEXTS,
    note=st.none() | TEXTS,
    outcome=st.sampled_from(["completed", "stopped_for_pain"]),
    pain_report=st.none() | st.builds(TOLD._replace, where=TEXTS, note=TEXTS, exercise=TEXTS, kind=TEXTS),
    pain_before=st.none() | st.integers(0, 10),
)


@pytest.mark.second
@given(st.lists(RUNS, min_size=1, max_size=30), st.lists(TEXTS, max_size=30))
def test_whatever_was_written_it_is_one_page_of_text(runs: list[Run], names: list[str]) -> None:
    runs.sort(key=lambda run: run.started_at)
    doses = tuple(DoseSum(name, None, 1, 10.0, 5.0, 1, 0, 0) for name in names)
    found = of(*runs, doses=doses)
    assert len(found.stops) <= MOST_STOPS
    assert len(found.stops) + len(found.doses) + len(found.notes) <= ROWS
    assert len(found.doses) + found.doses_left_out == len(set(names))
    noted = sum(bool(run.note) for run in runs)
    assert len(found.notes) + found.notes_left_out == noted
    assert len(found.doses) >= min(len(set(names)), ROWS - STOP_ROWS - NOTE_ROWS)
    read = Reader(page(found))
    assert {"script", "img", "a", "link", "b"}.isdisjoint(read.tags)
    assert all(name not in {"href", "src", "onload"} for name, _ in read.attributes)


def test_the_page_needs_nothing_and_judges_nothing() -> None:
    made = page(
        of(day(0, note="<script>alert(1)</script>\x1b[2J"), day(3, outcome="stopped_for_pain", pain_report=TOLD))
    )
    assert "default-src 'none'" in made
    assert "http:" not in made.replace("http-equiv", "")
    assert "https:" not in made
    assert "&lt;script&gt;alert(1)" in made
    assert "\x1b" not in made
    for word in ("good", "bad", "normal", "healthy", "improve", "progress", "should", "fine"):
        assert not re.search(rf"\b{word}", made, re.IGNORECASE), word


# The command.


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    return default_paths()


def call(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.cli, ["log", "report", *arguments], prog_name="backstretch")
    return done.exit_code, done.output


def test_the_command_writes_one_file_for_its_owner(home: Paths) -> None:
    with closing(Journal.open(home.journal, home.stops)) as journal:
        fill(journal)
    code, said = call()
    path = Path("backstretch-report.html")
    assert code == 0
    assert str(path.absolute()) in said
    assert path.stat().st_mode & 0o077 == 0
    made = path.read_text(encoding="utf-8")
    assert "My own &lt;b&gt;move&lt;/b&gt;" in made
    assert "while pulling" in made
    assert "1 March 2025" in made
    code, said = call()
    assert (code, "already there" in said) == (2, True)
    assert call("--since", "2025-03-08", "--force")[0] == 0
    assert "while pulling" not in path.read_text(encoding="utf-8")
    assert call("--out", "-")[1].startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("arguments", [(), ("--since", "2099-01-01")])
def test_with_nothing_to_report_nothing_is_written(home: Paths, arguments: tuple[str, ...]) -> None:
    code, said = call(*arguments)
    assert (code, said.startswith("No sessions")) == (0, True)
    assert not Path("backstretch-report.html").exists()
