"""Sessions that can be done, but should be thought over."""

from __future__ import annotations

from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.words import fill
from tests.cases import cases

from .samples import HEAD, Read

LINES = list[str]
TOO_LONG = "the words take"


def warnings(read: Read, text: str) -> LINES:
    """The warnings for ``text``, which has no errors and begins on line 3, but for those of too little time."""
    return [line for line in all_warnings(read, text) if TOO_LONG not in line]


def all_warnings(read: Read, text: str) -> LINES:
    reading = read(HEAD + text)
    assert reading.session is not None, list(map(str, reading.problems))
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in reading.problems]


def steps(*exercises: str) -> str:
    return "".join(f'[[steps]]\nexercise = "{exercise}"\n' for exercise in exercises)


KNEE = '[[steps]]\nexercise = "knee-to-chest"\nhold = 10\nreps = 2\n'


@cases(
    "text",
    [
        KNEE,
        KNEE + 'sides = "alternate"\n',
        KNEE + 'sides = "none"\n',
        KNEE + 'sides = "left"\n' + KNEE + 'sides = "right"\n',
        KNEE + 'sides = "left"\n' + KNEE + KNEE + 'sides = "right"\n',
        '[[steps]]\nrounds = 2\n[[steps.steps]]\nname = "a"\nhold = 5\nsides = "left"\n'
        '[[steps]]\nname = "a"\nhold = 10\nsides = "right"\n',
    ],
)
def test_sides_in_balance(read: Read, text: str) -> None:
    assert warnings(read, text) == []


@cases(
    ("text", "line"),
    [
        (
            KNEE + 'sides = "left"\n',
            "7:1: Knee to chest is held 20 s on the left and 0 s on the right; hold both sides alike",
        ),
        (
            KNEE + 'sides = "right"\n' + KNEE.replace("10", "5") + 'sides = "left"\n',
            "12:1: Knee to chest is held 10 s on the left and 20 s on the right; hold both sides alike",
        ),
        (
            '[[steps]]\nrounds = 3\n[[steps.steps]]\nname = "a"\nhold = "1 breath"\nsides = "left"\n'
            '[[steps]]\nname = "a"\nhold = 6\nsides = "right"\n',
            "12:1: a is held 18 s on the left and 6 s on the right; hold both sides alike",
        ),
        (
            '[[steps]]\nname = "a"\nhold = 5\nreps = { from = 1, to = 3, by = 1 }\nsides = "left"\n'
            '[[steps]]\nname = "a"\nhold = 5\nsides = "right"\n',
            "11:1: a is held 15 s on the left and 5 s on the right; hold both sides alike",
        ),
    ],
)
def test_sides_out_of_balance(read: Read, text: str, line: str) -> None:
    assert warnings(read, text) == [line]


UP_AGAIN = "goes back to the floor; put the exercises on the floor together"


@cases(
    "text",
    [
        steps("bridge", "cat-cow", "wall-squat"),
        steps("wall-squat", "seated-fold", "wall-squat", "bridge"),
        steps("bridge") + '[[steps]]\nname = "Stand"\nhold = 5\n' + steps("bridge"),
        steps("bridge", "wall-squat", "seated-fold"),
    ],
)
def test_down_or_up_once(read: Read, text: str) -> None:
    assert warnings(read, text) == []


@cases(
    ("text", "messages"),
    [
        (steps("bridge", "wall-squat", "cat-cow", "bridge"), [f"7:1: cat-cow {UP_AGAIN}"]),
        (
            steps("bridge", "seated-fold", "wall-squat", "bridge", "wall-squat", "cat-cow"),
            [f"9:1: bridge {UP_AGAIN}", f"13:1: cat-cow {UP_AGAIN}"],
        ),
        (
            "[[steps]]\nrounds = 9\n" + steps("bridge", "wall-squat").replace("[[steps]]", "[[steps.steps]]"),
            [f"5:1: bridge {UP_AGAIN}"],
        ),
    ],
)
def test_up_and_down_again(read: Read, text: str, messages: LINES) -> None:
    assert warnings(read, text) == messages


