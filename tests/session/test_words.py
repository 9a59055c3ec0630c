"""The words of an exercise in a session file: read, checked, and said for a side."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backstretch.session.catalogue import catalogue
from backstretch.session.model import Duration, ExerciseStep, RestStep, Session
from backstretch.session.reader import read_session
from backstretch.session.speech_time import WORDS_PER_MINUTE, said_before, seconds_to_say
from backstretch.session.timeline import timeline
from backstretch.session.words import Part, Words, fill, props_sentence
from tests.cases import cases

from .samples import HEAD, Read, SessionOf, lines

CATALOGUED = Words(
    props=("a mat",),
    start="Lie down.",
    cues=("Move.", "Breathe."),
    into="Up.",
    holding="Keep breathing.",
    out="Down.",
    parts=(Part("UP", "Rise."), Part("DOWN", "Sink.")),
    does="move",
)
"""Of every exercise of the tests' catalogue."""


def step_of(session: Session) -> ExerciseStep:
    step = session.steps[0]
    assert isinstance(step, ExerciseStep)
    return step


def words_of(session_of: SessionOf, written: str) -> Words:
    return step_of(session_of(f"[[steps]]\n{written}\n")).words


OWN_PARTS = 'parts = [{ word = "IN", say = "Breathe in." }, { word = "OUT", say = "And out." }]'


@cases(
    ("written", "changed"),
    [
        ("", {}),
        ('props = ["a chair", "a wall"]', {"props": ("a chair", "a wall")}),
        ("props = []", {"props": ()}),
        ('start = "  Sit. "', {"start": "Sit."}),
        ('into = "Rise."', {"into": "Rise."}),
        ('holding = "Breathe."', {"holding": "Breathe."}),
        ('out = "Sink."', {"out": "Sink."}),
        ('does = "hold"', {"does": "hold"}),
        (OWN_PARTS, {"parts": (Part("IN", "Breathe in."), Part("OUT", "And out."))}),
    ],
)
def test_a_step_s_words_take_the_place_of_the_catalogue_s(
    session_of: SessionOf, written: str, changed: dict[str, object]
) -> None:
    assert words_of(session_of, f'exercise = "bridge"\n{written}') == CATALOGUED._replace(**changed)  # type: ignore[arg-type]


def test_written_cues_are_another_movement_than_the_catalogue_s(session_of: SessionOf) -> None:
    """What leads into it, what is minded in it and what leads out of it are not the catalogue's then."""
    mine = words_of(session_of, 'exercise = "bridge"\ncues = ["Mine."]')
    assert mine == Words(props=("a mat",), start="Lie down.", cues=("Mine.",), does="move")
    assert words_of(session_of, 'exercise = "bridge"\ncues = []') == mine._replace(cues=())
    with_more = f'exercise = "bridge"\ncues = ["Mine."]\ninto = "Go."\nholding = "Hm."\nout = "Stop."\n{OWN_PARTS}'
    parts = (Part("IN", "Breathe in."), Part("OUT", "And out."))
    assert words_of(session_of, with_more) == mine._replace(into="Go.", holding="Hm.", out="Stop.", parts=parts)


def test_a_move_of_ones_own_has_the_words_that_are_written(session_of: SessionOf) -> None:
    own = 'name = "Rock"\nhold = 20\n'
    assert words_of(session_of, own) == Words()
    assert words_of(session_of, own).does == "hold"
    written = (
        'props = ["a ball"]\nstart = "Sit."\ncues = ["Rock."]\ninto = "Go."\nholding = "Breathe."\nout = "Stop."\n'
    )
    assert words_of(session_of, f'{own}{written}does = "move"\n{OWN_PARTS}') == Words(
        ("a ball",),
        "Sit.",
        ("Rock.",),
        "Go.",
        "Breathe.",
        "Stop.",
        (Part("IN", "Breathe in."), Part("OUT", "And out.")),
        "move",
    )


