"""A file for a phone, and how it is gone through in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from backstretch.commands.click_program import cli
from tests.paper.browser import Browser

SHORT = """format = 1
title = "Short"
lead_in = 5
[[steps]]
exercise = "bridge"
hold = 20
reps = 2
rest_between = 10
[[steps]]
exercise = "knee-to-chest"
hold = 16
reps = 1
"""
KEPT = "JSON.parse(localStorage.getItem('backstretch'))"


def run(*words: str) -> str:
    found = CliRunner().invoke(cli, list(words))
    assert found.exit_code == 0, found.output
    return found.output


def opened(browser: Browser, file: Path) -> None:
    """The file in a browser that knows nothing yet."""
    browser.events.clear()
    browser.open(file)
    browser.run("localStorage.clear(); 0")
    browser.reload()
    browser.events.clear()


def started(browser: Browser, file: Path) -> None:
    opened(browser, file)
    for label in ("Begin", "None of these applies", "None of these: go on"):
        browser.press(label)
    if browser.screen() == "down":
        browser.press("Start")
    assert browser.screen() == "coach"


def faults(browser: Browser) -> list[Any]:
    """What the page threw, what the policy refused, and every request beyond the file itself."""
    found = [each for each in browser.events if each.get("method") in {"Runtime.exceptionThrown", "Log.entryAdded"}]
    asked = [
        each["params"]["request"]["url"] for each in browser.events if each.get("method") == "Network.requestWillBeSent"
    ]
    return [*found, *(url for url in asked if not url.startswith(("file:", "data:", "blob:")))]


def entries(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.run(f"{KEPT}.runs")
    return found
