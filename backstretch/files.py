"""Writing files so that a crash leaves the old or the new one, and nobody else can read them."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def make_private_dir(directory: Path) -> None:
    """Make a directory, and its parents, that only the owner can enter. Raises OSError."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, synced to disk, readable by the owner only. Raises OSError.

    Readers see the old content or the new one, never a part of it.
    """
    make_private_dir(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
