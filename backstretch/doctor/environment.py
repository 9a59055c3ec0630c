"""What the program runs in: the terminal, the disk, Python and the libraries."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata

from backstretch import __version__
from backstretch.doctor.finding import REINSTALL, Finding, Subject, shown
from backstretch.doctor.storage import nearest_existing
from backstretch.terminal.encoding import encoding_of

LIBRARIES = ("textual", "rich", "click", "icalendar", "platformdirs", "playsound3", "tomli-w", "wakepy")
"""What the program cannot do without."""
LEAST = (40, 12)
"""Columns and rows below which a session is not drawn."""
WHOLE = (80, 24)
"""Columns and rows from which nothing is left out."""
LEAST_FREE_BYTES = 50_000_000

_PLAIN = "`backstretch run SESSION --plain` needs none"


def terminal(subject: Subject) -> Iterator[Finding]:
    """Whether a session can be drawn here, and how."""
    streams = [stream for stream in (sys.stdin, sys.stdout) if stream is not None and stream.isatty()]
    if len(streams) < 2:
        message = "input or output is not a terminal here: the screens need one"
        yield Finding("terminal", "note", message, f"ask in the window that you use; {_PLAIN}")
    if not streams:
        return
    yield from _size(streams[-1].fileno())
    kind = subject.environment.get("TERM", "")
    if subject.platform != "win32" and kind in {"", "dumb", "unknown"}:
        message = f"the terminal is of the kind {kind}" if kind else "the kind of the terminal, TERM, is not set"
        yield Finding("terminal", "note", f"{message}: the screens cannot be drawn", _PLAIN)
    yield _colours(subject)
    encoding = encoding_of(sys.stdout, subject.environment)
    if not encoding.lower().replace("-", "").startswith("utf"):
        fix = "choose a UTF-8 locale, as `export LANG=C.UTF-8`"
        if subject.platform == "win32":
            fix = "use Windows Terminal, and `set PYTHONUTF8=1`"
        yield Finding("terminal", "note", f"its text is {encoding}, not Unicode: figures and bars look poor", fix)
    yield from _multiplexer(subject)


def disk(subject: Subject) -> Iterator[Finding]:
    """Whether there is room for the journal."""
    place = nearest_existing(subject.paths.data_dir)
    free = shutil.disk_usage(place).free
    if free < LEAST_FREE_BYTES:
        message = f"{free // 1_000_000} MB free at {shown(place)}: the journal may not be written"
        yield Finding("disk", "note", message, "make room there")
    else:
        yield Finding("disk", "ok", f"{free // 1_000_000} MB free at {shown(place)}")


def versions(_subject: Subject) -> Iterator[Finding]:
    """What is installed."""
    found, missing = [], []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    message = f"backstretch {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield Finding("versions", "ok", message)
    if found:
        yield Finding("libraries", "ok", ", ".join(found))
    if missing:
        yield Finding("libraries", "FAIL", f"not installed: {', '.join(missing)}", REINSTALL)


def _size(handle: int) -> Iterator[Finding]:
    columns, rows = os.get_terminal_size(handle)
    if not (columns and rows):  # as on a serial line: nobody knows
        return
    size, least, whole = (f"{pair[0]}x{pair[1]}" for pair in ((columns, rows), LEAST, WHOLE))
    if columns < LEAST[0] or rows < LEAST[1]:
        yield Finding("terminal", "note", f"{size}: too small to draw a session", f"make it {least} at least")
    elif columns < WHOLE[0] or rows < WHOLE[1]:
        message = f"{size}: a session is drawn, without what is needed least"
        yield Finding("terminal", "note", message, f"from {whole} up nothing is left out")
    else:
        yield Finding("terminal", "ok", f"{size}: a session is drawn whole")


def _colours(subject: Subject) -> Finding:
    environment = subject.environment
    if environment.get("NO_COLOR"):
        message = "NO_COLOR is set: what happens is told by word, sound and shape alone"
        return Finding("colours", "note", message, "unset NO_COLOR to see it from the corner of an eye")
    kind = environment.get("TERM", "")
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return Finding("colours", "ok", "16 million")
    if "256color" in kind or "kitty" in kind:
        return Finding("colours", "ok", "256")
    if subject.platform == "win32":
        return Finding("colours", "ok", "as the console has them")
    message = f"no more than 16, by TERM={kind or 'nothing'}"
    return Finding("colours", "note", message, "if yours has more, `export COLORTERM=truecolor` says so")


def _multiplexer(subject: Subject) -> Iterator[Finding]:
    """Whether the bell, which stands in for sound, comes through."""
    if subject.environment.get("TMUX"):
        values = {name: _tmux_option(name) for name in ("bell-action", "visual-bell")}
        kept = [f"`set -g {name} {wanted}`" for name, wanted, lets in _TMUX if values[name] not in {None, *lets}]
        if kept:
            message = "tmux keeps the bell to itself, which stands in where no sound can be played"
            yield Finding("tmux", "note", message, f"write {' and '.join(kept)} into ~/.tmux.conf")
    elif subject.environment.get("STY"):
        message = "inside screen: with `vbell on` it shows a message in place of the bell"
        yield Finding("screen", "note", message, "write `vbell off` into ~/.screenrc")


_TMUX = (("bell-action", "any", {"any", "current"}), ("visual-bell", "off", {"off", "both"}))
"""Option, the value that lets the bell through, and all that do."""


def _tmux_option(name: str) -> str | None:
    """What an option of the tmux around this terminal is; None if it does not say."""
    if not (program := shutil.which("tmux")):
        return None
    try:
        said = subprocess.run(
            [program, "show-options", "-gv", name], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return said.stdout.strip() or None
