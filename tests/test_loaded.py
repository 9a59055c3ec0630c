"""What a command loads before it has something to say, in an interpreter of its own: most of a start is loading."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from backstretch.base.paths import default_paths
from backstretch.run.person import PersonAnswers, write_person

pytestmark = pytest.mark.second

ROOT = Path(__file__).parents[1]

ANYTHING = "import tomllib, sqlite3"
"""What these bring along themselves costs nothing more."""

LOOKING_BACK = {
    "backstretch.review.sides",
    "backstretch.review.statistics",
    "backstretch.journal.sums",
    "backstretch.review.sentences",
}
"""What only looking back needs."""

LATER = LOOKING_BACK | {
    "asyncio",
    "click",
    "csv",
    "dataclasses",
    "difflib",
    "hashlib",
    "icalendar",
    "logging",
    "queue",
    "random",
    "rich",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "textual",
    "tomli_w",
    "unicodedata",
    "wakepy",
    "wave",
    "backstretch.audio",
    "backstretch.review.charts",
    "backstretch.review.drawing",
    "backstretch.run.runner",
    "backstretch.journal.exchange",
    "backstretch.journal.merge",
    "backstretch.journal.progression",
    "backstretch.plain.run_summary",
    "backstretch.plain.terminal_keys",
    "backstretch.paper",
    "backstretch.session.repair",
    "backstretch.base.toml_lines",
    "backstretch.tui",
}
"""What no command needs before it has said something."""

NO_RUN = LATER | {"json", "backstretch.coach", "backstretch.journal", "backstretch.plain", "backstretch.settings"}
"""What is not needed either where nothing is run and nothing looked up."""

AT_THE_FIRST_LINE = """
import os, sys

class FirstLine:
    encoding = "utf-8"

    def write(self, text):
        sys.__stdout__.write("\\n".join(sys.modules))
        sys.__stdout__.flush()
        os._exit(0)

    def flush(self):
        pass

sys.stdout = FirstLine()
sys.stdin = open(os.devnull)
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of one's own, in which the first questions are answered."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    write_person(default_paths().person, PersonAnswers(answered_on=datetime.now(UTC).date()))


@cache
def loaded_before() -> frozenset[str]:
    """What loads before anything of the program does; the same for every command."""
    return frozenset(loaded(f"{ANYTHING}\nimport sys\nprint(*sys.modules)"))


def loaded(code: str) -> set[str]:
    """The names that ``code`` prints, in a fresh interpreter that has compiled nothing yet: the worst of starts."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {"HOME": str(Path.cwd()), "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path.cwd() / "compiled")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        # How long its words take decides how long the session is: the script, and the lengths of the clips.
        (["run", "gentle-start", "--plain"], LATER - {"dataclasses", "backstretch.audio"}),
        (["list"], NO_RUN | {"backstretch.session.cautions", "backstretch.session.timeline"}),
        (["stats"], LATER - LOOKING_BACK | {"backstretch.plain", "backstretch.session.reader"}),
        (
            ["log"],
            LATER - {"backstretch.review.sentences"} | {"backstretch.coach.events", "backstretch.session.reader"},
        ),
        (["check", str(ROOT / "sessions" / "gentle-start.toml")], NO_RUN),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_can_wait_waits(arguments: list[str], unneeded: set[str]) -> None:
    main = f"sys.argv = ['backstretch', *{arguments!r}]\nfrom backstretch.cli import main\nmain()\n"
    if sys.platform == "linux":
        unneeded = unneeded | {"platformdirs"}
    else:
        unneeded = unneeded - {"random", "shutil", "tempfile"}  # platformdirs may bring them
    there = loaded(AT_THE_FIRST_LINE + main)
    assert "backstretch.commands" in there
    assert there & unneeded - loaded_before() == set()


def test_the_first_frame_loads_little_but_textual() -> None:
    there = loaded("import sys, backstretch.tui.app; print(*sys.modules)")
    ours = {name for name in there if name.startswith("backstretch.")}
    assert ours == {
        "backstretch.actions",
        "backstretch.base",
        "backstretch.base.clock",
        "backstretch.base.files",
        "backstretch.base.paths",
        "backstretch.base.process",
        "backstretch.base.stop_failures",
        "backstretch.terminal",
        "backstretch.terminal.headline",
        "backstretch.terminal.inbox",
        "backstretch.terminal.key_codes",
        "backstretch.terminal.keys",
        "backstretch.terminal.scanner",
        "backstretch.terminal.size",
        "backstretch.terminal.unread",
        "backstretch.terminal.writer",
        "backstretch.tui",
        "backstretch.tui.app",
        "backstretch.tui.colours",
        "backstretch.tui.driver",
        "backstretch.tui.exit_signals",
        "backstretch.tui.job_control",
        "backstretch.tui.host",
        "backstretch.tui.navigation",
        "backstretch.tui.new_screen",
        "backstretch.tui.output_driver",
        "backstretch.tui.preload",
        "backstretch.tui.presses",
        "backstretch.tui.stops",
        "backstretch.tui.textual_private",
        "backstretch.tui.themes",
        "backstretch.tui.first_frame",
        "backstretch.tui.keymap",
        "backstretch.tui.questions",
        "backstretch.tui.questions.answers",
    }
    assert there.isdisjoint({"playsound3", "sqlite3", "tomllib", "wakepy"})


def test_the_check_in_loads_what_its_keys_lead_to_behind_it() -> None:
    there = loaded(
        "import sys, backstretch.tui.questions.flow, backstretch.tui.questions.check_in; print(*sys.modules)"
    )
    assert there.isdisjoint(
        {
            *("playsound3", "wakepy", "backstretch.audio.audio", "backstretch.coach.engine", "backstretch.run.runner"),
            *(f"backstretch.tui.questions.{name}" for name in ("signs", "choice", "notice", "tour", "getting_down")),
            *(
                "backstretch.tui.coach",
                "backstretch.tui.library",
                "backstretch.tui.widgets.checklist",
            ),
        }
    )


def test_what_a_stop_is_written_with_is_there_before_a_hold_and_not_in_the_library() -> None:
    imports = "import sys, sqlite3, {}; print(*sys.modules)"
    assert "json" in loaded(imports.format("backstretch.run.runner"))
    library = loaded(imports.format("backstretch.run.context, backstretch.session.library"))
    assert library.isdisjoint({"json", "shlex", "unicodedata"})
