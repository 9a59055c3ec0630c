"""What is being typed, kept in the state directory until it is saved: a crash loses no more than the last moment."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backstretch.editing.saving import Opened
from backstretch.files import write_atomically


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved version of a file, left by a crash."""

    data: bytes
    when: datetime
    """When it was written, in UTC."""
    file_changed: bool
    """Whether the file is not the one any more that the draft was made from."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts, one a file, in a directory that only the owner can enter."""

    directory: Path

    def keep(self, opened: Opened, data: bytes) -> None:
        """Write the draft of a file: its text as it is now. Raises OSError."""
        draft = {"path": os.path.realpath(opened.path), "fingerprint": opened.fingerprint, "text": data.decode()}
        write_atomically(self._file_of(opened), json.dumps(draft).encode(), synced=False)

    def drop(self, opened: Opened) -> None:
        """Throw the draft of a file away, if there is one. Raises OSError."""
        self._file_of(opened).unlink(missing_ok=True)

    def find(self, opened: Opened) -> Draft | None:
        """The draft of a file just opened; None if there is none, or it says no more than the file. Raises OSError."""
        file = self._file_of(opened)
        try:
            when = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            draft = _decoded(file.read_bytes())
        except FileNotFoundError:
            return None
        if draft is None or draft["text"].encode() == opened.data:
            self.drop(opened)
            return None
        return Draft(draft["text"].encode(), when, draft["fingerprint"] != opened.fingerprint)

    def _file_of(self, opened: Opened) -> Path:
        """Where the draft of a file is; whatever the file is called, this is a name that every file system takes."""
        path = os.fsencode(os.path.realpath(opened.path))
        return self.directory / f"{hashlib.sha256(path).hexdigest()[:32]}.json"


def _decoded(content: bytes) -> dict[str, Any] | None:
    """A draft's keys; None if the machine failed before it was on the disk."""
    with contextlib.suppress(ValueError):
        draft = json.loads(content)
        if isinstance(draft, dict) and isinstance(draft.get("text"), str) and "fingerprint" in draft:
            return draft
    return None
