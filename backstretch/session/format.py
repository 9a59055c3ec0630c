"""Session format 1, key by key: what may stand where, in which bounds, and what each key means.

The reader, the JSON Schema and the reference in ``docs/session-files.md`` are all made from what stands here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from backstretch.session.model import LEVELS, SIDES, Level, Side, Sides

FORMAT_NUMBER = 1
MAX_HOURS = 24
"""The longest a session may last, at its highest level."""
MAX_PHASES = 20_000
"""The most phases a session may have, at its highest level."""
MAX_SECONDS = 3600.0
"""The longest duration but for a breath."""

DEFAULT_LEVEL: Level = "gentle"
DEFAULT_FIRST_SIDE: Side = "left"
LEAD_IN_SECONDS = 10.0
SIDE_GAP_SECONDS = 5.0
BREATH_SECONDS = 6.0
"""What holds where a file does not say; a time that is left out is otherwise none."""

Word = TypeVar("Word", bound=str)
Default = str | float | None


class Fixed(NamedTuple):
    """A whole number that is always the same."""

    name: str
    meaning: str
    value: int
    default: Default = None
    otherwise: str = ""


class Text(NamedTuple):
    """A line of plain text."""

    name: str
    meaning: str
    default: Default = None
    otherwise: str = ""
    filled: bool = False
    """Whether it must have at least one character that can be seen."""
    most: int | None = None
    """Characters."""


class ExerciseId(Text):
    """The id of one of the catalogue's exercises."""


class Texts(NamedTuple):
    """A list of lines of plain text."""

    name: str
    meaning: str
    default: Default = None
    otherwise: str = ""


class CautionIds(Texts):
    """A list of the cautions' ids."""


class Choice(NamedTuple, Generic[Word]):
    """One of a few words."""

    name: str
    meaning: str
    words: Mapping[Word, str]
    """Each word, and what it stands for."""
    default: Default = None
    otherwise: str = ""


class Count(NamedTuple):
    """A whole number from 1 on, or a range of them."""

    name: str
    meaning: str
    most: int
    default: Default = None
    otherwise: str = ""
    ends: "tuple[Count, ...]" = ()
    """The keys of a range in its place; empty where none may stand."""


class Length(NamedTuple):
    """A length of time in seconds, or a range of them."""

    name: str
    meaning: str
    default: Default = None
    otherwise: str = ""
    least: float = 0.0
    most: float = MAX_SECONDS
    more_than_least: bool = False
    """Whether ``least`` itself is too little."""
    breaths: bool = True
    """Whether it may be written in breaths."""
    ends: "tuple[Length, ...]" = ()
    """As of a count."""


class Steps(NamedTuple):
    """A list of tables, at least one, each written under ``header``."""

    name: str
    meaning: str
    header: str
    default: Default = None
    otherwise: str = ""


Key = Fixed | Text | Texts | Choice[Any] | Count | Length | Steps
"""One key of a table. Each kind has the ``name`` of the key, and beside it

- ``meaning``: what the key does, as a phrase without a full stop; units are said of each kind of key,
- ``default``: what holds where the key is left out; None if it must be there, or if ``otherwise`` says what holds,
- ``otherwise``: what holds where the key is left out, in words.
"""


class Form(NamedTuple):
    """One kind of table: the keys it takes, and those it cannot do without."""

    title: str
    keys: tuple[Key, ...]
    needs: Mapping[str, str] = MappingProxyType({})
    """Each key that must be there, and how it is written, for whoever left it out."""
    told_by: tuple[str, ...] = ()
    """The keys of which any tells that a step is of this form."""

    @property
    def names(self) -> tuple[str, ...]:
        """The keys' names, in their order."""
        return tuple(key.name for key in self.keys)


FORMAT = Fixed(name="format", value=FORMAT_NUMBER, meaning="the version of this way of writing")
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

EXERCISE = ExerciseId(name="exercise", meaning="which exercise of the catalogue this step is")
NAME = Text(name="name", filled=True, meaning="what your own move is called")
CUE = Text(name="cue", otherwise="nothing is added", meaning="one sentence that is shown first")
CUES = Texts(
    name="cues", otherwise="the catalogue's; none for a move of your own", meaning="what to do, in order, a line each"
)
CAUTIONS = CautionIds(
    name="cautions",
    otherwise="none but the catalogue's own",
    meaning="whoever ticked one of these before the first session does without this step",
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

_WORDS = (CUE, CUES)
_SIDES = (SIDES_KEY, FIRST_SIDE)
_TIMES = (HOLD, REPS, REST_BETWEEN, REST_AFTER)
_GAPS = (STEP_LEAD_IN, STEP_SIDE_GAP)
_DOSE = (*_WORDS, CAUTIONS, *_SIDES, *_TIMES, *_GAPS)

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
REST_STEP = Form("A rest", (REST, CUE), {"rest": "write rest = 30"}, ("rest",))
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

_WRITTEN = (EXERCISE, NAME, REST, ROUNDS, *_SIDES, *_GAPS, *_TIMES, *_WORDS, CAUTIONS, INNER_STEPS)
STEP_ORDER = tuple(key.name for key in _WRITTEN)
"""The keys of a step in the order in which the program writes them."""

OF_CATALOGUE: Mapping[str, Default] = {SIDES_KEY.name: "none", HOLD.name: None, REPS.name: 1, REST_BETWEEN.name: 0}
"""The keys of a step that the catalogue has a value for, and what holds for a move of one's own; None: it is needed."""
