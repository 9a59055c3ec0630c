"""Plain mode as it is started: on a terminal, in a pipe, and with neither."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import IO

import pytest

from .home import LEAVE_HOW, LONG, PROGRAM, SHORT, TINY, Home, assert_calm, start_the_long_one
from .terminal import PATIENCE, Terminal

INTERRUPTED = "Interrupted. What was done is in the log."


@contextmanager
def under_way(home: Home, *, as_: str = "") -> Iterator[Terminal]:
    """A window in which the first hold of a long session has begun."""
    home.write_session("long", LONG)
    with home.open("run", "long", "--plain", as_=as_) as terminal:
        start_the_long_one(terminal)
        yield terminal


def assert_left_alone(terminal: Terminal) -> None:
    """The terminal is as it was, nothing moved its cursor or coloured it, and no inside was shown."""
    assert terminal.attributes() == terminal.attributes_before
    assert b"\x1b" not in terminal.raw
    own = bytes(terminal.raw).replace(b"\r\r\n[stopped]", b"")
    assert not re.search(rb"\r(?!\n)", own)
    assert_calm(terminal)


def wait_for_so_many(terminal: Terminal, text: str, number: int) -> None:
    """Wait until a text is on the screen so often."""
    terminal.wait_for(lambda: terminal.text().count(text) == number)


def read_until(stream: IO[bytes], text: bytes) -> None:
    """Take in lines until one has the text."""
    while text not in (line := stream.readline()):
        assert line, "the lines end too early"


def start_plain(home: Home, id_: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """The program with nobody at the keys."""
    return subprocess.Popen(
        [*PROGRAM, "run", id_, "--plain"],
        env=home.env | dict(env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run_plain(home: Home, id_: str) -> tuple[int, bytes, bytes]:
    """What it ends with and writes, with nobody at the keys."""
    process = start_plain(home, id_)
    lines, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, lines, errors


@pytest.mark.second
def test_a_whole_session(home: Home) -> None:
    home.write_session("tiny", TINY)
    with home.open("run", "tiny", "--plain") as terminal:
        terminal.wait_for("Esc goes back")
        terminal.press("2", "enter")
        terminal.wait_for("Session finished")
        terminal.wait_for("Holds: 3 done")
        terminal.wait_for("Enter goes on, Esc ends")
        terminal.press("1", "enter")
        terminal.wait_for("How hard was it?")
        terminal.press("3", "enter")
        terminal.wait_for("A note, if you like")
        terminal.press("x as a letter", "enter")
        assert terminal.wait_exit() == 0
        text = terminal.text()
        for line in (
            " 0:00  Arms up: hold left, 1 s",
            " 0:01  Hold right, 1 s",
            " 0:02  Rest, 1 s",
            " 0:03  Arms down: hold, 2 s",
            " 0:05  Session finished",
        ):
            assert line in text
        assert_left_alone(terminal)
    run = home.only_run()
    assert (run["outcome"], run["pain_before"], run["pain_after"], run["effort"]) == ("completed", 2, 1, 3)
    assert run["note"] == "x as a letter"


@pytest.mark.parametrize(
    "before", ["", *(pytest.param(key, marks=pytest.mark.second) for key in ("space", "q", "e", "p"))]
)
def test_sharp_pain_stops_it_and_is_written_down_at_once(home: Home, before: str) -> None:
    with under_way(home) as terminal:
        if before:
            terminal.press(before)
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        assert home.only_run()["outcome"] == "stopped_for_pain"
        terminal.wait_for(LEAVE_HOW)
        terminal.press("8")
        terminal.wait_for("Contact a doctor")
        terminal.press_until("enter", lambda: terminal.ended)
        assert terminal.wait_exit() == 0
        assert_left_alone(terminal)
    run = home.only_run()
    assert run["pain_report"]["signs"] == ["fever"]
    assert run["pain_report"]["exercise"] == "First move"


@pytest.mark.second
def test_arrows_and_keys_without_a_meaning(home: Home) -> None:
    with under_way(home) as terminal:
        terminal.press("right")
        terminal.wait_for("10:00  Hold right, 10 min")
        terminal.press("f5")
        terminal.wait_for("Paused. Space goes on.")
        terminal.press("space")
        terminal.wait_for("Going on in 3 s")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_left_alone(terminal)


@pytest.mark.second
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
@pytest.mark.parametrize("key", ["", "space", "p"])
def test_a_signal_ends_it_and_loses_nothing(home: Home, number: signal.Signals, key: str) -> None:
    with under_way(home) as terminal:
        if key:
            terminal.press(key)
            terminal.wait_for("Paused" if key == "space" else "How strong")
        terminal.send(number)
        assert terminal.wait_exit() == 128 + number
        assert INTERRUPTED in terminal.text()
        assert_left_alone(terminal)
    run = home.only_run()
    assert (run["outcome"], run["holds"][0]["result"]) == ("interrupted", "cut")


@pytest.mark.second
@pytest.mark.parametrize("key", ["ctrl+c", "\x1c"])
def test_a_key_that_is_a_signal(home: Home, key: str) -> None:
    with under_way(home) as terminal:
        terminal.press(key)
        assert terminal.wait_exit() == (130 if key == "ctrl+c" else 131)
        assert_left_alone(terminal)
    assert home.only_run()["outcome"] == "interrupted"


def test_sharp_pain_right_before_ctrl_c_is_a_stop(home: Home) -> None:
    with under_way(home) as terminal:
        terminal.press("x", "ctrl+c")
        assert terminal.wait_exit() == 130
        assert_left_alone(terminal)
    assert home.only_run()["outcome"] == "stopped_for_pain"


@pytest.mark.second
@pytest.mark.parametrize("as_", ["", "nohup", "shell", "orphan"])
@pytest.mark.parametrize("key", ["", "space", "p"])
def test_a_closed_window_ends_it_and_loses_nothing(home: Home, as_: str, key: str) -> None:
    with under_way(home, as_=as_) as terminal:
        if key:
            terminal.press(key)
            terminal.wait_for("Paused" if key == "space" else "How strong")
        terminal.close()
        terminal.wait_exit()
        assert_calm(terminal)
    run = home.only_run()
    assert (run["outcome"], run["holds"][0]["result"]) == ("interrupted", "cut")


@pytest.mark.second
def test_a_visit_to_the_shell_pauses_it(home: Home) -> None:
    with under_way(home, as_="shell") as terminal:
        for visit in (1, 2):
            terminal.press("ctrl+z")
            wait_for_so_many(terminal, "[stopped]", visit)
            assert terminal.attributes() == terminal.attributes_before
            terminal.take_in_for(0.5)
            terminal.press("enter")
            wait_for_so_many(terminal, "Paused. Space goes on.", visit)
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_left_alone(terminal)
    assert home.only_run()["outcome"] == "stopped_for_pain"


@pytest.mark.second
def test_time_gone_by_unseen_is_not_counted(home: Home) -> None:
    with under_way(home) as terminal:
        terminal.send(signal.SIGSTOP)
        terminal.take_in_for(3.5)
        terminal.send(signal.SIGCONT)
        terminal.wait_for("went by unseen and were not counted. Space goes on.")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert_left_alone(terminal)


@pytest.mark.second
def test_keys_work_where_the_lines_go_into_a_pipe(home: Home) -> None:
    home.write_session("long", LONG)
    command = 'set -o pipefail; "$@" | tee "$HOME/lines"'
    arguments = ["bash", "-c", command, "bash", *PROGRAM, "run", "long", "--plain"]
    with Terminal(["/usr/bin/env", *arguments], home.env) as terminal:
        start_the_long_one(terminal)
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for(LEAVE_HOW)
        terminal.press_until("enter", lambda: terminal.ended)
        assert terminal.wait_exit() == 0
        assert_left_alone(terminal)
    assert "SESSION STOPPED" in (home.root / "lines").read_text(encoding="utf-8")


@pytest.mark.second
def test_a_terminal_that_knows_little(home: Home) -> None:
    home.write_session("short", SHORT)
    with ExitStack() as windows:
        terminals = [
            windows.enter_context(home.open("run", "short", "--plain", env=env))
            for env in ({"TERM": "dumb"}, {"LANG": "C"}, {"NO_COLOR": "1"}, {"TERM": ""})
        ]
        for terminal in terminals:
            terminal.wait_for("Esc goes back")
            terminal.press("enter")
        for terminal in terminals:
            terminal.wait_for("Holds: 1 done")
            terminal.press("escape")
        for terminal in terminals:
            assert terminal.wait_exit() == 0
            assert_left_alone(terminal)


@pytest.mark.second
def test_where_only_ascii_is_known_nothing_else_is_written(home: Home) -> None:
    home.write_session("short", SHORT.replace("Aaa short", "Été – 1 → 2…"))
    envs = ({"LANG": "C"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"LANG": ""})
    processes = [start_plain(home, "short", env) for env in envs]
    for env, process in zip(envs, processes, strict=True):
        lines, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (0, b""), env
        assert lines.isascii(), env
        assert b"Ete - 1 -> 2..., 1 s." in lines, env


@pytest.mark.second
def test_without_keys_it_says_how_to_stop(home: Home) -> None:
    home.write_session("short", SHORT)
    code, written, errors = run_plain(home, "short")
    lines = written.decode().splitlines()
    assert lines[:3] == [
        "No keys here: Ctrl+C ends the session.",
        "Aaa short, 1 s.",
        " 0:00  Arms up: hold, 1 s",
    ]
    assert " 0:01  Session finished" in lines
    assert (code, errors) == (0, b"")
    assert home.only_run()["outcome"] == "completed"


@pytest.mark.second
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_without_keys_a_signal_ends_it(home: Home, number: signal.Signals) -> None:
    home.write_session("long", LONG)
    with subprocess.Popen(
        [*PROGRAM, "run", "long", "--plain"], env=home.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        read_until(process.stdout, b"First move")
        process.send_signal(number)
        assert INTERRUPTED.encode() in process.stdout.read()
        assert process.wait(PATIENCE) == 128 + number
    assert home.only_run()["outcome"] == "interrupted"


@pytest.mark.second
def test_a_reader_that_goes_away_ends_it_quietly(home: Home) -> None:
    home.write_session("tiny", TINY)
    with subprocess.Popen(
        [*PROGRAM, "run", "tiny", "--plain"],
        env=home.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        read_until(process.stdout, b"Arms up")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 141
    assert home.only_run()["outcome"] == "interrupted"


@pytest.mark.second
def test_a_full_disk_under_the_lines_ends_it_with_one(home: Home) -> None:
    if not os.path.exists("/dev/full"):  # noqa: PTH110 - only some systems have it
        return
    home.write_session("tiny", TINY)
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*PROGRAM, "run", "tiny", "--plain"],
            env=home.env,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
    said = b"backstretch: cannot write to standard output: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.second
def test_a_terminal_that_takes_nothing_does_not_keep_it(home: Home) -> None:
    home.write_session("long", LONG)
    read_end, write_end = os.pipe()
    os.set_blocking(write_end, False)
    try:
        while True:
            os.write(write_end, b"." * 4096)
    except BlockingIOError:
        os.set_blocking(write_end, True)
    with subprocess.Popen(
        [*PROGRAM, "run", "long", "--plain"], env=home.env, stdin=subprocess.DEVNULL, stdout=write_end
    ) as process:
        os.close(write_end)
        deadline = time.monotonic() + PATIENCE
        while not is_waiting(process.pid):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 128 + signal.SIGTERM
    os.close(read_end)


def is_waiting(pid: int) -> bool:
    """Whether a process has begun to listen to signals, as far as Linux can tell."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:  # noqa: PTH123
            caught = next(line for line in status if line.startswith("SigCgt"))
    except OSError:
        return True
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.second
def test_open_questions_refuse_it_in_one_line(home: Home) -> None:
    (home.data / "person.toml").unlink()
    home.write_session("short", SHORT)
    code, written, errors = run_plain(home, "short")
    assert (code, written) == (1, b"")
    assert errors.count(b"\n") == 1
    assert b"run a session in a terminal" in errors
    assert home.log() == []