def test_parts_may_have_headers(session_of: SessionOf) -> None:
    part = '[[steps.parts]]\nword = "{0}"\nsay = "Now {0}."\n'
    for count in (2, 3, 4):
        found = words_of(session_of, 'name = "a"\nhold = 5\n' + "".join(part.format(n) for n in range(count)))
        assert found.parts == tuple(Part(f"{n}", f"Now {n}.") for n in range(count))


# ---- sides -----------------------------------------------------------------------------------------


@cases(
    ("text", "left", "right", "none"),
    [
        ("Take your {side} knee.", "Take your left knee.", "Take your right knee.", "Take your knee."),
        ("Lie on your {other} side.", "Lie on your right side.", "Lie on your left side.", "Lie on your side."),
        ("{side}, {other}", "left, right", "right, left", ", "),
        ("No side, a { brace and {}.", *["No side, a { brace and {}."] * 3),
    ],
)
def test_a_text_is_said_for_a_side(text: str, left: str, right: str, none: str) -> None:
    assert (fill(text, "left"), fill(text, "right"), fill(text, None)) == (left, right, none)


def test_all_words_are_said_for_a_side() -> None:
    def words(side: str) -> Words:
        part = Part(f"{side} WORD", f"Say {side}.")
        return Words((f"a {side}",), f"S {side}.", (f"C {side}.",), f"I {side}.", f"H {side}.", f"O {side}.", (part,))

    assert words("{side}").on("right") == words("right")
    assert words("{other}").on("right") == words("left")


@cases(
    ("sides", "turns"),
    [
        ('sides = "none"', [None, None, None]),
        ('sides = "left"', ["left", "left", "left"]),
        ('sides = "both"', ["left", "right", "left"]),
        ('sides = "both"\nfirst_side = "right"', ["right", "left", "right"]),
        ('sides = "alternate"\nfirst_side = "right"', ["right", "left", "right"]),
    ],
)
def test_each_turn_has_its_side(session_of: SessionOf, sides: str, turns: list[str | None]) -> None:
    step = step_of(session_of(f'[[steps]]\nname = "a"\nhold = 5\n{sides}\n'))
    assert [step.side_of_turn(turn) for turn in range(3)] == turns


@cases("sides", ["both", "alternate", "right", "none"])
def test_every_phase_has_the_side_that_its_words_are_for(session_of: SessionOf, sides: str) -> None:
    text = f'[[steps]]\nname = "a"\nhold = 5\nreps = 2\nrest_between = 3\nrest_after = 4\nsides = "{sides}"\n'
    phases = timeline(session_of(text + "[[steps]]\nrest = 5\n")).phases
    for phase, following in pairwise(phases):
        if phase.kind == "hold":
            assert phase.works_on == phase.side
        elif phase.kind in {"ready", "release", "switch"}:
            assert phase.works_on == following.works_on
    assert phases[-1].works_on is None


def test_what_is_read_is_said_for_the_first_side(session_of: SessionOf) -> None:
    text = (
        '[[steps]]\nname = "a"\nhold = 5\nsides = "both"\nfirst_side = "right"\n'
        'cue = "{side} one."\nstart = "On your {other} side."\ncues = ["Your {side} knee."]\n'
    )
    step = step_of(session_of(text))
    assert step.cues == ("right one.", "On your left side.", "Your right knee.")
    assert step.cues_on("left") == ("left one.", "On your right side.", "Your left knee.")


# ---- what is wrong ---------------------------------------------------------------------------------

PART_FORM = '{ word = "…", say = "…" }'


