"""What ``docs/`` says of session files is what the program does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from backstretch.base.text import clock
from backstretch.base.toml_bounds import MAX_BYTES
from backstretch.session.catalogue import catalogue, sources
from backstretch.session.cautions import cautions
from backstretch.session.format import (
    BREATH_SECONDS,
    EXERCISE_STEP,
    FILE,
    GROUP,
    HOLD,
    MAX_HOURS,
    MAX_PHASES,
    OWN_MOVE,
    PARTS,
    REPS,
    REST_STEP,
    SIDE_GAP_SECONDS,
)
from backstretch.session.key_kinds import Key
from backstretch.session.reader import Reading, read_session
from backstretch.session.timeline import timeline

pytestmark = pytest.mark.second

ROOT = Path(__file__).parents[1]
SESSION_FILES = (ROOT / "docs" / "session-files.md").read_text(encoding="utf-8")
EXERCISES = (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8")

FENCED = re.compile(r"(?:<!-- made: ([a-z]+) -->\n\n)?^```([a-z ]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = [(match[1], match[2], match[3]) for match in FENCED.finditer(SESSION_FILES)]
SESSIONS = [
    (text, after[0], after[2])
    for (_, language, text), after in pairwise([*BLOCKS, (None, "", "")])
    if language == "toml"
]
"""Each session of the document, what is made of it there, and what that says."""

HEAD = "format = 1\ntitle = 'T'\n"


def read(block: str) -> Reading:
    """The block with what it lacks: two lines before it, or a step after it."""
    text = block if block.count("format =") else HEAD + block
    text += "" if "steps]" in block else "[[steps]]\nrest = 1\n"
    return read_session(text.encode(), id="my-session", path="my-session.toml", exercises=catalogue())


def said(block: str) -> list[str]:
    """What the program says of the block, with the lines of the block."""
    before = 0 if block.count("format =") else 2
    return [
        f"my-session.toml:{found.line - before}:{found.column}: {found.severity}: {found.message}"
        for found in read(block).problems
    ]


def make_docs(tools: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(tools / "make_docs.py"), *arguments], capture_output=True, encoding="utf-8", check=False
    )


def test_what_is_made_of_the_program_is_what_would_be_made_now() -> None:
    done = make_docs(ROOT / "tools", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "run tools/make_docs.py"


def test_the_check_finds_what_is_out_of_date_and_writing_mends_it(tmp_path: Path) -> None:
    for folder in ("docs", "tools"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    document = tmp_path / "docs" / "session-files.md"
    document.write_text(SESSION_FILES.replace("1 to 100", "1 to 99"), encoding="utf-8", newline="\n")
    checked = make_docs(tmp_path / "tools", "--check")
    assert (checked.returncode, checked.stdout) == (1, "session-files.md: not what would be made now\n")
    assert document.read_text(encoding="utf-8") != SESSION_FILES
    written = make_docs(tmp_path / "tools")
    assert (written.returncode, written.stdout) == (0, "session-files.md: written\n")
    assert document.read_text(encoding="utf-8") == SESSION_FILES


def test_there_are_enough_examples_of_each_kind() -> None:
    made = [kind for _, kind, _ in SESSIONS]
    assert made.count("problems") >= 15
    assert made.count("seconds") >= 5
    assert made.count(None) >= 8


@pytest.mark.parametrize(("block", "kind", "text"), SESSIONS, ids=range(len(SESSIONS)))
def test_every_session_is_read_as_the_document_says(block: str, kind: str | None, text: str) -> None:
    if kind == "problems":
        assert said(block) == text.splitlines()
        assert text
    else:
        assert said(block) == []


@pytest.mark.parametrize(("block", "text"), [(block, text) for block, kind, text in SESSIONS if kind == "seconds"])
def test_the_seconds_are_the_timelines(block: str, text: str) -> None:
    session = read(block).session
    assert session is not None
    laid_out = timeline(session)
    *phases, end = [line.split() for line in text.splitlines()]
    assert [words[:3] for words in phases] == [
        [clock(phase.start), phase.kind, f"{phase.seconds:g}"] for phase in laid_out.phases
    ]
    assert [
        phase.side in words or f"{phase.side}," in words for words, phase in zip(phases, laid_out.phases, strict=True)
    ] == [phase.side is not None for phase in laid_out.phases]
    assert end == [clock(laid_out.total_seconds), "the", "end"]


def rows(document: str, heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its header."""
    section = re.split(r"^#+ ", document.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [line.strip("| ").split(" | ") for line in lines[2:]]


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("The whole file", FILE.keys),
        ("An exercise of the catalogue", EXERCISE_STEP.keys),
        ("The parts of a hold", PARTS.keys),
        ("A range of times", HOLD.ends),
        ("A range of repetitions", REPS.ends),
        ("A rest", REST_STEP.keys),
        ("A group", GROUP.keys),
    ],
)
def test_every_key_that_the_reader_knows_is_listed(heading: str, keys: tuple[Key, ...]) -> None:
    assert [row[0] for row in rows(SESSION_FILES, heading)] == [f"`{key.name}`" for key in keys]


def test_a_move_of_ones_own_differs_in_what_is_listed() -> None:
    listed = {row[0].strip("`") for row in rows(SESSION_FILES, "A move of your own")}
    assert listed == {"name", "hold"}
    assert {*OWN_MOVE.names} - {*EXERCISE_STEP.names} <= listed


def test_the_figures_in_the_prose_are_the_programs() -> None:
    for words in (
        f"at most {MAX_HOURS} hours and has at most {MAX_PHASES:,} phases",
        f"at most {MAX_BYTES // 1024**2} MiB",
        f"{SIDE_GAP_SECONDS:g} seconds if you say nothing",
        f"four breaths, of {BREATH_SECONDS:g} seconds each",
    ):
        assert words in SESSION_FILES


def test_the_catalogue_is_listed_whole() -> None:
    listed = rows(EXERCISES, "The exercises")
    assert [row[0].strip("`") for row in listed] == list(catalogue())
    for row, exercise in zip(listed, catalogue().values(), strict=True):
        picture = f"![{exercise.name}](figures/{exercise.id}.svg)"
        assert row[1:4] == [picture, exercise.name, exercise.position]
        assert row[6].split(", ") == list(exercise.sources)
        _, _, swaps = row[5].partition("(instead: ")
        assert tuple(re.findall(r"`([a-z0-9-]+)`", swaps)) == exercise.swaps
    assert [line.split("**")[1] for line in EXERCISES.splitlines() if line.startswith("- **")] == list(sources())


def test_the_cautions_are_listed_whole() -> None:
    assert [row[0].strip("`") for row in rows(SESSION_FILES, "Cautions")] == list(cautions())


@pytest.mark.parametrize("name", ["session-files.md", "exercises.md"])
def test_links_within_the_project_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / "docs" / name).read_text(encoding="utf-8")):
        assert (ROOT / "docs" / target).exists(), target
