"""The reminder: a calendar file that reads back as what was asked for, on the wall's own time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from backstretch.commands import click_program as cli
from backstretch.commands.remind import Reminder, calendar

pytestmark = pytest.mark.second

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday."""
ASKED = Reminder(at=time(7, 30), days=(0, 2, 4))


def event(data: bytes) -> Any:
    """The one event of a file, and nothing else in it."""
    file = Calendar.from_ical(data)
    assert [part.name for part in file.walk()] == ["VCALENDAR", "VEVENT", "VALARM"]
    assert file.errors == []
    assert (str(file["version"]), str(file["prodid"])[:14]) == ("2.0", "-//backstretch")
    (found,) = file.walk("VEVENT")
    return found


def times(data: bytes, count: int) -> list[datetime]:
    """When the event comes, as a calendar reckons it."""
    found = event(data)
    rule = rrulestr(found["rrule"].to_ical().decode(), dtstart=found["dtstart"].dt)
    return [moment for moment, _ in zip(rule, range(count), strict=False)]


def test_it_reads_back_as_what_was_asked_for() -> None:
    made = calendar([Reminder(time(18, 5), (1, 6), "gentle-start", "Gentle; start, \\ 5\nminutes", 301.0, 6)], NOW)
    assert b"\r\n" in made
    assert max(map(len, made.split(b"\r\n"))) <= 75
    found = event(made)
    assert str(found["summary"]) == "Stretching: Gentle; start, \\ 5\nminutes"
    assert str(found["description"]) == "In a terminal: backstretch run gentle-start"
    assert found["duration"].dt == timedelta(minutes=6)
    assert (found["dtstamp"].dt, str(found["transp"])) == (NOW, "TRANSPARENT")
    (alarm,) = found.subcomponents
    assert (str(alarm["action"]), alarm["trigger"].dt) == ("DISPLAY", timedelta(0))
    assert str(alarm["description"]) == str(found["summary"])
    assert times(made, 99)[-1] == datetime(2027, 1, 3, 18, 5)
    assert len(times(made, 99)) == 12


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_the_clocks_may_change_and_it_stays_where_it_is_on_the_wall(zone: str) -> None:
    data = calendar([Reminder(time(7, 30), tuple(range(7)))], NOW)
    assert event(data)["dtstart"].dt.tzinfo is None
    assert b"TZID" not in data
    assert b"DTSTART:20261124T073000\r\n" in data
    offsets = set()
    for moment in times(data, 370):
        there = moment.replace(tzinfo=ZoneInfo(zone))
        assert (there.hour, there.minute) == (7, 30)
        offsets.add(there.utcoffset())
    assert len(offsets) == 2


def test_taken_in_again_it_is_the_same_reminder_and_a_newer_one() -> None:
    first = event(calendar([ASKED], NOW))
    later = event(calendar([Reminder(time(8, 0), (5,))], NOW + timedelta(minutes=2)))
    other = event(calendar([Reminder(time(7, 30), (0, 2, 4), "everyday")], NOW))
    assert later["uid"] == first["uid"] != other["uid"]
    assert later["sequence"] > first["sequence"]
    assert first["sequence"] < 2**31


@given(
    now=st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)),
    at=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    days=st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple),
)
def test_the_first_one_is_the_next_one(now: datetime, at: time, days: tuple[int, ...]) -> None:
    first = Reminder(at, days).first(now.replace(tzinfo=UTC))
    assert (first.weekday() in days, first.time()) == (True, at)
    assert now < first <= now + timedelta(days=7)
    between = (first - timedelta(days=back) for back in range(1, 8))
    assert not any(moment > now and moment.weekday() in days for moment in between)


# The command.


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)


