"""A reminder as a calendar file (RFC 5545): the calendar that takes it in does the reminding, and nothing of ours."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from backstretch.base.command_line import command

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OWN_NAMES = uuid.UUID("5a2f8c1e-4b7d-4e63-9a55-0c1d7f3be2a4")
"""What the ids are made in, so that no other program has the same."""
_LENGTH = timedelta(minutes=15)
"""How long a session takes of which it is not known."""


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
