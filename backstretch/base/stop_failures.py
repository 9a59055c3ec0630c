"""What fails on the way to the advice: it is kept for whoever mends it, and the advice stands all the same."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from backstretch.base.files import make_private_dir, sync_later

MOST_FILES = 10
"""So many are kept, the newest."""
_NAMES = "stop-failure-*.txt"


class StopFailures:
    """The failures of the sharp-pain path, one file each in a directory; without one they are passed over."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory

    @contextlib.contextmanager
    def kept(self, what: str, *, but: tuple[type[Exception], ...] = ()) -> Iterator[None]:
        """Go on whatever fails in here, which is ``what``, ``but`` for what is no failure."""
        try:
            yield
        except but:
            raise
        except Exception as error:  # noqa: BLE001 - nothing may keep the advice from standing
            self._keep(what, error)

    def _keep(self, what: str, error: Exception) -> None:
        """Write it down. Never raises: here, nothing more can be done."""
        if self._directory is None:
            return
        with contextlib.suppress(Exception):
            import traceback

            now = datetime.now(UTC)
            lines = traceback.format_exception(error)
            make_private_dir(self._directory)
            path = self._directory / f"stop-failure-{now:%Y%m%dT%H%M%S%f}-{os.getpid()}.txt"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.write(f"{now.isoformat(timespec='seconds')}: {what} failed after sharp pain was told.\n\n")
                file.writelines(lines)
            sync_later(path, self._directory)
            for old in kept_failures(self._directory)[:-MOST_FILES]:
                old.unlink(missing_ok=True)


def kept_failures(directory: Path) -> list[Path]:
    """The files of failures, oldest first. Raises OSError."""
    return sorted(directory.glob(_NAMES))
