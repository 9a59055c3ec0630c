"""The sheet to print: its words, what fits on it, and the file it is written to."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.base.paths import Paths, default_paths
from backstretch.coach.red_flags import signs
from backstretch.coach.red_flags import words as advice
from backstretch.commands import click_program as cli
from backstretch.paper.card_contents import card, dose_words
from backstretch.paper.card_html import SIZES, SMALLEST, page, size
from backstretch.session.catalogue import catalogue
from backstretch.session.library import find_bundled, load
from backstretch.session.model import ExerciseStep, Group, Session
from backstretch.session.reader import read_session
from backstretch.settings import Settings

pytestmark = pytest.mark.second

HEAD = 'format = 1\ntitle = "T"\n'
BUNDLED = [found.id for found in find_bundled()]
VOID = {"meta"}


def session(text: str, id_: str = "mine") -> Session:
    reading = read_session(text.encode(), id=id_, path="mine.toml", exercises=catalogue(), warnings=False)
    assert reading.session is not None, reading.problems
    return reading.session


def step(text: str) -> ExerciseStep:
    (only,) = session(f"{HEAD}[[steps]]\n{text}").exercise_steps()
    return only


def bundled(id_: str) -> Session:
    (found,) = [found for found in find_bundled() if found.id == id_]
    read = load(found).session
    assert read is not None
    return read


class Reader(HTMLParser):
    """What a browser would read: every element closed where it was opened, the texts, and the attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def markup_of(of: Session, settings: Settings | None = None, paper: str = "") -> str:
    return page(card(of, 0, settings or Settings()), paper)


def read(of: Session, settings: Settings | None = None) -> Reader:
    return Reader(markup_of(of, settings))


# ---- doses in words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "level", "said"),
    [
        ('name = "A"\nhold = 20', 0, "20 seconds."),
        ('name = "A"\nhold = 20\nreps = 3', 0, "3 times 20 seconds."),
        ('name = "A"\nhold = 20\nreps = 3\nrest_between = 5', 0, "3 times 20 seconds, 5 seconds' rest between."),
        ('name = "A"\nhold = 20\nreps = 3\nrest_between = "1m"', 0, "3 times 20 seconds, 1 minute's rest between."),
        ('name = "A"\nhold = 20\nrest_between = 5', 0, "20 seconds."),
        ('name = "A"\nhold = 20\nsides = "left"', 0, "Left only: 20 seconds."),
        ('name = "A"\nhold = 20\nsides = "right"\nreps = 2', 0, "Right only: 2 times 20 seconds."),
        (
            'name = "A"\nhold = 20\nsides = "both"\nreps = 3\nrest_between = 5',
            0,
            "Left, then right: 3 times 20 seconds on each side, 5 seconds' rest between.",
        ),
        (
            'name = "A"\nhold = 20\nsides = "both"\nfirst_side = "right"',
            0,
            "Right, then left: 20 seconds on each side.",
        ),
        (
            'name = "A"\nhold = 5\nsides = "alternate"\nreps = 3\nside_gap = 4\nrest_between = 9',
            0,
            "Left and right in turn: 3 times 5 seconds on each side, 4 seconds' rest between.",
        ),
        ('name = "A"\nhold = "4 breaths"', 0, "4 breaths (about 24 seconds)."),
        ('name = "A"\nhold = 20\nrest_after = 15', 0, "20 seconds. Then 15 seconds of rest."),
        ('name = "A"\nhold = { from = 5, to = 20, by = 5 }', 0, "5 seconds (later up to 20 seconds)."),
        ('name = "A"\nhold = { from = 5, to = 20, by = 5 }', 3, "20 seconds."),
        (
            'name = "A"\nhold = { from = "1 breath", to = "3 breaths", by = "1 breath" }',
            1,
            "2 breaths (about 12 seconds) (later up to 3 breaths).",
        ),
        (
            'name = "A"\nhold = 6\nreps = { from = 8, to = 12, by = 1 }\nrest_between = 10',
            2,
            "10 times 6 seconds (later up to 12 times), 10 seconds' rest between.",
        ),
    ],
)
def test_a_dose_is_said_in_words(written: str, level: int, said: str) -> None:
    assert dose_words(step(written), level, 6.0) == said


# ---- what stands on a card -----------------------------------------------------------------------


