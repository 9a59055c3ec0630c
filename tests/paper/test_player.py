"""The file for a phone: the program's own plan for every tick, nothing that leaves the page, no text that is markup."""

import json
import re
import sys
from collections.abc import Iterable
from itertools import combinations
from random import Random
from typing import Any

import pytest

from backstretch.audio.packaged import clip_seconds
from backstretch.audio.tones import TONES
from backstretch.base.errors import BackstretchError
from backstretch.coach.floor import ready_line
from backstretch.coach.pain import Limits
from backstretch.coach.script import Writer
from backstretch.coach.speech import Line, Speech
from backstretch.figure.poses import poses
from backstretch.paper.player.clips import encoded_clips, encoded_tones
from backstretch.paper.player.contents import Mine, Others, contents, figure_values, texts
from backstretch.paper.player.page import page
from backstretch.paper.player.plan_lookup import BETWEEN, lookup, person_of, tickable
from backstretch.paper.player.plans import COURSE_KEYS, Plans
from backstretch.run.plan import left_out_lines, make_plan
from backstretch.session.catalogue import catalogue
from backstretch.session.library import find_bundled, load
from backstretch.session.model import Session
from backstretch.session.reader import read_session
from backstretch.settings import Settings

pytestmark = pytest.mark.second

SPEECH = Speech(clip_seconds)
SESSIONS = [found.id for found in find_bundled()]
ROTATION = tickable().index("rotation")
SETS = [
    0,
    *(1 << n for n in range(len(tickable()))),
    *(1 << a | 1 << b for a, b in combinations(range(len(tickable())), 2)),
]


def bundled(id_: str) -> Session:
    session = next(load(found).session for found in find_bundled() if found.id == id_)
    assert session is not None
    return session


OTHERS = Others(bundled("rest-and-breathe"), bundled("gentle-start"))


def as_the_page_has_it(values: dict[str, Any], number: int) -> tuple[object, ...]:
    """Kinds, seconds, exercises, sides and every line, from the tables of a page."""
    (course, *left_out), keys, strings = values["plans"][number], values["phaseKeys"], values["strings"]
    plan = dict(zip(values["courseKeys"], values["courses"][course], strict=True))
    rows = [
        dict(zip(keys, values["phases"][at], strict=True))
        for each in plan["passages"]
        for at in values["passages"][each]
    ]
    names = [None if row["exercise"] is None else values["exercises"][row["exercise"]] for row in rows]

    def written(said: int) -> list[object]:
        return [(at, long, strings[kind], values["texts"][text]) for at, long, kind, text in values["lines"][said]]

    said = [written(row["said"]) for row in rows]
    lines = [
        (strings[row["kind"]], row["seconds"], name, row["side"], row["rep"], row["step"])
        for row, name in zip(rows, names, strict=True)
    ]
    around = [written(plan[key]) for key in ("before", "after")]
    return (
        lines,
        said,
        [values["notes"][note] for note in left_out],
        plan["seconds"],
        around,
        values["notes"][plan["ready"]],
    )


def as_the_program_has_it(session: Session, bits: int, hurt: str = "") -> tuple[object, ...]:
    plan = make_plan(session, person_of(bits, frozenset(hurt.split(BETWEEN)) if hurt else frozenset()), speech=SPEECH)
    writer = Writer(plan.timeline, SPEECH, plan.session.breath_seconds)

    def written(lines: Iterable[Line]) -> list[object]:
        return [(round(line.at, 6), round(line.seconds, 6), line.kind, line.text) for line in lines]

    before = written(writer.before())
    said = [written(writer.phase(index)) for index in range(len(plan.timeline.phases))]
    around = [before, written(writer.after())]
    phases = [(each.kind, each.seconds, each.exercise, each.side, each.rep, each.step) for each in plan.timeline.phases]
    ready = ready_line(plan.props)
    return phases, said, left_out_lines(plan.left_out), plan.timeline.total_seconds, around, ready


def check_every_pair(id_: str) -> None:
    session, plans = bundled(id_), Plans(SPEECH)
    found, values = (
        lookup(session, 0, plans, hurt=frozenset(), bits=range(1 << len(tickable()))),
        plans.values(),
    )
    hurt_beside = []
    for bits in SETS:
        here = found.plans[found.groups[bits]]
        check_plan(session, values, bits, "", here[""])
        hurt_beside += [(bits, hurt, number) for hurt, number in here.items() if hurt]
    for bits, hurt, number in Random(id_).sample(hurt_beside, min(80, len(hurt_beside))):
        check_plan(session, values, bits, hurt, number)


