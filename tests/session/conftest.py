"""A small catalogue, and files read against it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from backstretch.session.catalogue import Exercise
from backstretch.session.model import Duration, Session, Sides
from backstretch.session.reader import Reading, read_session
from backstretch.session.words import Part, Words

from .samples import Read, SessionOf

SIX_SECONDS, TEN_SECONDS, HALF_A_MINUTE = Duration(6), Duration(10), Duration(30)
CAUTIONS = ("osteoporosis", "pregnancy", "knee")


def exercise(
    id_: str,
    *,
    position: str = "on back",
    sides: Sides = "none",
    hold: Duration = SIX_SECONDS,
    reps: int = 8,
    rest_between: Duration = TEN_SECONDS,
    max_hold: Duration = HALF_A_MINUTE,
    max_reps: int = 12,
) -> Exercise:
    return Exercise(
        id=id_,
        name=id_.replace("-", " ").capitalize(),
        position=position,
        words=Words(
            props=("a mat",),
            start="Lie down.",
            cues=("Move.", "Breathe."),
            into="Up.",
            holding="Keep breathing.",
            out="Down.",
            parts=(Part("UP", "Rise."), Part("DOWN", "Sink.")),
            does="move",
        ),
        sides=sides,
        hold=hold,
        reps=reps,
        rest_between=rest_between,
        max_hold=max_hold,
        max_reps=max_reps,
        topics=frozenset(),
        avoid="",
        easier="",
        sources=("own",),
        words_from=("own",),
        swaps=(),
    )


@pytest.fixture(scope="session")
def exercises() -> Mapping[str, Exercise]:
    known = (
        exercise("knee-to-chest", sides="both", hold=Duration(5), reps=3, rest_between=Duration(5), max_reps=5),
        exercise("bridge"),
        exercise("belly-breathing", hold=Duration(10, breaths=True), reps=1, max_hold=Duration(600), max_reps=1),
        exercise("cat-cow", position="hands and knees"),
        exercise("wall-squat", position="standing"),
        exercise("seated-fold", position="sitting"),
    )
    return {one.id: one for one in known}


@pytest.fixture(scope="session")
def read(exercises: Mapping[str, Exercise]) -> Read:
    """Reads a session file's text or bytes, as ``s.toml``."""

    def read_it(content: str | bytes) -> Reading:
        data = content.encode() if isinstance(content, str) else content
        return read_session(data, id="s", path="s.toml", exercises=exercises, known_cautions=CAUTIONS)

    return read_it


@pytest.fixture(scope="session")
def session_of(read: Read) -> SessionOf:
    """The session of a file's text, which must have no error; ``format`` and ``title`` are given."""

    def session(text: str) -> Session:
        reading = read(f'format = 1\ntitle = "T"\n{text}')
        assert reading.session is not None, list(map(str, reading.problems))
        return reading.session

    return session
