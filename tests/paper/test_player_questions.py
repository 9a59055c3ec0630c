"""The file for a phone in a real browser: what it asks before a session and after a stop."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from backstretch.base.errors import BackstretchError
from backstretch.base.text import clock
from backstretch.coach.red_flags import say
from backstretch.paper.player.contents import contents
from backstretch.paper.player.plan_lookup import BETWEEN, most_that_hurt, person_of, tickable
from backstretch.run.plan import left_out_lines, make_plan
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person, cautions
from backstretch.session.reader import read_session
from backstretch.settings import Settings
from tests.cases import cases
from tests.paper.browser import Browser
from tests.paper.phone import KEPT, SHORT, entries, opened, started
from tests.paper.test_player import OTHERS, SPEECH, bundled
from tests.paper.test_player_clock import SCRIPTS

pytestmark = pytest.mark.second


def test_only_two_slow_presses_leave_and_the_gate_stands(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(25)")
    browser.press("STOP")
    browser.run("pass(0.5)")
    browser.press("Leave")
    browser.run("pass(0.3)")
    browser.press("Leave")
    assert browser.screen() == "stopped"
    browser.run("pass(1.5)")
    browser.press("Leave")
    assert browser.screen() == "start"
    browser.reload()
    browser.press("Begin")
    assert "Has that pain settled?" in browser.text()
    browser.press("No")
    assert browser.screen() == "signs"
    browser.press("None of these")
    assert "Breathing and an easy walk stay open." in browser.text()
    browser.press("Nothing now")
    assert browser.screen() == "refused"
    browser.press("Back")
    for label in ("Begin", "Yes", "Yes"):
        browser.press(label)
    assert browser.screen() == "check-in"
    assert "it ended in a pain stop" in browser.text()
    assert "Bridge" in browser.text()


def test_a_ticked_sign_keeps_every_session_away_until_it_is_answered(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.press("STOP")
    browser.press("Severe pain in the belly")
    assert "This needs help now" in browser.text()
    browser.reload()
    browser.press("Begin")
    assert "Has a clinician looked at it since?" in browser.text()
    browser.press("Not yet")
    assert browser.screen() == "refused"
    browser.press("Back")
    browser.press("Begin")
    browser.press("Yes, a clinician")
    assert "Has that pain settled?" in browser.text()


def test_where_storage_is_refused_everything_is_asked_each_time(browser: Browser, file: Path) -> None:
    refused = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});"
    made = browser.call("Page.addScriptToEvaluateOnNewDocument", source=refused)["identifier"]
    try:
        browser.open(file)
        for _ in range(2):
            browser.reload()
            assert "keeps nothing" in browser.text()
            for label in ("Begin", "None of these applies", "None of these"):
                browser.press(label)
            assert "nobody knows whether pain stopped your last session" in browser.text()
            browser.press("No session of mine")
            assert browser.screen() == "check-in"
    finally:
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=made)


def test_strong_pain_leaves_only_breathing_and_a_walk(browser: Browser, file: Path) -> None:
    opened(browser, file)
    for label in ("Begin", "None of these applies", "7", "None of these: go on"):
        browser.press(label)
    assert "Breathe, sitting on a chair" in browser.text()
    browser.press("Breathe")
    browser.press("Start") if browser.screen() == "down" else None
    assert browser.screen() == "coach"
    assert "breathing" in browser.text().lower()


def test_the_pain_rule_stops_and_eases(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(60)")
    browser.press("Pain")
    browser.press("4")
    assert "Ease off" in browser.text()
    browser.press("Go on with the next one")
    browser.press("Pain")
    browser.press("6")
    assert browser.screen() == "stopped"
    assert entries(browser)[0]["stop"]["score"] == 6
    assert entries(browser)[0]["stop"]["kind"] is None


def test_what_is_ticked_and_what_hurt_leads_to_the_programs_plan(browser: Browser) -> None:
    """Up to four exercises that hurt, some of other sessions, beside any cautions."""
    session, random = bundled("gentle-start"), Random(20)
    asked: list[tuple[int, list[str]]] = []
    wanted: list[object] = []
    values = contents(session, 0, Settings(), OTHERS)
    names = sorted(
        {id_ for key in values["ways"]["session"]["plans"] for each in key for id_ in each.split(BETWEEN)} - {""}
    )
    for _ in range(400):
        bits = random.getrandbits(len(tickable())) & random.getrandbits(len(tickable()))
        hurt = random.sample([*names, "clam", "My own move"], random.choice((0, 1, 1, 2, 2, 3, 4)))
        asked.append((bits, hurt))
        try:
            plan = make_plan(session, person_of(bits, frozenset(hurt)), speech=SPEECH)
            exercises = [phase.exercise for phase in plan.timeline.phases]
            wanted.append([plan.timeline.total_seconds, left_out_lines(plan.left_out), exercises])
        except BackstretchError as error:
            wanted.append(str(error))
    browser.run("0")
    there = browser.run(f"{LOOKED_UP}({json.dumps(values)}, {json.dumps(asked)})")
    refused = 0
    for (bits, hurt), found, program in zip(asked, there, wanted, strict=True):
        if isinstance(found, str) and found.startswith("This file has no plan"):
            refused += 1
            assert len(hurt) > most_that_hurt(bits), (bits, hurt)
        else:
            assert found == program, (bits, hurt)
    assert 0 < refused < 100


LOOKED_UP = f"""((page, asked) => {{
    {(SCRIPTS / "lookup.js").read_text("utf-8")}
    return asked.map(([bits, hurt]) => {{
        const plan = planFor("session", bits, hurt);
        if (typeof plan === "string") return plan;
        return [plan.seconds, plan.leftOut, plan.phases.map((phase) => phase.exercise)];
    }});
}})"""


@cases("ticks", [(), ("pregnancy",), ("osteoporosis", "knee")])
def test_the_check_in_says_what_is_left_out(browser: Browser, file: Path, ticks: tuple[str, ...]) -> None:
    reading = read_session(SHORT.encode(), id="short", path="short.toml", exercises=catalogue(), warnings=False)
    assert reading.session is not None
    opened(browser, file)
    browser.press("Begin")
    for id_ in ticks:
        browser.press(cautions()[id_].question)
    browser.press("Go on with what I ticked" if ticks else "None of these applies")
    assert browser.screen() == "check-in"
    plan = make_plan(reading.session, Person(frozenset({*ticks, "rotation"})), speech=SPEECH)
    said = [*left_out_lines(plan.left_out), f"It takes {clock(plan.timeline.total_seconds)}."]
    assert [line for line in said if line not in browser.text()] == []


def ended(browser: Browser, file: Path, count: int = 1) -> None:
    """So many sessions that were ended early, one after the other, in a browser that knows nothing."""
    started(browser, file)
    for number in range(count):
        if number:
            for label in ("Done", "Begin", "None of these: go on", "Start"):
                browser.press(label)
        browser.run("pass(10)")
        browser.press("End")
        browser.press("End it here")
        assert browser.screen() == "summary"


CHANGE = f"""(hours, changes) => {{
    const data = {KEPT};
    for (const {{run}} of data.runs) {{
        for (const key of ['started_at', 'ended_at'])
            run[key] = new Date(Date.parse(run[key]) - hours * 3600000).toISOString().replace('Z', '+00:00');
        Object.assign(run, changes);
    }}
    localStorage.setItem('backstretch', JSON.stringify(data));
}}"""


def hours_later(browser: Browser, hours: int, **changes: object) -> None:
    """The page is opened again so many hours after what it keeps, of which all runs are changed so."""
    browser.run(f"({CHANGE})({hours}, {json.dumps(changes)})")
    browser.reload()


def test_a_stop_in_another_tab_closes_this_one_too(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(25)")
    browser.press("STOP")
    after = browser.run("localStorage.getItem('backstretch')")
    opened(browser, file)
    browser.run(f"localStorage.setItem('backstretch', {json.dumps(after)}), 0")
    browser.press("Begin")
    assert "Has that pain settled?" in browser.text()


@cases("instead", [True, False])
def test_after_two_worse_days_the_gentlest_session_is_offered_in_its_place(
    browser: Browser, file: Path, instead: bool
) -> None:
    ended(browser, file, 2)
    hours_later(browser, 30, next_day="worse", next_day_asked=True)
    browser.press("Begin")
    assert say("next_day", "worse_twice") in browser.text()
    browser.press("Instead: Gentle start, at its lowest level" if instead else say("next_day", "chosen"))
    assert browser.screen() == "check-in"
    browser.press("None of these: go on")
    browser.press("Start")
    browser.press("STOP")
    run = entries(browser)[-1]["run"]
    assert (run["session"], run["level"]) == ("gentle-start" if instead else "short", 0)


@cases("hours, asks", [(1, True), (23, True), (25, False)])
def test_a_pain_within_a_day_may_have_begun_in_the_last_session(
    browser: Browser, file: Path, hours: int, asks: bool
) -> None:
    ended(browser, file)
    hours_later(browser, hours)
    browser.press("STOP")
    assert (say("advice", "recent") in browser.text()) == asks
    if not asks:
        return
    browser.run("pass(1)")
    browser.press(say("advice", "recent_yes"))
    (entry,) = entries(browser)
    assert entry["run"]["outcome"] == "stopped_for_pain"
    assert entry["stop"]["exercise"] is None
    assert entry["stop"]["gate"] is True
    browser.press("pressed by mistake")
    assert entries(browser)[0]["stop"]["gate"] is False
    browser.press("pressed by mistake")
    browser.reload()
    browser.press("Begin")
    assert "Has that pain settled?" in browser.text()


def test_a_pain_that_reaches_further_down_stops(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(40)")
    browser.press("Where")
    browser.press("the back")
    assert browser.screen() == "coach"
    browser.press("Where")
    browser.press("below the knee")
    assert browser.screen() == "stopped"
    (entry,) = entries(browser)
    assert entry["stop"]["kind"] == "leg"
    assert entry["run"]["reach_after"] == "below-knee"
