"""The pain scale: keys, mouse, what it shows and what it leaves to others."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from backstretch.tui.widgets.pain_scale import PainScale

pytestmark = pytest.mark.second


class _PainApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"take('{key}')")
        for key in ("x", "exclamation_mark", "y", "p", "space", "up", "down", "escape", "q")
    ]

    def __init__(self, scale: PainScale) -> None:
        super().__init__()
        self._scale = scale
        self.changes: list[int | None] = []
        self.submits: list[int | None] = []
        self.taken: list[str] = []

    def compose(self) -> ComposeResult:
        yield self._scale

    def on_pain_scale_changed(self, event: PainScale.Changed) -> None:
        assert event.control is self._scale
        self.changes.append(event.value)

    def on_pain_scale_submitted(self, event: PainScale.Submitted) -> None:
        assert event.control is self._scale
        self.submits.append(event.value)

    def action_take(self, key: str) -> None:
        self.taken.append(key)

    def rows(self) -> list[str]:
        return [self._scale.render_line(y).text.rstrip() for y in range(self._scale.size.height)]

    def reversed_text(self) -> list[str]:
        """What is shown reversed, row by row."""
        return [
            "".join(segment.text for segment in self._scale.render_line(y) if segment.style and segment.style.reverse)
            for y in range(self._scale.size.height)
        ]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("0",), 0),
        (("7",), 7),
        (("1", "0"), 0),
        (("t",), 10),
        (("T",), 10),
        (("right",), 0),
        (("left",), None),
        (("5", "right", "right"), 7),
        (("5", "left"), 4),
        (("0", "left"), 0),
        (("t", "right"), 10),
        (("5", "backspace"), None),
        (("5", "delete"), None),
        (("5", "delete", "right"), 0),
    ],
)
async def test_keys_choose(keys: tuple[str, ...], value: int | None) -> None:
    app = _PainApp(PainScale())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert app.query_one(PainScale).value == value
        assert (app.changes[-1] if app.changes else None) == value


async def test_the_same_number_again_is_no_change() -> None:
    app = _PainApp(PainScale(4))
    async with app.run_test() as pilot:
        await pilot.press("4", "5", "5")
        assert app.changes == [5]


@pytest.mark.parametrize("value", [None, 0, 10])
async def test_enter_submits(value: int | None) -> None:
    app = _PainApp(PainScale(value))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert app.submits == [value]
        assert app.changes == []


async def test_other_keys_are_left_to_others() -> None:
    app = _PainApp(PainScale(3))
    async with app.run_test() as pilot:
        keys = ["x", "exclamation_mark", "y", "p", "space", "up", "down", "escape", "q"]
        await pilot.press(*keys)
        assert app.taken == keys
        assert app.query_one(PainScale).value == 3


@pytest.mark.parametrize(("columns", "first", "cell"), [(36, 3, 3), (60, 4, 5), (80, 4, 6)])
async def test_a_click_chooses_the_number_under_it(columns: int, first: int, cell: int) -> None:
    app = _PainApp(PainScale())
    async with app.run_test(size=(columns, 24)) as pilot:
        scale = app.query_one(PainScale)
        for number in range(11):
            await pilot.click(PainScale, offset=(first + cell * number, 0))
            assert scale.value == number
            shown = "".join(segment.text for segment in list(scale.render_line(0))[:1])
            assert len(shown) <= first + cell * number


@pytest.mark.parametrize("offset", [(0, 0), (79, 0), (1, 2)])
async def test_a_click_beside_the_numbers_chooses_nothing(offset: tuple[int, int]) -> None:
    app = _PainApp(PainScale(4))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(PainScale, offset=offset)
        assert app.changes == []


@pytest.mark.parametrize("value", range(11))
async def test_the_chosen_number_is_reversed_bold_and_in_brackets(value: int) -> None:
    app = _PainApp(PainScale(value))
    async with app.run_test(size=(40, 24)):
        assert app.rows() == [
            "> " + "".join((f"[{n}]" if n == value else f" {n} ") for n in range(11)).rstrip(),
            "  none    t = 10    worst imaginable",
        ]
        assert app.reversed_text() == [f"[{value}]", ""]
        assert all(s.style.bold for s in app.query_one(PainScale).render_line(0) if s.style and s.style.reverse)


async def test_unanswered_is_seen() -> None:
    app = _PainApp(PainScale())
    async with app.run_test(size=(40, 24)):
        assert "[" not in "".join(app.rows())
        assert app.reversed_text() == ["", ""]


async def test_at_80_columns_the_numbers_are_large() -> None:
    app = _PainApp(PainScale(7))
    async with app.run_test(size=(80, 24)):
        rows = app.rows()
        assert len(rows) == 5
        assert rows[0].count("▄") > 20
        assert rows[1].startswith(">")
        assert rows[3].strip() == "▀▀▀▀▀▀", "below the chosen one"
        assert " ".join(rows[4].split()) == "none keys 0 to 9, t for 10 worst imaginable"
        columns = [any(row[x : x + 1].strip() for row in rows[:3]) for x in range(75)]
        gaps = [len(gap) for gap in "".join("# "[not ink] for ink in columns[4:]).strip().split("#") if gap]
        assert gaps[-2] > max(2 * gaps[-1], *gaps[:-2]), "the ten is one number"
        assert [len(text) for text in app.reversed_text()] == [6, 6, 6, 0, 0]


async def test_in_a_low_box_they_are_small() -> None:
    scale = PainScale(7)
    scale.styles.height = 2
    app = _PainApp(scale)
    async with app.run_test(size=(80, 24)):
        assert "[7]" in app.rows()[0]


async def test_ascii_has_no_blocks() -> None:
    app = _PainApp(PainScale(7, ascii=True))
    async with app.run_test(size=(80, 24)):
        assert len(app.rows()) == 2
        assert "".join(app.rows()).isascii()


@pytest.mark.parametrize("columns", [1, 12, 35])
async def test_in_a_narrow_box_the_chosen_number_is_left(columns: int) -> None:
    app = _PainApp(PainScale(7))
    async with app.run_test(size=(columns, 5)) as pilot:
        assert app.rows() == ["0 [7] 10"[:columns].rstrip()]
        await pilot.press("backspace")
        assert app.rows() == ["0 [ ] 10"[:columns].rstrip()]


async def test_without_the_focus_there_is_no_mark() -> None:
    app = _PainApp(PainScale(7))
    async with app.run_test(size=(40, 5)) as pilot:
        app.screen.set_focus(None)
        await pilot.pause()
        assert not any(row.startswith(">") for row in app.rows())
