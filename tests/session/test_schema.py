"""The JSON Schema says of a file what the reader says, but for a few rules that no schema can say."""

from __future__ import annotations

import copy
import json
import math
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from backstretch.commands.schema_command import schema as schema_command
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import cautions
from backstretch.session.format import FILE, GROUP, INNER_STEP_FORMS, STEP_FORMS
from backstretch.session.key_kinds import Choice, Form, Length
from backstretch.session.model import ExerciseStep, Group
from backstretch.session.reader import Reading, read_session
from backstretch.session.schema import json_schema
from tests.cases import cases

pytestmark = pytest.mark.second

ROOT = Path(__file__).parents[2]
BUNDLED = sorted((ROOT / "sessions").glob("*.toml"))
SCHEMA = json_schema(catalogue(), cautions())
VALIDATOR = Draft7Validator(SCHEMA)


def read(text: str) -> Reading:
    return read_session(text.encode(), id="s", path="s.toml", exercises=catalogue(), warnings=False)


def as_json(value: Any) -> Any:
    """A TOML value as JSON; what JSON has no form for is null, which no part of the schema takes."""
    match value:
        case dict():
            return {key: as_json(inner) for key, inner in value.items()}
        case list():
            return [as_json(inner) for inner in value]
        case float() if not math.isfinite(value):
            return None
        case datetime() | date() | time():
            return None
        case _:
            return value


def faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_json(tomllib.loads(text)))]


def agreed(text: str) -> bool:
    """Whether the file is good, of which reader and schema must be of one mind."""
    reading, found = read(text), faults(text)
    assert (reading.session is None) == bool(found), (text, list(map(str, reading.problems)), found)
    return not found


HEAD = 'format = 1\ntitle = "T"\n'
REST = "[[steps]]\nrest = 5\n"


def step(text: str) -> str:
    return f"{HEAD}[[steps]]\n{text}\n"


def bridge(text: str) -> str:
    return step(f'exercise = "bridge"\n{text}')


def top(text: str) -> str:
    return f"{HEAD}{text}\n{REST}"


def inner(text: str) -> str:
    return step(f"rounds = 2\n[[steps.steps]]\n{text}")


