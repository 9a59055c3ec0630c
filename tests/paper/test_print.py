"""What a browser makes of the printed pages: how many sheets, on either paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from backstretch.care_plan.goals import Rating, courses
from backstretch.care_plan.model import CarePlan, Task
from backstretch.coach.red_flags import signs
from backstretch.journal.store import Journal
from backstretch.paper import card_html, report_html
from backstretch.paper.card_contents import card
from backstretch.paper.report_contents import report
from backstretch.session.library import find_bundled, load
from backstretch.session.model import Session
from backstretch.settings import Settings
from tests.data.made_up_journal import made_up, write
from tests.paper.test_card import long_session
from tests.paper.test_report import DOSES, TODAY, TOLD, day

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LETTER = "@page { size: letter portrait; }"
A4 = "@page { size: A4 portrait; }"

pytestmark = [
    pytest.mark.second,
    pytest.mark.timeout(300),
    pytest.mark.skipif(BROWSER is None, reason="it is Chromium that prints"),
]


def sheets(markup: str, where: Path) -> int:
    """How many sheets Chromium prints."""
    page, printed = where / "page.html", where / "page.pdf"
    page.write_text(markup, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={where}"]
    subprocess.run(
        [str(BROWSER), *options, f"--print-to-pdf={printed}", page.as_uri()],
        capture_output=True,
        check=True,
        timeout=250,
    )
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.read_bytes()))


def one_after_the_other(pages: list[str], style: str = "") -> str:
    """The pages in one file, each beginning a sheet, so that the browser is started once."""
    mains = [re.sub(r"^.*<body>|</body>.*$", "", page, flags=re.DOTALL) for page in pages]
    head = pages[0].partition("<body>")[0]
    return f"{head}<style>{style} main {{ break-before: page; }}</style><body>{''.join(mains)}</body></html>"


def bundled() -> list[Session]:
    return [session for found in find_bundled() if (session := load(found).session) is not None]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_bundled_session_is_one_sheet_at_its_first_and_last_level(paper: str, tmp_path: Path) -> None:
    settings = Settings(emergency_number="112 or 999", advice_line="The practice, 01632 960123, weekdays from 8 to 18")
    cards = [card(of, level, settings) for of in bundled() for level in {0, of.top_level}]
    assert sheets(one_after_the_other([card_html.page(each, paper) for each in cards]), tmp_path) == len(cards)


def test_a_long_session_goes_on_on_further_sheets(tmp_path: Path) -> None:
    assert sheets(card_html.page(card(long_session(30), 0, Settings())), tmp_path) > 1


def test_the_report_of_any_journal_is_one_page(tmp_path: Path) -> None:
    with closing(Journal.open(tmp_path / "journal.db", tmp_path / "stops")) as journal:
        write(journal, made_up(1500))
        found = [report(journal.runs(), journal.doses(None), None, TODAY)]
    note = "It pulled a little on the left while I was turning over, and was gone in the evening. " * 3
    told = TOLD._replace(note=note, signs=("fever", "weight"), where="the right buttock and the back of the thigh")
    runs = [day(number, note=note, outcome="stopped_for_pain", pain_report=told) for number in range(200)]
    many = [DOSES[0]._replace(exercise=f"A move of my own, number {number}") for number in range(40)]
    found += [report(runs, many, None, TODAY), report(runs, DOSES, None, TODAY), report(runs[:2], (), None, TODAY)]
    told = told._replace(signs=tuple(sign.id for sign in signs()))
    found.append(report([run._replace(pain_report=told) for run in runs], many, None, TODAY))
    runs = [run._replace(kind="walk", easy=True, reach_before="thigh", reach_after="foot") for run in runs]
    tasks = (*[Task("a-session-with-a-long-name-of-its-own", 3)] * 9, Task("walk", 5, minutes=10))
    plan = CarePlan("A plan with a long title " * 3, runs[0].started_at.date(), 52, tasks, goals=("A " * 40, "B", "C"))
    rated = [Rating(goal, plan.first + timedelta(days=28 * number), 10) for goal in plan.goals for number in range(9)]
    found.append(report(runs, many, None, TODAY, plan, courses(plan.goals, rated)))
    pages = [report_html.page(each) for each in found if each is not None]
    assert len(pages) == 6
    for style in (A4, LETTER):
        assert sheets(one_after_the_other(pages, style), tmp_path) == 6, style