@cases(
    ("written", "messages"),
    [
        ('start = ""', ["5:1: start is empty; write a text that can be seen"]),
        (f'into = "{"x" * 201}"', ["5:1: into has 201 characters; allowed is 1 to 200"]),
        (f'cues = ["a", "{"x" * 201}"]', ["5:14: cues has a line of 201 characters; allowed is 1 to 200"]),
        ('props = "a mat"', ['5:1: props is "a mat"; write a list of texts, ["…", "…"]']),
        ('does = "brethe"', ['5:1: does is "brethe" (did you mean "breathe"?); allowed are hold, breathe, walk, move']),
        ('until = "keys"', ['5:1: until is "keys" (did you mean "key"?); allowed are key']),
        ('sides = "both"\nstart = "{sid}"', ["6:1: start has {sid}; did you mean {side}?"]),
        ('sides = "both"\ninto = "{knee}"', ["6:1: into has {knee}; allowed are {side} and {other}"]),
        ('sides = "both"\nprops = ["{}"]', ["6:10: props has {}; allowed are {side} and {other}"]),
        (
            'out = "Down {side}."',
            ['5:1: out has {side}, but the step has no sides; write sides = "both", or leave {side} out'],
        ),
        ('parts = "UP"', [f'5:1: parts is "UP"; write a list, [{PART_FORM}, {PART_FORM}]']),
        ('parts = { word = "A", say = "a" }', [f"5:1: parts is a table; write a list, [{PART_FORM}, {PART_FORM}]"]),
        ('parts = [{ word = "A", say = "a" }]', ["5:1: parts has 1 tables; allowed is 2 to 4"]),
        (
            'parts = ["A", { word = "B", say = "b" }]',
            [f'5:10: parts contains "A"; write each as {PART_FORM}'],
        ),
        (
            'sides = "both"\nparts = [{ word = "{site}", say = "a" }, { wrod = "B", say = "b" }]',
            ["6:12: word has {site}; did you mean {side}?", '6:44: unknown key "wrod" (did you mean "word"?)'],
        ),
        (
            'parts = [{ word = "A" }, { word = "B", say = "b" }]',
            ['5:10: say is missing; a part is written { word = "ARCH", say = "Let the back arch." }'],
        ),
        (
            f'until = "key"\n{OWN_PARTS}',
            ['6:1: parts divide a hold evenly, and until = "key" gives it no end; keep one of them'],
        ),
    ],
)
def test_what_is_wrong_with_words(read: Read, written: str, messages: list[str]) -> None:
    assert lines(read(f'{HEAD}[[steps]]\nexercise = "bridge"\n{written}\n').problems) == messages


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('sides = "both"\ncues = ["{knee} in."]', "7:9: warning: cues has {knee}; allowed are {side} and {other}"),
        ('cue = "{1} {x"', "6:1: warning: cue has {1}; allowed are {side} and {other}"),
        (
            'cue = "{other}"',
            '6:1: warning: cue has {other}, but the step has no sides; write sides = "both", or leave {other} out',
        ),
    ],
)
def test_a_file_older_than_braces_stays_good(written: str, message: str) -> None:
    text = f'{HEAD}[[steps]]\nexercise = "bridge"\nlead_in = 60\n{written}\n'.encode()
    warned = read_session(text, id="s", path="s.toml", exercises=catalogue())
    assert [str(problem) for problem in warned.problems] == [f"s.toml:{message}"]
    assert warned.session is not None
    assert read_session(text, id="s", path="s.toml", exercises=catalogue(), warnings=False).problems == ()


# ---- until a key -----------------------------------------------------------------------------------


def test_a_hold_or_a_rest_may_last_until_a_key(session_of: SessionOf) -> None:
    text = '[[steps]]\nexercise = "bridge"\nuntil = "key"\n[[steps]]\nrest = 30\nuntil = "key"\n[[steps]]\nrest = 30\n'
    hold, rest, timed = session_of(text).steps
    assert isinstance(hold, ExerciseStep)
    assert isinstance(rest, RestStep)
    assert isinstance(timed, RestStep)
    assert (hold.until_key, hold.hold, rest.until_key, timed.until_key) == (True, Duration(6), True, False)
    assert hold.words == CATALOGUED._replace(parts=()), "what has no end cannot be divided"
    assert [phase.seconds for phase in timeline(session_of(text)).phases if phase.kind == "rest"] == [30, 30]


# ---- how long it takes to say them -----------------------------------------------------------------


def test_seconds_to_say() -> None:
    assert seconds_to_say([]) == seconds_to_say([""]) == 0
    assert seconds_to_say(["Bridge."]) == pytest.approx(0.8)
    nine = "one two three four five six seven eight nine"
    assert seconds_to_say([nine]) == pytest.approx(9 * 60 / WORDS_PER_MINUTE)
    assert seconds_to_say([nine, "", nine]) == pytest.approx(18 * 60 / WORDS_PER_MINUTE + 0.4)


