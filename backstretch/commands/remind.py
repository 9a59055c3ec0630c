"""``remind``: a reminder as a calendar file (RFC 5545), of which a calendar, and nothing of ours, reminds."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backstretch.base.command_line import command
from backstretch.base.errors import WrongUseError
from backstretch.base.text import did_you_mean, plain
from backstretch.commands.common import Amount, Command, complete_session
from backstretch.commands.session_access import load_session

if TYPE_CHECKING:
    from icalendar import Event

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OWN_NAMES = uuid.UUID("5a2f8c1e-4b7d-4e63-9a55-0c1d7f3be2a4")
"""What the ids are made in, so that no other program has the same."""
_LENGTH = timedelta(minutes=15)
"""How long a session takes of which it is not known."""
_SHORTEST_NAME = 2
"""Letters of a day's name that tell it from all others."""


_LEAST_STEP, _MOST_STEP = 5, 12 * 60
"""Minutes from one reminder of a day to the next."""


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
        "backstretch remind --at 10:30 --at 15:00 --ics breaks.ics\n"
        "backstretch remind --every 1h --between 09:00-17:00 --ics breaks.ics"
    ),
)
@click.option("--at", multiple=True, metavar="HH:MM", help="The time of day, as 07:30; may be given again.")
@click.option("--every", metavar="TIME", help="Repeat at this interval, as 1h, 90m or 1h30m; needs --between.")
@click.option("--between", metavar="HH:MM-HH:MM", help="The first and the last time of the day, as 09:00-17:00.")
@click.option(
    "--days", metavar="DAYS", help="Days, as mon,wed,fri, or daily. Default: daily; with --every, mon to fri."
)
@click.option(
    "--ics", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write it; `-` prints it."
)
@click.option("--session", metavar="SESSION", shell_complete=complete_session, help="Name this session in it.")
@click.option(
    "--weeks", type=Amount(1, 520), metavar="N", help="End after so many weeks, 1 to 520; default: it never ends."
)
@click.option("--force", is_flag=True, help="Overwrite a file that is already there.")
def remind(
    at: tuple[str, ...],
    every: str | None,
    between: str | None,
    days: str | None,
    ics: Path,
    session: str | None,
    weeks: int | None,
    force: bool,
) -> None:
    """Write a calendar file with an alarm, for the calendar on your computer or phone.

    It is the calendar that reminds you: nothing of this program runs in the background. The times stay the same when
    the clocks change. Import a new file to change the days; with a single time, to change that too. To end a
    reminder, delete it in the calendar.
    """
    from backstretch.base.clock import SystemClock
    from backstretch.commands.output_file import STANDARD_OUTPUT, output

    times = _times(at, every, between)
    on = _days(days if days is not None else "daily" if at else "mon,tue,wed,thu,fri")
    reminder = Reminder(at=times[0], days=on, weeks=weeks)
    if session is not None:
        reminder = _named(reminder, session)
    now = SystemClock().now()
    reminders = [replace(reminder, at=moment) for moment in times]
    data = calendar(reminders, now)
    with output(ics, force=force) as file:
        file.write(data)
    if ics != STANDARD_OUTPUT:
        click.echo(plain(str(ics.absolute())))
        click.echo(_said(reminders, now))


def _named(reminder: Reminder, session: str) -> Reminder:
    """The reminder of a session, which it names."""
    from backstretch.base.paths import default_paths
    from backstretch.session.library import typed
    from backstretch.session.timeline import timeline

    found, read = load_session(session)
    return replace(
        reminder,
        session=found.id,
        typed=typed(found, default_paths()),
        title=plain(read.title),
        seconds=timeline(read).total_seconds,
    )


def _said(reminders: Sequence[Reminder], now: datetime) -> str:
    """When it reminds, and what to do with the file."""
    days = reminders[0].days
    on = "Every day" if len(days) == len(DAYS) else ", ".join(DAYS[day].capitalize() for day in days)
    first = min(reminder.first(now) for reminder in reminders)
    times = [f"{reminder.at:%H:%M}" for reminder in reminders]
    at = times[0] if len(times) == 1 else f"{', '.join(times[:-1])} and {times[-1]}"
    return f"{on} at {at}, from {first.day} {first:%B} on: open the file with your calendar."


def _times(at: Sequence[str], every: str | None, between: str | None) -> tuple[time, ...]:
    """All the times of a day that were asked for, each once, in their order. Raises WrongUseError."""
    if at and (every or between):
        raise WrongUseError("--at goes without --every and --between")
    if not at and not (every and between):
        raise WrongUseError("write when: --at 07:30, or --every 1h with --between 09:00-17:00")
    if at:
        return tuple(sorted({_time(text) for text in at}))
    step = _step(every or "")
    first, separator, last = (between or "").partition("-")
    if not separator:
        raise WrongUseError(f'--between is "{plain(between or "")}"; write two times, as 09:00-17:00')
    begin, end = (_time(text, "--between") for text in (first, last))
    if begin >= end:
        raise WrongUseError(f"--between is {begin:%H:%M} to {end:%H:%M}; the second time must be the later one")
    moments = range(_minutes(begin), _minutes(end) + 1, step)
    return tuple(time(*divmod(moment, 60)) for moment in moments)


def _step(text: str) -> int:
    """The minutes from one time to the next. Raises WrongUseError."""
    found = re.fullmatch(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,3})m(?:in)?)?", text.strip().lower())
    minutes = 60 * int(found[1] or 0) + int(found[2] or 0) if found is not None else 0
    if not _LEAST_STEP <= minutes <= _MOST_STEP:
        raise WrongUseError(f'--every is "{plain(text)}"; write {_LEAST_STEP}m to {_MOST_STEP // 60}h, as 1h or 90m')
    return minutes


def _minutes(moment: time) -> int:
    return 60 * moment.hour + moment.minute


def _time(text: str, option: str = "--at") -> time:
    """The time of day that a person wrote. Raises WrongUseError."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if found is None:
        raise WrongUseError(f'{option} is "{plain(text)}"; write a time from 00:00 to 23:59, as 07:30')
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


def calendar(reminders: Sequence[Reminder], now: datetime) -> bytes:
    """The file: for each of the reminders one weekly event with an alarm when it begins.

    An id is made of the session, and where there are several times of the time too, so that taking the file in again
    changes a reminder instead of adding one; and ``now``, aware, says which is the newer.
    """
    from icalendar import Calendar

    from backstretch import __version__

    file = Calendar()
    file.add("prodid", f"-//backstretch//backstretch {__version__}//EN")
    file.add("version", "2.0")
    for reminder in reminders:
        file.add_component(_event(reminder, now, one_of_several=len(reminders) > 1))
    return bytes(file.to_ical())


def _event(reminder: Reminder, now: datetime, *, one_of_several: bool) -> Event:
    from icalendar import Alarm, Event

    what = f"Stretching: {reminder.title}" if reminder.title else "Stretching"
    run = command("backstretch run", reminder.typed or reminder.session) if reminder.session else "backstretch"
    told_by = f"{reminder.session or ''} {reminder.at:%H:%M}" if one_of_several else reminder.session or ""
    event = Event()
    event.add("uid", f"{uuid.uuid5(_OWN_NAMES, told_by)}@backstretch")
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
    return event


def _whole_minutes(seconds: float) -> timedelta:
    return timedelta(minutes=max(1, -int(-seconds // 60)))
