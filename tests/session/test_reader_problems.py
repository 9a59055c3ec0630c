"""Every message a file can bring, word for word."""

from __future__ import annotations

from backstretch.session.reader import read_session
from tests.cases import cases

from .samples import HEAD, Read, lines

TOP: list[tuple[str, list[str]]] = [
    (
        "",
        [
            "1:1: format is missing; write format = 1",
            "1:1: steps is missing; write at least one step under a header [[steps]]",
            '1:1: title is missing; write title = "…"',
        ],
    ),
    (
        'format = 2\ntitle = ""\nsteps = []',
        [
            "1:1: format is 2; this program reads format = 1",
            "2:1: title is empty; write a text that can be seen",
            "3:1: steps is empty; write at least one step under a header [[steps]]",
        ],
    ),
    (
        'format = "1"\ntitle = 5\nsteps = 3',
        [
            '1:1: format is "1"; this program reads format = 1',
            "2:1: title is 5; write a text in quotes",
            "3:1: steps is 3; write each step under a header [[steps]]",
        ],
    ),
    (
        'format = true\ntitle = "\\u200b"\n[steps]\nrest = 5',
        [
            "1:1: format is true; this program reads format = 1",
            "2:1: title is empty; write a text that can be seen",
            "3:1: steps is a single table; write [[steps]], with two brackets on each side",
        ],
    ),
    ('format = 1.0\ntitle = "T"\nsteps = [{rest = 1}]', ["1:1: format is 1.0; this program reads format = 1"]),
    (
        f'format = 1\ntitle = "{"x" * 81}"\nsteps = [1, {{ rest = 1 }}, "x"]',
        [
            "2:1: title has 81 characters; allowed is 1 to 80",
            "3:10: steps contains 1; write each step as a table",
            '3:27: steps contains "x"; write each step as a table',
        ],
    ),
    (
        "\n".join(
            [
                'titel = "T"',
                "format = 1",
                "summary = 1979-05-27",
                "author = []",
                'level = "Steady"',
                "tags = 'x'",
                'lead_in = "4 breath s"',
                "side_gap = 3601",
                "breath = 0.5",
                "sets = 3",
                "music = 'x'",
                "[[steps]]",
                "rest = 1",
            ]
        ),
        [
            '1:1: unknown key "titel" (did you mean "title"?)',
            "3:1: summary is a date or a time; write a text in quotes",
            "4:1: author is a list; write a text in quotes",
            '5:1: level is "Steady" (did you mean "steady"?); allowed are gentle, steady, strong',
            '6:1: tags is "x"; write a list of texts, ["…", "…"]',
            '7:1: lead_in is "4 breath s"; write seconds as 20, or "90s", "1m30s", "2m", "4 breaths"',
            "8:1: side_gap is 3601 s; allowed is 0 s to 1 h",
            "9:1: breath is 0.5 s; allowed is 1 s to 30 s",
            '10:1: unknown key "sets" (did you mean "steps"?)',
            '11:1: unknown key "music"; allowed are '
            "format, title, summary, author, level, tags, lead_in, side_gap, breath, steps",
        ],
    ),
]

