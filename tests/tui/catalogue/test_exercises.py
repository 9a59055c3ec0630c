"""The catalogue to look at: all there is to know of each exercise, from the library and from the editor."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static

from backstretch.editing.exercise_facts import caution_lines, facts
from backstretch.session.catalogue import catalogue, sources
from backstretch.session.cautions import cautions
from backstretch.tui.catalogue.screen import ExercisesScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.editor.field_row import FieldRow
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.widgets.figure import Figure
from backstretch.tui.widgets.moving_figure import MovingFigure
from backstretch.tui.widgets.pick_list import PickList
from tests.cases import cases
from tests.tui.conftest import Desk, World

pytestmark = pytest.mark.second


def test_every_exercise_is_told_whole() -> None:
    for exercise in catalogue().values():
        text, words = "\n".join(facts(exercise)), exercise.words.on("left")
        for part in (*words.props, words.start, *words.cues, words.into, words.holding, words.out):
            assert part in text, (exercise.id, part)
        assert exercise.easier in text
        assert exercise.avoid in text
        for key in {*exercise.sources, *exercise.words_from} - {"own"}:
            assert sources()[key].partition(" (")[0] in text, (exercise.id, key)
        for id_ in cautions():
            barred = cautions()[id_].touches(exercise)
            assert any(id_ in line for line in caution_lines(exercise)) or not barred, (exercise.id, id_)


@cases(
    ("exercise", "line"),
    [
        ("bridge", "Holds of 6 s at most with: heart-pressure"),
        ("knee-to-chest", "Sphinx in its place with: osteoporosis"),
        ("belly-breathing", "Belly breathing, seated in its place with: pregnancy, surgery"),
    ],
)
def test_a_caution_says_what_it_does(exercise: str, line: str) -> None:
    assert line in list(caution_lines(catalogue()[exercise]))


def shown(desk: Desk, id_: str) -> str:
    return str(desk.screen.query_one(f"#{id_}", Static).visual)


async def test_it_is_looked_through_and_searched(world: World) -> None:
    world.answer("osteoporosis")
    first, second, *_ = catalogue().values()
    async with world.program() as desk:
        await desk.press("w")
        assert isinstance(desk.screen, ExercisesScreen)
        assert shown(desk, "name").startswith(f"{first.name}, {first.position}: 3 × ")
        assert shown(desk, "mine").startswith("! ")
        assert shown(desk, "count") == f"! changed for you   {len(catalogue())}"
        assert desk.screen.query_one(Figure).shows
        await desk.press("j")
        assert second.name in shown(desk, "name")
        await desk.press("slash", *"bridge")
        assert shown(desk, "name").startswith("Bridge")
        await desk.press("x")
        assert isinstance(desk.screen, ExercisesScreen), "a letter of what is looked for"
        assert shown(desk, "facts") == "No exercise has all these words."
        await desk.press("backspace", "enter", "escape")
        assert desk.screen.query_one(Input).value == ""
        assert shown(desk, "name").startswith("Bridge"), "what was found stays chosen among all"
        assert shown(desk, "count") == f"! changed for you   {len(catalogue())}"
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)
        await desk.press("enter", "enter")
        await desk.press("w", "w")
        assert desk.at_library()


async def test_from_a_step_it_begins_with_its_exercise(world: World) -> None:
    async with world.program() as desk:
        await desk.press("e", "down", "down", "w")
        assert isinstance(desk.screen, ExercisesScreen)
        assert shown(desk, "name").startswith("Bridge")
        await desk.press("escape")
        assert isinstance(desk.screen, EditorScreen)
        rows = {row.field.name: row for row in desk.screen.query(FieldRow) if row.display}
        control = rows["cautions"].control
        assert control is not None
        assert getattr(control, "value", "") == "the catalogue's: pregnancy, surgery"


async def test_a_figure_stands_wherever_there_is_room(world: World) -> None:
    sizes = {(100, 30): 1, (120, 20): 1, (40, 24): 1, (50, 40): 1, (120, 40): 1, (40, 12): 0, (80, 11): 0}
    async with world.program() as desk:
        await desk.press("w")
        for size, figures in sizes.items():
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            assert sum(figure.shows and figure.region.height >= 6 for figure in desk.screen.query(Figure)) == figures, (
                size
            )
            assert desk.screen.query_one(PickList).size.height >= 3, size


async def test_the_figure_moves_until_a_minute_is_over(world: World) -> None:
    async with world.program() as desk:
        await desk.press("w")
        figure = desk.screen.query_one(MovingFigure)
        assert figure.shows

        def seen() -> list[str]:
            figure.step()
            return desk.rows()

        first = seen()
        desk.clock.go(5)
        assert seen() != first, "the hold"
        assert figure._timer is not None
        desk.clock.go(70)
        still = seen()
        assert figure._timer is None, "nothing is left to do"
        desk.clock.go(5)
        assert seen() == still
        await desk.press("j", "k")
        assert figure._timer is not None, "it begins anew"
        await desk.pilot.resize_terminal(40, 12)
        await desk.pilot.pause()
        figure.step()
        assert figure._timer is None, "nobody sees it"
    world.configure("motion = false\n")
    async with world.program() as desk:
        await desk.press("w")
        assert desk.rows() == still
        assert desk.screen.query_one(MovingFigure)._timer is None
