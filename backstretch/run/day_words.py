"""What is said of a plan on one day, for every front end alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from backstretch.base.text import counted, day_in_words, plain
from backstretch.care_plan.model import CarePlan
from backstretch.care_plan.today import Item, Stage, State, Today
from backstretch.run.day_plan import DayPlan, Offer

NO_PLAN = "You have no plan. One is a small file that you or a physiotherapist can write:"
GOALS_DUE = "It is time to rate your goals."
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_lines(found: DayPlan) -> Iterator[str]:
    """All there is to say of a plan today, a line each, the heading first."""
    yield heading(found.today)
    for offer in found.offers:
        yield f"{state_of(offer)}: {task_line(offer)}"
    if found.today.stage is Stage.UNDER_WAY and not found.due:
        yield "Nothing more is due today." if found.today.in_state(State.DONE) else "Nothing is due today."
    if line := review_line(found.today):
        yield line
    if found.goals_due:
        yield GOALS_DUE


def heading(today: Today) -> str:
    """The plan's title, and how it stands."""
    plan = today.plan
    match today.stage:
        case Stage.BEFORE:
            how = f"begins on {_day(plan.first)}"
        case Stage.OVER:
            how = f"is over since {_day(plan.last)}, its last day"
        case Stage.UNDER_WAY:
            return f"{plan.title}: week {today.week} of {plan.weeks}"
    return f"{plan.title} {how}."


def review_line(today: Today) -> str:
    """That somebody is to be seen, and when; empty where nobody is."""
    plan = today.plan
    if plan.review is None:
        return ""
    if today.see_someone:
        return f"Your review was due on {_day(plan.review)}: it is time to see {_whom(plan)}."
    return f"Your review: see {_whom(plan)} on {_day(plan.review)}."


def state_of(offer: Offer) -> str:
    """One word: what is due and refused now waits."""
    if offer.item.state is State.DUE and (offer.refused or offer.session is None):
        return State.WAITS.value
    return offer.item.state.value


def task_line(offer: Offer) -> str:
    """What a task is, how often it was done in this week, and what it waits for."""
    item = offer.item
    parts = [named(offer)]
    if item.of > 1 or not item.task.days:
        parts.append(f"{item.done} of {item.of} this week")
    if item.state is State.WAITS and item.next_day is not None:
        parts.append(f"next on {_WEEKDAYS[item.next_day.weekday()]}")
    line = ", ".join(parts)
    return f"{line}. {offer.refused}" if offer.refused and item.state is State.DUE else line


def named(offer: Offer) -> str:
    """The title of a session; of a walk with its minutes."""
    minutes = offer.item.minutes
    return plain(offer.title) if minutes is None else f"{plain(offer.title)}, {minutes} min"


def row_line(found: DayPlan) -> str:
    """The same in one short line: what comes next, or why nothing does."""
    today = found.today
    if today.stage is Stage.BEFORE:
        return f"your plan begins on {today.plan.first.day} {today.plan.first:%B}"
    if today.stage is Stage.OVER:
        return "your plan is over"
    ready = [offer for offer in found.due if not offer.refused and offer.session is not None]
    if ready:
        return "; ".join(map(named, ready))
    if found.due:
        return f"{'; '.join(map(named, found.due))} must wait"
    return "all done" if today.in_state(State.DONE) else "nothing is due"


def values(found: DayPlan) -> dict[str, object]:
    """The same as plain values, for JSON."""
    today, plan = found.today, found.today.plan
    return {
        "title": plan.title,
        "by": plan.by or None,
        "date": today.day.isoformat(),
        "from": plan.first.isoformat(),
        "until": plan.last.isoformat(),
        "review": plan.review.isoformat() if plan.review else None,
        "stage": today.stage.value,
        "week": today.week if today.stage is Stage.UNDER_WAY else None,
        "weeks": plan.weeks,
        "review_due": today.see_someone,
        "tasks": [_task_values(offer) for offer in found.offers],
    }


def _task_values(offer: Offer) -> dict[str, object]:
    item: Item = offer.item
    return {
        "session": item.task.session,
        "kind": "session" if item.task.minutes is None else "walk",
        "title": plain(offer.title),
        "minutes": item.minutes,
        "state": state_of(offer),
        "done_this_week": item.done,
        "times_a_week": item.of,
        "next_day": item.next_day.isoformat() if item.next_day else None,
        "reason": offer.refused or None,
    }


def _whom(plan: CarePlan) -> str:
    return plan.by or "someone"


def _day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day_in_words(day)}"


def summary(plan: CarePlan) -> str:
    """How long a plan is, and how much stands in it."""
    parts = [
        f"{counted(plan.weeks, 'week')} from {day_in_words(plan.first)}",
        counted(len(plan.tasks), "task"),
        counted(len(plan.goals), "goal") if plan.goals else "",
    ]
    return ", ".join(filter(None, parts))