def check_plan(session: Session, values: dict[str, Any], bits: int, hurt: str, number: int | str) -> None:
    wanted: object
    try:
        wanted = as_the_program_has_it(session, bits, hurt)
    except BackstretchError as error:
        wanted = str(error)
    assert (as_the_page_has_it(values, number) if isinstance(number, int) else number) == wanted, (bits, hurt)


def test_one_session_has_the_programs_plan_for_every_caution_and_pair() -> None:
    check_every_pair("rest-and-breathe")


@pytest.mark.parametrize("id_", SESSIONS)
def test_every_session_has_the_programs_plan_for_every_caution_and_pair(id_: str) -> None:
    check_every_pair(id_)


def test_what_may_hurt_has_a_plan_of_its_own_beside_cautions() -> None:
    session, plans = bundled("gentle-start"), Plans(SPEECH)
    found = lookup(session, 0, plans, hurt=frozenset(), bits=[1 << ROTATION, 1 << ROTATION | 1])
    here, values = found.plans[found.groups[0]], plans.values()
    assert {"", "bridge", f"bridge{BETWEEN}knee-to-chest"} < here.keys()
    for hurt, number in here.items():
        assert isinstance(number, int)
        done = as_the_page_has_it(values, number)[0]
        assert isinstance(done, list)
        assert not set(hurt.split(BETWEEN)) & {row[2] for row in done}


HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)> & ' \\\\ \\u2028"


def hostile() -> Session:
    text = f'''format = 1
title = "{HOSTILE[:70]}"
summary = "{HOSTILE}"
author = "{HOSTILE}"
[[steps]]
name = "{HOSTILE[:70]}"
cue = "{HOSTILE}"
cues = ["{HOSTILE}"]
props = ["{HOSTILE}"]
start = "{HOSTILE}"
into = "{HOSTILE}"
holding = "{HOSTILE}"
out = "{HOSTILE}"
parts = [{{ word = "</script>", say = "{HOSTILE}" }}, {{ word = "<!--", say = "{HOSTILE}" }}]
hold = 20
[[steps]]
rest = 10
cue = "{HOSTILE}"
'''
    session = read_session(
        text.encode(), id="hostile", path="hostile.toml", exercises=catalogue(), warnings=False
    ).session
    assert session is not None, text
    return session


def written(session: Session) -> str:
    values = contents(session, 0, Settings(emergency_number=HOSTILE, advice_line=HOSTILE), OTHERS)
    return page({**values, "clips": {}, "tones": {}})


def test_no_text_of_a_session_is_markup_or_ends_the_data() -> None:
    text = written(hostile())
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert "<img" not in text
    data = re.search(r'id="page">(.*?)</script>', text, re.DOTALL)
    assert data is not None
    assert "</script>" in json.loads(data[1])["sessions"]["session"]["title"]


def test_the_page_may_ask_nobody_for_anything() -> None:
    text = written(bundled("chair-break"))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert not {"unsafe-inline", "http:", "https:", "*"} & set(re.split(r"[ ;]", policy[1]))
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []
    assert "fetch(" not in text
    assert "XMLHttpRequest" not in text


@pytest.mark.parametrize("id_", SESSIONS)
def test_a_bundled_session_speaks_and_is_small(id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lameenc", None)
    values = contents(bundled(id_), 0, Settings(), OTHERS)
    clips, tones = encoded_clips(texts(values)), encoded_tones()
    assert clips.keys() == set(texts(values))
    assert set(tones) == set(TONES)
    minutes = max(course[COURSE_KEYS.index("seconds")] for course in values["courses"]) / 60
    assert len(page({**values, "clips": clips, "tones": tones})) <= 1_000_000 * max(1, minutes / 10)


def test_every_figure_has_a_picture_at_the_start_and_in_the_hold() -> None:
    for id_ in poses():
        values = figure_values(id_)
        assert values["ways"][-1] in (0.0, 1.0)
        assert all(len(each["places"]) % 2 == 0 for each in values["way"])


def test_a_file_for_oneself_has_ones_own_plan_alone() -> None:
    mine = Mine(frozenset({"rotation", "knee"}), frozenset({"bridge"}), True, Limits(), "Walk daily.")
    values = contents(bundled("gentle-start"), 0, Settings(), OTHERS, mine)
    assert values["mine"]
    assert len(values["ways"]["session"]["groups"]) == 1
    number = values["ways"]["session"]["plans"][0][""]
    wanted = make_plan(bundled("gentle-start"), person_of(values["first"], frozenset({"bridge"})), speech=SPEECH)
    assert as_the_page_has_it(values, number)[3] == wanted.timeline.total_seconds
    assert any("Walk daily." in line for line in values["advice"])
    assert not any(
        "Walk daily." in line
        for line in contents(bundled("chair-break"), 0, Settings(clinician_note="Walk daily."), OTHERS)["advice"]
    )
