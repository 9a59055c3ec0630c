"""The end of the program's process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import cases

BEGIN = "from backstretch.base.process import begin_detached, leave\n"


def ends(code: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[2])
    return subprocess.run([sys.executable, "-c", BEGIN + code], cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.second
@cases(("code", "status"), [(0, 0), (1, 1), (130, 130), (-1, 255)])
def test_the_exit_code_is_what_was_asked_for(code: int, status: int) -> None:
    assert ends(f"leave({code})").returncode == status


@pytest.mark.second
def test_what_was_written_is_there_and_what_is_left_to_do_is_done() -> None:
    done = ends("import atexit\natexit.register(print, 'last')\nprint('first', end=' ')\nleave(3)")
    assert (done.returncode, done.stdout, done.stderr) == (3, "first last\n", "")


@pytest.mark.second
def test_a_program_begun_right_before_the_end_is_begun(tmp_path: Path) -> None:
    made = tmp_path / "made by it"
    code = f"open({str(made)!r}, 'w').close()"
    ends(f"import sys\nbegin_detached([sys.executable, '-c', {code!r}])\nleave(0)")
    for _ in range(1000):
        if made.exists():
            break
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert made.exists()


@pytest.mark.second
def test_streams_that_are_gone_are_no_matter() -> None:
    done = ends("import sys\nsys.stdout.close()\nsys.stderr = None\nleave(2)")
    assert done.returncode == 2
