"""How a command ends, whatever goes wrong: one clear line on stderr, and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from backstretch.base.errors import (
    BackstretchError,
    InvalidSessionError,
    UnknownSessionError,
    UnreadableError,
    WrongUseError,
)
from backstretch.base.text import plain
from backstretch.terminal import streams
from backstretch.terminal.size import forget_variables

WRONG_USE = 2
INTERRUPTED = 130


def run_and_exit(command: Callable[[], int | None]) -> NoReturn:
    """Run ``command``, and exit with what it returns, or with the code of what went wrong, which is said."""
    forget_variables(os.environ)
    streams.open_missing()
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")
    try:
        code = _code_of(command)
    finally:
        for stream in (sys.stdout, sys.stderr):
            if streams.failure(stream):
                streams.discard(stream)
    sys.exit(code)


def tell(message: str, code: int) -> int:
    """Say on stderr what went wrong; ``code`` again."""
    _write(f"backstretch: {message}")
    return code


def _write(line: str) -> None:
    with contextlib.suppress(OSError):
        streams.write_line(line, to_errors=True)


def _code_of(command: Callable[[], int | None]) -> int | None:
    try:
        return command()
    except KeyboardInterrupt:
        _write("")  # after the ^C that the terminal shows
        return INTERRUPTED
    except InvalidSessionError as error:
        for problem in error.problems:
            _write(str(problem))
        return 1
    except (UnknownSessionError, UnreadableError, WrongUseError) as error:
        return tell(str(error), WRONG_USE)
    except BackstretchError as error:
        return tell(str(error), 1)
    except Exception as error:
        if _is_interruption(error):
            _write("")
            return INTERRUPTED
        if isinstance(error, OSError) and error.errno == errno.EPIPE:  # whoever read has heard enough
            return 1
        if os.environ.get("BACKSTRETCH_DEBUG"):
            raise
        if isinstance(error, OSError) and error.strerror:
            return tell(_told(error), 1)
        return tell(f"{type(error).__name__}: {plain(str(error))} (BACKSTRETCH_DEBUG=1 shows where)", 1)


def _is_interruption(error: BaseException | None) -> bool:
    """Whether it began with Ctrl+C: Python 3.11 tells what comes in the middle of a class as another error."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _told(error: OSError) -> str:
    """What the system refused, and of which file."""
    if error.filename is not None:
        return f"cannot use {plain(os.fsdecode(error.filename))}: {error.strerror}"
    if error.errno == errno.ENOENT:
        return "the directory you are in is not there any more; go to another one"
    # Of all that is written to, only the standard streams have no name.
    return f"cannot write to standard output: {error.strerror}"