@pytest.mark.parametrize("id_", BUNDLED)
def test_a_bundled_session_has_all_its_exercises_and_the_stop_words(id_: str) -> None:
    of = bundled(id_)
    contents = card(of, 0, Settings())
    text = read(of).text
    for said in (of.title, of.summary, of.author, of.level, f"the session {id_}."):
        assert said in text
    steps = {(row.number, row.name, row.dose) for row in contents.rows}
    for number, name, dose in steps:
        assert f"{number}. {name} {dose}" in text
    for exercise in of.exercise_steps():
        known = catalogue()[exercise.exercise]
        assert known.easier in text
        assert " ".join(exercise.cues) in text
        assert (f"Careful: {known.avoid}" in text) == (size(contents) != SMALLEST)
    for sign in signs():
        assert (sign.short in text) == (sign.tier == "emergency")
    for said in (
        advice()["advice"]["heading"],
        advice()["advice"]["sentence"],
        *advice()["stop"]["rest"],
        advice()["stop"]["emergency_title"],
        "call your local emergency number",
        *advice()["notice"]["paragraphs"][:2],
    ):
        assert said in text


def test_the_level_sets_the_doses() -> None:
    contents = card(bundled("gentle-start"), 2, Settings())
    assert ("Level", "gentle, at level 2 of 5") in contents.facts
    assert contents.rows[3].dose == "5 times 6 seconds (later up to 8 times), 10 seconds' rest between."


@pytest.mark.parametrize(
    ("exercises", "things"),
    [
        (["walking"], None),
        (["seated-belly-breathing"], "a steady chair"),
        (
            ["wall-squat", "belly-breathing", "hip-flexor"],
            "a piece of free wall, a flat cushion under your head, a pillow under your knees, "
            "a cushion under your knee, a chair beside you",
        ),
        (["supported-back-bend"], "a worktop to hold on to"),
    ],
)
def test_what_to_have_ready_comes_from_the_catalogue(exercises: list[str], things: str | None) -> None:
    of = session(HEAD + "".join(f'[[steps]]\nexercise = "{id_}"\n' for id_ in exercises))
    assert dict(card(of, 0, Settings()).facts).get("Have ready") == things


def test_a_group_is_a_list_of_its_own_numbered_as_the_file_numbers_it() -> None:
    of = session(
        f'{HEAD}[[steps]]\nrest = 30\ncue = "Breathe."\n[[steps]]\nrounds = 2\nrest_between = 30\n'
        '[[steps.steps]]\nexercise = "bridge"\n[[steps.steps]]\nrest = "1 breath"\n'
        '[[steps]]\nname = "Mine"\nhold = 5\n'
    )
    contents = card(of, 0, Settings())
    assert [(row.number, row.name, row.dose) for row in contents.rows if row.name != "Bridge"] == [
        ("1", "Rest", "30 seconds."),
        ("2", "2 rounds", "of 2.1 to 2.2, 30 seconds' rest between."),
        ("2.2", "Rest", "1 breath (about 6 seconds)."),
        ("3", "Mine", "5 seconds."),
    ]
    found = read(of)
    assert found.tags.count("ol") == 2
    assert "Breathe." in found.text


def test_beside_an_exercise_stands_who_does_without_it() -> None:
    of = session(
        f'{HEAD}[[steps]]\nexercise = "hamstring"\n[[steps]]\nexercise = "walking"\n'
        '[[steps]]\nname = "Mine"\nhold = 5\ncautions = ["heart-pressure", "surgery"]\n'
    )
    contents = card(of, 0, Settings())
    assert [row.not_with for row in contents.rows] == [("pregnancy", "leg pain"), (), ("surgery", "heart pressure")]
    assert [name for name, _ in contents.legend] == ["pregnancy", "surgery", "heart pressure", "leg pain"]
    text = read(of).text
    assert "Not with: pregnancy, leg pain." in text
    assert "leg pain: Pain, numbness or tingling that goes down a leg." in text
    waiting = advice()["card"]["waiting"]
    assert f"{waiting} injury, back or hip operation within 3 months, or limits still given." in text
    assert advice()["card"]["cautions"] in text


def test_of_walking_alone_nothing_is_said_about_cautions() -> None:
    text = read(session(f'{HEAD}[[steps]]\nexercise = "walking"\n')).text
    assert advice()["card"]["cautions"] not in text
    assert advice()["card"]["waiting"] not in text


