"""Files that a command makes for the person to keep or hand on: whole or not at all, and theirs only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from backstretch.commands.common import WrongUseError
from backstretch.errors import BackstretchError
from backstretch.files import new_private_file
from backstretch.paths import default_paths
from backstretch.text import plain

STANDARD_OUTPUT = Path("-")


@contextmanager
def output(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Where to write: a new file, with ``force`` over one that is there, or standard output where it is called ``-``.

    Raises BackstretchError or WrongUseError.
    """
    name = "to standard output" if path == STANDARD_OUTPUT else plain(str(path))
    if path.is_dir():
        raise WrongUseError(f"{name} is a directory; name a file")
    if path.resolve() == default_paths().journal.resolve():
        raise WrongUseError(f"{name} is the log itself; name another file")
    try:
        if path == STANDARD_OUTPUT:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        with new_private_file(path, replace=force) as file:
            yield file
    except FileExistsError as error:
        raise WrongUseError(f"{name} is already there; --force writes over it") from error
    except OSError as error:
        raise BackstretchError(f"cannot write {name}: {error.strerror}") from error
