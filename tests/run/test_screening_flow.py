"""The gate's words: what the person is reminded of before the two questions."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from backstretch.base.paths import Paths
from backstretch.coach.red_flags import say
from backstretch.coach.screening import Question
from backstretch.run.context import open_context
from backstretch.run.gate import OpenStop
from backstretch.run.screening_flow import ScreeningFlow
from backstretch.session.library import find_bundled, load

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("stop", "said"),
    [
        (OpenStop("run", DAY, "bridge"), say("after_stop", "intro", date="22 November", exercise=" (Bridge)")),
        (
            OpenStop("run", DAY, "My \x1bmove"),
            say("after_stop", "intro", date="22 November", exercise=" (My �move)"),
        ),
        (OpenStop("run", DAY), say("after_stop", "intro", date="22 November", exercise="")),
        (OpenStop("run"), say("after_stop", "unknown")),
    ],
    ids=["of the catalogue", "one's own", "none", "nobody knows"],
)
def test_what_stopped_the_last_session_is_named(tmp_path: Path, stop: OpenStop, said: str) -> None:
    session = load(find_bundled()[0]).session
    assert session is not None
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with closing(open_context(paths)) as context:
        context.gate.remember(stop)
        screening = ScreeningFlow(context, session)
        first = screening.put(Question.AFTER_STOP)
        assert list(first.question.text) == [said, say("after_stop", "settled")]
        first.then(True)
        assert list(screening.put(Question.AFTER_STOP).question.text) == [said, say("after_stop", "advised")]