def test_the_settings_number_and_advice_line_stand_there_word_for_word() -> None:
    settings = Settings(emergency_number="112 <b>", advice_line="Dr. A & B", clinician_note="private")
    text = read(bundled("everyday"), settings).text
    assert "This needs help now: call 112 <b>." in text
    assert "Advice line: Dr. A & B" in text
    assert "private" not in text


# ---- the file ------------------------------------------------------------------------------------

HOSTILE = """format = 1
title = "<script>alert(1)</script>"
summary = "</title></style> & \\u001b[31m \\u202e <img src=http://x>"
author = "\\" onload=\\"x"
[[steps]]
name = "<b>Mine</b>"
hold = 5
cues = ["&lt; <a href='http://x'>here</a>", "<!-- ]]> <ol>"]
[[steps]]
rest = 5
cue = "<li>"
"""


def test_what_a_file_says_is_shown_and_never_read_as_markup() -> None:
    of = session(HOSTILE, id_="<i>x\n")
    found = read(of)
    for said in (
        "<script>alert(1)</script>",
        "</title></style> & \N{REPLACEMENT CHARACTER}[31m <img src=http://x>",
        '" onload="x',
        "<b>Mine</b>",
        "&lt; <a href='http://x'>here</a>",
        "<!-- ]]> <ol>",
        "<li>",
        "the session <i>x.",
    ):
        assert said in found.text
    assert not {"script", "a", "img", "i"} & set(found.tags)


@pytest.mark.parametrize("of", [bundled("strengthen"), session(HOSTILE)], ids=["bundled", "hostile"])
def test_the_file_needs_no_other_and_runs_nothing(of: Session) -> None:
    markup = markup_of(of)
    found = Reader(markup)
    assert not {"script", "link", "img", "iframe", "object", "base", "form", "a"} & set(found.tags)
    names = {name for name, _ in found.attributes}
    assert not {"src", "href", "srcset", "style", "action"} & names
    assert not [name for name in names if name.startswith("on")]
    style = markup[markup.index("<style>") : markup.index("</style>")]
    assert not re.search(r"url\(|@import|@font-face|https?:", style)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in found.attributes


