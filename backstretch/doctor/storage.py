"""Where things are kept: the directories, and the files in them that the person and the program write."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from backstretch.base.command_line import command
from backstretch.base.text import plain
from backstretch.doctor.finding import Finding, Subject, shown
from backstretch.run.hooks import hooks_of
from backstretch.run.person import read_person
from backstretch.settings import read_settings

MOST = 5
"""How many problems of one file are told."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def directories(subject: Subject) -> Iterator[Finding]:
    """Whether they are there or can be made, can be written, and are nobody else's to read."""
    paths = subject.paths
    health = {paths.data_dir, paths.state_dir}
    for name, directory in (
        ("data", paths.data_dir),
        ("state", paths.state_dir),
        ("config", paths.config_dir),
        ("cache", paths.cache_dir),
    ):
        yield _directory(subject, name, directory, private=directory in health)
    for file in _health_files(subject):
        if subject.has_modes and file.stat().st_mode & _OTHERS:
            yield _readable("privacy", file, subject, private=True)


def settings(subject: Subject) -> Iterator[Finding]:
    """What is wrong in config.toml."""
    path = subject.paths.config
    found, problems = read_settings(path)
    for problem in problems[:MOST]:
        yield Finding("settings", "FAIL", str(problem), "correct the line, or remove it")
    if len(problems) > MOST:
        yield Finding("settings", "FAIL", f"{len(problems) - MOST} more in {shown(path)}", "correct the first ones")
    for name, program in hooks_of(found)._asdict().items():
        if program and which(program[0]) is None:
            message = f"{name}: there is no program {plain(program[0])}"
            yield Finding("settings", "FAIL", message, f"put {name} right in {shown(path)}, or remove it")
    if not problems:
        yield Finding("settings", "ok", f"{shown(path)}{'' if path.exists() else ' is not there: the defaults serve'}")


def person(subject: Subject) -> Iterator[Finding]:
    """Whether the answers to the first questions can be read; what they are is nobody's business here."""
    path = subject.paths.person
    answers, problems = read_person(path)
    for problem in problems:
        yield Finding("health answers", "FAIL", problem, f"answer them again, or move {shown(path)} away")
    if not problems:
        given = f"given on {answers.answered_on}" if answers.answered_on else "not asked yet"
        yield Finding("health answers", "ok", given)


def nearest_existing(path: Path) -> Path:
    """The path, or the nearest above it that is there."""
    return next((place for place in (path, *path.parents) if _is_there(place)), path)


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:  # or behind a directory that cannot be entered
        return False
    return True


def _directory(subject: Subject, name: str, directory: Path, *, private: bool) -> Finding:
    place = nearest_existing(directory)
    if not place.is_dir():
        message = f"{shown(directory)} cannot be used: {shown(place)} is no directory"
        return Finding(name, "FAIL", message, f"move {shown(place)} away")
    if not os.access(place, os.W_OK | os.X_OK):
        made = "written" if place == directory else f"made: {shown(place)} cannot be written"
        fix = f"make {shown(place)} yours"
        return Finding(name, "FAIL", f"{shown(directory)} cannot be {made}", fix)
    if place != directory:
        return Finding(name, "ok", f"{shown(directory)} will be made")
    if subject.has_modes and directory.stat().st_mode & _OTHERS:
        return _readable(name, directory, subject, private=private)
    return Finding(name, "ok", shown(directory))


def _readable(name: str, path: Path, subject: Subject, *, private: bool) -> Finding:
    fix = f"`{command('chmod go-rwx', path, platform=subject.platform)}`"
    return Finding(name, "FAIL" if private else "note", f"others can read {shown(path)}", fix)


def _health_files(subject: Subject) -> Iterator[Path]:
    """The journal with what SQLite and migrations put beside it, the answers, and the stops that wait."""
    paths = subject.paths
    for directory, pattern in ((paths.data_dir, "journal.db*"), (paths.data_dir, "person.toml*"), (paths.stops, "*")):
        with contextlib.suppress(PermissionError):  # said of the directory
            yield from sorted(file for file in directory.glob(pattern) if file.is_file())