def call(**options: str) -> Result:
    """The command, with what was asked for unless other options are given."""
    asked = {"at": "07:30", "days": "mon,wed,fri", "ics": "back.ics", **options}
    arguments = [part for name, value in asked.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(cli.cli, ["remind", *arguments], prog_name="backstretch")


def test_the_command_writes_a_file_and_says_what_to_do_with_it() -> None:
    done = call(session="gentle-start")
    assert done.exit_code == 0
    path, said = done.output.splitlines()
    assert path == str(Path("back.ics").absolute())
    assert said.startswith("Monday, Wednesday, Friday at 07:30, from ")
    found = event(Path("back.ics").read_bytes())
    assert str(found["summary"]) == "Stretching: Gentle start"
    assert found["rrule"]["byday"] == ["MO", "WE", "FR"]
    assert "already there" in call().output


def test_a_title_of_ones_own_cannot_write_lines_of_its_own() -> None:
    Path("mine.toml").write_text(
        'format = 1\ntitle = "A\\r\\nEND:VEVENT\\u001b"\n[[steps]]\nexercise = "bridge"\n', encoding="utf-8"
    )
    done = call(session="./mine.toml", ics="-")
    assert str(event(done.stdout_bytes)["summary"]) == "Stretching: A END:VEVENT�"


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ("daily", ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
        ("Sun, SATURDAY sat", ["SA", "SU"]),
        ("th,tu", ["TU", "TH"]),
    ],
)
def test_days_may_be_written_in_many_ways(days: str, codes: list[str]) -> None:
    assert event(call(days=days, ics="-").stdout_bytes)["rrule"]["byday"] == codes


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"at": "7.30"}, '--at is "7.30"; write a time from 00:00 to 23:59, as 07:30'),
        ({"at": "24:00"}, "write a time from 00:00 to 23:59"),
        ({"at": "\x1b[2J"}, "write a time from 00:00 to 23:59"),
        ({"days": "mon,wen"}, '--days has "wen" (did you mean "wed"?)'),
        ({"days": "t"}, '--days has "t"'),
        ({"days": " , "}, "--days names no day"),
        ({"weeks": "0"}, "0 is not allowed; write 1 to 520"),
        ({"session": "nope"}, 'no session "nope"'),
        ({"ics": "."}, "is a directory"),
    ],
)
def test_what_cannot_be_is_one_clear_line(options: dict[str, str], said: str) -> None:
    done = call(**options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not Path("back.ics").exists()


# Several times a day.


def events(data: bytes) -> list[tuple[str, str]]:
    """The time and the id of each event."""
    file: Any = Calendar.from_ical(data)
    assert file.errors == []
    return [(f"{found['dtstart'].dt:%H:%M}", str(found["uid"])) for found in file.walk("VEVENT")]


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["remind", *arguments], prog_name="backstretch")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--at", "15:00", "--at", "10:30", "--at", "15:00"], ["10:30", "15:00"]),
        (["--every", "1h", "--between", "09:00-17:00"], [f"{hour:02}:00" for hour in range(9, 18)]),
        (["--every", "90m", "--between", "9:00-12:30"], ["09:00", "10:30", "12:00"]),
        (["--every", "1h30m", "--between", "09:00 - 10:00"], ["09:00"]),
        (["--every", "12h", "--between", "00:00-23:59"], ["00:00", "12:00"]),
    ],
)
def test_several_times_are_one_file_with_an_event_each(arguments: list[str], expected: list[str]) -> None:
    done = ask(*arguments, "--session", "chair-break", "--ics", "-")
    assert done.exit_code == 0, done.output
    found = events(done.stdout_bytes)
    assert [at for at, _ in found] == expected
    assert len({uid for _, uid in found}) == len(expected)
    again = events(ask(*arguments, "--session", "chair-break", "--ics", "-").stdout_bytes)
    assert again == found, "each time keeps its id"


def test_a_time_keeps_its_id_beside_others() -> None:
    three = dict(events(ask("--at", "9:00", "--at", "10:00", "--at", "11:00", "--ics", "-").stdout_bytes))
    two = dict(events(ask("--at", "10:00", "--at", "11:00", "--ics", "-").stdout_bytes))
    assert two.items() < three.items()


def test_without_days_it_is_daily_and_at_work_on_workdays() -> None:
    daily = ask("--at", "9:00", "--ics", "a.ics").output
    assert "Every day at 09:00, from " in daily
    work = ask("--every", "4h", "--between", "09:00-17:00", "--ics", "b.ics").output
    assert "Monday, Tuesday, Wednesday, Thursday, Friday at 09:00, 13:00 and 17:00, from " in work


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "write when: --at 07:30, or --every 1h with --between 09:00-17:00"),
        (["--every", "1h"], "write when: "),
        (["--between", "09:00-17:00"], "write when: "),
        (["--at", "9:00", "--every", "1h", "--between", "09:00-17:00"], "--at goes without --every and --between"),
        (["--every", "1 hour", "--between", "09:00-17:00"], '--every is "1 hour"; write 5m to 12h, as 1h or 90m'),
        (["--every", "4m", "--between", "09:00-17:00"], '--every is "4m"; write 5m to 12h'),
        (["--every", "1h", "--between", "09:00"], '--between is "09:00"; write two times, as 09:00-17:00'),
        (
            ["--every", "1h", "--between", "17:00-09:00"],
            "--between is 17:00 to 09:00; the second time must be the later",
        ),
        (["--every", "1h", "--between", "09:00-25:00"], '--between is "25:00"; write a time from 00:00 to 23:59'),
    ],
)
def test_times_that_cannot_be_are_one_clear_line(arguments: list[str], said: str) -> None:
    done = ask(*arguments, "--ics", "back.ics")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not Path("back.ics").exists()