def test_the_headings_and_lists_are_real_ones() -> None:
    found = read(bundled("everyday"))
    assert found.tags.count("h1") == found.tags.count("main") == 1
    assert found.tags.count("h3") == 9 + 1
    assert ("lang", "en") in found.attributes
    headings = [int(tag[1]) for tag in found.tags if re.fullmatch(r"h\d", tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(headings))


@pytest.mark.parametrize("paper", ["", "a4", "letter"])
def test_the_paper_is_named_only_if_it_was_asked_for(paper: str) -> None:
    named = re.findall(r"@page \{ size: (\w+) portrait; \}", markup_of(bundled("everyday"), paper=paper))
    assert named == [paper] * bool(paper)


# ---- what fits -----------------------------------------------------------------------------------


def long_session(steps: int) -> Session:
    ids = [id_ for id_, exercise in catalogue().items() if "twist" not in exercise.topics]
    inner = "".join(f'[[steps.steps]]\nexercise = "{ids[index % len(ids)]}"\n' for index in range(steps))
    return session(f'{HEAD}[[steps]]\nexercise = "walking"\n[[steps]]\nrounds = 2\n{inner}')


def test_the_longer_a_card_the_smaller_its_letters() -> None:
    whole = card(long_session(30), 0, Settings())
    found = [size(replace(whole, rows=whole.rows[:steps])) for steps in range(1, 31)]
    assert list(dict.fromkeys(found)) == [*(name for _, name in SIZES), SMALLEST]


def test_no_letters_are_too_small_to_read() -> None:
    style = markup_of(bundled("everyday")).partition("</style>")[0]
    points = re.findall(r"^\.(\w+) \{ font-size: ([\d.]+)pt;", style, re.MULTILINE)
    assert [name for name, _ in points] == [*(name for _, name in SIZES), SMALLEST]
    assert [float(size) for _, size in points] == sorted((float(size) for _, size in points), reverse=True)
    assert all(float(size) >= 8.5 for size in re.findall(r"([\d.]+)pt", style))


def test_the_head_that_is_printed_on_every_sheet_says_what_to_do_about_a_sharp_pain() -> None:
    markup = markup_of(long_session(30))
    assert "main > header { display: table-header-group; break-inside: avoid; }" in markup
    head = Reader(markup[markup.index("<header>") : markup.index("</header>") + len("</header>")]).text
    assert head == (
        f"T {advice()['advice']['heading']} {advice()['advice']['sentence']} "
        "Emergency signs? Call your local emergency number."
    )


def test_no_step_is_cut_in_two_and_no_head_of_a_group_stands_alone() -> None:
    style = markup_of(long_session(30)).partition("</style>")[0]
    assert re.search(r"^\.step \{ break-inside: avoid;", style, re.MULTILINE)
    assert ".group > .step { break-after: avoid; }" in style


# ---- the command ---------------------------------------------------------------------------------

Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return default_paths()


@pytest.fixture
def call() -> Call:
    def call_it(*arguments: str) -> Result:
        return CliRunner().invoke(cli.cli, ["card", *arguments], prog_name="backstretch")

    return call_it


def failure(result: Result) -> tuple[int, str]:
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.exit_code, result.stderr.strip()


def test_a_card_is_written_where_one_is_and_its_path_said(call: Call) -> None:
    result = call("everyday")
    path = Path("everyday-card.html").absolute()
    assert result.exit_code == 0
    assert result.stdout == f"{path}\nOpen it in a browser and print it.\n"
    assert "Every day" in Reader(path.read_text(encoding="utf-8")).text


def test_a_file_that_is_there_is_kept_unless_forced(call: Call) -> None:
    path = Path("everyday-card.html")
    path.write_text("mine")
    assert failure(call("everyday")) == (
        2,
        "backstretch: everyday-card.html is already there; --force writes over it",
    )
    assert path.read_text() == "mine"
    assert call("everyday", "--force").exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_dash_writes_to_standard_output_and_nowhere_else(call: Call) -> None:
    Path("own.toml").write_text(f'{HEAD}author = "Zoë"\n[[steps]]\nexercise = "bridge"\n', encoding="utf-8")
    result = call("./own.toml", "--output", "-", "--paper", "a4")
    assert result.exit_code == 0
    markup = result.stdout_bytes.decode("utf-8")
    assert "Zoë" in Reader(markup).text
    assert "size: a4 portrait" in markup
    assert [path.name for path in Path().iterdir()] == ["own.toml"]


def test_a_level_beyond_the_top_is_the_top(call: Call) -> None:
    result = call("gentle-start", "--level", "99", "--output", "-")
    assert "gentle, at level 5 of 5" in Reader(result.stdout).text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nothing-like-it",), 2, 'no session "nothing-like-it"; "backstretch list" names them all'),
        (("everyday", "--output", "no/such.html"), 1, "cannot write no/such.html: No such file or directory"),
        (("everyday", "--output", "."), 2, ". is a directory; name a file"),
        (("everyday", "--output", ".", "--force"), 2, ". is a directory; name a file"),
        (("./none.toml",), 2, "cannot read none.toml: No such file or directory"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(call: Call, arguments: tuple[str, ...], code: int, said: str) -> None:
    assert failure(call(*arguments)) == (code, f"backstretch: {said}")
    assert list(Path().iterdir()) == []


def test_what_is_wrong_with_the_settings_is_said_beside(call: Call, home: Paths) -> None:
    home.config_dir.mkdir(parents=True)
    home.config.write_text('emergency_number = "999"\nvolume = "loud"\n')
    result = call("everyday", "--output", "-")
    assert "call 999" in Reader(result.stdout).text
    assert result.stderr.startswith(f"backstretch: {home.config}:2:1: error: volume")


FULL_DISK = """
import resource, sys
from backstretch.commands import click_program as cli
cli.COMMANDS["card"] = "card:card"
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
cli.cli.main(prog_name="backstretch")
"""
"""The program where no file can grow beyond 100 bytes."""


def on_a_full_disk(*arguments: str) -> list[str]:
    return [sys.executable, "-B", "-c", FULL_DISK, "card", *arguments]


def test_a_card_that_could_not_be_finished_is_not_left_behind() -> None:
    ended = subprocess.run(on_a_full_disk("everyday"), capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "backstretch: cannot write everyday-card.html: File too large\n"
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_standard_output_that_is_full_is_one_clear_line(unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    command = on_a_full_disk("everyday", "--output", "-")
    with Path("out").open("wb") as out:
        ended = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 1
    assert ended.stderr.decode() == "backstretch: cannot write to standard output: File too large\n"


def test_groups_of_the_bundled_sessions_are_groups_on_the_card() -> None:
    of = bundled("knee-to-chest-and-bridge")
    assert any(isinstance(step, Group) for step in of.steps)
    assert read(of).tags.count("ol") == 2
