"""``remind``: a reminder as a calendar file (RFC 5545), of which a calendar, and nothing of ours, reminds."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import click

from backstretch.base.command_line import command
from backstretch.base.text import did_you_mean, plain
from backstretch.commands.common import Command, WrongUseError, complete_session, load_session

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OWN_NAMES = uuid.UUID("5a2f8c1e-4b7d-4e63-9a55-0c1d7f3be2a4")
"""What the ids are made in, so that no other program has the same."""
_LENGTH = timedelta(minutes=15)
"""How long a session takes of which it is not known."""
_SHORTEST_NAME = 2
"""Letters of a day's name that tell it from all others."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """When, and of what."""

    at: time
    """On the wall, wherever one is and whatever the season."""
    days: Sequence[int]
    """0 is Monday; each once, in order, and at least one."""
    session: str | None = None
    """A session's id."""
    title: str | None = None
    seconds: float | None = None
    """How long the session takes."""
    weeks: int | None = None
    """For how many weeks; None goes on."""
    typed: str | None = None
    """What is typed for the session, where that is not its id."""

    def first(self, now: datetime) -> datetime:
        """The first time after ``now``, on the same wall, without an offset."""
        here = now.replace(tzinfo=None)
        coming = (datetime.combine(here.date() + timedelta(days=day), self.at) for day in range(8))
        return next(moment for moment in coming if moment > here and moment.weekday() in self.days)


@click.command(
    cls=Command,
    short_help="A reminder for your calendar.",
    epilog=(
        "backstretch remind --at 07:30 --days mon,wed,fri --ics stretching.ics\n"
        "backstretch remind --at 18:00 --days daily --session desk-break --ics desk.ics"
    ),
)
@click.option("--at", required=True, metavar="HH:MM", help="The time of day, as 07:30.")
@click.option("--days", required=True, metavar="DAYS", help="As mon,wed,fri; or daily.")
@click.option(
    "--ics", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write it; `-` prints it."
)
@click.option("--session", metavar="SESSION", shell_complete=complete_session, help="Name this session in it.")
@click.option("--weeks", type=click.IntRange(1, 520), metavar="N", help="End after so many weeks; else it goes on.")
@click.option("--force", is_flag=True, help="Write over a file that is already there.")
def remind(at: str, days: str, ics: Path, session: str | None, weeks: int | None, force: bool) -> None:
    """Write a calendar file with an alarm, for the calendar on your computer or phone.

    It is the calendar that reminds you: nothing of this program runs in the background. The time stays the same when
    the clocks change. Import a new file to change the time or the days for that session; to end the reminder, delete
    it in the calendar.
    """
    from backstretch.base.clock import SystemClock
    from backstretch.commands.output_file import STANDARD_OUTPUT, output

    reminder = Reminder(at=_time(at), days=_days(days), weeks=weeks)
    if session is not None:
        from backstretch.base.paths import default_paths
        from backstretch.session.library import typed
        from backstretch.session.timeline import timeline

        found, read = load_session(session)
        seconds = timeline(read).total_seconds
        reminder = replace(
            reminder,
            session=found.id,
            typed=typed(found, default_paths()),
            title=plain(read.title),
            seconds=seconds,
        )
    now = SystemClock().now()
    data = calendar(reminder, now)
    with output(ics, force=force) as file:
        file.write(data)
    if ics != STANDARD_OUTPUT:
        first = reminder.first(now)
        daily = len(reminder.days) == len(DAYS)
        on = "Every day" if daily else ", ".join(DAYS[day].capitalize() for day in reminder.days)
        click.echo(plain(str(ics.absolute())))
        click.echo(f"{on} at {reminder.at:%H:%M}, from {first.day} {first:%B} on: open the file with your calendar.")


def _time(text: str) -> time:
    """The time of day that a person wrote. Raises WrongUseError."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if found is None:
        raise WrongUseError(f'--at is "{plain(text)}"; write a time from 00:00 to 23:59, as 07:30')
    return time(int(found[1]), int(found[2]))


def _days(text: str) -> tuple[int, ...]:
    """The days that a person wrote, each once, from Monday on. Raises WrongUseError."""
    words = [word for word in re.split(r"[,\s]+", text.strip().lower()) if word]
    if words == ["daily"]:
        return tuple(range(len(DAYS)))
    found = {_day(word) for word in words}
    if not found:
        raise WrongUseError("--days names no day; write them as mon,wed,fri, or daily")
    return tuple(sorted(found))


def _day(word: str) -> int:
    for number, name in enumerate(DAYS):
        if len(word) >= _SHORTEST_NAME and name.startswith(word):
            return number
    hint = did_you_mean(word, (name[:3] for name in DAYS))
    raise WrongUseError(f'--days has "{plain(word)}"{hint}; write them as mon,wed,fri, or daily')


def calendar(reminder: Reminder, now: datetime) -> bytes:
    """The file: one weekly event with an alarm when it begins.

    Its id is made of the session, so that taking the file in again changes the reminder instead of adding one; and
    ``now``, aware, says which is the newer.
    """
    from icalendar import Alarm, Calendar, Event

    from backstretch import __version__

    what = f"Stretching: {reminder.title}" if reminder.title else "Stretching"
    run = command("backstretch run", reminder.typed or reminder.session) if reminder.session else "backstretch"
    event = Event()
    event.add("uid", f"{uuid.uuid5(_OWN_NAMES, reminder.session or '')}@backstretch")
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("summary", what)
    event.add("description", f"In a terminal: {run}")
    event.add("dtstart", reminder.first(now))
    event.add("duration", _LENGTH if reminder.seconds is None else _whole_minutes(reminder.seconds))
    rule: dict[str, object] = {"freq": "weekly", "byday": [_CODES[day] for day in reminder.days]}
    if reminder.weeks is not None:
        rule["count"] = reminder.weeks * len(reminder.days)
    event.add("rrule", rule)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    file = Calendar()
    file.add("prodid", f"-//backstretch//backstretch {__version__}//EN")
    file.add("version", "2.0")
    file.add_component(event)
    return bytes(file.to_ical())


def _whole_minutes(seconds: float) -> timedelta:
    return timedelta(minutes=max(1, -int(-seconds // 60)))
