"""Questions with a few answers, each one key, as values: what is asked alike wherever a session runs."""

from collections.abc import Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

from backstretch.coach.reach import REACHES, Reach, is_further_up
from backstretch.coach.red_flags import say
from backstretch.session.catalogue import Exercise

T = TypeVar("T")

ReachAnswer = Reach | Literal["unsaid"]
EaseAnswer = Literal["on", "easier", "skip", "pain", "end"]

PAIN_ENDS = ("none", "worst imaginable")
"""What 0 and 10 stand for; the anchors of the numeric rating scale (NRS) stay the same every time."""
EFFORT_ENDS = ("no effort", "as hard as can be")


class Choice(NamedTuple, Generic[T]):
    """One answer."""

    key: str
    """The key that gives it at once: a letter, ``enter`` or ``escape``."""
    label: str
    value: T


class Asked(NamedTuple, Generic[T]):
    """One question."""

    title: str
    text: Sequence[str]
    choices: Sequence[Choice[T]]
    first: int | None = 0
    """The answer that Enter gives, from 0; with None Enter alone answers nothing."""
    heard: str = ""
    """The title as the voice says it, where it says it better in other words."""


def answers_of(choices: Sequence[Choice[T]]) -> dict[str, T]:
    """What each key answers: y and n serve for yes and no too, where no answer has them for itself."""
    yes_and_no = {"yn"[not choice.value]: choice.value for choice in choices if isinstance(choice.value, bool)}
    return yes_and_no | {choice.key: choice.value for choice in choices}


def yes_or_no(title: str, text: Sequence[str]) -> Asked[bool]:
    """A question that Enter alone does not answer."""
    return Asked(title, text, [Choice("y", "Yes", True), Choice("n", "No", False)], first=None)


def reach_question() -> Asked[ReachAnswer]:
    """How far down the pain reaches: the keys count down from the back, and Enter gives no answer."""
    choices: list[Choice[ReachAnswer]] = [
        Choice(f"{number}", say("reach", reach), reach) for number, reach in enumerate(REACHES, 1)
    ]
    choices.append(Choice("n", say("reach", "unsaid"), "unsaid"))
    return Asked(say("stop", "reach"), [], choices, first=len(REACHES))


def reach_said(answer: ReachAnswer | None) -> Reach | None:
    """What was said of it; None if nothing was."""
    return None if answer is None or answer == "unsaid" else answer


def reach_line(reach: Reach | None) -> str:
    """How far down the pain reaches, in a line that names the key; before it is said, what the key is for."""
    return say("check_in", "reach_key") if reach is None else say("reach", "line", reach=say("reach", reach))


def reached_line(reach: Reach, start: Reach | None) -> str:
    """Where a pain reaches now, beside where it did at the start."""
    if is_further_up(reach, start):
        return say("reach", "further_up")
    return say("reach", "noted", reach=say("reach", reach))


def leave_question() -> Asked[bool]:
    """Whether to end the session early."""
    choices = [Choice("n", "Go on", False), Choice("q", "End it here", True)]
    said = ["What you did so far is in the log."]
    return Asked("End the session early?", said, choices, heard="Do you want to end it early?")


def ease_off_question(exercise: Exercise | None, *, again: bool) -> Asked[EaseAnswer]:
    """What to do after easing off; the second time ending is marked."""
    choices: list[Choice[EaseAnswer]] = [Choice("g", "Go on with the next one", "on")]
    if exercise is not None:
        choices.append(Choice("v", f"Take the easier way: {exercise.easier}", "easier"))
    choices += [
        Choice("s", "Skip this exercise", "skip"),
        Choice("p", "Say how strong it is, 0 to 10", "pain"),
        Choice("q", "End the session", "end"),
    ]
    text = [say("ease", "again" if again else "text"), f"{say('pain', 'sharp')} {say('pain', 'sharp_keys')}."]
    return Asked(say("ease", "title"), text, choices, first=len(choices) - 1 if again else 0)
