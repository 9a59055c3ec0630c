"""Pain stops that could not be written to the journal: one synced file each, until it takes them in."""

from pathlib import Path
from typing import NamedTuple

from backstretch.base.digest import sha256_hex
from backstretch.base.files import read_regular, sync, write_atomically
from backstretch.base.text import plain
from backstretch.journal.codec import from_json, to_json
from backstretch.journal.records import PainReport, Progress, RunStart, Saved

FORMAT = 1
_MAX_BYTES = 64 * 1024 * 1024


class Stop(NamedTuple):
    """A pain stop with all that the journal needs to have its run whole."""

    run: RunStart
    progress: Progress | None
    """With every hold of the run; None if the journal has it already."""
    report: PainReport


def record_stop_aside(stops: Path, run: RunStart, progress: Progress, report: PainReport) -> Saved:
    """Write a stop to a file of its own in ``stops``; for when there is no journal. Never raises.

    It survives the end of the process, and, from `sync_aside` on, that of the machine.
    """
    return Saved.ASIDE if put_aside(stops, Stop(run, progress, report), synced=False) else Saved.NOWHERE


def sync_aside(stops: Path, run_id: str) -> bool:
    """Have the stop of a run that was written aside on the disk itself. Never raises."""
    return sync(file_of(stops, run_id), stops)


def amend_aside(stops: Path, run_id: str, report: PainReport) -> bool:
    """Put a new report into the file of a stop written aside; False if there is none. Never raises."""
    try:
        stop = load(file_of(stops, run_id))
    except (OSError, ValueError):
        return False
    return put_aside(stops, stop._replace(report=report))


def put_aside(stops: Path, stop: Stop, *, synced: bool = True) -> bool:
    """Write the stop's file; False if that cannot be. Unless it is ``synced``, it waits for no disk. Never raises."""
    try:
        write_atomically(file_of(stops, stop.run.id), _encoded(stop), synced=synced)
    except Exception:  # noqa: BLE001 - whatever fails, the escalation screen must come up, and say so
        return False
    if synced:
        sync(stops)
    return True


class Waiting(NamedTuple):
    """What lies in the directory of stops."""

    stops: dict[Path, Stop]
    """By their files, in the order of the names."""
    unread: dict[Path, str]
    """Why a file, or the directory itself, cannot be read: a stop that nobody knows more of."""


def waiting(stops: Path) -> Waiting:
    """The stops that wait, and what may be one and cannot be read. Never raises."""
    found = Waiting({}, {})
    try:
        files = sorted(path for path in stops.iterdir() if path.suffix == ".json")
    except (FileNotFoundError, NotADirectoryError):
        return found
    except OSError as error:
        found.unread[stops] = str(error.strerror)
        return found
    for file in files:
        try:
            found.stops[file] = load(file)
        except FileNotFoundError:  # taken in meanwhile
            continue
        except OSError as error:
            found.unread[file] = str(error.strerror)
        except ValueError as error:
            found.unread[file] = plain(str(error))
    return found


def told_of(unread: dict[Path, str]) -> list[str]:
    """A line for each that cannot be read: what it is, why, and what can be done."""
    return [
        f"{plain(str(file))} may hold a pain stop and cannot be read ({why}): the questions after a stop are asked "
        "until you move it away; it is left as it is"
        for file, why in unread.items()
    ]


def load(path: Path) -> Stop:
    """The stop in a file. Raises OSError, or ValueError if it is none."""
    import json  # where no stop waits, nobody needs it

    content = read_regular(path, _MAX_BYTES)
    if len(content) > _MAX_BYTES:
        raise ValueError("too large")
    try:
        data = json.loads(content)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("not a stop of this version")
    return from_json(Stop, data)


def file_of(stops: Path, run_id: str) -> Path:
    """Where the stop of a run waits; an id that could not be a file's name is hashed."""
    safe = run_id.isascii() and run_id.replace("-", "").isalnum() and len(run_id) <= 64
    if not safe:
        run_id = sha256_hex(run_id.encode("utf-8", "replace"))
    return stops / f"{run_id}.json"


def _encoded(stop: Stop) -> bytes:
    import json  # it is there: ``run/recorder.py`` has loaded it

    return json.dumps({"format": FORMAT, **to_json(stop)}).encode("ascii")
