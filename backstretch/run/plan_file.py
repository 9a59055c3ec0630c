"""The person's plan, found and read."""

from pathlib import Path

from backstretch.base.errors import UnreadableError, in_one_line
from backstretch.base.files import read_regular
from backstretch.base.text import plain
from backstretch.base.toml_bounds import MAX_BYTES
from backstretch.care_plan.model import CarePlan
from backstretch.care_plan.plan_reader import PlanReading, read_plan


def find_care_plan(path: Path) -> PlanReading | None:
    """What comes of reading the person's plan; None if there is none. Raises UnreadableError.

    Sessions that it names and that are not there are no problem of the file, but of the days they are for.
    """
    try:
        data = read_regular(path, MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UnreadableError(f"cannot read {plain(str(path))}: {error.strerror}") from error
    return read_plan(data, path=str(path))


def plan_or_problem(path: Path) -> tuple[CarePlan | None, tuple[str, ...]]:
    """The plan in a file, and why it cannot be used, in one line; neither if there is none."""
    try:
        reading = find_care_plan(path)
    except UnreadableError as error:
        return None, (str(error),)
    if reading is None or reading.plan is not None:
        return reading and reading.plan, ()
    return None, (in_one_line(reading.problems, "see backstretch plan"),)
