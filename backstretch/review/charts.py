"""The statistics as charts, for plain text and the screen alike: the values, labels and texts of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from backstretch.base.text import clock, counted, in_minutes, plain
from backstretch.care_plan.goals import BEST, Course
from backstretch.journal.records import Hold
from backstretch.review.drawing.bars import Bar, Part, Spacing, bars, columns, pairs, parts, spacing, widest
from backstretch.review.drawing.calendar import calendar
from backstretch.review.drawing.cells import Glyphs, Piece, Row
from backstretch.review.sentences import RESULTS, exercise_name
from backstretch.review.statistics import Stats

Fit = Callable[[str, int], str]
"""Pads a text with spaces, or cuts it off, to exactly so many cells."""

Value = tuple[str, float, list[str]]
"""A label, a number, and the texts that say it."""

_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_LABEL_WIDTH = 26
_LEAST_BAR = 8
_LONGEST_HOLD = 60
_LONGEST_RATING = 30
_MOST_RATINGS = 6


def minutes_by_week(stats: Stats, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """A column for each of the last weeks, as many as fit."""
    return columns(_minutes(stats), _labels(stats), width, height, glyphs, at=_spacing(stats, width))


def pain_by_week(stats: Stats, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """Pain before and after in the same weeks, in the same columns; no rows where there is no score in them."""
    pain = [(week.total.pain.before, week.total.pain.after) if week.total.pain else None for week in stats.weeks]
    at = _spacing(stats, width)
    if not any(pain[len(pain) - at.shown :]):
        return []
    return pairs(pain, _labels(stats), width, height, glyphs, at=at)


def year_of_days(
    stats: Stats, width: int, glyphs: Glyphs, *, last: date | None = None, chosen: date | None = None
) -> list[Row]:
    """A year day by day, up to the ``last`` day or today; one day may be ``chosen``."""
    end = last or stats.today
    return calendar(stats.active_by_day, end, width, glyphs, _MONTHS, stopped=stats.stopped, chosen=chosen)


def by_session(stats: Stats, width: int, glyphs: Glyphs, fit: Fit) -> list[Row]:
    """A bar for each session: how often it was done."""
    return _bars(session_values(stats), width, glyphs, fit)


def by_exercise(stats: Stats, width: int, glyphs: Glyphs, fit: Fit, most: int) -> list[Row]:
    """A bar for each exercise, ``most`` at the most: how long it was held, and the share of the planned time."""
    return _bars(exercise_values(stats)[:most], width, glyphs, fit)


def by_hold(holds: Sequence[Hold], width: int, glyphs: Glyphs, fit: Fit) -> list[Row]:
    """A bar for each hold of a run, under its exercise: the planned time, filled as far as it was held."""
    label = max((len(_which(hold)) for hold in holds), default=0) + 1
    saids = [_held(hold) for hold in holds]
    longest = max(1, min(_LONGEST_HOLD, width - label - max(map(len, saids), default=0) - 2))
    lines = [
        Part(fit(f" {_which(hold)}", label), hold.held_seconds, hold.planned_seconds, said)
        for hold, said in zip(holds, saids, strict=True)
    ]
    drawn = parts(lines, max((hold.planned_seconds for hold in holds), default=0), longest, glyphs)
    rows: list[Row] = []
    above = None
    for hold, row in zip(holds, drawn, strict=True):
        step = (hold.step, hold.within, hold.round, hold.exercise)
        if step != above:
            rounds = f", round {hold.round}" if hold.round is not None else ""
            rows.append((Piece(fit(f"{exercise_name(hold.exercise)}{rounds}", width).rstrip(), "heading"),))
        above = step
        rows.append(row)
    return rows


def goal_ratings(course: Course, width: int, glyphs: Glyphs, fit: Fit) -> list[Row]:
    """A bar for each of a goal's last ratings, filled as far as it is on the way from 0 to 10."""
    label = len("31 Dec") + 1
    longest = max(1, min(_LONGEST_RATING, width - label - 4))
    lines = [
        Part(fit(f" {rating.day.day} {rating.day:%b}", label), rating.score, BEST, str(rating.score))
        for rating in course.ratings[-_MOST_RATINGS:]
    ]
    return parts(lines, BEST, longest, glyphs)


def by_step(holds: Sequence[Hold], width: int, glyphs: Glyphs, fit: Fit) -> list[Row]:
    """A bar for each step of a run, all its rounds together: the planned time, filled as far as it was held."""
    steps: dict[tuple[int, int | None, str], list[Hold]] = {}
    for hold in holds:
        steps.setdefault((hold.step, hold.within, hold.exercise), []).append(hold)
    planned = [sum(hold.planned_seconds for hold in done) for done in steps.values()]
    held = [sum(hold.held_seconds for hold in done) for done in steps.values()]
    saids = [f"{clock(part)} of {clock(whole)}" for part, whole in zip(held, planned, strict=True)]
    names = [exercise_name(name) for _, _, name in steps]
    label = min(_LABEL_WIDTH, width // 3, max(map(len, names), default=0))
    longest = max(1, min(_LONGEST_HOLD, width - label - max(map(len, saids), default=0) - 2))
    lines = map(Part, (fit(name, label) for name in names), held, planned, saids)
    return parts(list(lines), max(planned, default=0), longest, glyphs)


def session_values(stats: Stats) -> list[Value]:
    """How often each session was done, how long, and the pain before and after."""
    values = []
    for each in stats.sessions:
        said = [counted(each.total.runs, "time"), in_minutes(each.total.active_seconds)]
        if each.total.pain is not None:
            said.append(f"pain {each.total.pain.before:.1f} to {each.total.pain.after:.1f}")
        values.append((plain(each.title), float(each.total.runs), said))
    return values


def exercise_values(stats: Stats) -> list[Value]:
    """How long each exercise was held, and the share of the planned time."""
    values = []
    for each in stats.exercises:
        part = round(100 * each.held_seconds / each.planned_seconds) if each.planned_seconds else 100
        values.append((exercise_name(each.exercise), each.held_seconds, [in_minutes(each.held_seconds), f"{part} %"]))
    return values


def _which(hold: Hold) -> str:
    """The side and the number of a hold."""
    return f"{hold.side} {hold.rep}" if hold.side else str(hold.rep)


def _held(hold: Hold) -> str:
    of = f"{round(hold.held_seconds)} of {round(hold.planned_seconds)} s"
    return ", ".join(filter(None, [of, RESULTS[hold.result]]))


def _minutes(stats: Stats) -> list[float]:
    return [week.total.active_seconds / 60 for week in stats.weeks]


def _labels(stats: Stats) -> list[str]:
    return [f"{week.monday.day} {week.monday:%b}" for week in stats.weeks]


def _spacing(stats: Stats, width: int) -> Spacing:
    minutes = _minutes(stats)
    return spacing(len(minutes), width, widest(minutes))


def _bars(lines: Sequence[Value], width: int, glyphs: Glyphs, fit: Fit) -> list[Row]:
    """Lines of a label, a value and texts; the last texts are left out until a bar has room."""
    if not lines:
        return []
    label = min(_LABEL_WIDTH, width // 3, max(len(name) for name, _, _ in lines))
    for shown in range(max(len(said) for _, _, said in lines), 0, -1):
        texts = [", ".join(said[:shown]) for _, _, said in lines]
        room = width - label - max(map(len, texts)) - 2
        if room >= _LEAST_BAR:
            break
    labels = [fit(name, label) for name, _, _ in lines]
    return bars(list(map(Bar, labels, (value for _, value, _ in lines), texts)), max(1, room), glyphs)
