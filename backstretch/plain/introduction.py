"""What is said before a session begins: what it is, how long, and which keys there are."""

from __future__ import annotations

from math import ceil

from backstretch.actions import ACTIONS, PAIN, of_screen
from backstretch.base.text import duration, expected
from backstretch.coach.floor import ready_line
from backstretch.run.plan import Plan, left_out_lines, level_of
from backstretch.settings.key_map import KeyMap, named


def session_keys(keys: KeyMap) -> list[str]:
    """What each key does while a session runs, by the keys this person has."""
    said = [f"{named(f'{{{action.id}}}', keys)}: {action.does}." for action in of_screen("coach")]
    return [" ".join(said), "Any key not named here pauses too.", f"x: {ACTIONS[PAIN].does}."]


FEW_KEYS = (
    "Keys: {coach.pause} pauses and goes on, {coach.help} tells all keys, {coach.leave} ends.",
    "x stops everything: sharp pain.",
)
NO_KEYS = "No keys here: Ctrl+C ends the session."


def overview(plan: Plan) -> list[str]:
    """The session before it begins: its title, how long it is, what is left out of it and why, what must lie ready."""
    length = expected(duration(ceil(plan.timeline.total_seconds)), plan.timeline.until_key)
    facts = filter(None, [plan.session.title, length, level_of(plan)])
    return [f"{', '.join(facts)}.", *left_out_lines(plan.left_out), *filter(None, [ready_line(plan.props)])]
