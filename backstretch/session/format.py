"""Session format 1, key by key: what may stand where, in which bounds, and what each key means.

The reader, the JSON Schema and the reference in ``docs/session-files.md`` are all made from what stands here.
"""

from collections.abc import Mapping
from typing import Literal

from backstretch.session.key_kinds import (
    CautionIds,
    Choice,
    Count,
    Default,
    ExerciseId,
    Fixed,
    Form,
    Length,
    Parts,
    Steps,
    Text,
    Texts,
)
from backstretch.session.model import LEVELS, SIDES, Level, Side, Sides
from backstretch.session.words import Does

FORMAT_NUMBER = 1
MAX_HOURS = 24
"""The longest a session may last, at its highest level."""
MAX_PHASES = 20_000
"""The most phases a session may have, at its highest level."""
MAX_WORDS_CHARACTERS = 200
"""The longest of an exercise's texts."""

DEFAULT_LEVEL: Level = "gentle"
DEFAULT_FIRST_SIDE: Side = "left"
LEAD_IN_SECONDS = 10.0
SIDE_GAP_SECONDS = 5.0
BREATH_SECONDS = 6.0
"""What holds where a file does not say; a time that is left out is otherwise none."""

FORMAT = Fixed(name="format", value=FORMAT_NUMBER, meaning="the version of the format")
TITLE = Text(name="title", filled=True, most=80, meaning="what the session is called")
SUMMARY = Text(name="summary", default="", meaning="one or two sentences for the list of sessions")
AUTHOR = Text(name="author", default="", meaning="who put the session together")
LEVEL: Choice[Level] = Choice(
    name="level",
    words=dict(zip(LEVELS, ("the least demanding", "in between", "the most demanding"), strict=True)),
    default=DEFAULT_LEVEL,
    meaning="how demanding the session is, for whoever picks one",
)
TAGS = Texts(name="tags", otherwise="none", meaning="words of your own to tell sessions apart")
LEAD_IN = Length(name="lead_in", default=LEAD_IN_SECONDS, meaning="time to get into position before each exercise step")
SIDE_GAP = Length(name="side_gap", default=SIDE_GAP_SECONDS, meaning="time to change sides, in every step")
BREATH = Length(
    name="breath",
    least=1,
    most=30,
    breaths=False,
    default=BREATH_SECONDS,
    meaning='how long one breath takes, for "4 breaths"',
)
STEPS = Steps(name="steps", header="[[steps]]", meaning="what is done, from top to bottom")

_OF_CATALOGUE = "the catalogue's; none for a move of your own"
_MOVEMENT = f"{_OF_CATALOGUE}, nor where `cues` is written"


def _words(name: str, meaning: str, otherwise: str) -> Text:
    return Text(name=name, filled=True, most=MAX_WORDS_CHARACTERS, otherwise=otherwise, meaning=meaning)


PROPS = Texts(
    name="props",
    most=MAX_WORDS_CHARACTERS,
    otherwise=_OF_CATALOGUE,
    meaning='what must lie ready, one thing each, as "a pillow under your knees"',
)
START = _words("start", "how to get there from the position before", _OF_CATALOGUE)
CUES = Texts(
    name="cues",
    most=MAX_WORDS_CHARACTERS,
    otherwise=_OF_CATALOGUE,
    meaning="the whole movement, in order, a line each",
)
INTO = _words("into", "the movement into the hold, as an order of 8 words at most", _MOVEMENT)
HOLDING = _words("holding", "what to mind while it is held, breathing above all", _MOVEMENT)
OUT = _words("out", "how to come out of the hold, in 6 words at most", _MOVEMENT)
PARTS = Parts(
    name="parts",
    least=2,
    most=4,
    otherwise=_MOVEMENT,
    meaning="what a hold is divided into, evenly",
    keys=(
        _words("word", "the large word while this part lasts", ""),
        _words("say", "what to do then", ""),
    ),
)
DOES: Choice[Does] = Choice(
    name="does",
    words={
        "hold": "something is held",
        "breathe": "nothing is held; you breathe",
        "walk": "nothing is held; you walk",
        "move": "nothing is held; you keep moving",
    },
    otherwise='the catalogue\'s; "hold" for a move of your own',
    meaning="what the body does during a hold, as the large word",
)
UNTIL: Choice[Literal["key"]] = Choice(
    name="until",
    words={"key": "until a key is pressed; the time written is what is expected, and it has no parts"},
    otherwise="its time",
    meaning="what ends the hold or the rest",
)