STEP: list[tuple[str, list[str]]] = [
    ('exercise = "bridge"\nhold = 0.5', ["5:1: hold is 0.5 s; allowed is 1 s to 1 h"]),
    ('exercise = "bridge"\nhold = 3600.5', ["5:1: hold is 3600.5 s; allowed is 1 s to 1 h"]),
    ('exercise = "bridge"\nhold = "61m"', ['5:1: hold is "61m" (3660 s); allowed is 1 s to 1 h']),
    ('exercise = "bridge"\nhold = "601 breaths"', ['5:1: hold is "601 breaths" (3606 s); allowed is 1 s to 1 h']),
    (
        'exercise = "bridge"\nhold = "20 sec"',
        ['5:1: hold is "20 sec"; write seconds as 20, or "90s", "1m30s", "2m", "4 breaths"'],
    ),
    (
        'exercise = "bridge"\nhold = true',
        ['5:1: hold is true; write seconds as 20, or "90s", "1m30s", "2m", "4 breaths"'],
    ),
    (
        'exercise = "bridge"\nhold = nan',
        ['5:1: hold is nan; write seconds as 20, or "90s", "1m30s", "2m", "4 breaths"'],
    ),
    ('exercise = "bridge"\nreps = 0', ["5:1: reps is 0; allowed is 1 to 100"]),
    ('exercise = "bridge"\nreps = 101', ["5:1: reps is 101; allowed is 1 to 100"]),
    ('exercise = "bridge"\nreps = 3.0', ["5:1: reps is 3.0; write a whole number from 1 to 100"]),
    ('exercise = "bridge"\nreps = "3"', ['5:1: reps is "3"; write a whole number from 1 to 100']),
    ('exercise = "bridge"\nreps = true', ["5:1: reps is true; write a whole number from 1 to 100"]),
    (f'exercise = "bridge"\nreps = 0x{"f" * 5000}', ["5:1: reps is about 1e6020; allowed is 1 to 100"]),
    (f'exercise = "bridge"\nhold = 1{"0" * 400}', ["5:1: hold is about 1e400 s; allowed is 1 s to 1 h"]),
    ('exercise = "bridge"\nrest_after = -1', ["5:1: rest_after is -1 s; allowed is 0 s to 1 h"]),
    (
        'exercise = "bridge"\nrest_between = { from = 1, to = 2, by = 1 }',
        ["5:1: rest_between is a table; only hold and reps can be a range"],
    ),
    (
        'exercise = "bridge"\nsides = "two"\nfirst_side = 1',
        [
            '5:1: sides is "two"; allowed are none, left, right, both, alternate',
            "6:1: first_side is 1; allowed are left, right",
        ],
    ),
    ('exercise = "brigde"', ['4:1: unknown exercise "brigde" (did you mean "bridge"?)']),
    ('exercise = "xx"', ['4:1: unknown exercise "xx"; for a move of your own write name and hold instead']),
    ("exercise = 3", ["4:1: exercise is 3; write a text in quotes"]),
    (
        'exercise = "bridge"\nrepetitions = 3\nduration = 5\nxyzzy = 1',
        [
            '5:1: unknown key "repetitions" (did you mean "reps"?)',
            '6:1: unknown key "duration" (did you mean "hold"?)',
            '7:1: unknown key "xyzzy"; allowed are exercise, name, cue, props, start, cues, into, '
            "holding, out, parts, does, cautions, sides, first_side, hold, reps, rest_between, rest_after, lead_in, "
            "side_gap, until",
        ],
    ),
    (
        'exercise = "bridge"\ncautions = ["osteoporosis", "nee", "xx", 4]',
        [
            '5:29: unknown caution "nee" (did you mean "knee"?)',
            '5:36: unknown caution "xx"; allowed are osteoporosis, pregnancy, knee',
            "5:42: cautions contains 4; write a text in quotes",
        ],
    ),
    (
        'exercise = "bridge"\ncue = ["x"]\ncues = "x"',
        [
            "5:1: cue is a list; write a text in quotes",
            '6:1: cues is "x"; write a list of texts, ["…", "…"]',
        ],
    ),
    ('name = "Rock"', ["3:1: hold is missing; a move of your own needs one, as hold = 20"]),
    ('name = " "\nhold = 5', ["4:1: name is empty; write a text that can be seen"]),
    ('name = "Rock"\nholds = 5', ['5:1: unknown key "holds" (did you mean "hold"?)']),
    ("hold = 5", ['3:1: a step needs one of "exercise", "name", "rest" or "rounds"']),
    (
        "hold = 0",
        [
            '3:1: a step needs one of "exercise", "name", "rest" or "rounds"',
            "4:1: hold is 0 s; allowed is 1 s to 1 h",
        ],
    ),
    ('excercise = "bridge"', ['4:1: unknown key "excercise" (did you mean "exercise"?)']),
    (
        'exercise = "bridge"\nname = "Mine"\nhold = 5',
        ["5:1: this step has both exercise and name; keep one of them"],
    ),
    (
        'rest = -1\nexercise = "bridge"\nhold = 0',
        [
            "4:1: rest is -1 s; allowed is 0 s to 1 h",
            "5:1: this step is two kinds at once, rest and exercise; make two steps of it",
            "6:1: hold is 0 s; allowed is 1 s to 1 h",
        ],
    ),
    ("rest = 5\nhold = 5", ['5:1: unknown key "hold"; allowed are cue, until, rest']),
    (
        "rounds = 0",
        [
            "3:1: steps is missing; write the steps of the group under [[steps.steps]]",
            "4:1: rounds is 0; allowed is 1 to 50",
        ],
    ),
    (
        "rounds = { from = 1, to = 2, by = 1 }\nsteps = []\nrest_between = 4000\nreps = 1",
        [
            "4:1: rounds is a table; write a whole number from 1 to 50",
            "5:1: steps is empty; write at least one step under a header [[steps.steps]]",
            "6:1: rest_between is 4000 s; allowed is 0 s to 1 h",
            '7:1: unknown key "reps"; allowed are rest_between, rounds, steps',
        ],
    ),
    ("[[steps.steps]]\nrest = 5", ["3:1: rounds is missing; write how often the group is done, as rounds = 2"]),
    (
        "rounds = 2\n[[steps.steps]]\nrounds = 2\n[[steps.steps]]\nhold = 5\n[[steps.steps]]\nname = 'a'\nsteps = []",
        [
            "6:1: this is a group inside a group; groups do not nest",
            '7:1: a step needs one of "exercise", "name", "rest" or "rounds"',
            "9:1: hold is missing; a move of your own needs one, as hold = 20",
            "11:1: this is a group inside a group; groups do not nest",
            "11:1: this step is two kinds at once, name and steps; make two steps of it",
        ],
    ),
    (
        "name = 'a'\nhold = { from = 0.5, to = 3601, by = 0, upto = 1 }",
        [
            "5:10: hold.from is 0.5 s; allowed is 1 s to 1 h",
            "5:22: hold.to is 3601 s; allowed is 1 s to 1 h",
            "5:33: hold.by is 0 s; it must be more than 0",
            '5:41: unknown key "upto" (did you mean "to"?)',
        ],
    ),
    (
        "name = 'a'\nhold = 5\n[steps.reps]\nfrom = 5.0",
        [
            "6:1: by is missing; a range is written reps = { from = 5, to = 30, by = 5 }",
            "6:1: to is missing; a range is written reps = { from = 5, to = 30, by = 5 }",
            "7:1: reps.from is 5.0; write a whole number from 1 to 100",
        ],
    ),
    (
        "name = 'a'\nhold = { from = 9, to = 5, by = 1 }",
        ["5:10: hold.from is 9, more than hold.to, which is 5; write the smaller number first"],
    ),
    (
        "name = 'a'\nhold = { from = 5, to = 9, by = -1 }",
        ["5:28: hold.by is -1 s; allowed is 0 s to 1 h"],
    ),
    (
        "name = 'a'\nhold = { from = 5, to = 9, by = 1e-300 }",
        ["5:28: hold.by is 1e-300; too small to ever get from one end to the other"],
    ),
    (
        "name = 'a'\nhold = { from = '2 breaths', to = 9, by = 1 }",
        ["5:10: hold mixes seconds and breaths; write from, to and by alike"],
    ),
    (
        "name = 'a'\nreps = { from = 1, to = 2, by = 1 }\nhold = { from = 1, to = 2, by = 1 }",
        ["6:1: reps and hold are both ranges; only one of them can grow"],
    ),
    (
        "rounds = 25\n[[steps.steps]]\nrest = 3600",
        ["3:1: the session lasts 25:00:00 hours; allowed are 24 hours"],
    ),
    (
        "rounds = 50\n" + "[[steps.steps]]\nname = 'a'\nhold = 1\nreps = 100\nsides = 'both'\n" * 2,
        ["3:1: the session has 20200 phases; allowed are 20000"],
    ),
]


