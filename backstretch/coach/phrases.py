"""The fixed phrases of the script, and how a name, a side and a count are spoken. Pure."""

from backstretch.session.breath import Way
from backstretch.session.model import ExerciseStep, Side
from backstretch.session.timeline import Phase

IN = "Breathe in."
OUT = "Breathe out."
HALFWAY = "Halfway."
REST = "Rest."
DONE_NEXT = "Then the session ends."
NEXT = "Next:"
LAST_ONE = "Last one."
SIDE: dict[Side, str] = {"left": "Left side.", "right": "Right side."}
FINISHED = "Session finished."
PLAIN_OUT = "Come out slowly."
"""For a move whose author gave no way out."""
UNTIL_KEY = "Hold until you press Enter."
MOVE_UNTIL_KEY = "Go on until you press Enter."
"""Before what lasts until a key: what is held, and what is not."""
REST_UNTIL_KEY = "Rest until you press Enter."
READY_TO_BEGIN = "Press the space bar when you are in position."

BREATH: dict[Way, str] = {"in": IN, "out": OUT}
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MOST_SPOKEN = len(_NUMBERS) - 1
"""Repetitions beyond this are not counted aloud."""


def side_first(side: Side) -> str:
    """For an exercise that is done on both."""
    return f"{side.capitalize()} side first."


def now_side(side: Side) -> str:
    """For a change of sides."""
    return f"Now your {side} side."


def counts() -> tuple[str, ...]:
    """Every repetition as it is counted."""
    return tuple(count(rep, reps) for reps in range(3, MOST_SPOKEN + 1) for rep in range(2, reps))


def count(rep: int, reps: int) -> str:
    """Which repetition of how many comes; both 0–``MOST_SPOKEN``."""
    return f"{_NUMBERS[rep].capitalize()} of {_NUMBERS[reps]}."


def pieces(text: str) -> tuple[str, ...]:
    """The parts that a text is spoken in, one behind the other: after "Next:" a name is the clip that it always is."""
    head, space, rest = text.partition(" ")
    return (head, rest) if head == NEXT and space else (text,)


def sentence(text: str) -> str:
    """A name as it is spoken on its own."""
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def until_key(step: ExerciseStep) -> tuple[str, ...]:
    """What tells that a key ends it."""
    if not step.until_key:
        return ()
    return (UNTIL_KEY if step.words.does == "hold" else MOVE_UNTIL_KEY,)


def plain_into(phase: Phase) -> str:
    """For a move whose author gave no way in."""
    side: Side | None = phase.side
    return f"Hold, {side} side." if side else "Hold here."
