"""What a session is put together from: which exercises for which wish, in which order, beside what.

The doses are not here but in the catalogue, with their sources. Everything here is our own choice: what stands for a
focus and a level, what is more important than what, what follows what, and how the time that is left over is spent.
What a caution leaves out of a session is left out of these lists too. A clinician has not reviewed them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backstretch.session.catalogue import Height
from backstretch.session.model import Level

Focus = Literal["loosen", "strengthen", "desk", "rest"]

LEAST_MINUTES = 3
MOST_MINUTES = 30

FOCUSES: dict[Focus, str] = {
    "loosen": "loosen a stiff back",
    "strengthen": "strengthen belly, hips and back",
    "desk": "back from the desk: a chair and a bit of wall, no floor",
    "rest": "a day of rest: breathe, and walk a little",
}
"""Each focus, in plain words."""

SUMMARIES: dict[Focus, str] = {
    "loosen": "To loosen a stiff back",
    "strengthen": "To strengthen belly, hips and back",
    "desk": "A break from sitting",
    "rest": "For a day of rest",
}
"""How the summary of a session begins."""

LEVEL_WORDS: dict[Level, str] = {
    "gentle": "easy for a back that is new to this",
    "steady": "for most days, once gentle is easy",
    "strong": "the most demanding, not for the first weeks",
}

TAGS: dict[Focus, tuple[str, ...]] = {
    "loosen": ("flexibility",),
    "strengthen": ("strength",),
    "desk": ("flexibility", "desk", "no floor"),
    "rest": ("rest", "breathing", "walking"),
}


def _ids(ids: str) -> tuple[str, ...]:
    """The ids of exercises, written with a space between them."""
    return tuple(ids.split())


POOLS: dict[Focus, dict[Level, tuple[str, ...]]] = {
    "loosen": {
        "gentle": _ids(
            "pelvic-tilt knee-to-chest cat-cow childs-pose hamstring figure-4 knee-rolls double-knee-to-chest "
            "hip-flexor-lying sphinx standing-back-bend"
        ),
        "steady": _ids(
            "knee-to-chest pelvic-tilt cat-cow bridge childs-pose hamstring figure-4 knee-rolls hip-flexor "
            "double-knee-to-chest sphinx standing-back-bend"
        ),
        "strong": _ids(
            "knee-to-chest bridge cat-cow childs-pose hamstring figure-4 hip-flexor knee-rolls sphinx pelvic-tilt "
            "bird-dog double-knee-to-chest standing-back-bend"
        ),
    },
    "strengthen": {
        "gentle": _ids(
            "bridge pelvic-tilt brace one-knee-lift knee-to-chest clam childs-pose figure-4 hamstring "
            "shoulder-blade-squeeze"
        ),
        "steady": _ids(
            "bridge brace bird-dog knee-to-chest clam one-knee-lift childs-pose wall-squat dead-bug hamstring "
            "figure-4 pelvic-tilt shoulder-blade-squeeze"
        ),
        "strong": _ids(
            "bridge bird-dog dead-bug side-plank wall-squat clam knee-to-chest brace childs-pose hamstring "
            "one-knee-lift figure-4 pelvic-tilt shoulder-blade-squeeze"
        ),
    },
    "desk": {
        "gentle": _ids(
            "seated-figure-4 shoulder-blade-squeeze standing-back-bend seated-knee-to-chest seated-forward-bend "
            "seated-rotation"
        ),
        "steady": _ids(
            "seated-figure-4 standing-back-bend shoulder-blade-squeeze seated-knee-to-chest wall-squat "
            "seated-forward-bend seated-rotation"
        ),
        "strong": _ids(
            "wall-squat standing-back-bend seated-figure-4 seated-knee-to-chest shoulder-blade-squeeze "
            "seated-forward-bend seated-rotation"
        ),
    },
    "rest": {
        "gentle": (),
        "steady": _ids("pelvic-tilt"),
        "strong": _ids("pelvic-tilt knee-to-chest"),
    },
}
"""The exercises for each focus and level, the most important first: as many are taken as there is time for."""

SEQUENCE = (
    *("pelvic-tilt", "knee-to-chest", "double-knee-to-chest", "knee-rolls", "brace", "one-knee-lift", "dead-bug"),
    *("bridge", "figure-4", "figure-4-open", "hamstring", "hip-flexor-lying"),
    "sphinx",
    *("clam", "side-plank"),
    *("cat-cow", "bird-dog", "childs-pose"),
    "hip-flexor",
    *("seated-knee-to-chest", "seated-figure-4", "seated-forward-bend", "seated-rotation", "shoulder-blade-squeeze"),
    *("standing-back-bend", "supported-back-bend", "wall-squat"),
    "walking",
)
"""What follows what: position by position, so that nobody gets up twice, and in each the small before the large."""

PLACES = {
    "on back": "on the back",
    "on front": "on the front",
    "on side": "on one side, then the other",
    "hands and knees": "on hands and knees",
    "half-kneeling": "half-kneeling",
    "sitting": "on a chair",
    "standing": "standing",
    "walking": "walking",
}
"""Each position of the catalogue, as a heading."""

HEIGHT_WORDS: dict[Height, str] = {"floor": "on the floor", "chair": "on a chair", "standing": "standing"}
"""How far down a session goes, for its summary."""

REST_PLACE = "a rest"
"""The heading of a rest at the end."""

SIDE_GAP_SECONDS = {"on side": 15.0, "half-kneeling": 10.0}
"""Time to change sides where the whole body has to turn."""

CUES = {
    "walking": "Turn back early; half the way is the way back.",
}
"""Said beside the catalogue's cues, as in the sessions that come with the program."""

REST_CUE = "Sit or lie down, whichever is easier, and breathe quietly."

BREATHING: dict[Focus, tuple[str, ...]] = {
    "loosen": ("belly-breathing", "seated-belly-breathing"),
    "strengthen": ("belly-breathing", "seated-belly-breathing"),
    "desk": ("seated-belly-breathing",),
    "rest": ("belly-breathing", "seated-belly-breathing"),
}
"""How a session begins; the first of them that the person can do."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How a dose grows with the level, as in the sessions that come with the program."""

    key: Literal["hold", "reps"]
    last: float
    by: float


GROWTHS = {
    "knee-to-chest": Growth("hold", 20, 5),
    "bridge": Growth("reps", 10, 1),
    "standing-back-bend": Growth("reps", 10, 1),
    "supported-back-bend": Growth("reps", 10, 1),
}
"""The exercises whose dose can grow; in one session only the most important of them does."""

MINUTES_A_POSITION = 4
"""After each so many minutes one more position of the body may follow; a walk at the end does not count."""
STEP_SECONDS = 10.0
"""Breathing, walking and the rest at the end get longer by this much."""
LEAST_CALM_SECONDS = 30.0
"""The least breathing at the beginning, and the least rest at the end."""
USUAL_CALM_SECONDS = 60.0
"""The same, before the session is filled with a walk."""
LONG_REST_SECONDS = 120.0
"""The longest rest at the end."""
LEAST_WALK_SECONDS = 120.0
"""A shorter walk is not worth getting up for."""
LONGEST_WALK_SECONDS = 1200.0
"""The sources for a sore back go up to 20 minutes; see the catalogue."""