@cases(("text", "messages"), TOP)
def test_the_file_itself(read: Read, text: str, messages: list[str]) -> None:
    reading = read(text)
    assert lines(reading.problems) == messages
    assert reading.session is None


@cases(("text", "messages"), STEP)
def test_a_step(read: Read, text: str, messages: list[str]) -> None:
    reading = read(f"{HEAD}[[steps]]\n{text}\n")
    assert lines(reading.problems) == messages
    assert reading.session is None


def test_a_problem_as_it_is_printed(read: Read) -> None:
    assert str(read(f"{HEAD}steps = []").problems[0]) == (
        "s.toml:3:1: error: steps is empty; write at least one step under a header [[steps]]"
    )


def test_breath_is_never_in_breaths(read: Read) -> None:
    for breath in ("4 breaths", "100 breaths"):
        assert lines(read(f'{HEAD}breath = "{breath}"\nsteps = [{{rest = 1}}]').problems) == [
            f'3:1: breath is "{breath}"; write it in seconds, as breath = 6'
        ]


def test_the_limits_hold_at_the_highest_level(read: Read) -> None:
    step = 'name = "a"\nhold = 3600\nlead_in = 0\nreps = { from = 1, to = %d, by = 1 }\n'
    assert read(f"{HEAD}[[steps]]\n{step % 24}").session is not None
    assert lines(read(f"{HEAD}[[steps]]\n{step % 25}").problems) == [
        "3:1: the session lasts 25:00:00 hours; allowed are 24 hours"
    ]


def test_what_a_message_quotes_is_plain_and_short(read: Read) -> None:
    reading = read(f'{HEAD}"\\u001b[2J{"long " * 40}" = 1\nlevel = "\\u202e\\n{"y" * 2000}"\nsteps = [{{rest = 1}}]')
    assert lines(reading.problems) == [
        f'3:1: unknown key "\ufffd[2J{("long " * 40)[:55]}…"; allowed are format, title, summary, author, level, tags, '
        "lead_in, side_gap, breath, steps",
        f'4:1: level is "{"y" * 59}…"; allowed are gentle, steady, strong',
    ]


def test_an_unprintable_path_is_made_printable() -> None:
    reading = read_session(b"", id="x", path="a\x1b\n.toml", exercises={}, known_cautions=())
    assert reading.problems[0].path == "a\ufffd .toml"


def test_errors_and_warnings_come_together_in_the_order_of_the_file(read: Read) -> None:
    problems = read(f'{HEAD}[[steps]]\nname = "Twist"\nhold = 5\nsides = "left"\nfoo = 1\n').problems
    assert [(problem.line, problem.severity) for problem in problems] == [(4, "warning"), (6, "warning"), (7, "error")]
