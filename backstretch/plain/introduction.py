"""What is said before a session begins: what it is, how long, and which keys there are."""

from __future__ import annotations

from backstretch.base.text import duration
from backstretch.coach.floor import ready_line
from backstretch.run.plan import Plan, left_out_lines, level_of

KEYS = (
    "{Coach.pause}: pause, and go on. Any key not named here pauses too.",
    "{coach.next}: next side or step. {coach.back}: back to the start of this hold. {coach.undo}: undo the last skip.",
    "{coach.more} and {coach.less}: five seconds more or less.",
    "{coach.ease}: ease off, something aches. {coach.pain}: say how strong the pain is.",
    "{coach.time}: how long is left. {coach.mute}: sound on or off. {coach.voice}: voice on or off. "
    "{coach.help}: these keys. {coach.leave}: end early.",
    "x stops everything at once: sharp pain.",
)
"""What each key does while a session runs, with gaps for the keys."""
FEW_KEYS = (
    "Keys: {coach.pause} pauses and goes on, {coach.help} tells all keys, {coach.leave} ends.",
    "x stops everything: sharp pain.",
)
NO_KEYS = "No keys here: Ctrl+C ends the session."


def overview(plan: Plan) -> list[str]:
    """The session before it begins: its title, how long it is, what is left out of it and why, what must lie ready."""
    facts = filter(None, [plan.session.title, duration(plan.timeline.total_seconds), level_of(plan)])
    return [f"{', '.join(facts)}.", *left_out_lines(plan.left_out), *filter(None, [ready_line(plan.props)])]
