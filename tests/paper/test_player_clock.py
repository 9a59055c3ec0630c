"""The page's clock, its pain rule and its questions are the program's: the same answers come to the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backstretch.coach.engine import Engine
from backstretch.coach.events import State
from backstretch.coach.pain import Limits, Said, judge, leaves_gate
from backstretch.coach.reach import REACHES
from backstretch.coach.screening import Answers, Facts, Go, Question, Reason, Refuse, next_step
from backstretch.figure.motion import TICKS_A_SECOND, Showing, moment
from backstretch.figure.poses import HOLD, poses
from backstretch.paper import player
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import PhaseKind, Timeline, timeline
from tests.paper.browser import Browser

pytestmark = pytest.mark.second

SCRIPTS = Path(player.__file__).parent
SESSION = """format = 1
title = "T"
[[steps]]
exercise = "bridge"
hold = 20
reps = 3
rest_between = 5
[[steps]]
exercise = "knee-to-chest"
hold = 12
reps = 2
sides = "both"
rest_after = 9
[[steps]]
name = "Until done"
cues = ["Do it."]
hold = 15
until = "key"
[[steps]]
rounds = 2
rest_between = 11
[[steps.steps]]
name = "March"
cues = ["Lift a knee."]
sides = "alternate"
hold = 6
reps = 2
"""
STATES = {
    State.RUNNING: "running",
    State.PAUSED: "paused",
    State.GETTING_READY: "getting-ready",
    State.STOPPED: "stopped",
    State.ENDED: "ended",
    State.FINISHED: "finished",
}
INPUTS: dict[str, Callable[[Engine, float], object]] = {
    "advance": Engine.advance,
    "pause": Engine.pause,
    "resume": Engine.resume,
    "skip": Engine.skip,
    "back": Engine.back,
    "undo": Engine.undo,
    "ease": Engine.ease,
    "done": lambda engine, now: (engine.advance(now), engine.phase.until_key and engine.other_key(now)),
    "more": lambda engine, now: engine.nudge(now, 5),
    "less": lambda engine, now: engine.nudge(now, -5),
    "gap": lambda engine, now: engine.gap(now, now - 3, 40),
    "stop": Engine.stop,
    "quit": Engine.end,
}
OFTEN = ("advance",) * 8 + ("pause", "resume", "resume", "skip", "back", "back", "undo", "ease", "done", "more", "less")
PLAY = """(phases, presses) => {
    const run = new Run(phases, 100);
    const calls = {
        more: (now) => run.nudge(now, 5), less: (now) => run.nudge(now, -5), gap: (now) => run.gap(now, now - 3, 40),
    };
    return presses.map(([what, now]) => {
        calls[what] ? calls[what](now) : run[what](now);
        const holds = run.phases.flatMap((phase, n) => {
            const record = (n === run.index && run.attempt(now)) || run.record(n);
            return phase.kind === 'hold' ? [[record.held, record.result]] : [];
        });
        const at = [run.index, run.phases.indexOf(run.held(now))];
        return [run.state, at, run.left(now), run.sessionLeft(now), run.activeSeconds(now), holds];
    });
}"""


def laid_out() -> Timeline:
    found = read_session(SESSION.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False)
    assert found.session is not None, found.problems
    return timeline(found.session)


def presses(seed: int) -> list[tuple[str, float]]:
    random, now, found = Random(seed), 100.0, []
    for _ in range(120):
        now = round(now + random.choice((0.1, 0.5, 1.0, 2.5, 4.0, 7.0, 12.0)), 3)
        found.append((random.choice((*OFTEN, "gap")), now))
    return [*found, (random.choice(("stop", "quit", "advance")), round(now + 1, 3)), ("advance", round(now + 5000, 3))]


def as_the_engine_has_it(line: Timeline, pressed: list[tuple[str, float]]) -> list[Any]:
    engine, found = Engine(line, 100.0), []
    for what, now in pressed:
        INPUTS[what](engine, now)
        view = engine.view(now)
        holds = [[record.held_seconds, record.result] for record in engine.hold_records(now)]
        active = engine.active_seconds(now)
        at = [view.index, line.phases.index(view.held)]
        found.append([STATES[view.state], at, view.left_seconds, view.session_left_seconds, active, holds])
    return found


def test_the_page_keeps_time_as_the_engine_does(browser: Browser) -> None:
    line = laid_out()
    names = ("kind", "start", "seconds", "turn", "place")
    phases = [{name: getattr(each, name) for name in names} | {"untilKey": each.until_key} for each in line.phases]
    script = (SCRIPTS / "clock.js").read_text("utf-8")
    for seed in range(60):
        pressed = presses(seed)
        there = browser.run(f"(() => {{{script}; return ({PLAY})({json.dumps(phases)}, {json.dumps(pressed)}); }})()")
        for number, (page, engine) in enumerate(zip(there, as_the_engine_has_it(line, pressed), strict=True)):
            where = (seed, number, pressed[: number + 1][-6:])
            assert page[:2] == engine[:2], where
            assert page[2:5] == pytest.approx(engine[2:5], abs=1e-4), where
            assert [each[1] for each in page[5]] == [each[1] for each in engine[5]], where
            held = [each[0] for each in engine[5]]
            assert [each[0] for each in page[5]] == pytest.approx(held, abs=1e-4), where


def test_the_page_judges_a_pain_as_the_program_does(browser: Browser) -> None:
    kinds = [(), ("sharp",), ("leg",), ("dull",), ("cramp",), ("mistake",), ("dull", "cramp"), ("electric", "mistake")]
    scores, reaches = (None, 0, 2, 3, 4, 6, 8, 10), (None, *REACHES)
    cases = list(product(kinds, scores, (None, 3, 6), reaches, (None, "thigh"), (False, True)))
    limits = Limits(6, 4, 2)
    wanted = []
    for named, score, before, reach, reach_before, signs in cases:
        now, start = Said(score, frozenset(named), reach), Said(before, reach=reach_before)  # type: ignore[arg-type]
        verdict = judge(now, start, limits).name.lower().replace("_", " ")
        wanted.append([verdict, leaves_gate(now, start, ["belly"] if signs else [], limits)])
    script = (SCRIPTS / "safety.js").read_text("utf-8")
    play = """(cases) => cases.map(([kinds, score, before, reach, reachBefore, signs]) => {
        const limits = {stopAt: 6, easeAt: 4, easeRise: 2};
        const now = {score, kinds, reach}, start = {score: before, reach: reachBefore};
        return [judge(now, start, limits), leavesGate(now, start, signs ? ['belly'] : [], limits)];
    })"""
    there = browser.run(f"(() => {{{script}; return ({play})({json.dumps(cases)}); }})()")
    for case, page, program in zip(cases, there, wanted, strict=True):
        assert page == program, case


ASKS = {
    Question.KEPT_SIGNS: "keptSigns",
    Question.SIGNS: "signs",
    Question.FIRST_RUN: "notice",
    Question.AFTER_STOP: "gate",
    Question.NEXT_DAY: "nextDay",
    Question.GENTLEST: "gentlest",
    Question.CHECK_IN: "checkIn",
    Question.INSTEAD: "instead",
    Question.REACH: "reach",
    Question.RESUME: "resume",
}
REFUSES = {
    Reason.AFTER_STOP: "gate",
    Reason.SIGNS: "signs",
    Reason.SHARP_PAIN: "sharp",
    Reason.DECLINED: "declined",
}


def as_the_program_asks(facts: Facts, answers: Answers) -> dict[str, object]:
    match next_step(facts, answers):
        case Question() as question:
            return {"ask": ASKS[question]}
        case Refuse(reason):
            return {"refuse": REFUSES[reason]}
        case Go(_, instead, resume):
            return {"go": instead or "session", "resume": resume}


def test_the_page_asks_what_the_program_asks_in_its_order(browser: Browser) -> None:
    random, today = Random(3), date(2026, 11, 30)
    cases, wanted = [], []
    for _ in range(6000):
        some = random.choice
        facts = Facts(
            today,
            some((today, None)),
            open_stop=some((False, True)),
            last_run_on=some((None, today, today - timedelta(days=1))),
            worse_twice=some((False, False, True)),
            resumable=some((False, True)),
            kept_signs=some((False, False, True)),
            first_after_stop=some((False, True)),
            stop_in_the_leg=some((False, True)),
            last_reach=some((None, *REACHES)),
            was_below_the_knee=some((False, True)),
        )
        answers = Answers(
            kept=some((None, "seen", "seen", "not_yet", "mistake")),
            signs_asked=some((False, True)),
            first_run=some((False, True, True)),
            settled=some((None, True, True, False)),
            advised=some((None, True, True, False)),
            next_day=some((None, "better", "worse")),
            gentlest=some((None, True, False)),
            checked_in=some((False, True, True)),
            pain=some((None, 0, 5, 6, 10)),
            reach=some((None, *REACHES)),
            reach_asked=some((False, True)),
            signs=some((frozenset(), frozenset(), frozenset({"belly"}))),
            sharp_pain=some((False,) * 9 + (True,)),
            instead=some((None, "breathing", "walking", "nothing")),
            resume=some((None, True, False)),
        )
        there = {
            "noticeDue": facts.answered_on is None,
            "openStop": facts.open_stop,
            "asksNextDay": facts.last_run_on is not None and facts.last_run_on < today,
            "worse": facts.worse_twice,
            "resumable": facts.resumable,
            "keptSigns": facts.kept_signs,
            "firstAfterStop": facts.first_after_stop,
            "stopInLeg": facts.stop_in_the_leg,
            "lastReach": facts.last_reach,
            "wasBelowTheKnee": facts.was_below_the_knee,
        }
        said = {
            **{key: getattr(answers, key) for key in ("kept", "settled", "advised", "reach", "instead", "resume")},
            "signsAsked": answers.signs_asked,
            "notice": answers.first_run,
            "nextDay": answers.next_day,
            "gentlest": None if answers.gentlest is None else "yes" if answers.gentlest else "no",
            "checkedIn": answers.checked_in,
            "score": answers.pain,
            "reachAsked": answers.reach_asked,
            "blocked": bool(answers.signs),
            "sharpPain": answers.sharp_pain,
        }
        cases.append([there, said])
        wanted.append(as_the_program_asks(facts, answers))
    assert len({str(each) for each in wanted}) == 18  # all that can come of it does
    script = (SCRIPTS / "safety.js").read_text("utf-8")
    play = "(cases) => cases.map(([facts, said]) => nextStep({...facts, worseTwice: () => facts.worse}, said))"
    found = browser.run(f"(() => {{{script}; return ({play})({json.dumps(cases)}); }})()")
    for case, page, program in zip(cases, found, wanted, strict=True):
        assert {key: value or False if key == "resume" else value for key, value in page.items()} == program, case


def test_the_pages_figure_goes_its_way_as_the_programs_does(browser: Browser) -> None:
    """Each ready, hold and release of cat and cow in parts, of a bridge in one, and of a dead bug that comes back."""
    shown, wanted = [], []
    kinds: list[tuple[PhaseKind, bool]] = [("ready", False), ("hold", False), ("hold", True), ("release", True)]
    for id_, (kind, after), seconds in product(("cat-cow", "bridge", "dead-bug"), kinds, (5.0, 6.5, 10.0, 24.0)):
        pose = poses()[id_]
        places = list(pose.parts) or [HOLD]
        showing = Showing(kind, seconds, after, part_seconds=seconds / len(places) if pose.parts else 0.0)
        for tick in range(int(seconds * TICKS_A_SECOND)):
            at = tick / TICKS_A_SECOND
            values = {"kind": kind, "seconds": seconds, "planned": seconds, "places": places, "afterHold": after}
            shown.append([{"ways": [0, 1], "returns": pose.returns}, values, at])
            wanted.append(moment(pose, showing, at).at)
    script = (SCRIPTS / "figure.js").read_text("utf-8")
    there = browser.run(f"(() => {{{script}; return {json.dumps(shown)}.map((each) => wayAt(...each)); }})()")
    assert there == pytest.approx(wanted, abs=0.006)