def test_hold_and_reps_both_beyond_the_sources(read: Read) -> None:
    step = '[[steps]]\nexercise = "bridge"\nhold = %s\nreps = %s\n'
    assert warnings(read, step % ("31", "12")) == []
    assert warnings(read, step % ("30", "13")) == []
    beyond = "3:1: hold is %s s and reps is 13; the sources for bridge go up to 30 s and 12, so lower one of them"
    assert warnings(read, step % ("31", "13")) == [beyond % "31"]
    assert warnings(read, step % ('"6 breaths"', "{ from = 5, to = 13, by = 4 }")) == [beyond % "36"]
    assert warnings(read, step.replace("bridge", "x").replace("exercise", "name") % ("31", "13")) != [beyond % "31"]


UNRESTED = (
    "holds go on for more than 120 s with no rest; write a rest_between or rest_after, or a rest between the steps"
)


@cases(
    "text",
    [
        '[[steps]]\nname = "a"\nhold = 30\nreps = 4\n',
        '[[steps]]\nname = "a"\nhold = 30\nreps = 5\nrest_between = 1\n',
        '[[steps]]\nname = "a"\nhold = 100\n[[steps]]\nname = "b"\nhold = 100\n',
        '[[steps]]\nexercise = "belly-breathing"\nhold = 600\n',
        '[[steps]]\nname = "a"\nhold = 30\nreps = { from = 4, to = 8, by = 1 }\n',
    ],
)
def test_enough_rest(read: Read, text: str) -> None:
    assert warnings(read, text) == []


@cases(
    ("text", "messages"),
    [
        ('[[steps]]\nname = "a"\nhold = 121\n', [f"3:1: {UNRESTED}"]),
        ('[[steps]]\nname = "a"\nhold = 31\nreps = 4\n', [f"3:1: {UNRESTED}"]),
        ('[[steps]]\nname = "a"\nhold = 40\nsides = "alternate"\nside_gap = 0\nreps = 2\n', [f"3:1: {UNRESTED}"]),
        (
            '[[steps]]\nname = "a"\nhold = 100\n[[steps]]\nname = "b"\nhold = 100\nlead_in = 0\n'
            '[[steps]]\nname = "c"\nhold = 100\nlead_in = 0\n',
            [f"3:1: {UNRESTED}"],
        ),
        ('[[steps]]\nexercise = "belly-breathing"\nhold = 601\n', [f"3:1: {UNRESTED}"]),
        (
            "[[steps]]\nrounds = 9\n[[steps.steps]]\nname = 'a'\nhold = 20\nlead_in = 0\n",
            [f"5:1: {UNRESTED}"],
        ),
        (
            "[[steps]]\nrounds = 3\n[[steps.steps]]\nname = 'a'\nhold = 200\n",
            [f"5:1: {UNRESTED}"],
        ),
    ],
)
def test_holds_with_no_rest_for_minutes_on_end(read: Read, text: str, messages: LINES) -> None:
    assert warnings(read, text) == messages


@cases(
    ("cue", "suggests"),
    [
        ("Twist to the left.", "twisting"),
        ("Now keep twisting.", "twisting"),
        ("TWIST!", "twisting"),
        ("Rotate your torso to the window.", "twisting"),
        ("Do not stop, twist further.", "twisting"),
        ("Do not stop. Twist further.", "twisting"),
        ("Don't rest but twist again.", "twisting"),
        ("Lift weights with both arms.", "lifting weights"),
        ("Lift a heavy box.", "lifting weights"),
        ("Hold a dumbbell.", "lifting weights"),
        ("Take the kettlebell.", "lifting weights"),
        ("Some weight-lifting to end with.", "lifting weights"),
        ("Strain your neck upwards.", "straining the neck"),
        ("Crane the neck to see your feet.", "straining the neck"),
        ("Pull on your head with both hands.", "straining the neck"),
        ("Jerk  your \n head.", "straining the neck"),
    ],
)
def test_wording_that_suggests_harm(read: Read, cue: str, suggests: str) -> None:
    text = f"[[steps]]\nexercise = 'bridge'\ncue = '''{cue}'''\n"
    (line,) = warnings(read, text)
    assert line.startswith('5:1: "')
    assert line.endswith(f'" suggests {suggests}; a sore back should be spared it')