EXERCISE = ExerciseId(name="exercise", meaning="which exercise of the catalogue this step is")
NAME = Text(name="name", filled=True, meaning="what your own move is called")
CUE = Text(name="cue", otherwise="nothing is added", meaning="one sentence that is shown first")
CAUTIONS = CautionIds(
    name="cautions",
    otherwise="none but the catalogue's own",
    meaning="left out for anyone who ticked one of these before the first session",
)
SIDES_KEY: Choice[Sides] = Choice(
    name="sides",
    words=dict(
        zip(
            SIDES,
            (
                "once, without a side",
                "the left only",
                "the right only",
                "all repetitions on one side, then all on the other",
                "left, right, left, right …, `reps` times on each side",
            ),
            strict=True,
        )
    ),
    otherwise='the catalogue\'s; "none" for a move of your own',
    meaning="on which sides it is done",
)
_FIRST_SIDES: dict[Side, str] = {"left": "left before right", "right": "right before left"}
FIRST_SIDE: Choice[Side] = Choice(
    name="first_side",
    words=_FIRST_SIDES,
    default=DEFAULT_FIRST_SIDE,
    meaning='which side begins, where `sides` is "both" or "alternate"',
)
HOLD = Length(
    name="hold",
    least=1,
    otherwise="the catalogue's; a move of your own needs one",
    meaning="how long one repetition is held",
    ends=(
        Length(name="from", least=1, meaning="the hold at level 0"),
        Length(name="to", least=1, meaning="the longest hold"),
        Length(name="by", more_than_least=True, meaning="how much longer it gets with each level"),
    ),
)
_MAX_REPS = 100
REPS = Count(
    name="reps",
    most=_MAX_REPS,
    otherwise="the catalogue's; 1 for a move of your own",
    meaning="how many repetitions, on each side where there are sides",
    ends=(
        Count(name="from", most=_MAX_REPS, meaning="the repetitions at level 0"),
        Count(name="to", most=_MAX_REPS, meaning="the most repetitions"),
        Count(name="by", most=_MAX_REPS, meaning="how many more with each level"),
    ),
)
REST_BETWEEN = Length(
    name="rest_between",
    otherwise="the catalogue's; 0 for a move of your own",
    meaning="time to let go between two repetitions on one side",
)
REST_AFTER = Length(name="rest_after", default=0, meaning="rest after the step")
STEP_LEAD_IN = Length(
    name="lead_in", otherwise="the file's `lead_in`", meaning="time to get into position before this step"
)
STEP_SIDE_GAP = Length(name="side_gap", otherwise="the file's `side_gap`", meaning="time to change sides in this step")

REST = Length(name="rest", meaning="how long the rest is")

ROUNDS = Count(name="rounds", most=50, meaning="how many times over the steps of the group are done")
REST_BETWEEN_ROUNDS = Length(name="rest_between", default=0, meaning="rest between two rounds")
INNER_STEPS = Steps(
    name="steps", header="[[steps.steps]]", meaning="the steps of the group: exercises, moves of your own and rests"
)

_WORDS = (CUE, PROPS, START, CUES, INTO, HOLDING, OUT, PARTS, DOES)
_SIDES = (SIDES_KEY, FIRST_SIDE)
_TIMES = (HOLD, REPS, REST_BETWEEN, REST_AFTER)
_GAPS = (STEP_LEAD_IN, STEP_SIDE_GAP)
_DOSE = (*_WORDS, CAUTIONS, *_SIDES, *_TIMES, *_GAPS, UNTIL)

FILE = Form(
    "The whole file",
    (FORMAT, TITLE, SUMMARY, AUTHOR, LEVEL, TAGS, LEAD_IN, SIDE_GAP, BREATH, STEPS),
    {
        "format": f"write format = {FORMAT_NUMBER}",
        "title": 'write title = "…"',
        "steps": "write at least one step under a header [[steps]]",
    },
)
EXERCISE_STEP = Form(
    "An exercise of the catalogue", (EXERCISE, *_DOSE), {"exercise": 'write exercise = "…"'}, ("exercise",)
)
OWN_MOVE = Form(
    "A move of your own",
    (NAME, *_DOSE),
    {"name": 'write name = "…"', "hold": "a move of your own needs one, as hold = 20"},
    ("name",),
)
REST_STEP = Form("A rest", (REST, CUE, UNTIL), {"rest": "write rest = 30"}, ("rest",))
GROUP = Form(
    "A group, done several times over",
    (ROUNDS, REST_BETWEEN_ROUNDS, INNER_STEPS),
    {
        "rounds": "write how often the group is done, as rounds = 2",
        "steps": "write the steps of the group under [[steps.steps]]",
    },
    ("rounds", "steps"),
)

STEP_FORMS = (EXERCISE_STEP, OWN_MOVE, REST_STEP, GROUP)
"""Every kind of step."""
INNER_STEP_FORMS = (EXERCISE_STEP, OWN_MOVE, REST_STEP)
"""Every kind of step inside a group: groups do not nest."""

_WRITTEN = (EXERCISE, NAME, REST, ROUNDS, *_SIDES, *_GAPS, *_TIMES, UNTIL, *_WORDS, CAUTIONS, INNER_STEPS)
STEP_ORDER = tuple(key.name for key in _WRITTEN)
"""The keys of a step in the order in which the program writes them."""

OF_CATALOGUE: Mapping[str, Default] = {SIDES_KEY.name: "none", HOLD.name: None, REPS.name: 1, REST_BETWEEN.name: 0}
"""The keys of a step that the catalogue has a value for, and what holds for a move of one's own; None: it is needed."""
