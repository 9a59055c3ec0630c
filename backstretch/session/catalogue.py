"""The exercises the program knows, from ``exercises.toml``; ``sources.toml`` says where their figures come from."""

from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from backstretch.base.shipped_toml import read_shipped
from backstretch.session.model import Duration, Sides
from backstretch.session.words import Part, Words

Height = Literal["floor", "chair", "standing"]

HEIGHTS: dict[str, Height] = {
    "on back": "floor",
    "on front": "floor",
    "on side": "floor",
    "hands and knees": "floor",
    "half-kneeling": "floor",
    "sitting": "chair",
    "standing": "standing",
    "walking": "standing",
}
"""Each body position of the catalogue, and how far from the floor it is."""


class Exercise(NamedTuple):
    """One exercise of the catalogue."""

    id: str
    name: str
    position: str
    """A key of ``HEIGHTS``."""
    words: Words
    """How it is done, with placeholders for the side; each text is short enough for one line of a screen."""
    sides: Sides
    hold: Duration
    reps: int
    """Repetitions a side."""
    rest_between: Duration
    max_hold: Duration
    """The longest hold a source gives."""
    max_reps: int
    """The most repetitions a side a source gives."""
    topics: frozenset[str]
    avoid: str
    """The common mistake, and who should leave the exercise out."""
    easier: str
    """The easier way to do it, as an instruction."""
    sources: tuple[str, ...]
    """Keys of ``sources()`` for the dose; ``own`` marks what is the project's own choice."""
    words_from: tuple[str, ...]
    """The same for what the words say."""
    """Whether it is left out until the person asks for its kind."""
    swaps: tuple[str, ...]
    """Ids of the exercises that may take this one's place, the nearest first."""

    @property
    def height(self) -> Height:
        """How far from the floor the body is."""
        return HEIGHTS[self.position]


@cache
def catalogue() -> dict[str, Exercise]:
    """Every exercise by id, in the order of the file."""
    return {id_: _exercise(id_, entry) for id_, entry in _read("exercises.toml").items()}


@cache
def sources() -> dict[str, str]:
    """Source key → who says it and where it can be read."""
    return {key: str(text) for key, text in _read("sources.toml").items()}


def _read(name: str) -> dict[str, Any]:
    return read_shipped(Path(__file__).parent / name)


def _exercise(id_: str, entry: dict[str, Any]) -> Exercise:
    return Exercise(
        id=id_,
        name=entry["name"],
        position=entry["position"],
        words=Words(
            props=tuple(entry["props"]),
            start=entry["start"],
            cues=tuple(entry["cues"]),
            into=entry["into"],
            holding=entry["holding"],
            out=entry["out"],
            parts=tuple(Part(part["word"], part["say"]) for part in entry.get("parts", ())),
            does=entry.get("does", "hold"),
        ),
        sides=entry["sides"],
        hold=_duration(entry["hold"]),
        reps=entry["reps"],
        rest_between=_duration(entry["rest_between"]),
        max_hold=_duration(entry["max_hold"]),
        max_reps=entry["max_reps"],
        topics=frozenset(entry["topics"]),
        avoid=entry["avoid"],
        easier=entry["easier"],
        sources=tuple(entry["sources"]),
        words_from=tuple(entry["words_from"]),
        swaps=tuple(entry.get("swaps", ())),
    )


def _duration(written: float | str) -> Duration:
    """A catalogue's duration: seconds as a number, or ``"N breaths"``."""
    if isinstance(written, str):
        return Duration(float(written.split()[0]), breaths=True)
    return Duration(float(written))
