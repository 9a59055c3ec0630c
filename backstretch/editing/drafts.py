"""What is being typed, kept in the state directory until it is saved: a crash loses no more than the last moment."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backstretch.base.files import read_regular, write_atomically
from backstretch.editing.saving import Opened

_MAX_BYTES = 8 * 1024 * 1024
"""More than the largest session's text has in JSON."""
_LATEST = 32_503_680_000
"""Seconds since 1970: what a file's date is taken for that is later."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved version of a file, left by a crash."""

    data: bytes
    when: datetime
    """When it was written, in UTC."""
    file_changed: bool
    """Whether the file is not the one any more that the draft was made from."""
    kept_in: Path


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts, one a file and process, in a directory that only the owner can enter.

    Two programs that edit one file at a time have a draft each; neither can lose the other's.
    """

    directory: Path
    is_alive: Callable[[int], bool]
    """Whether a process of this id runs now, and so still has what its drafts hold."""

    def keep(self, opened: Opened, data: bytes) -> None:
        """Write the draft of a file: its text as it is now. Raises OSError."""
        draft = {"path": os.path.realpath(opened.path), "fingerprint": opened.fingerprint, "text": data.decode()}
        write_atomically(self._file_of(opened), json.dumps(draft).encode(), synced=False)

    def drop(self, opened: Opened) -> None:
        """Throw this process's draft of a file away, if there is one. Raises OSError."""
        self._file_of(opened).unlink(missing_ok=True)

    def take_over(self, opened: Opened, draft: Draft) -> None:
        """Throw away a draft that was found, now that this process keeps its own of the file. Raises OSError."""
        if draft.kept_in != self._file_of(opened):
            draft.kept_in.unlink(missing_ok=True)

    def find(self, opened: Opened) -> Draft | None:
        """The newest draft of a file just opened that no other process still has. Raises OSError.

        None if there is none, or if they say no more than the file; such a one is thrown away.
        """
        left = (file for file in self.directory.glob(f"{_name_of(opened)}-*.json") if not self._is_in_use(file))
        for file in sorted(left, key=lambda file: file.stat().st_mtime, reverse=True):
            when = datetime.fromtimestamp(min(max(0, file.stat().st_mtime), _LATEST), UTC)
            draft = _decoded(read_regular(file, _MAX_BYTES))
            if draft is not None and draft["text"].encode() != opened.data:
                return Draft(draft["text"].encode(), when, draft["fingerprint"] != opened.fingerprint, file)
            file.unlink()
        return None

    def _file_of(self, opened: Opened) -> Path:
        """Where this process keeps its draft of a file."""
        return self.directory / f"{_name_of(opened)}-{os.getpid()}.json"

    def _is_in_use(self, file: Path) -> bool:
        pid = file.stem.rpartition("-")[2]
        return pid.isdecimal() and int(pid) != os.getpid() and self.is_alive(int(pid))


def _name_of(opened: Opened) -> str:
    """What the drafts of a file are called; whatever that is called, this is a name that every file system takes."""
    return hashlib.sha256(os.fsencode(os.path.realpath(opened.path))).hexdigest()[:32]


def _decoded(content: bytes) -> dict[str, Any] | None:
    """A draft's keys; None if the machine failed before it was on the disk."""
    with contextlib.suppress(ValueError):
        draft = json.loads(content)
        if isinstance(draft, dict) and isinstance(draft.get("text"), str) and "fingerprint" in draft:
            return draft
    return None