GOOD = {
    "rest": f"{HEAD}{REST}",
    "inline steps": f"{HEAD}steps = [{{ rest = 5 }}, {{ exercise = 'bridge' }}]",
    "every key of the file": top(
        "summary = ''\nauthor = 'A'\nlevel = 'strong'\ntags = ['a', '']\nlead_in = 0\nside_gap = '5s'\nbreath = '6s'"
    ),
    "title of 80": f"format = 1\ntitle = '{'x' * 80}'\n{REST}",
    "catalogue's dose": bridge(""),
    "every key of an exercise": bridge(
        "cue = 'a'\ncues = ['b']\ncautions = ['knee']\nsides = 'alternate'\nfirst_side = 'right'\n"
        "hold = 1\nreps = 100\nrest_between = 3600\nrest_after = '60m'\nlead_in = 2.5\nside_gap = '1 breath'"
    ),
    "every word of an exercise": bridge(
        "props = ['a mat']\nstart = 'Sit.'\ninto = 'Up.'\nholding = 'Breathe.'\nout = 'Down.'\ndoes = 'move'\n"
        "parts = [{ word = 'UP', say = 'Rise.' }, { word = 'DOWN', say = 'Sink.' }]\nsides = 'both'"
    ),
    "parts of an own move": step(
        "name = 'a'\nhold = 5" + "".join(f"\n[[steps.parts]]\nword = 'P{n}'\nsay = 'Now.'" for n in range(4))
    ),
    "a side in the words": bridge("sides = 'both'\ncues = ['Your {side} knee, your {other} hand.']"),
    "longest words": bridge(f"start = '{'x' * 200}'\ncues = ['{'x' * 200}']"),
    "until a key": bridge("until = 'key'"),
    "a rest until a key": step("rest = 60\nuntil = 'key'"),
    "own move": step("name = 'Rock'\nhold = 5"),
    "empty lists": bridge("cues = []\ncautions = []"),
    "longest hold": bridge("hold = 3600"),
    "hold 1.5": bridge("hold = 1.5"),
    "hold 3.0": bridge("hold = 3.0"),
    "hold in seconds": bridge("hold = '90s'"),
    "hold in minutes": bridge("hold = '2m'"),
    "hold in both": bridge("hold = '1m30s'"),
    "hold in decimals": bridge("hold = '0.5m2.5s'"),
    "hold in breaths": bridge("hold = '4 breaths'"),
    "hold in one breath": bridge("hold = '1 breath'"),
    "hold in half breaths": bridge("hold = '2.5 breaths'"),
    "range of reps": bridge("reps = { from = 1, to = 100, by = 100 }"),
    "range of hold": bridge("hold = { from = 1, to = 3600, by = 0.5 }"),
    "range of hold in texts": bridge("hold = { from = '10s', to = '1m', by = 5 }"),
    "range of breaths": bridge("hold = { from = '1 breath', to = '3 breaths', by = '1 breath' }"),
    "range as a table": bridge("[steps.reps]\nfrom = 1\nto = 2\nby = 1"),
    "range that does not grow": bridge("reps = { from = 3, to = 3, by = 1 }"),
    "rest with a cue": step("rest = 0\ncue = 'Let go.'"),
    "group": step("rounds = 50\nrest_between = 30\nsteps = [{ rest = 1 }, { name = 'a', hold = 1 }]"),
    "group of one round": inner("exercise = 'bridge'"),
    "breath of 30": top("breath = 30"),
}