@cases(
    "cue",
    [
        "Do not twist.",
        "Don't twist your back.",
        "Don’t twist.",
        "Never twist or strain.",
        "Without straining your neck, lift the hips.",
        "Lift the hips without twisting.",
        "Do not push, twist or strain the neck.",
        "No weights, no twisting.",
        "Avoid twisting.",
        "Avoid heavy lifting.",
        "Bend the knees rather than twisting.",
        "Twisting should be avoided.",
        "Twisting is not part of this.",
        "A twist-free morning.",
        "Shift your weight to the left.",
        "Let the weight of the leg do the work.",
        "Lift your hips, let your head rest.",
        "Lift both arms.",
        "Rest your head and neck.",
    ],
)
def test_wording_that_is_fine(read: Read, cue: str) -> None:
    assert warnings(read, f"[[steps]]\nexercise = 'bridge'\ncue = \"{cue}\"\n") == []


def test_every_text_of_a_file_is_looked_at(read: Read) -> None:
    text = """format = 1
title = "Twist one"
lead_in = 60
summary = "Twist two"
author = "Twist, A."
[[steps]]
name = "Twist three"
hold = 5
cue = "Twist four"
cues = ["fine", "Twist five"]
props = ["Twist one"]
start = "Twist two"
into = "Twist three"
holding = "Twist four"
out = "Twist five"
parts = [{ word = "TWIST", say = "Twist six" }, { word = "B", say = "Fine." }]
[[steps]]
rest = 5
cue = "Twist six"
[[steps]]
rounds = 1
[[steps.steps]]
name = "Twist seven"
hold = 5
"""
    found = [(problem.line, problem.column) for problem in read(text).problems]
    told = [(2, 1), (4, 1), (7, 1), (9, 1), (10, 17), (11, 10), (12, 1), (13, 1), (14, 1), (15, 1), (16, 12), (16, 28)]
    assert found == [*told, (19, 1), (23, 1)]


def test_one_warning_for_each_suggestion_in_a_text(read: Read) -> None:
    text = "[[steps]]\nexercise = 'bridge'\ncue = 'Twist and twist with weights, and strain your neck.'\n"
    assert len(warnings(read, text)) == 3


def test_an_error_in_a_step_leaves_the_whole_unjudged(read: Read) -> None:
    unbalanced = KNEE + 'sides = "left"\n'
    problems = read(HEAD + unbalanced + '[[steps]]\nexercise = "knee-to-ches"\nsides = "right"\n').problems
    assert [problem.severity for problem in problems] == ["error"]
    problems = read(HEAD + unbalanced + "colour = 1\nlead_in = 20\n").problems
    assert [problem.severity for problem in problems] == ["warning", "error"]


def test_the_catalogues_own_words_suggest_nothing() -> None:
    exercises = catalogue()
    cues = [
        cue
        for one in exercises.values()
        if "twist" not in one.topics
        for cue in (one.name, one.words.start, *one.words.cues)
    ]
    listed = ", ".join(f"'''{fill(cue, 'left')}'''" for cue in cues)
    text = f'{HEAD}lead_in = 600\n[[steps]]\nname = "All"\nhold = 5\ncues = [{listed}]\n'
    reading = read_session(text.encode(), id="s", path="s.toml", exercises=exercises, known_cautions=())
    assert reading.problems == ()
