"""What is said before a session begins: what it is, how long, and which keys there are."""

from __future__ import annotations

from backstretch.run.plan import Plan, left_out_lines, level_of

KEYS = (
    "{Coach.pause}: pause, and go on. Any key not named here pauses too.",
    "{coach.next}: next side or step. {coach.back}: back to the start of this hold. {coach.undo}: undo the last skip.",
    "{coach.more} and {coach.less}: five seconds more or less.",
    "{coach.ease}: ease off, something aches. {coach.pain}: say how strong the pain is.",
    "{coach.mute}: sound on or off. {coach.voice}: voice on or off. "
    "{coach.help}: these keys. {coach.leave}: end early.",
    "x stops everything at once: sharp pain.",
)
"""What each key does while a session runs, with gaps for the keys."""
FEW_KEYS = (
    "Keys: {coach.pause} pauses and goes on, {coach.help} tells all keys, {coach.leave} ends.",
    "x stops everything: sharp pain.",
)
NO_KEYS = "No keys here: Ctrl+C ends the session."

_SAID_IN_SECONDS = 100
"""Shorter times are said in seconds alone."""


def lasting(seconds: float) -> str:
    """A length of time as it is read aloud."""
    whole = round(seconds)
    if seconds < _SAID_IN_SECONDS:
        return f"{whole} s" if abs(seconds - whole) < 0.05 else f"{seconds:.1f} s"
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def overview(plan: Plan) -> list[str]:
    """The session before it begins: its title, how long it is, and what is left out of it and why."""
    facts = filter(None, [plan.session.title, lasting(plan.timeline.total_seconds), level_of(plan)])
    return [f"{', '.join(facts)}.", *left_out_lines(plan.left_out)]