WRONG = {
    "no format": f'title = "T"\n{REST}',
    "no title": f"format = 1\n{REST}",
    "no steps": HEAD,
    "nothing": "",
    "format 2": f'format = 2\ntitle = "T"\n{REST}',
    "format as text": f'format = "1"\ntitle = "T"\n{REST}',
    "format true": f'format = true\ntitle = "T"\n{REST}',
    "title a number": f"format = 1\ntitle = 5\n{REST}",
    "title empty": f"format = 1\ntitle = ''\n{REST}",
    "title blank": f"format = 1\ntitle = '  '\n{REST}",
    "title of 81": f"format = 1\ntitle = '{'x' * 81}'\n{REST}",
    "title a date": f"format = 1\ntitle = 2026-01-01\n{REST}",
    "summary a list": top("summary = ['a']"),
    "author a number": top("author = 1"),
    "level unknown": top("level = 'hard'"),
    "level in capitals": top("level = 'Gentle'"),
    "level a number": top("level = 1"),
    "tags a text": top("tags = 'a'"),
    "tags of numbers": top("tags = [1]"),
    "lead_in negative": top("lead_in = -1"),
    "lead_in too long": top("lead_in = 3601"),
    "lead_in true": top("lead_in = true"),
    "lead_in infinite": top("lead_in = inf"),
    "lead_in no number": top("lead_in = nan"),
    "lead_in a table": top("lead_in = { from = 1, to = 2, by = 1 }"),
    "side_gap unreadable": top("side_gap = '5 s'"),
    "side_gap a time of day": top("side_gap = 00:00:05"),
    "breath in breaths": top("breath = '1 breath'"),
    "breath too short": top("breath = 0.5"),
    "breath too long": top("breath = 31"),
    "breath a list": top("breath = [6]"),
    "unknown key": top("music = 'a'"),
    "misspelt key": f'format = 1\ntitel = "T"\n{REST}',
    "key of a step in the file": top("hold = 5"),
    "steps empty": f"{HEAD}steps = []",
    "steps a number": f"{HEAD}steps = 3",
    "steps a single table": f"{HEAD}[steps]\nrest = 5",
    "steps of numbers": f"{HEAD}steps = [1]",
    "step empty": step(""),
    "step of no kind": step("hold = 5"),
    "step with only a cue": step("cue = 'a'"),
    "exercise unknown": step("exercise = 'brigde'"),
    "exercise a number": step("exercise = 3"),
    "exercise empty": step("exercise = ''"),
    "exercise and name": bridge("name = 'Mine'\nhold = 5"),
    "exercise and rest": bridge("rest = 5"),
    "exercise and rounds": bridge("rounds = 2"),
    "exercise and a group": bridge("rounds = 2\nsteps = [{ rest = 1 }]"),
    "name and rest": step("name = 'a'\nhold = 5\nrest = 5"),
    "rest and group": step("rest = 5\nrounds = 2\nsteps = [{ rest = 1 }]"),
    "name without hold": step("name = 'a'"),
    "name empty": step("name = ''\nhold = 5"),
    "name blank": step("name = ' '\nhold = 5"),
    "name a list": step("name = ['a']\nhold = 5"),
    "unknown key of a step": bridge("colour = 1"),
    "key of the file in a step": bridge("breath = 6"),
    "cue a list": bridge("cue = ['a']"),
    "cues a text": bridge("cues = 'a'"),
    "cues of lists": bridge("cues = [['a']]"),
    "start empty": bridge("start = ''"),
    "start too long": bridge(f"start = '{'x' * 201}'"),
    "into a list": bridge("into = ['a']"),
    "holding a number": bridge("holding = 5"),
    "out blank": bridge("out = ' '"),
    "props a text": bridge("props = 'a mat'"),
    "props of numbers": bridge("props = [1]"),
    "cue too long in cues": bridge(f"cues = ['a', '{'x' * 201}']"),
    "does unknown": bridge("does = 'jump'"),
    "parts a text": bridge("parts = 'UP'"),
    "parts a single table": bridge("[steps.parts]\nword = 'UP'\nsay = 'Rise.'"),
    "parts of texts": bridge("parts = ['UP', 'DOWN']"),
    "one part": bridge("parts = [{ word = 'UP', say = 'Rise.' }]"),
    "no parts": bridge("parts = []"),
    "five parts": bridge(f"parts = [{', '.join(['{ word = 1, say = 2 }'] * 5)}]"),
    "a part without what is said": bridge("parts = [{ word = 'UP' }, { word = 'DOWN', say = 'Sink.' }]"),
    "a part with more": bridge("parts = [{ word = 'UP', say = 'a', x = 1 }, { word = 'B', say = 'b' }]"),
    "a part with an empty word": bridge("parts = [{ word = '', say = 'a' }, { word = 'B', say = 'b' }]"),
    "until soon": bridge("until = 'soon'"),
    "until and parts": bridge("until = 'key'\nparts = [{ word = 'A', say = 'a' }, { word = 'B', say = 'b' }]"),
    "until in a group": step("rounds = 2\nuntil = 'key'\nsteps = [{ rest = 1 }]"),
    "words in a rest": step("rest = 5\nstart = 'a'"),
    "caution unknown": bridge("cautions = ['nee']"),
    "caution a number": bridge("cautions = [1]"),
    "cautions a text": bridge("cautions = 'knee'"),
    "sides unknown": bridge("sides = 'two'"),
    "sides true": bridge("sides = true"),
    "first_side both": bridge("first_side = 'both'"),
    "hold of nothing": bridge("hold = 0"),
    "hold too short": bridge("hold = 0.5"),
    "hold too long": bridge("hold = 3600.5"),
    "hold huge": bridge(f"hold = 1{'0' * 400}"),
    "hold a list": bridge("hold = [5]"),
    "hold in words": bridge("hold = '20 sec'"),
    "hold in hours": bridge("hold = '1h'"),
    "hold turned round": bridge("hold = '30s1m'"),
    "hold empty": bridge("hold = ''"),
    "hold signed": bridge("hold = '-5s'"),
    "hold in capitals": bridge("hold = '90S'"),
    "hold in breaths, two spaces": bridge("hold = '4  breaths'"),
    "hold in other digits": bridge("hold = '\u0663s'"),
    "hold a text of a number": bridge("hold = '20'"),
    "reps none": bridge("reps = 0"),
    "reps too many": bridge("reps = 101"),
    "reps a text": bridge("reps = '3'"),
    "reps a fraction": bridge("reps = 2.5"),
    "reps true": bridge("reps = true"),
    "rest_between too long": bridge("rest_between = 3601"),
    "rest_between a range": bridge("rest_between = { from = 1, to = 2, by = 1 }"),
    "rest_after negative": bridge("rest_after = -0.5"),
    "lead_in of a step": bridge("lead_in = 'soon'"),
    "side_gap of a step": bridge("side_gap = []"),
    "range empty": bridge("reps = {}"),
    "range without by": bridge("hold = { from = 1, to = 2 }"),
    "range without from": bridge("hold = { to = 2, by = 1 }"),
    "range with more": bridge("hold = { from = 1, to = 2, by = 1, upto = 3 }"),
    "range of reps with a fraction": bridge("reps = { from = 1, to = 2.5, by = 1 }"),
    "range of reps with a text": bridge("reps = { from = '1', to = 2, by = 1 }"),
    "range of reps by nothing": bridge("reps = { from = 1, to = 2, by = 0 }"),
    "range of reps too high": bridge("reps = { from = 1, to = 101, by = 1 }"),
    "range of hold by nothing": bridge("hold = { from = 1, to = 2, by = 0 }"),
    "range of hold by less": bridge("hold = { from = 1, to = 2, by = -1 }"),
    "range of hold too low": bridge("hold = { from = 0.5, to = 2, by = 1 }"),
    "range of breaths and seconds": bridge("hold = { from = '1 breath', to = 20, by = 1 }"),
    "range of seconds and breaths": bridge("hold = { from = 6, to = '3 breaths', by = '6s' }"),
    "range by breaths": bridge("hold = { from = 6, to = 12, by = '1 breath' }"),
    "range within a range": bridge("hold = { from = { from = 1, to = 2, by = 1 }, to = 2, by = 1 }"),
    "two ranges": bridge("hold = { from = 1, to = 2, by = 1 }\nreps = { from = 1, to = 2, by = 1 }"),
    "rest negative": step("rest = -1"),
    "rest a text": step("rest = 'long'"),
    "rest a table": step("rest = { from = 1, to = 2, by = 1 }"),
    "rest with hold": step("rest = 5\nhold = 5"),
    "rest with cues": step("rest = 5\ncues = ['a']"),
    "group without steps": step("rounds = 2"),
    "group without rounds": step("steps = [{ rest = 1 }]"),
    "group of nothing": step("rounds = 2\nsteps = []"),
    "group with reps": step("rounds = 2\nreps = 2\nsteps = [{ rest = 1 }]"),
    "rounds none": step("rounds = 0\nsteps = [{ rest = 1 }]"),
    "rounds too many": step("rounds = 51\nsteps = [{ rest = 1 }]"),
    "rounds a range": step("rounds = { from = 1, to = 2, by = 1 }\nsteps = [{ rest = 1 }]"),
    "steps of a group a number": step("rounds = 2\nsteps = 1"),
    "group in a group": inner("rounds = 2\nsteps = [{ rest = 1 }]"),
    "rounds in a group's step": inner("exercise = 'bridge'\nrounds = 2"),
    "wrong key in a group": inner("exercise = 'bridge'\ncolour = 1"),
    "wrong value in a group": inner("exercise = 'bridge'\nhold = 0"),
    "step of no kind in a group": inner("cue = 'a'"),
}

