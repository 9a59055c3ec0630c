"""The answers given before the first session: kept on this machine only, in a file of the program's own."""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from backstretch.base.files import read_regular, write_atomically
from backstretch.base.text import plain
from backstretch.base.toml_bounds import long_key

FORMAT = 1
_MAX_BYTES = 64 * 1024


class PersonAnswers(NamedTuple):
    """What a person said of themselves."""

    cautions: frozenset[str] = frozenset()
    """The ids that were ticked; ids this version does not know are kept."""
    rotations: bool = False
    """Whether they switched trunk rotations on."""
    answered_on: date | None = None
    """The local day of the answers; None if the questions were never answered."""
    toured: bool = False
    """Whether the tour before the first session was shown."""
    signs: frozenset[str] = frozenset()
    """The ids of the signs that were ticked and keep every session away until they are answered."""
    offered: bool = False
    """Whether shorter words were offered."""


def read_person(path: Path) -> tuple[PersonAnswers, tuple[str, ...]]:
    """The answers in the file, and what to tell the person: a broken file counts as never answered."""
    try:
        return _answers(path), ()
    except FileNotFoundError:
        return PersonAnswers(), ()
    except (OSError, ValueError) as error:
        return PersonAnswers(), (
            f"{plain(str(path))} cannot be read ({plain(str(error))}): "
            "the questions before the first session are asked again",
        )


def write_person(path: Path, answers: PersonAnswers) -> None:
    """Keep the answers, for the owner only; a broken file goes to ``<name>.broken`` first. Raises OSError."""
    import tomli_w

    keep_old = None
    try:
        _answers(path)
    except FileNotFoundError:
        pass
    except ValueError:
        keep_old = partial(path.replace, path.with_name(f"{path.name}.broken"))
    data: dict[str, object] = {
        "format": FORMAT,
        "cautions": sorted(answers.cautions),
        "rotations": answers.rotations,
    }
    if answers.answered_on is not None:
        data["answered_on"] = answers.answered_on
    if answers.toured:
        data["toured"] = True
    if answers.offered:
        data["offered"] = True
    if answers.signs:
        data["signs"] = sorted(answers.signs)
    write_atomically(path, tomli_w.dumps(data).encode(), keep_old=keep_old)


def _answers(path: Path) -> PersonAnswers:
    """The answers in the file. Raises OSError, or ValueError where it is not what `write_person` writes."""
    import tomllib

    content = read_regular(path, _MAX_BYTES)
    if len(content) > _MAX_BYTES:
        raise ValueError("it is too large")
    text = content.decode()
    if long_key(text) is not None:
        raise ValueError("a key of it has too many parts")
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    cautions, rotations, day = (data.get(key) for key in ("cautions", "rotations", "answered_on"))
    signs = data.get("signs", [])
    if data.get("format") != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    if not isinstance(cautions, list) or not all(isinstance(id_, str) for id_ in cautions):
        raise ValueError("cautions is not a list of names")
    if not isinstance(signs, list) or not all(isinstance(id_, str) for id_ in signs):
        raise ValueError("signs is not a list of names")
    if not isinstance(rotations, bool):
        raise ValueError("rotations is not true or false")
    if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
        raise ValueError("answered_on is not a date")
    toured, offered = (data.get(key) is True for key in ("toured", "offered"))
    return PersonAnswers(frozenset(cautions), rotations, day, toured, frozenset(signs), offered)
