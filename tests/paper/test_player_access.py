"""The file for a phone in a real browser for eyes, ears and hands that differ: nothing is cut off or said twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import cases
from tests.paper.browser import Browser
from tests.paper.phone import started

pytestmark = pytest.mark.second

FIGURE = "document.querySelector('.figure svg').innerHTML"


@cases("still, moves", [(False, True), (True, False)])
def test_who_asks_for_less_motion_sees_a_figure_that_stands(
    browser: Browser, file: Path, still: bool, moves: bool
) -> None:
    browser.size(390, 844, still=still)
    try:
        started(browser, file)
        browser.run("pass(23)")
        seen = {browser.run(f"pass(0.7), {FIGURE}") for _ in range(4)}
        assert (len(seen) > 1) == moves
    finally:
        browser.size(390, 844)


LARGE = "document.documentElement.style.fontSize = '200%'; 0"
REACHED = """(() => {
    const stop = [...document.querySelectorAll('.stop')].pop().getBoundingClientRect();
    const seen = (each) => {
        const r = each.getBoundingClientRect();
        return r.bottom <= stop.top + 0.5 && r.top >= -0.5;
    };
    const missed = [...document.querySelectorAll('.buttons button:not([hidden])')].filter((each) => {
        each.scrollIntoView({block: 'center'});
        return !seen(each);
    });
    const wide = document.documentElement.scrollWidth;
    return [missed.map((each) => each.textContent), wide, stop.bottom <= innerHeight + 0.5];
})()"""


@cases("width, height", [(320, 568), (390, 844), (820, 1180), (568, 320), (844, 390)])
def test_with_text_twice_as_large_every_button_is_reached_and_nothing_is_wider(
    browser: Browser, file: Path, width: int, height: int
) -> None:
    browser.size(width, height)
    try:
        started(browser, file)
        browser.run(LARGE)
        browser.run("pass(25)")
        missed, wide, stop_in_sight = browser.run(REACHED)
        assert missed == []
        assert wide <= width
        assert stop_in_sight
        browser.press("STOP")
        assert browser.run("document.documentElement.scrollWidth") <= width
    finally:
        browser.size(390, 844)


SPY = """{
    window.readAloud = []; window.spoken = 0; window.locks = [];
    document.addEventListener('DOMContentLoaded', () => new MutationObserver((changes) => {
        for (const {target, addedNodes} of changes) {
            const live = target.closest('[aria-live=assertive], [role=status]');
            if (live) window.readAloud.push(...[...addedNodes].map((each) => each.textContent).filter(Boolean));
        }
    }).observe(document.body, {subtree: true, childList: true}));
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (at) { window.spoken++; start.call(this, at); };
    const wakeLock = {request: async () => {
        window.locks.push('request');
        return {release: async () => { window.locks.push('release'); }};
    }};
    Object.defineProperty(navigator, 'wakeLock', {value: wakeLock});
}"""


@pytest.fixture
def spied(browser: Browser) -> Iterator[Browser]:
    made = browser.call("Page.addScriptToEvaluateOnNewDocument", source=SPY)["identifier"]
    yield browser
    browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=made)


def texts_said(browser: Browser) -> list[str]:
    found: list[str] = [text for _, text in browser.run("said")]
    return found


def test_a_screen_reader_reads_each_sentence_once_where_no_voice_speaks(spied: Browser, file: Path) -> None:
    started(spied, file)
    spied.press("Voice off")
    spied.run("pass(0.1), said.length = 0, readAloud.length = 0, 0")
    spied.run("pass(60)")
    assert spied.run("readAloud") == texts_said(spied)
    assert len(texts_said(spied)) > 5
    spied.run("readAloud.length = 0, 0")
    spied.press("STOP")
    read = spied.run("readAloud")
    assert len(read) == len(set(read))
    assert spied.run("document.activeElement.textContent") == "SESSION STOPPED"
    assert not any("SESSION STOPPED" in line for line in read)


def test_what_the_voice_speaks_no_screen_reader_reads(spied: Browser, file: Path) -> None:
    started(spied, file)
    spied.run("readAloud.length = 0, 0")
    spied.run("pass(60)")
    assert len(texts_said(spied)) > 5
    assert spied.run("readAloud") == []


def test_a_dialog_leaves_nothing_behind_it_to_be_pressed(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(25)")
    browser.press("Pain")
    outside = "button:not([inert] button):not(.dialog button):not([inert])"
    assert browser.run(f"document.querySelectorAll('{outside}').length") == 0
    assert browser.run("document.activeElement.textContent") == "How strong is the pain now?"
    browser.press("No answer")
    assert browser.run("document.querySelectorAll('[inert]').length") == 0


ENDS = {
    "the red button": ["press:STOP"],
    "the end": ["pass(600)"],
    "ended early": ["press:End", "press:End it here"],
}


@cases("end, doings", ENDS.items())
def test_the_screen_is_kept_on_while_a_session_runs_and_no_longer(
    spied: Browser, file: Path, end: str, doings: list[str]
) -> None:
    started(spied, file)
    spied.run("pass(5), document.dispatchEvent(new Event('visibilitychange')), 0")  # seen again after a lock
    assert spied.run("locks") == ["request", "request"], end
    for each in doings:
        spied.press(each[6:]) if each.startswith("press:") else spied.run(each)
    locks = spied.run("locks")
    assert locks.count("release") == locks.count("request") == 2, end