FROM_TO = "`from` must not be more than `to`."
TOO_SMALL = "`by` must not be too small to ever get from `from` to `to`."
SIZE = "A session lasts at most 24 hours and has at most 20,000 phases, at its highest level."
TEXT_BOUNDS = (
    'The bounds of a time that is written as text, as `"90s"` or `"4 breaths"`, are checked by the program only.'
)
POINT = "A whole number is written without a point: `reps = 3`, not `reps = 3.0`."
SPACE = "White space around an id, and empty entries in `cautions`, are forgiven by the program only."
UNSEEN = "What a text has of characters that cannot be seen is not counted by the program, but by an editor."
BRACES = "What stands in braces in the words of an exercise is checked by the program only."
ROUNDED = "A time that is less than a millionth of a second out of bounds is let through by the program only."

READER_ONLY = [
    (FROM_TO, bridge("reps = { from = 3, to = 2, by = 1 }")),
    (FROM_TO, bridge("hold = { from = '2m', to = '90s', by = 1 }")),
    (TOO_SMALL, bridge("hold = { from = 1, to = 2, by = 1e-9 }")),
    (SIZE, step("rounds = 25\nsteps = [{ rest = 3600 }]")),
    (SIZE, step("rounds = 50" + "\n[[steps.steps]]\nname = 'a'\nhold = 1\nreps = 100\nsides = 'both'" * 2)),
    (TEXT_BOUNDS, bridge("hold = '61m'")),
    (TEXT_BOUNDS, bridge("hold = '0s'")),
    (TEXT_BOUNDS, bridge("hold = '601 breaths'")),
    (TEXT_BOUNDS, bridge("hold = { from = 1, to = 2, by = '0s' }")),
    (TEXT_BOUNDS, top("breath = '31s'")),
    (POINT, bridge("reps = 3.0")),
    (POINT, bridge("reps = { from = 1.0, to = 2, by = 1 }")),
    (POINT, f"format = 1.0\ntitle = 'T'\n{REST}"),
    (UNSEEN, f'format = 1\ntitle = "\\u200b"\n{REST}'),
    (BRACES, bridge("start = 'Your {left} knee.'")),
    (BRACES, bridge("into = 'Your {side} knee.'")),
]
"""Files that are wrong, of which the schema cannot say so."""