@cases(
    ("props", "sentence"),
    [
        ((), ""),
        (("a chair",), "With a chair."),
        (("a mat", "a chair"), "With a mat and a chair."),
        (("a mat", "a chair", "a ball"), "With a mat, a chair and a ball."),
    ],
)
def test_props_as_they_are_said(props: tuple[str, ...], sentence: str) -> None:
    assert props_sentence(props) == sentence


def test_what_is_said_before_the_first_hold(session_of: SessionOf) -> None:
    text = '[[steps]]\nexercise = "knee-to-chest"\nfirst_side = "right"\ncue = "Gently."\nsides = '
    both, one, none = (step_of(session_of(f'{text}"{sides}"\n')) for sides in ("both", "left", "none"))
    rest = ("With a mat.", "Gently.", "Lie down.", "Move.", "Breathe.")
    assert said_before(both) == ("Knee to chest.", "Right side first.", *rest)
    assert said_before(one) == ("Knee to chest.", "Left side.", *rest)
    assert said_before(none) == ("Knee to chest.", *rest)


def warned(read: Read, text: str) -> list[str]:
    return [f"{found.line}:{found.column}: {found.message}" for found in read(HEAD + text).problems]


WORDS = "cues = ['" + " ".join(["hm"] * 42) + "']\n"
"""42 words and the name: 13.3 s, 0.4 s and 0.8 s."""
TOO_SHORT = "the words take 15 s, lead_in is 10 s; write lead_in = 18, 3 s to spare"


@cases(
    ("text", "messages"),
    [
        (f"[[steps]]\nname = 'A'\nhold = 5\n{WORDS}", [f"3:1: {TOO_SHORT}"]),
        (f"[[steps]]\nname = 'A'\nhold = 5\n{WORDS}lead_in = 10\n", [f"7:1: {TOO_SHORT}"]),
        (f"[[steps]]\nname = 'A'\nhold = 5\n{WORDS}lead_in = 17.5\n", ["7:1: " + TOO_SHORT.replace("10", "17.5")]),
        (f"[[steps]]\nname = 'A'\nhold = 5\n{WORDS}lead_in = 0\n", ["7:1: " + TOO_SHORT.replace("10", "0")]),
        (f"[[steps]]\nname = 'A'\nhold = 5\n{WORDS}lead_in = 18\n", []),
        (f"lead_in = 18\n[[steps]]\nname = 'A'\nhold = 5\n{WORDS}", []),
        (f"[[steps]]\nname = 'A'\nhold = 5\n{WORDS}lead_in = '3 breaths'\n", []),
        ("[[steps]]\nname = 'A'\nhold = 5\nlead_in = 0\n", []),
        (f"[[steps]]\nrounds = 2\n[[steps.steps]]\nname = 'A'\nhold = 5\n{WORDS}", [f"5:1: {TOO_SHORT}"]),
    ],
)
def test_words_that_take_longer_than_the_time_before_the_hold(read: Read, text: str, messages: list[str]) -> None:
    assert warned(read, text) == messages


def test_what_was_done_before_is_not_told_again(read: Read) -> None:
    step = f"[[steps]]\nname = 'A'\nhold = 5\n{WORDS}"
    assert warned(read, f"{step}lead_in = 18\n{step}") == []
    other = step.replace("hm']", "oh']")
    assert warned(read, f"{step}lead_in = 18\n{other}") == [f"8:1: {TOO_SHORT}"]


@cases(("key", "most"), [("into", 8), ("out", 6)])
def test_what_is_said_while_the_body_moves_is_short(read: Read, key: str, most: int) -> None:
    def step(count: int) -> str:
        return f"[[steps]]\nname = 'A'\nhold = 5\n{key} = '{' '.join(['word'] * count)}'\n"

    assert warned(read, step(most)) == []
    said = f"{key} has {most + 1} words; it is said while the body moves, so use {most} at most"
    assert warned(read, step(most + 1)) == [f"6:1: {said}"]
