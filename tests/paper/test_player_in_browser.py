"""The file for a phone in a real browser: offline, from the disk, on a clock of the test's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backstretch.base.paths import default_paths
from backstretch.coach.wording import first_words
from backstretch.journal.exchange import merge
from backstretch.journal.store import Journal
from backstretch.session.catalogue import catalogue
from tests.cases import cases
from tests.paper.browser import Browser
from tests.paper.phone import KEPT, entries, faults, opened, run, started

pytestmark = pytest.mark.second


BUTTONS = """
[...document.querySelectorAll('button')].filter((each) => each.offsetParent !== null || each.className === 'stop').map(
    (each) => { const r = each.getBoundingClientRect(); return [each.textContent, r.width, r.height, r.right]; })
"""
HIDDEN = """
[...document.querySelectorAll('.buttons button:not([hidden])')].filter((each) => each.getBoundingClientRect().bottom
    > document.querySelector('.stop').getBoundingClientRect().top).map((each) => each.textContent)
"""
DIGITS = """(() => {
    const r = document.querySelector('.digits').getBoundingClientRect();
    return [r.left, r.right, r.height, r.top];
})()"""


def test_a_whole_session_says_what_script_says_when_it_says_it(browser: Browser, file: Path) -> None:
    script = json.loads(run("script", str(file.with_suffix(".toml")), "--json"))
    started(browser, file)
    browser.run("pass(600)")
    assert browser.screen() == "summary"
    said = [(round(at, 2), text) for at, text in browser.run("said")]
    wanted = [(round(line["at"], 2), line["text"]) for line in script["said"]]
    assert said == [each for each in wanted if not each[1].startswith("Press the space bar")]
    run_ = entries(browser)[0]["run"]
    assert run_["outcome"] == "completed"
    assert run_["active_seconds"] == script["total_seconds"]
    assert [hold["result"] for hold in run_["holds"]] == ["done"] * 4
    assert faults(browser) == []


STATES: dict[str, list[str]] = {
    "running": ["pass(40)"],
    "getting into position": [],
    "paused": ["pass(40)", "press:Pause"],
    "getting ready": ["pass(40)", "press:Pause", "press:Go on"],
    "leaving": ["pass(40)", "press:End"],
    "easing off": ["pass(60)", "press:Ease off"],
    "asked for the score": ["pass(60)", "press:Pain"],
    "summary": ["pass(600)"],
}


OUT = {
    state: catalogue()["bridge"].words.out
    for state in ("paused", "getting ready", "leaving", "running", "asked for the score", "easing off")
}
"""What is held when the button is pressed; easing off has just ended a hold."""


@cases("state, doings", STATES.items())
def test_the_red_button_stops_from_every_state(browser: Browser, file: Path, state: str, doings: list[str]) -> None:
    started(browser, file)
    for each in doings:
        browser.press(each[6:]) if each.startswith("press:") else browser.run(each)
    browser.press("STOP")
    assert browser.screen() == "stopped"
    assert "SESSION STOPPED" in browser.text()
    assert first_words(OUT.get(state)) in browser.text()
    assert "{" not in browser.text()
    (entry,) = entries(browser)
    assert entry["run"]["outcome"] == "stopped_for_pain"
    assert entry["stop"]["gate"] is True
    held = json.dumps(entry["run"]["holds"])
    browser.run("pass(900)")
    assert browser.screen() == "stopped"
    assert json.dumps(entries(browser)[0]["run"]["holds"]) == held
    labels = browser.run("[...document.querySelectorAll('button')].map((each) => each.textContent)")
    assert not {"Go on", "Start", "Begin", "Pause", "Back"} & set(labels)
    assert faults(browser) == []


BEFORE = ("Begin", "None of these applies", "None of these: go on")


@cases("presses", [BEFORE[:count] for count in range(len(BEFORE) + 1)])
def test_before_a_session_the_red_button_opens_the_advice_and_starts_nothing(
    browser: Browser, file: Path, presses: tuple[str, ...]
) -> None:
    opened(browser, file)
    for label in presses:
        browser.press(label)
    browser.press("STOP")
    assert browser.screen() == "stopped"
    assert "SHARP PAIN?" in browser.text()
    assert entries(browser) == []


def test_time_that_nobody_saw_does_not_count(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(25)")
    active = browser.run(f"{KEPT}.runs[0].run.active_seconds")
    browser.run("sleepUnseen(300); pass(0.1)")
    assert "PAUSED" in browser.text()
    assert "300 s passed that this page did not see" in browser.text()
    browser.press("Go on")
    browser.run("pass(700)")
    assert browser.screen() == "summary"
    run_ = entries(browser)[0]["run"]
    assert run_["active_seconds"] - active < 200
    assert run_["active_seconds"] >= run_["planned_seconds"]


def test_a_late_wake_up_is_a_gap_too(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(25); pass(40, 40)")
    assert "PAUSED" in browser.text()


def test_after_a_reload_the_session_goes_on_at_the_interrupted_hold(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(55)")
    before = entries(browser)[0]
    browser.reload()
    browser.press("Begin")
    browser.press("None of these: go on")
    assert "Go on where you were?" in browser.text()
    browser.press("Go on there")
    assert browser.screen() == "coach"
    browser.run("pass(600)")
    (after,) = entries(browser)
    assert after["id"] == before["id"]
    assert after["run"]["outcome"] == "completed"


def test_what_was_done_is_merged_once_and_a_stop_closes_the_next_start(
    browser: Browser, file: Path, tmp_path: Path
) -> None:
    started(browser, file)
    browser.run("pass(600)")
    browser.press("3")
    browser.press("Done")
    for label in ("Begin", "None of these: go on", "Start"):
        browser.press(label)
    browser.run("pass(25)")
    browser.press("STOP")
    browser.run("pass(0.5)")
    browser.press("Leave")
    browser.run("pass(1.5)")
    browser.press("Leave")
    browser.run("window.blobs = []; URL.createObjectURL = (blob) => { blobs.push(blob); return 'blob:none'; }; 0")
    browser.press("Save what was done")
    saved = tmp_path / "done.jsonl"
    saved.write_text(browser.run("blobs[0].text()"))
    paths = default_paths()
    assert paths.journal.is_relative_to(tmp_path)
    journal = Journal.open(paths.journal, paths.stops)
    try:
        merge(journal, saved)
        merge(journal, saved)
        runs = list(journal.runs())
        gate = journal.open_stop()
    finally:
        journal.close()
    assert [each.outcome for each in runs] == ["completed", "stopped_for_pain"]
    assert runs[0].pain_after == 3
    assert runs[0].holds_done == 4
    assert runs[0].session == "short"
    assert gate is not None
    assert gate.exercise == "bridge"


def test_a_stop_cuts_every_sound_before_anything_is_written_or_shown(browser: Browser, file: Path) -> None:
    spy = """
        window.sounds = [];
        const of = AudioBufferSourceNode.prototype, [start, stop] = [of.start, of.stop];
        const put = Storage.prototype.setItem;
        of.start = function (at) { sounds.push('start'); start.call(this, at); };
        of.stop = function () { sounds.push('cut'); stop.call(this); };
        Storage.prototype.setItem = function (...given) { sounds.push('written'); put.apply(this, given); };
    """
    made = browser.call("Page.addScriptToEvaluateOnNewDocument", source=f"{{{spy}}}")["identifier"]
    try:
        started(browser, file)
        browser.until("pass(0.5), sounds.includes('start')")  # clips are decoded in real time
        browser.run("sounds.length = 0; 0")
        browser.press("+5 s")
        browser.press("STOP")
        happened = browser.run("sounds")
        assert happened[0] == "cut"
        assert happened.index("written") > happened.index("cut")
        assert "cut" not in happened[happened.index("written") :]
    finally:
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=made)


@cases("width, height", [(320, 568), (390, 844), (820, 1180), (568, 320), (844, 390), (1180, 820)])
def test_every_button_is_large_and_nothing_is_wider_than_the_screen(
    browser: Browser, file: Path, width: int, height: int
) -> None:
    browser.size(width, height)
    try:
        started(browser, file)
        browser.run("pass(45)")
        hidden = browser.run(HIDDEN)
        assert hidden == []
        small = [each for each in browser.run(BUTTONS) if each[1] < 44 or each[2] < 44 or each[3] > width + 0.5]
        assert small == []
        assert browser.run("document.documentElement.scrollWidth") <= width
        digits = browser.run(DIGITS)
        assert digits[0] >= 0
        assert digits[1] <= width
        assert digits[2] >= height / 10
        assert digits[3] < height / 3
        stop = browser.run("document.querySelector('.stop').getBoundingClientRect().bottom")
        assert stop <= height + 0.5
    finally:
        browser.size(390, 844)


def test_a_hostile_session_is_played_as_text(browser: Browser, tmp_path: Path) -> None:
    from tests.paper.test_player import hostile, written

    made = tmp_path / "hostile.html"
    made.write_text(written(hostile()))
    browser.run("0")
    started(browser, made)
    browser.run("pass(600)")
    assert browser.screen() == "summary"
    assert browser.run("document.querySelectorAll('img, iframe, object, link, a').length") == 0
    assert faults(browser) == []