SCHEMA_ONLY = [
    (SPACE, step("exercise = ' bridge '")),
    (SPACE, bridge("cautions = ['', ' knee']")),
    (UNSEEN, f"format = 1\ntitle = '{'x ' * 20}{' ' * 60}x'\n{REST}"),
    (ROUNDED, bridge("hold = 0.9999999")),
]
"""Files that are good, of which the schema says that they are not."""


@cases("path", BUNDLED)
def test_the_bundled_sessions_are_good(path: Path) -> None:
    assert agreed(path.read_text(encoding="utf-8"))


@cases("name", GOOD)
def test_good_files(name: str) -> None:
    assert agreed(GOOD[name])


@cases("name", WRONG)
def test_wrong_files(name: str) -> None:
    assert not agreed(WRONG[name])


@cases(("rule", "text"), READER_ONLY)
def test_what_only_the_reader_finds(rule: str, text: str) -> None:
    assert read(text).session is None
    assert faults(text) == []
    assert_documented(rule)


@cases(("rule", "text"), SCHEMA_ONLY)
def test_what_only_the_reader_forgives(rule: str, text: str) -> None:
    assert read(text).session is not None
    assert faults(text)
    assert_documented(rule)


def assert_documented(rule: str) -> None:
    document = (ROOT / "docs" / "session-files.md").read_text(encoding="utf-8")
    assert rule in " ".join(document.split())


EXCUSED = re.compile(
    r"write the smaller number first$|too small to ever get|^the session (lasts|has) "
    r"""|is "[^"]*" \([^)]* s\); (allowed is|it must be more than)"""
    r"|is 3\.0; write a whole number"
    r"|has \{"
)
"""What the reader says where the schema cannot."""

