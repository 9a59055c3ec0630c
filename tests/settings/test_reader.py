"""A setting serves, or its default does and the place in the file is named; none makes the pain stop later."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.base.errors import Problem
from backstretch.settings import THEMES, Settings, read_settings
from tests.cases import cases


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(path: Path, text: str | bytes) -> tuple[Settings, tuple[Problem, ...]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(path)


def test_without_a_file_the_defaults_stand(path: Path) -> None:
    assert read_settings(path) == (Settings(), ())
    assert (Settings().stop_at, Settings().ease_at, Settings().ease_rise) == (6, 4, 2)


@cases("text", ["", "# nothing yet\n", "\ufeff[pain]\r\n"])
def test_an_empty_file_is_in_order(path: Path, text: str) -> None:
    assert read(path, text) == (Settings(), ())


EVERYTHING = """
emergency_number = "112 or +44 (0)20 7946 0000"
advice_line = "NHS 111, day and night"
clinician_note = "No bridges before June."
cards = false
theme = "nord"
bell = false
flash = false
sounds = false
volume = 40
voice = false
voice_rate = 0.85
voice_name = "Amélie (en_GB) +f3"
words = "short"
time_said = "minute"
spoken_count = true
breath_pace = 5
lead_in_least = 5
lead_in_most = 20
weekly_goal = 5
motion = false
on_start = ["notify-send", "Lie down"]
on_end = ["/usr/bin/true"]
on_stop = ["notify-send", "Stopped", "--urgency=critical"]

[pain]
stop_at = 5
ease_at = 3
ease_rise = 1

