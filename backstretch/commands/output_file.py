"""Files that a command makes for the person to keep or hand on: whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from backstretch.base.errors import BackstretchError, WrongUseError
from backstretch.base.files import new_file
from backstretch.base.paths import default_paths
from backstretch.base.text import plain

STANDARD_OUTPUT = Path("-")


@contextmanager
def output(path: Path, *, force: bool, private: bool = True) -> Iterator[BinaryIO]:
    """Where to write: a new file, with ``force`` over one that is there, or standard output where it is called ``-``.

    Unless it is ``private``, others may read it as they may read what this person makes. Raises BackstretchError or
    WrongUseError; OSError without a name where standard output takes no more.
    """
    if path == STANDARD_OUTPUT:
        with _standard_output() as file:
            yield file
        return
    name = plain(str(path))
    if path.is_dir():
        raise WrongUseError(f"{name} is a directory; name a file")
    if os.path.realpath(path) == os.path.realpath(default_paths().journal):
        raise WrongUseError(f"{name} is the log itself; name another file")
    try:
        with new_file(path, replace=force, private=private) as file:
            yield file
    except FileExistsError as error:
        raise WrongUseError(f"{name} is already there; --force writes over it") from error
    except OSError as error:
        raise BackstretchError(f"cannot write {name}: {error.strerror}") from error


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Bytes as they are, whatever the terminal's own encoding."""
    stream: BinaryIO | io.BufferedWriter = sys.stdout.buffer
    if not isinstance(stream, io.RawIOBase):
        yield stream
        stream.flush()
        return
    whole = io.BufferedWriter(stream)  # unbuffered, one write may take only a part
    try:
        yield whole
        whole.flush()
    finally:
        whole.detach()
