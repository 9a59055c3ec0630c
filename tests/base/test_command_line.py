"""A command that is printed can be typed as it stands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backstretch
from backstretch.base.command_line import command, escaped
from backstretch.base.paths import default_paths
from backstretch.commands.common import complete_session
from backstretch.session.library import find, typed

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
HARD = ["my morning", "it's", 'say "a"', "$HOME", "`id`", "-x", "--help", "a;b", "*", "übung", "a\\b", "~", "#", "a  b"]


@pytest.mark.second
@given(st.lists(NAMES, min_size=1, max_size=3))
def test_a_shell_hands_on_the_names(names: list[str]) -> None:
    words = command("backstretch check", *names, platform="linux")
    if all(name.isprintable() for name in names):
        rest = shlex.split(words)[2:]
        assert rest in (names, ["--", *names])
        assert (rest != names) == any(name.startswith("-") for name in names)
    assert words.isprintable()


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_bash_hands_on_whatever_cannot_be_shown() -> None:
    names = ["a\nb", "\x1b[2Jit's\\", os.fsdecode(b"\xfcbung"), "a\u200bb", "a\u00a0b", *HARD[:5]]
    script = command("printf %s\\\\0", *names, platform="linux")
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=True, timeout=60)
    assert done.stdout.split(b"\0")[:-1] == list(map(os.fsencode, names))


def test_windows_has_quotes_of_its_own() -> None:
    assert (
        command("backstretch check", r"C:\my files\a.toml", platform="win32")
        == r'backstretch check "C:\my files\a.toml"'
    )


@pytest.mark.parametrize("name", HARD)
def test_a_session_is_found_by_what_is_typed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("_BACKSTRETCH_COMPLETE", "bash_complete")
    paths = default_paths()
    paths.sessions.mkdir(parents=True)
    own, elsewhere = paths.sessions / f"{name}.toml", tmp_path / f"{name}.toml"
    for file in (own, elsewhere, paths.sessions / f"{name}.toml.toml"):
        file.write_text("")
    for file in (own, elsewhere, paths.sessions / f"{name}.toml.toml"):
        *_, word = shlex.split(command("backstretch run", typed(find(os.fspath(file), paths), paths)))
        assert find(word, paths).path == file
    context, parameter = click.Context(click.Command("run")), click.Argument(["session"])
    offered = [item.value for item in complete_session(context, parameter, name[0]) if item.type == "plain"]
    assert ([name] in [shlex.split(value, comments=True) for value in offered]) is not name.startswith("-")
    assert escaped("übung-2") == "übung-2"


@pytest.mark.second
def test_no_command_is_put_together_elsewhere() -> None:
    root = Path(backstretch.__file__).parent
    ours = re.compile(
        r"(?:backstretch (?:run|edit|check|show|card|new|log \w+)|chmod [\w-]+|\bmv|\brm) \{|shlex\.quote|list2cmdline"
    )
    found = [path.name for path in root.rglob("*.py") if ours.search(path.read_text(encoding="utf-8"))]
    assert found == ["command_line.py"]
