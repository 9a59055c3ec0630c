"""The arithmetic of the measurements, on what is known; nothing is started and nothing is timed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import timeline
from bench.figures import Figures, Punctuality, changes, lateness_ms, percentile, punctuality
from bench.growth_data import PHASES_A_ROUND, session_of_hours, session_of_phases
from bench.subjects import Face, read_subjects
from bench.table import compared, number, table
from bench.targets import BASE, COACH, HEADLINE, LIBRARY, MOVING, REPEATED, SHORT, STILL, verdicts

pytestmark = pytest.mark.second

SCREEN = "Knee to chest\n   ██ 19:57 ··\nHOLD LEFT 19:57   step 19:57"


@pytest.mark.parametrize(
    ("values", "percent", "wanted"),
    [([3], 95, 3), (range(1, 21), 95, 19), (range(1, 21), 100, 20), (range(20, 0, -1), 50, 10), ([1, 2], 0, 1)],
)
def test_a_percentile_is_one_of_the_values(values: Sequence[float], percent: float, wanted: float) -> None:
    assert percentile(values, percent) == wanted


@pytest.mark.parametrize(
    ("readings", "wanted"),
    [
        ([], []),
        ([(0.0, "9")], []),
        ([(0.0, "9"), (0.4, "9"), (1.0, "8"), (1.5, "8"), (2.0, "7")], [1.0, 2.0]),
        ([(0.0, "9"), (1.0, "8"), (1.03, "8 "), (1.06, " 8 "), (2.0, "7")], [1.06, 2.0]),
        ([(0.0, ""), (1.0, "9"), (1.5, ""), (2.0, "9"), (3.0, "8")], [3.0]),
    ],
    ids=["nothing", "no change", "changes", "painted piece by piece", "not always there"],
)
def test_a_change_is_when_something_else_is_read(readings: list[tuple[float, str]], wanted: list[float]) -> None:
    assert changes(readings) == wanted


def test_a_punctual_clock_is_late_by_nothing() -> None:
    assert punctuality([100.0 + second for second in range(30)]) == Punctuality(0, 0, 0)


def test_lateness_is_counted_from_the_most_punctual_second() -> None:
    found = punctuality([0.010, 1.012, 2.000, 3.004, 4.020])
    assert found is not None
    assert [found.median_ms, found.worst_ms] == pytest.approx([10, 20])


@pytest.mark.parametrize(("length", "lost"), [(1.001, 3.6), (0.9995, -1.8), (1.1, 360)])
def test_a_clock_that_is_slow_or_fast_drifts(length: float, lost: float) -> None:
    found = punctuality([7 + length * second for second in range(40)])
    assert found is not None
    assert found.drift_seconds_an_hour == pytest.approx(lost)
    assert found.worst_ms == pytest.approx(abs(1000 * (length - 1) * 39))


def test_one_late_second_is_no_drift() -> None:
    found = punctuality([second + (0.05 if second == 29 else 0) for second in range(30)])
    assert found is not None
    assert [found.worst_ms, found.drift_seconds_an_hour] == pytest.approx([50, 0], abs=1e-6)


def test_seconds_that_were_never_shown_are_no_drift() -> None:
    found = punctuality([0.0, 1.0, 2.0, 5.0, 6.0])
    assert found is not None
    assert (found.worst_ms, found.drift_seconds_an_hour) == (0, 0)


def test_of_fewer_than_three_changes_nothing_is_said() -> None:
    assert punctuality([1.0, 2.0]) is None


def test_lateness_against_a_known_beginning() -> None:
    assert lateness_ms([11.5, 12.502, 13.497], began=10.5) == pytest.approx([0, 2, -3])


@pytest.mark.parametrize(
    ("face", "read"),
    [
        (Face(pattern=r"HOLD LEFT (\d+:\d\d)"), "19:57"),
        (Face(pattern=r"HOLD RIGHT (\d+:\d\d)"), ""),
        (Face(rows=(1, 2), columns=(3, 5)), "██"),
        (Face(ignore="[·█]", rows=(1, 2)), "    19:57 "),
    ],
    ids=["pattern", "not there", "place", "ignored"],
)
def test_the_time_is_read_where_it_stands(face: Face, read: str) -> None:
    assert face.read(SCREEN) == read


def test_the_subjects_are_those_that_can_be_found(tmp_path: Path) -> None:
    own = {subject.name: subject for subject in read_subjects(None)}
    assert own.keys() == {BASE, COACH, STILL, MOVING, SHORT, REPEATED, LIBRARY, HEADLINE}
    assert all(subject.installed for subject in own.values())
    assert own[COACH].pain is not None
    peers = [subject for subject in read_subjects(tmp_path) if subject.name not in own]
    assert len(peers) == 5
    assert not any(subject.installed for subject in peers)


def test_a_figure_has_three_digits_that_matter() -> None:
    assert [*map(number, (0, 0.123, 1.5, 12.345, 123.4, 12345.6))] == ["0", "0.12", "1.50", "12.3", "123", "12,346"]
    assert (compared(3, 2), compared(3, 0)) == ("3 (1.50×)", "3")
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"


def test_a_target_is_met_or_missed() -> None:
    figures = {
        BASE: Figures(first_ms=[200.0, 210.0, 190.0], resident_mb=[30.0], cpu_running=[0.2]),
        COACH: Figures(first_ms=[230.0], resident_mb=[45.0], pause_ms=[5.0] * 18 + [9.0, 50.0]),
        STILL: Figures(cpu_running=[0.3]),
        MOVING: Figures(),
        SHORT: Figures(),
        REPEATED: Figures(),
        LIBRARY: Figures(),
        HEADLINE: Figures(),
    }
    assert verdicts(figures).splitlines()[2:] == [
        "| first frame: the check-in | 1.15× | 1.35× | met |",
        "| CPU, figure still | 1.50× | 1.50× | met |",
        "| memory: the coach screen | 1.50× | 1.30× | **missed** |",
        "| pause key to screen, 95 % | 9 ms | 10 ms | met |",
    ]


@pytest.mark.parametrize("count", [PHASES_A_ROUND, 60 * PHASES_A_ROUND])
def test_a_session_has_as_many_phases_as_asked_for(count: int) -> None:
    reading = read_session(session_of_phases(count).encode(), id="a", path="a.toml", exercises=catalogue())
    assert reading.session is not None
    assert len(timeline(reading.session).phases) == count


@pytest.mark.parametrize("hours", [1, 24])
def test_a_session_has_as_many_hours_as_asked_for(hours: int) -> None:
    reading = read_session(session_of_hours(hours).encode(), id="a", path="a.toml", exercises=catalogue())
    assert reading.session is not None
    assert timeline(reading.session).total_seconds == 3600 * hours
