"""The questions before a session that have a few answers each: their words, from ``advice.toml``."""

from collections.abc import Callable, Collection
from typing import Any, Literal, NamedTuple

from backstretch.base.text import plain
from backstretch.coach.questions import Asked, Choice, yes_or_no
from backstretch.coach.red_flags import say, signs
from backstretch.coach.results import NextDay
from backstretch.coach.screening import Instead, Kept
from backstretch.run.gate import OpenStop
from backstretch.session.catalogue import catalogue

NextDayAnswer = NextDay | Literal["unsaid"]


class Put(NamedTuple):
    """A question, and what is done with its answer."""

    question: Asked[Any]
    then: Callable[[Any], object]


def kept_signs_question(ticked: Collection[str], help_lines: Collection[str]) -> Asked[Kept]:
    """What became of the signs that were ticked before; Enter alone answers nothing."""
    names = "; ".join(sign.short for sign in signs() if sign.id in ticked)
    choices: list[Choice[Kept]] = [
        Choice("c", say("kept_signs", "seen"), "seen"),
        Choice("n", say("kept_signs", "not_yet"), "not_yet"),
        Choice("m", say("kept_signs", "mistake"), "mistake"),
    ]
    text = [f"{say('kept_signs', 'ticked')} {names}.", *help_lines, say("kept_signs", "question")]
    return Asked(say("kept_signs", "title"), text, choices, first=None)


def gate_question(stop: OpenStop | None, key: str) -> Asked[bool]:
    """One of the gate's two questions."""
    return yes_or_no(say("after_stop", "title"), [_described(stop), say("after_stop", key)])


def _described(stop: OpenStop | None) -> str:
    if stop is None or stop.on is None:
        return say("after_stop", "unknown")
    known = catalogue().get(stop.exercise or "")
    name = known.name if known else plain(stop.exercise or "")  # maybe of another machine's log
    return say("after_stop", "intro", date=f"{stop.on:%d %B}", exercise=f" ({name})" if name else "")


def next_day_question() -> Asked[NextDayAnswer]:
    """How the back was the day after the last run; Enter gives no answer."""
    days: tuple[NextDay, ...] = ("better", "same", "worse")
    choices: list[Choice[NextDayAnswer]] = [Choice(day[0], say("next_day", day), day) for day in days]
    choices.append(Choice("n", say("next_day", "unsaid"), "unsaid"))
    return Asked(say("next_day", "title"), [], choices, first=len(days))


def gentlest_question(title: str) -> Asked[bool]:
    """After two worse days: the gentlest session in the place of the one that was chosen."""
    choices = [
        Choice("enter", say("next_day", "gentlest", title=title), True),
        Choice("g", say("next_day", "chosen"), False),
    ]
    return Asked(say("next_day", "title"), [say("next_day", "worse_twice")], choices)


def instead_question(*, behind_gate: bool, walk: bool, leg: bool = False) -> Asked[Instead]:
    """Breathing or an easy walk, where that is all there is today; ``leg``: because of a pain that is new there."""
    choices: list[Choice[Instead]] = [Choice("enter", say("instead", "breathe"), "breathing")]
    if walk:
        choices.append(Choice("w", say("instead", "walk"), "walking"))
    choices.append(Choice("escape", say("instead", "nothing"), "nothing"))
    if behind_gate:
        return Asked(say("after_stop", "title"), [say("after_stop", "refused"), say("instead", "open")], choices)
    return Asked(say("instead", "title"), [say("bad_day", "leg") if leg else say("instead", "text")], choices)


def resume_question(step: str, name: str) -> Asked[bool]:
    """Whether to go on with the interrupted run."""
    choices = [Choice("y", "Go on there", True), Choice("n", "Start from the beginning", False)]
    return Asked(say("resume", "title"), [say("resume", "text", step=step, name=name)] if step else [], choices)


def told(title: str, *text: str) -> Asked[bool]:
    """A message, as a question that can only be left."""
    return Asked(title, text, [Choice("enter", "Back", True)])
