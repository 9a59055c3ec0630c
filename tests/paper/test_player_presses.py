"""The file for a phone in a real browser: which presses count, of buttons, keys and what is between them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.paper.browser import Browser
from tests.paper.phone import entries, opened, started

pytestmark = pytest.mark.second

STATE = "document.body.dataset.kind"


def key(browser: Browser, key: str, *, held: bool = False) -> None:
    """A key as a keyboard sends it."""
    down = {"key": key, "repeat": held, "bubbles": True, "cancelable": True}
    browser.run(f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {json.dumps(down)})), 0")


def test_a_press_that_comes_again_too_soon_does_not_count(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(30)")
    browser.press("Pause")
    browser.run("pass(0.5)")
    browser.press("Go on")
    assert browser.run(STATE) == "paused"
    browser.run("pass(1)")
    browser.press("Go on")
    assert browser.run(STATE) == "hold"
    browser.run("pass(4)")
    for _ in range(3):
        browser.press("+5 s")
    assert browser.run("document.querySelector('.digits').textContent") > "0:15"


def test_the_second_tap_of_a_double_tap_answers_nothing(browser: Browser, file: Path) -> None:
    opened(browser, file)
    browser.press("Begin")
    twice = "document.querySelector('.main').click(), document.querySelector('.main').click(), 0"
    browser.run(f"pass(1), {twice}")
    assert browser.screen() == "check-in"


KEYS = [("z", "paused"), ("Escape", "paused"), ("Shift", "hold"), ("Tab", "hold"), ("ArrowDown", "hold")]


def test_a_key_that_means_nothing_pauses_and_never_resumes(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(30)")
    for pressed, kind in KEYS:
        for _ in range(2):
            key(browser, pressed)
            assert browser.run(STATE) == kind, pressed
            browser.run("pass(1)")
        if kind == "paused":
            browser.press("Go on")
            browser.run("pass(4)")


def test_a_key_that_is_held_down_counts_once_and_a_number_has_its_key(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(30)")
    key(browser, " ")
    browser.run("pass(1)")
    key(browser, " ", held=True)
    assert browser.run(STATE) == "paused"
    key(browser, "p")
    browser.run("pass(1)")
    key(browser, "t")
    assert browser.screen() == "stopped"
    assert entries(browser)[0]["stop"]["score"] == 10


def test_a_tap_beside_the_buttons_pauses(browser: Browser, file: Path) -> None:
    started(browser, file)
    browser.run("pass(30)")
    browser.run("document.querySelector('.digits').click(), 0")
    assert browser.run(STATE) == "paused"
    browser.run("pass(2), document.querySelector('.digits').click(), 0")
    assert browser.run(STATE) == "paused"
