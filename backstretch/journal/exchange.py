"""A journal as a file of lines, to keep elsewhere or take to another machine; and such a file, or a journal, taken in.

The form is described in ``docs/journal.md``. Nothing here holds more than a batch of runs in memory.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from backstretch import __version__
from backstretch.base.errors import BackstretchError, JournalError, UnreadableError
from backstretch.base.files import refuse_irregular
from backstretch.base.text import plain
from backstretch.journal import database, goal_scores
from backstretch.journal import merge as joining
from backstretch.journal.codec import entry_of
from backstretch.journal.goal_scores import GoalScore
from backstretch.journal.merge import Merged, Values
from backstretch.journal.records import Entry
from backstretch.journal.store import Journal

FORMAT = "backstretch-journal"
VERSION = 1

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes; a run of the longest session has a tenth of it."""
BATCH_RUNS = 50
"""How many runs are merged in one transaction."""
BATCH_HOLDS = 500
"""How many holds, but for a run that has more: so a transaction takes a few milliseconds."""
GAP_SECONDS = 0.01
"""How long, at the least, the journal is free between two transactions.

A session that runs meanwhile tries for 20 ms to write, after 1, 3, 8 and 18 of them.
"""

_SQLITE = b"SQLite format 3\0"
_MARK = b"\xef\xbb\xbf"

Source = Iterator[tuple[str, Any]]
"""Where each entry stands, for messages, and the entry as JSON has it, which nobody has checked."""


def lines(journal: Journal) -> Iterator[bytes]:
    """The journal as JSON Lines in UTF-8: a head, a line a run, a line a goal's score.

    The same journal gives the same lines.
    """
    yield _line({"format": FORMAT, "version": VERSION, "program": __version__})
    for values in journal.entries():
        yield _line(values)
    for score in journal.goal_scores():
        yield _line(goal_scores.to_values(score))


def merge(journal: Journal, path: Path, pause: Callable[[float], None] = time.sleep) -> Merged:
    """Merge an export, or another journal, into this one. Raises BackstretchError, with nothing written.

    All of it is checked first. It is then written in small transactions, with ``pause`` between them, so that a
    session that runs elsewhere is not held up.
    """
    for _ in entries(path):
        pass
    scores = tuple(scores_of(path))
    total = Merged()
    freed = time.monotonic()
    for batch in _batches(entries(path)):
        pause(max(0.0, GAP_SECONDS - (time.monotonic() - freed)))
        total += journal.merge(batch)
        freed = time.monotonic()
    return total + Merged(scores=journal.rate(scores) if scores else 0)


def scores_of(path: Path) -> Iterator[GoalScore]:
    """Every goal's score of an export or a journal, checked. Raises BackstretchError."""
    for where, data in _read(path):
        if goal_scores.is_score(data):
            try:
                yield goal_scores.from_values(data)
            except ValueError as error:
                raise _wrong(where, str(error)) from error


def entries(path: Path) -> Iterator[tuple[Values, Entry]]:
    """Every entry of an export or a journal, as JSON has it and checked. Raises BackstretchError."""
    for where, data in _read(path):
        if goal_scores.is_score(data):
            continue
        try:
            yield data, entry_of(data)
        except ValueError as error:
            raise _wrong(where, str(error)) from error


def _line(values: Values) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _batches(found: Iterable[tuple[Values, Entry]]) -> Iterator[list[tuple[Values, Entry]]]:
    """As many entries at a time as one transaction takes."""
    batch: list[tuple[Values, Entry]] = []
    holds = 0
    for values, entry in found:
        more = len(entry.run.holds) if entry.run is not None else 0
        if batch and (len(batch) == BATCH_RUNS or holds + more > BATCH_HOLDS):
            yield batch
            batch, holds = [], 0
        batch.append((values, entry))
        holds += more
    if batch:
        yield batch


def _read(path: Path) -> Source:
    """Every entry of an export or a journal."""
    try:
        refuse_irregular(path, path.stat())  # what comes is read twice
        with path.open("rb") as file:
            begins = file.read(len(_SQLITE))
        if begins == _SQLITE:
            yield from _read_journal(path)
        else:
            yield from _read_lines(path)
    except OSError as error:
        raise UnreadableError(f"cannot read {plain(str(path))}: {error.strerror}") from error


def _read_journal(path: Path) -> Source:
    """The entries of another journal, of any known version, which is not changed."""
    with contextlib.closing(database.open_unchanged(path)) as db:
        try:
            for values in joining.all_values(db):
                yield f"{plain(str(path))}, run {plain(str(values['id']))}", values
            for score in goal_scores.all_scores(db):
                yield f"{plain(str(path))}, goal {plain(score.goal)}", goal_scores.to_values(score)
        except (sqlite3.Error, ValueError, TypeError, OverflowError, IndexError) as error:
            raise JournalError(f"{plain(str(path))} is damaged ({plain(str(error))}); nothing more is read") from error


def _read_lines(path: Path) -> Source:
    """The entries of an export."""
    with path.open("rb") as file:
        _check_head(path, file.readline(LONGEST_LINE).removeprefix(_MARK))
        number = 1
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            where = f"{plain(str(path))}:{number}"
            if len(line) > LONGEST_LINE:
                raise _wrong(where, f"the line is longer than {LONGEST_LINE} bytes")
            if not line.isspace():
                yield where, _parsed(where, line)


def _check_head(path: Path, line: bytes) -> None:
    name = plain(str(path))
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise BackstretchError(f'{name} is not an export of a journal: "backstretch log export FILE" makes one')
    version = head.get("version")
    if type(version) is not int or version < 1:
        raise _wrong(f"{name}:1", "version is not a whole number from 1")
    if version > VERSION:
        raise BackstretchError(
            f"{name} was written by a newer backstretch (export version {version}, this one knows {VERSION}); "
            "update backstretch"
        )


def _parsed(where: str, line: bytes) -> Any:
    try:
        return json.loads(line)
    except RecursionError as error:
        raise _wrong(where, "this is nested too deeply") from error
    except ValueError as error:
        raise _wrong(where, "this is not JSON; was the file cut short?") from error


def _wrong(where: str, message: str) -> BackstretchError:
    return BackstretchError(f"{where}: {plain(message)}; nothing was taken in")
