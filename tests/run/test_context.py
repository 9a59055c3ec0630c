"""What the settings come to for a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from backstretch.base.paths import Paths
from backstretch.coach.script import Speech
from backstretch.run.context import open_context
from backstretch.session.cautions import Pace


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))


@pytest.mark.parametrize(
    ("text", "speech", "pace"),
    [
        ("", Speech(), Pace()),
        ("voice_rate = 1.2", Speech(rate=1.2), Pace()),
        ("voice_rate = 1.2\nvoice = false", Speech(), Pace()),
        ('words = "short"', Speech(short=True), Pace()),
        ('words = "full"\ntime_said = "half"', Speech(time_said="half"), Pace()),
        ('time_said = "minute"', Speech(time_said="minute"), Pace()),
        ("breath_pace = 4\nlead_in_least = 8\nlead_in_most = 20", Speech(), Pace(8, 20, 4)),
    ],
)
def test_a_run_follows_the_settings(paths: Paths, text: str, speech: Speech, pace: Pace) -> None:
    paths.config.parent.mkdir(parents=True)
    paths.config.write_text(text, encoding="utf-8")
    context = open_context(paths)
    assert context.notices == []
    assert context.speech._replace(clip=speech.clip) == speech
    assert context.pace == context.person.pace == pace
    context.close()
