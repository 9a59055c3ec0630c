"""The checklist: keys, mouse, wrapping, and scrolling with its parent."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backstretch.base.text import plain
from backstretch.tui.widgets.checklist import INDENT, CheckItem, Checklist, check_rows

pytestmark = pytest.mark.second

_SIGNS = (
    CheckItem("numb", "New numbness between the legs or around the back passage", "Help now"),
    CheckItem("bladder", "Trouble passing water", "Help now"),
    CheckItem("fever", "Fever", "The same day"),
)


class _CheckApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"take('{key}')") for key in ("x", "enter", "up", "down", "9", "0", "y")
    ]

    def __init__(self, checklist: Checklist) -> None:
        super().__init__()
        self._checklist = checklist
        self.changes: list[frozenset[str]] = []
        self.taken: list[str] = []

    def compose(self) -> ComposeResult:
        yield self._checklist

    def on_checklist_changed(self, event: Checklist.Changed) -> None:
        assert event.control is self._checklist
        self.changes.append(event.ticked)

    def action_take(self, key: str) -> None:
        self.taken.append(key)

    def rows(self) -> list[str]:
        return [self._checklist.render_line(y).text.rstrip() for y in range(self._checklist.size.height)]


async def test_it_shows_headings_numbers_boxes_and_a_hanging_indent() -> None:
    app = _CheckApp(Checklist(_SIGNS, ticked=["fever"]))
    async with app.run_test(size=(40, 20)):
        assert app.rows() == [
            "Help now",
            "> 1 [ ] New numbness between the legs or",
            "        around the back passage",
            "  2 [ ] Trouble passing water",
            "The same day",
            "  3 [x] Fever",
        ]
        ticked = next(iter(app.query_one(Checklist).render_line(5))).style
        open_ = next(iter(app.query_one(Checklist).render_line(3))).style
        assert ticked is not None
        assert open_ is not None
        assert ticked.bold
        assert not open_.bold


@pytest.mark.parametrize(
    ("keys", "ticked"),
    [
        (("space",), {"numb"}),
        (("space", "space"), set()),
        (("down", "space"), {"bladder"}),
        (("down", "down", "down", "space"), {"fever"}),
        (("down", "down", "up", "space"), {"bladder"}),
        (("3", "1"), {"numb", "fever"}),
        (("3", "space"), set()),
        (("9", "0"), set()),
    ],
)
async def test_keys_tick(keys: tuple[str, ...], ticked: set[str]) -> None:
    app = _CheckApp(Checklist(_SIGNS))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.query_one(Checklist).ticked == ticked
        assert (app.changes[-1] if app.changes else set()) == ticked


async def test_other_keys_are_left_to_others() -> None:
    app = _CheckApp(Checklist(_SIGNS))
    async with app.run_test() as pilot:
        await pilot.press("x", "enter", "y", "9", "0", "up", "down", "down", "down")
        assert app.taken == ["x", "enter", "y", "9", "0", "up", "down"]
        assert app.changes == []


@pytest.mark.parametrize(("row", "ticked"), [(0, set()), (1, {"numb"}), (2, {"numb"}), (5, {"fever"}), (9, set())])
async def test_a_click_ticks_the_item_under_it(row: int, ticked: set[str]) -> None:
    app = _CheckApp(Checklist(_SIGNS))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.click(offset=(12, row))
        assert app.query_one(Checklist).ticked == ticked


async def test_the_ticked_can_be_set_and_unknown_ids_are_ignored() -> None:
    app = _CheckApp(Checklist(_SIGNS, ticked=["nonsense", "numb"]))
    async with app.run_test() as pilot:
        checklist = app.query_one(Checklist)
        assert checklist.ticked == {"numb"}
        checklist.ticked = frozenset({"fever", "nonsense"})
        await pilot.pause()
        assert app.changes == [{"fever"}]


async def test_text_is_never_markup_nor_steers_the_terminal() -> None:
    app = _CheckApp(Checklist([CheckItem("a", "[b]bold[/b] \x1b[31mred", "[red]now[/]")]))
    async with app.run_test():
        assert app.rows() == ["[red]now[/]", "> 1 [ ] [b]bold[/b] \ufffd[31mred"]


async def test_the_tenth_item_has_no_number() -> None:
    app = _CheckApp(Checklist([CheckItem(str(n), f"item {n}") for n in range(11)]))
    async with app.run_test():
        assert app.rows()[8:10] == ["  9 [ ] item 8", "    [ ] item 9"]


async def test_an_empty_list_is_survived() -> None:
    app = _CheckApp(Checklist([]))
    async with app.run_test() as pilot:
        await pilot.press("space", "down", "1")
        assert app.rows() == []
        assert app.changes == []


@given(st.lists(st.text(max_size=120), max_size=5), st.integers(36, 120))
def test_rows_fit_the_width_and_lose_no_word(texts: list[str], width: int) -> None:
    items = [CheckItem(str(index), text) for index, text in enumerate(texts)]
    rows = check_rows(items, width)

    for index, item in enumerate(items):
        own = [row for row in rows if row.item == index]
        assert [row.first for row in own] == [True] + [False] * (len(own) - 1)
        assert "".join("".join(row.text.split()) for row in own) == "".join(plain(item.text).split())
    assert all(cell_len(row.text) <= width - INDENT for row in rows)


class _ScrolledApp(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("\n" * 5)
            with Vertical() as box:
                box.styles.height = "auto"
                box.styles.padding = 1
                yield Checklist([CheckItem(str(n), f"item {n}", f"group {n // 5}") for n in range(20)])
            yield Static("\n" * 30)


async def test_the_parent_follows_the_cursor() -> None:
    app = _ScrolledApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        for key in ["down"] * 19 + ["up"] * 19:
            await pilot.press(key)
            await pilot.pause()
            shown = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
            item = app.query_one(Checklist).cursor
            assert any(row.lstrip().startswith(">") and f" item {item} " in f"{row} " for row in shown), key


async def test_ticking_brings_an_item_that_is_out_of_sight_into_view() -> None:
    app = _ScrolledApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("9")
        await pilot.pause()
        shown = [strip.text.rstrip().lstrip() for strip in app.screen._compositor.render_strips()]
        assert any(row.startswith("> 9 [x] item 8") for row in shown)
