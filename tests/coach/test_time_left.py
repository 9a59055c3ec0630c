"""How long a session still lasts: in words, and at its moments in the script."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest

from backstretch.coach.script import TIME_STALE_SECONDS, Writer, script
from backstretch.coach.speech import Line, Speech
from backstretch.coach.time_left import time_left, times_left
from backstretch.coach.wording import of_run
from backstretch.session.timeline import timeline

from .test_script import NEAR, at_every_rate, bundled


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "Less than a minute left."),
        (44.9, "Less than a minute left."),
        (45, "About one minute left."),
        (89, "About one minute left."),
        (90, "About two minutes left."),
        (12 * 60 + 29, "About twelve minutes left."),
        (21 * 60, "About twenty-one minutes left."),
        (40 * 60, "About forty minutes left."),
        (60 * 60, "About sixty minutes left."),
        (60 * 60 + 30, "More than an hour left."),
        (86_400, "More than an hour left."),
    ],
)
def test_a_time_in_words(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_few_sentences_serve_for_every_time() -> None:
    assert {time_left(seconds) for seconds in range(20 * 60)} == set(times_left(20))
    assert len(set(times_left())) == 61


def times(said: Literal["off", "half", "minute"], rate: float, *, short: bool) -> list[tuple[str, float, list[Line]]]:
    """Of every bundled session: its id, its length and the lines that tell the time; all of it is checked."""
    found = []
    for session in bundled():
        speech = Speech(rate=rate, short=short, time_said=said)
        roomy, lines = script(timeline(session), speech, session.breath_seconds)
        assert roomy == script(timeline(session), speech._replace(time_said="off"), session.breath_seconds)[0]
        for before, after in pairwise(sorted(each.line for each in lines)):
            assert before.at + before.seconds <= after.at + NEAR, (session.id, before, after)
        told = [each.line for each in lines if each.line.kind == "time"]
        for line in told:
            phase = next(phase for phase in roomy.phases if phase.start <= line.at < phase.end)
            assert line.at + line.seconds <= phase.end - 3 + NEAR, (session.id, line, phase)
            assert line.at >= phase.start + 0.6, "the tone is heard first"
        found.append((session.id, roomy.total_seconds, told))
    return found


@pytest.mark.second
@at_every_rate
def test_the_time_is_told_in_the_room_there_is(rate: float) -> None:
    for short in (False, True):
        assert not any(told for _, _, told in times("off", rate, short=short))
        for id_, total, told in times("half", rate, short=short):
            assert len(told) <= 1, id_
            assert all(-NEAR <= line.at - total / 2 <= TIME_STALE_SECONDS for line in told), (id_, told)
        for id_, total, told in times("minute", rate, short=short):
            whole = [60 * number for number in range(1, int(total / 60) + 1)]
            assert len({line.text for line in told}) == len(told), (id_, "none is told twice")
            for line in told:
                marks = [seconds for seconds in whole if time_left(seconds) == line.text]
                assert any(-NEAR <= line.at - (total - mark) <= TIME_STALE_SECONDS for mark in marks), (id_, line)


@pytest.mark.second
def test_most_of_the_moments_find_room() -> None:
    told = sum(len(told) for _, _, told in times("minute", 1.0, short=False))
    whole = sum(int(total / 60) for _, total, _ in times("minute", 1.0, short=False))
    assert told >= whole / 2
    assert all(told for _, _, told in times("half", 1.0, short=True))


def test_what_the_run_says_of_the_time_can_be_rendered_before() -> None:
    session = next(session for session in bundled() if session.id == "gentle-start")
    speech = Speech(time_said="minute")
    texts = of_run(timeline(session), speech, session.breath_seconds)
    _, said = script(timeline(session), speech, session.breath_seconds)
    assert {each.line.text for each in said} <= set(texts)


def test_after_a_jump_the_moments_passed_over_are_not_told_and_going_back_tells_them_again() -> None:
    session = next(session for session in bundled() if session.id == "gentle-start")
    speech = Speech(time_said="minute")
    roomy, said = script(timeline(session), speech, session.breath_seconds)
    index, first = next(
        (i, each.line)
        for each in said
        for i, phase in enumerate(roomy.phases)
        if each.line.kind == "time" and phase.kind == "hold" and phase.start + 1 < each.line.at < phase.end
    )

    def told(writer: Writer, index: int, *, skipped: bool = True) -> list[str]:
        return [line.text for line in writer.phase(index, skipped=skipped) if line.kind == "time"]

    writer = Writer(roomy, speech, session.breath_seconds)
    writer.before()
    last = len(roomy.phases) - 1
    there = [each.line.text for each in said if each.about == index and each.line.kind == "time"]
    assert first.text not in told(writer, last)
    for number in range(index):
        told(writer, number, skipped=number == 0)
    assert told(writer, index, skipped=False) == there
    assert told(writer, index, skipped=False) == there, "the same phase, begun anew"