[keys]
coach.next = ["f"]
"""


@cases("text", [EVERYTHING, "\ufeff" + EVERYTHING.replace("\n", "\r\n")])
def test_every_setting_is_read(path: Path, text: str) -> None:
    expected = Settings(
        emergency_number="112 or +44 (0)20 7946 0000",
        advice_line="NHS 111, day and night",
        clinician_note="No bridges before June.",
        cards=False,
        stop_at=5,
        ease_at=3,
        ease_rise=1,
        theme="nord",
        on_start=("notify-send", "Lie down"),
        on_end=("/usr/bin/true",),
        on_stop=("notify-send", "Stopped", "--urgency=critical"),
        bell=False,
        flash=False,
        sounds=False,
        volume=40,
        voice=False,
        voice_rate=0.85,
        voice_name="Amélie (en_GB) +f3",
        words="short",
        time_said="minute",
        spoken_count=True,
        breath_pace=5,
        lead_in_least=5,
        lead_in_most=20,
        weekly_goal=5,
        motion=False,
        keys=(("coach.next", ("f",)),),
    )
    assert read(path, text) == (expected, ())
    assert all(getattr(expected, name) != getattr(Settings(), name) for name in Settings._fields)


@cases(
    ("line", "field", "value"),
    [
        ("pain.stop_at = 1", "stop_at", 1),
        ("pain.stop_at = 6", "stop_at", 6),
        ("pain = { ease_at = 1 }", "ease_at", 1),
        ('emergency_number = "  "', "emergency_number", ""),
        ('emergency_number = "１１２"', "emergency_number", "１１２"),
        (f'emergency_number = "{"9" * 40}"', "emergency_number", "9" * 40),
        ("volume = 0", "volume", 0),
        ("volume = 100", "volume", 100),
        ("voice_rate = 1", "voice_rate", 1.0),
        ("voice_rate = 0.7", "voice_rate", 0.7),
        ("voice_rate = 1.4", "voice_rate", 1.4),
        (f'voice_name = "{"v" * 60}"', "voice_name", "v" * 60),
        ('words = "short"', "words", "short"),
        ('time_said = "half"', "time_said", "half"),
        ("breath_pace = 0", "breath_pace", 0),
        ("breath_pace = 3", "breath_pace", 3),
        ("breath_pace = 15", "breath_pace", 15),
        ("lead_in_least = 3600", "lead_in_least", 3600),
        ("lead_in_most = 0", "lead_in_most", 0),
        ("lead_in_least = 7\nlead_in_most = 7", "lead_in_least", 7),
        *((f'theme = "{name}"', "theme", name) for name in ("", *THEMES)),
        (r'advice_line = "call\u001b[31m 111\nnow\u202e"', "advice_line", "call\N{REPLACEMENT CHARACTER}[31m 111 now"),
    ],
)
def test_a_value_at_its_bounds_serves(path: Path, line: str, field: str, value: object) -> None:
    settings, problems = read(path, line)
    assert (getattr(settings, field), problems) == (value, ())


@cases(
    ("line", "said"),
    [
        ("pain.stop_at = 7", "pain.stop_at is 7, but must be 1 to 6: it can be lowered, never raised"),
        ("pain.stop_at = 0", "must be 1 to 6"),
        ("pain.stop_at = -1", "must be 1 to 6"),
        ("pain.stop_at = 10000000000000000000000", "must be 1 to 6"),
        ("pain.stop_at = true", "pain.stop_at is true, but must be a whole number from 1 to 6"),
        ("pain.stop_at = 5.5", "is 5.5, but must be a whole number"),
        ("pain.stop_at = nan", "must be a whole number"),
        ('pain.stop_at = "5"', 'is "5", but must be a whole number'),
        ("pain.ease_at = 5", "must be 1 to 4"),
        ("pain.ease_rise = 3", "must be 1 to 2"),
        ('emergency_number = "call mum"', 'emergency_number is "call mum", but must have a digit'),
        (f'emergency_number = "{"9" * 41}"', "has 41 characters, but may have at most 40"),
        ("emergency_number = 112", "emergency_number is 112, but must be text in quotes"),
        (f'advice_line = "{"x" * 201}"', "at most 200"),
        (f'clinician_note = "{"x" * 501}"', "at most 500"),
        ("theme = []", "theme is a list, but must be text"),
        ("bell = 1", "bell is 1, but must be true or false"),
        ('flash = "no"', 'flash is "no", but must be true or false'),
        ('theme = "neon"', 'theme is "neon", but must be one of textual-dark, '),
        ('theme = "tokio-night"', '(did you mean "tokyo-night"?)'),
        ("sounds = 1", "sounds is 1, but must be true or false"),
        ("voice = []", "voice is a list, but must be true or false"),
        ("volume = 101", "volume is 101, but must be 0 to 100; the default is used"),
        ("volume = -1", "must be 0 to 100"),
        ("volume = 50.0", "must be a whole number from 0 to 100"),
        (f"volume = 0x{'f' * 5000}", "is a number of more than 40 digits, but must be 0 to 100"),
        ("voice_rate = 0.69", "voice_rate is 0.69, but must be 0.7 to 1.4"),
        ("voice_rate = 2", "voice_rate is 2, but must be 0.7 to 1.4"),
        ("voice_rate = nan", "must be 0.7 to 1.4"),
        ("voice_rate = true", "voice_rate is true, but must be a number from 0.7 to 1.4"),
        ('voice_rate = "1"', "must be a number"),
        ('voice_name = "-w"', 'voice_name is "-w", but may not begin with "-"'),
        ('voice_name = "en;rm"', 'voice_name has ";", but may only have letters, digits, spaces and + - _ . ( )'),
        ('voice_name = "../x/y"', 'has "/"'),
        (f'voice_name = "{"v" * 61}"', "has 61 characters, but may have at most 60"),
        ('words = "shrt"', 'words is "shrt", but must be one of full, short (did you mean "short"?)'),
        ("words = true", "words is true, but must be text in quotes: one of full, short"),
        ("time_said = []", "time_said is a list, but must be text in quotes: one of off, half, minute"),
        ("breath_pace = 2", "breath_pace is 2, but must be a whole number from 3 to 15, or 0"),
        ("breath_pace = 16", "3 to 15"),
        ("breath_pace = 5.5", "3 to 15"),
        ("breath_pace = false", "3 to 15"),
        ("lead_in_least = 3601", "lead_in_least is 3601, but must be 0 to 3600"),
        ("lead_in_most = -1", "must be 0 to 3600"),
        ("lead_in_most = 1.5", "must be a whole number"),
        ("lead_in_least = 20\nlead_in_most = 10", "lead_in_least is 20, but lead_in_most is 10"),
        ("lead_in_most = 10\n   lead_in_least = 20", "the defaults of both are used"),
        ("pain = 5", "pain is 5, but must be a table: [pain]"),
        ("[[pain]]", "pain is a list, but must be a table: [pain]"),
        ("stop_at = 5", 'unknown setting "stop_at"; stop_at belongs in the table [pain]'),
        ('emergency_numbr = "112"', 'unknown setting "emergency_numbr" (did you mean "emergency_number"?)'),
        ("pain.stopat = 5", 'unknown setting "pain.stopat" (did you mean "pain.stop_at"?)'),
        ("[bell]", "bell is a table, but must be true or false"),
        ('"\\u001b[2J" = 1', "unknown setting"),
        ('pain."" = 1', "unknown setting"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_the_default_stands(path: Path, line: str, said: str) -> None:
    settings, (problem,) = read(path, f"# mine\n\n   {line}\n")
    assert settings == Settings()
    assert said in problem.message
    assert problem.message.isprintable()
    assert (problem.path, problem.severity) == (str(path), "error")
    assert problem.line == (4 if line.startswith("lead_in_most = 10") else 3)
    assert problem.column >= 4


def test_one_wrong_value_spoils_no_other(path: Path) -> None:
    settings, problems = read(
        path, 'emergency_number = "112"\nbell = "loud"\ntheme = "nord"\n[pain]\nstop_at = 9\n  ease_at = 2\n'
    )
    assert settings == Settings(emergency_number="112", theme="nord", ease_at=2)
    assert [(problem.line, problem.column) for problem in problems] == [(2, 1), (5, 1)]


def test_problems_come_in_the_order_of_the_file(path: Path) -> None:
    _, problems = read(path, "pain.stop_at = 9\nbell = 3\npain.ease_at = 9\n")
    assert [problem.line for problem in problems] == [1, 2, 3]


@cases(
    ("content", "line", "column", "said"),
    [
        (b"bell = true\nflash = = 1\n", 2, 9, "not TOML: Invalid value"),
        (b"bell = true\n[pain\n", 2, 6, "not TOML"),
        (b"bell = ", 1, 8, "not TOML"),
        (b"bell = true\nbell = false\n", 2, 13, "not TOML: Cannot overwrite a value"),
        (b'bell = true\ntheme = "caf\xe9"\n', 2, 13, "not UTF-8"),
        (b"\xef\xbb\xbfbell = \xff", 1, 8, "not UTF-8"),
        (b"bell = " + b"9" * 5000, 1, 1, "a number has too many digits"),
        (b"x = " + b"[" * 5000, 1, 1, "nested too deeply"),
        (b"bell = true\n" + b"a." * 50_000 + b"b = 1", 2, 1, "a key has more than 64 parts"),
        (b"#" * (256 * 1024 + 1), 1, 1, "larger than 256 KiB"),
    ],
)
def test_a_broken_file_is_one_problem_and_the_defaults_stand(
    path: Path, content: bytes, line: int, column: int, said: str
) -> None:
    settings, (problem,) = read(path, content)
    assert settings == Settings()
    assert said in problem.message
    assert "the defaults are used" in problem.message
    assert (problem.line, problem.column) == (line, column)


def test_of_very_many_problems_the_first_are_told(path: Path) -> None:
    settings, problems = read(path, "".join(f"k{number} = 1\n" for number in range(200)).encode())
    assert settings == Settings()
    assert len(problems) == 51
    assert problems[-1].message == "150 more problems after these; the defaults are used"


def test_a_file_that_cannot_be_opened_is_one_problem(path: Path) -> None:
    path.mkdir()
    settings, (problem,) = read_settings(path)
    assert settings == Settings()
    assert "cannot be read" in problem.message


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.binary(max_size=80))
def test_no_file_makes_the_stop_later_or_fails(tmp_path_factory: pytest.TempPathFactory, content: str | bytes) -> None:
    settings, problems = read(tmp_path_factory.mktemp("config") / "config.toml", content)
    assert 1 <= settings.stop_at <= 6
    assert 1 <= settings.ease_at <= 4
    assert 1 <= settings.ease_rise <= 2
    assert all("\n" not in str(problem) for problem in problems)


@given(
    key=st.sampled_from(["stop_at", "ease_at", "ease_rise"]),
    value=st.integers() | st.floats() | st.booleans(),
)
def test_a_limit_can_only_be_lowered(tmp_path_factory: pytest.TempPathFactory, key: str, value: float) -> None:
    shown = str(value).lower()
    settings, problems = read(tmp_path_factory.mktemp("config") / "config.toml", f"[pain]\n{key} = {shown}\n")
    default = getattr(Settings(), key)
    serves = type(value) is int and 1 <= value <= default
    assert getattr(settings, key) == (value if serves else default)
    assert bool(problems) is not serves
