"""Plan format 1, key by key: the reader, the JSON Schema and ``docs/plan.md`` are made from what stands here."""

from backstretch.care_plan.model import DAYS
from backstretch.session.key_kinds import Choices, Count, Day, Fixed, Form, Steps, Text

FORMAT_NUMBER = 1
MOST_GOALS = 3
MOST_MINUTES = 240
"""The longest walk; our own choice, as are the next two."""
USUAL_GROWTH = 10
"""Per cent, where only ``to`` is written."""
USUAL_MINUTES = 30
"""What a walk grows to, where only ``by`` is written: the aim of clinical trials of walking for the back."""

FORMAT = Fixed(name="format", value=FORMAT_NUMBER, meaning="the version of the format")
TITLE = Text(name="title", filled=True, most=80, meaning="what the plan is called")
FROM = Day(name="from", meaning="the first day; the weeks are counted from it")
WEEKS = Count(name="weeks", most=52, meaning="how many weeks the plan is for")
REVIEW = Day(name="review", otherwise="none", meaning="the day to see someone; Today says so from then on")
BY = Text(name="by", default="", most=80, meaning="who gave the plan")
DO = Steps(
    name="do", header="[[do]]", called="task", most=20, meaning="what is done: a session or a walk, and how often"
)
GOALS = Steps(
    name="goals",
    header="[[goals]]",
    called="goal",
    most=MOST_GOALS,
    otherwise="none",
    meaning="what you want to be able to do again, rated every four weeks from 0, unable, to 10, as before",
)

DAYS_KEY = Choices(name="days", words=DAYS, otherwise="any day, `times_a_week` times", meaning="the days it is for")
TIMES_A_WEEK = Count(
    name="times_a_week", most=7, otherwise="each of `days`", meaning="how often in a week, on days of your own choice"
)
SESSION = Text(name="session", filled=True, most=200, meaning="the id of a session, as `backstretch list` has it")
LEVEL_MOST = Count(
    name="level_most", least=0, most=1000, otherwise="any level", meaning="the highest level to do it at"
)
MINUTES = Count(name="walk", most=MOST_MINUTES, meaning="minutes to walk, to begin with")
GROWTH = Count(
    name="by",
    most=100,
    otherwise=f"{USUAL_GROWTH} where `to` is written, else it stays as it is",
    meaning="by how many per cent of the present minutes the next ones may grow after a good week",
)
MOST = Count(
    name="to",
    most=MOST_MINUTES,
    otherwise=f"{USUAL_MINUTES} where `by` is written, or `walk` if that is more",
    meaning="the minutes up to which it grows",
)
GOAL_NAME = Text(name="name", filled=True, most=80, meaning="the goal, in your own words")

FILE = Form(
    "The whole plan",
    (FORMAT, TITLE, FROM, WEEKS, REVIEW, BY, DO, GOALS),
    {
        "format": f"write format = {FORMAT_NUMBER}",
        "title": 'write title = "…"',
        "from": "write the first day, as from = 2026-12-01",
        "weeks": "write for how many weeks, as weeks = 6",
        "do": "write at least one task under a header [[do]]",
    },
)
_WHEN = (DAYS_KEY.name, TIMES_A_WEEK.name)
SESSION_TASK = Form(
    "A session to do",
    (SESSION, DAYS_KEY, TIMES_A_WEEK, LEVEL_MOST),
    {"session": 'write session = "…"'},
    ("session",),
    _WHEN,
)
WALK_TASK = Form(
    "A walk to take",
    (MINUTES, GROWTH, MOST, DAYS_KEY, TIMES_A_WEEK),
    {"walk": "write walk = 10"},
    ("walk",),
    _WHEN,
)
TASK_FORMS = (SESSION_TASK, WALK_TASK)
GOAL_FORM = Form("A goal", (GOAL_NAME,), {"name": 'write name = "…"'}, ("name",))
