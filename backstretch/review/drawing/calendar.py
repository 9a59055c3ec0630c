"""A calendar of the weeks up to today: a column for each week, a row for each weekday; darker is more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from backstretch.review.drawing.cells import Canvas, Glyphs, Role, Row

YEAR_WEEKS = 53
HEIGHT = 9
"""Rows: the months, the seven days, and the key."""
_MARGIN = 4
_DAY_ROLES: tuple[Role, ...] = ("day0", "day1", "day2", "day3", "day4")


def calendar(
    amounts: Mapping[date, float],
    today: date,
    width: int,
    glyphs: Glyphs,
    months: str,
    *,
    stopped: Collection[date] = (),
    chosen: date | None = None,
) -> list[Row]:
    """The last year, or as many weeks of it as fit, the current one last.

    ``amounts`` are of the days on which something was done; the largest of those shown is the darkest. ``months`` are
    the months' names, three letters each. Days on which pain ``stopped`` a session have a sign of their own, and the
    ``chosen`` one too.
    """
    cell, first = _extent(today, width)
    weeks = (today - first).days // 7 + 1
    most = max((amount for day, amount in amounts.items() if first <= day <= today), default=0)
    canvas = Canvas(width, HEIGHT)
    for index, name in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun")):
        canvas.put(0, 1 + index, name, "label")
    for number in range((today - first).days + 1):
        day = first + timedelta(days=number)
        step = _step(amounts.get(day), most)
        week, weekday = divmod(number, 7)
        sign, role = glyphs.days[step] * (cell if step else 1), _DAY_ROLES[step]
        if day == chosen:
            sign, role = glyphs.chosen.ljust(cell), "chosen"
        elif day in stopped:
            sign, role = glyphs.stopped.ljust(cell), "stopped"
        canvas.put(_MARGIN + week * cell, 1 + weekday, sign, role)
    _name_months(canvas, first, weeks, cell, months)
    signs = f"{glyphs.days[0]} none   {glyphs.days[1:]} more minutes"
    if any(first <= day <= today for day in stopped):
        signs += f"   {glyphs.stopped} pain stop"
    canvas.put(_MARGIN, HEIGHT - 1, signs, "label")
    return list(canvas.rows())


def day_at(x: int, y: int, today: date, width: int) -> date | None:
    """The day in the cell of column ``x`` and row ``y`` of such a calendar, both from 0; None if there is none."""
    cell, first = _extent(today, width)
    week, weekday = (x - _MARGIN) // cell, y - 1
    if x < _MARGIN or not 0 <= weekday < 7:
        return None
    day = first + timedelta(weeks=week, days=weekday)
    return day if day <= today else None


def first_day(today: date, width: int) -> date:
    """The first day that has room."""
    return _extent(today, width)[1]


def last_day_with(chosen: date, today: date, width: int) -> date:
    """The last day of the calendar that shows the ``chosen`` day: today, or the end of an earlier stretch of weeks."""
    this = today - timedelta(days=today.weekday())
    weeks = (this - first_day(today, width)).days // 7 + 1
    back = -((chosen - this).days // 7) // weeks * weeks
    return today if back <= 0 else this - timedelta(weeks=back) + timedelta(days=6)


def _extent(today: date, width: int) -> tuple[int, date]:
    """The cells a week takes, and the first day that has room."""
    cell = 2 if width >= _MARGIN + 2 * YEAR_WEEKS else 1
    weeks = max(1, min(YEAR_WEEKS, (width - _MARGIN) // cell))
    return cell, today - timedelta(days=today.weekday(), weeks=weeks - 1)


def _step(amount: float | None, most: float) -> int:
    """How dark a day is: 0 for none, 1 to 4."""
    if amount is None:
        return 0
    return max(1, min(4, -int(-4 * amount // most))) if most > 0 else 1


def _name_months(canvas: Canvas, first: date, weeks: int, cell: int, months: str) -> None:
    """Each month over the week in which it begins; the one that was under way already, if there is room for it."""
    days = [first + timedelta(weeks=week, days=6) for week in range(weeks)]
    begins = [week for week, last in enumerate(days) if last.day <= 7]
    if not begins or begins[0] * cell > 3:
        begins.insert(0, 0)
    for week in begins:
        month = days[week].month
        canvas.put(_MARGIN + week * cell, 0, months[3 * month - 3 : 3 * month], "label")