KEYS = sorted({name for form in (FILE, *STEP_FORMS) for name in form.names} | {"from", "to", "by"})
VALUES = st.sampled_from(
    [
        *(0, 1, 5, 30, 31, 50, 51, 100, 101, 3600, 3601, 10**30, 0.5, 2.5, -1, -0.5, 3.0, math.nan, math.inf, True),
        *("", " ", "T", "x" * 81, "bridge", "brigde", "both", "alternate", "left", "gentle", "knee", "1979"),
        *("4 breaths", "1 breath", "2.5 breaths", "90s", "1m30s", "2m", "90 s", "1h", "61m", "s", "601 breaths"),
        *(date(2026, 1, 1), time(1, 2), datetime(2026, 1, 1)),
        *([], ["a"], ["knee"], ["nee"], [1], [[]], {}),
        {"from": 5, "to": 30, "by": 5},
        {"from": 30, "to": 5, "by": 5},
        {"from": 2.5, "to": 30, "by": 0.5},
        {"from": "1 breath", "to": "4 breaths", "by": "1 breath"},
        {"from": "1 breath", "to": 20, "by": "1 breath"},
        {"from": "10s", "to": "1m", "by": 1},
        {"from": 5, "to": 30},
        *("key", "move", "x" * 201, "Your {side} knee", "Your {sode} knee"),
        ["x" * 201],
        [{"word": "UP", "say": "Rise."}, {"word": "DOWN", "say": "Sink."}],
        [{"word": "UP", "say": "Rise."}],
        [{"word": "UP"}, {"say": "Sink."}],
        [{"word": "", "say": 5}, {"word": "DOWN", "say": "Sink."}],
        [{"rest": 5}],
        [{"exercise": "bridge"}, {"name": "Rock", "hold": 5}],
        [{"rounds": 2, "steps": [{"rest": 5}]}],
        [{}],
    ]
)
BASES = [tomllib.loads(text) for text in GOOD.values()] + [
    tomllib.loads(path.read_text(encoding="utf-8")) for path in BUNDLED
]


