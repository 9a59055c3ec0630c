"""The large word: what the body does at each moment, and how long it stands; the breath that it is in step with."""

from __future__ import annotations

import pytest

from backstretch.coach.engine import Engine
from backstretch.coach.events import View
from backstretch.coach.large_word import LargeWord, large_word
from backstretch.coach.phrases import IN, OUT
from backstretch.coach.script import Writer
from backstretch.coach.speech import Speech
from backstretch.session.breath import breath_at, turns
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import Timeline, timeline

OWN = """\
format = 1
title = "Words"
lead_in = 5
breath = 5
[[steps]]
name = "Own"
cues = ["Easy."]
hold = {hold}
{more}
"""


def laid_out(hold: str, more: str = "") -> Timeline:
    text = OWN.format(hold=hold, more=more)
    session = read_session(text.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False).session
    assert session is not None
    return timeline(session)


def at(laid: Timeline, seconds: float) -> LargeWord:
    engine = Engine(laid, 0.0)
    engine.advance(seconds)
    view: View = engine.view(seconds)
    return large_word(view, Speech(), 5.0)


@pytest.mark.parametrize("does", ["hold", "walk", "move"])
def test_the_word_is_what_the_body_does(does: str) -> None:
    laid = laid_out("20", f'does = "{does}"\nreps = 2\nrest_between = 5\nrest_after = 5')
    words = [at(laid, seconds).word for seconds in (1, 6, 26, 51)]
    assert words == ["READY", does.upper(), "RELEASE", "REST"]


def test_each_part_has_its_word_at_its_second() -> None:
    laid = laid_out("5", 'parts = [{ word = "Arch", say = "Arch." }, { word = "Flatten", say = "Press flat." }]')
    assert at(laid, 5).word == "ARCH"
    before = at(laid, 7.4)
    assert before.word == "ARCH"
    assert before.until_next == pytest.approx(0.1, abs=0.001)
    assert [at(laid, seconds) for seconds in (7.5, 9.9)] == [("FLATTEN", None)] * 2


@pytest.mark.parametrize(
    ("hold", "more", "first"), [("40", 'does = "breathe"', "BREATHE"), ('"8 breaths"', "", "HOLD")]
)
def test_a_paced_breath_is_in_step_with_what_is_said(hold: str, more: str, first: str) -> None:
    laid = laid_out(hold, more)
    said = [line for line in Writer(laid, Speech(), 5.0).phase(1) if line.kind == "breath"]
    assert [line.text for line in said] == [IN, OUT] * 3
    assert at(laid, 5).word == at(laid, 5 + said[0].at - 0.01).word == first
    for line in said:
        word = {IN: "IN", OUT: "OUT"}[line.text]
        assert at(laid, 5 + line.at).word == word, line
        assert at(laid, 5 + line.at - 0.01).word != word, line


def test_a_word_stands_until_the_moment_it_names() -> None:
    laid, seconds, words = laid_out("40", 'does = "breathe"'), 5.0, []
    while seconds < 44.9:
        word, wait = at(laid, seconds)
        words.append(word)
        assert wait is not None
        assert at(laid, seconds + wait - 0.001).word == word
        seconds += wait
    assert words == ["BREATHE", *["IN", "OUT"] * 7]


def test_a_breath_is_whole_where_it_turns_and_its_turns_are_those_that_are_told() -> None:
    moments = list(turns(18.3, 6.1))
    assert len(moments) == 6
    for seconds, way in moments:
        here = breath_at(seconds, 6.1)
        assert here.way == way
        assert here.full == pytest.approx(0.0 if way == "in" else 1.0)
        assert breath_at(seconds + here.left_seconds + 1e-9, 6.1).way != way