def tables(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The table and all within it."""
    yield values
    for value in values.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from tables(one)


@given(st.data())
def test_any_change_of_a_good_file(data: st.DataObject) -> None:
    values = copy.deepcopy(data.draw(st.sampled_from(BASES)))
    for _ in range(data.draw(st.integers(1, 3))):
        table = data.draw(st.sampled_from(list(tables(values))))
        match data.draw(st.sampled_from(["change", "change", "add", "remove", "misspell"])):
            case "change" if table:
                table[data.draw(st.sampled_from(sorted(table)))] = copy.deepcopy(data.draw(VALUES))
            case "remove" if table:
                del table[data.draw(st.sampled_from(sorted(table)))]
            case "misspell" if table:
                key = data.draw(st.sampled_from(sorted(table)))
                table[f"{key}s"] = table.pop(key)
            case _:
                table[data.draw(st.sampled_from(KEYS))] = copy.deepcopy(data.draw(VALUES))
    text = tomli_w.dumps(values)
    reading, found = read(text), faults(text)
    said = [problem.message for problem in reading.problems if problem.severity == "error"]
    assert bool([message for message in said if not EXCUSED.search(message)]) == bool(found), (text, said, found)


@given(
    st.from_regex(
        r"[0-9]{0,2}\.?[0-9]?[ms ]?[0-9]{0,2}[ms]? ?(breaths?)?",
        fullmatch=True,
        alphabet=st.characters(codec="ascii", exclude_characters="\n"),
    )
)
def test_any_spelling_of_a_time(written: str) -> None:
    text = tomli_w.dumps({"format": 1, "title": "T", "steps": [{"rest": written}]})
    said = [problem.message for problem in read(text).problems]
    assert bool([message for message in said if not EXCUSED.search(message)]) == bool(faults(text))


def test_the_command_prints_it_the_same_each_time() -> None:
    first, second = (CliRunner().invoke(schema_command) for _ in range(2))
    assert first.exit_code == 0
    assert first.stdout == second.stdout
    assert first.stdout.isascii()
    assert first.stdout.endswith("}\n")
    assert json.loads(first.stdout) == SCHEMA


def test_it_is_a_schema_and_names_no_address_of_its_own() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].startswith("urn:")
    assert json.dumps(SCHEMA).count("http") == 1
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def properties(form_schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, found in form_schema["properties"].items():
        yield name, found
        if "properties" in found:
            yield from properties(found)


SHAPES = {
    "file": (SCHEMA, (FILE,)),
    "step": (SCHEMA["definitions"]["step"], STEP_FORMS),
    "step of a group": (SCHEMA["definitions"]["step_of_a_group"], INNER_STEP_FORMS),
}


@cases("shape", SHAPES)
def test_every_key_is_offered_with_its_hint(shape: str) -> None:
    found, forms = SHAPES[shape]
    assert set(found["properties"]) == {name for form in forms for name in form.names}
    assert found["additionalProperties"] is False
    for name, key in properties(found):
        assert key["title"], name
        assert re.fullmatch(r"(?:[A-Z].+[.]\s*)+", key["description"]), name


def test_every_choice_says_what_it_stands_for() -> None:
    keys = dict(properties(SHAPES["step"][0]))
    for choice in (keys["exercise"], keys["cautions"]["items"], keys["sides"], keys["first_side"]):
        assert len(choice["enum"]) == len(choice["x-taplo"]["docs"]["enumValues"])
    assert keys["exercise"]["enum"] == list(catalogue())
    assert keys["exercise"]["x-taplo"]["docs"]["enumValues"] == [one.name for one in catalogue().values()]
    assert keys["cautions"]["items"]["enum"] == list(cautions())


def test_the_reader_knows_the_same_keys() -> None:
    (file,) = [problem.message for problem in read(top("xyzzy = 1")).problems]
    (exercise,) = [problem.message for problem in read(bridge("xyzzy = 1")).problems]
    assert file.split("allowed are ")[1].split(", ") == list(FILE.names)
    assert set(exercise.split("allowed are ")[1].split(", ")) == {*STEP_FORMS[0].names, *STEP_FORMS[1].names}


def defaults(form: Form) -> dict[str, object]:
    return {key.name: key.default for key in form.keys if key.default is not None}


def test_the_defaults_are_those_that_the_reader_fills_in() -> None:
    session = read(step("name = 'a'\nhold = 5") + "[[steps]]\nrounds = 2\nsteps = [{ rest = 1 }]").session
    assert session is not None
    own, group = session.steps
    assert isinstance(own, ExerciseStep)
    assert isinstance(group, Group)
    assert defaults(FILE) == {
        "summary": session.summary,
        "author": session.author,
        "level": session.level,
        "lead_in": own.lead_in.amount,
        "side_gap": own.side_gap.amount,
        "breath": session.breath_seconds,
    }
    assert defaults(STEP_FORMS[1]) == {"first_side": own.first_side, "rest_after": own.rest_after.amount}
    assert defaults(GROUP) == {"rest_between": group.rest_between.amount}
    assert (own.sides, own.reps, own.rest_between.amount, own.cues, own.cautions) == ("none", 1, 0, (), frozenset())


def test_every_word_and_bound_is_of_the_definitions() -> None:
    for form in (FILE, *STEP_FORMS):
        for key in form.keys:
            found = dict(SHAPES["file" if form is FILE else "step"][0]["properties"])[key.name]
            if isinstance(key, Length):
                assert (found["minimum"], found["maximum"]) == (key.least, key.most)
            elif isinstance(key, Choice):
                assert found["enum"] == list(key.words)
