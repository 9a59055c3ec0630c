"""The editor's steps: what is changed there stands in the file, and every way leads back."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input, OptionList, Static, TextArea

from backstretch.editing.tomledit.document import Document
from backstretch.session.library import Found, load
from backstretch.session.model import ExerciseStep, Group, Range, RestStep, Session
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.editor import changes
from backstretch.tui.editor.changes import LONG
from backstretch.tui.editor.field_row import FieldRow, Problems
from backstretch.tui.editor.panel import FieldPanel
from backstretch.tui.editor.picker import CatalogueScreen, CautionsScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.editor.step_fields import fields_of
from backstretch.tui.editor.text_tab import TextTab
from backstretch.tui.help import HelpScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.widgets.figure import Figure
from tests.loops import as_long_as
from tests.tui.conftest import SMALL, Desk, World

pytestmark = pytest.mark.second

COMMENTED = """\
# By hand.
format = 1
title = "Small"   # mine
lead_in = 5

# first
[[steps]]
exercise = "knee-to-chest"
hold = 20      # long
reps = 3
rest_after = 10

[[steps]]
rest = 30

# last
[[steps]]
exercise = "bridge"
hold = { from = 5, to = 10, by = 1 }
"""


@dataclass(frozen=True)
class Own:
    """A session file of the person's own."""

    found: Found

    def bytes(self) -> bytes:
        return self.found.path.read_bytes()


@pytest.fixture
def everyday(world: World) -> Own:
    """The first session of the library."""
    return Own(world.write_session(COMMENTED))


async def open_editor(desk: Desk, *keys: str) -> EditorScreen:
    """From the library, with keys pressed there."""
    await desk.press("e", *keys)
    return editor(desk)


def editor(desk: Desk) -> EditorScreen:
    (screen,) = (screen for screen in desk.app.screen_stack if isinstance(screen, EditorScreen))
    return screen


def at_editor(desk: Desk) -> bool:
    """Whether nothing stands over the editor."""
    return isinstance(desk.screen, EditorScreen)


def source(desk: Desk) -> str:
    return editor(desk).work.document.source


def session(desk: Desk) -> Session:
    found = editor(desk).work.reading.session
    assert found is not None
    return found


def listed(desk: Desk) -> list[str]:
    """The lines of the list, white space folded, without the mark of a step that has a warning."""
    options = editor(desk).query_one("#list", OptionList)
    lines = (str(options.get_option_at_index(at).prompt) for at in range(options.option_count))
    return [" ".join(line.removeprefix("?").split()) for line in lines]


def rows(desk: Desk) -> list[FieldRow]:
    """The fields of the step that is looked at."""
    return editor(desk).query_one(FieldPanel).rows


def row(desk: Desk, name: str) -> FieldRow:
    """A field of the step that is looked at."""
    (found,) = (row for row in rows(desk) if row.field.name == name)
    return found


def problem(desk: Desk, name: str) -> str:
    return "".join(str(shown.visual) for shown in row(desk, name).query(Problems))


def stray(desk: Desk) -> str:
    """What is wrong with the step that has no field."""
    return "".join(str(shown.visual) for shown in editor(desk).query_one(FieldPanel).query_children(Problems))


def said(desk: Desk) -> str:
    return str(editor(desk).query_one("#said", Static).visual)


async def type_text(desk: Desk, text: str) -> None:
    await desk.press(*({" ": "space", "\n": "enter"}.get(char, char) for char in text), apart=0.05)


async def go_to(desk: Desk, name: str) -> None:
    """From the list to a field of the chosen step."""
    await desk.press("enter")
    for _ in as_long_as(lambda: not row(desk, name).has_part(desk.app.focused), most=50):
        await desk.press("down")


# The list.
async def test_the_steps_stand_in_the_list(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk)
        assert listed(desk) == [
            "Session 4:20",
            "1 One knee to the … L+R 3 × 20 s 2:40",
            "2 Rest 30 s 0:30",
            "3 Bridge 5 × 5–10 s 1:10",
        ]
        assert "Small" in desk.rows()[0]
        assert desk.rows()[0].endswith("4:20 to 4:45  ")
        assert "2 warnings" in desk.rows()[1]


@pytest.mark.parametrize("meanwhile", [False, True])
async def test_what_was_still_to_be_drawn_on_the_way_out_is_no_matter(
    world: World, everyday: Own, monkeypatch: pytest.MonkeyPatch, meanwhile: bool
) -> None:
    """The key before the one that leaves chose another step, with rows of its own and a fault that has no row."""
    everyday.found.path.write_text(everyday.found.path.read_text("utf-8").replace("\nreps = 3", "\nrepps = 3"), "utf-8")
    change_rows = FieldPanel._change_rows

    async def change_rows_and_leave(panel: FieldPanel, fields: Any) -> None:
        await change_rows(panel, fields)
        panel.app._exit = True

    async with world.program((100, 30)) as desk:
        screen = await open_editor(desk)
        screen.set_class(False, "-text")
        screen.changes.chosen = ("steps", 0)
        if meanwhile:
            monkeypatch.setattr(FieldPanel, "_change_rows", change_rows_and_leave)
        else:
            desk.app._exit = True
        await screen._draw()
        assert desk.app._exit
        desk.app._exit = False


async def test_three_repetitions_become_four(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        assert source(desk) == COMMENTED.replace("reps = 3", "reps = 4")
        assert "4 × 20 s" in listed(desk)[1]
        assert "Small (changed)" in desk.rows()[0]
        await desk.press("minus", "minus", "greater_than_sign", "less_than_sign", "less_than_sign")
        assert source(desk) == COMMENTED.replace("reps = 3", "reps = 2").replace("hold = 20 ", "hold = 15 ")


async def test_more_of_a_rest_of_rounds_and_of_a_range(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "down", "plus", "down", "greater_than_sign", "plus", "g", "plus")
        assert "rest = 35" in source(desk)
        assert "hold = { from = 6, to = 10, by = 1 }" in source(desk)
        assert "reps = 6" in source(desk)
        assert "rounds = 3" in source(desk)
        await desk.press("home", "plus")
        assert said(desk) == "Choose a step first."


async def test_a_bridge_after_step_2(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "down", "a")
        assert isinstance(desk.screen, CatalogueScreen)
        await type_text(desk, "bridge")
        text = desk.text()
        for words in ("Bridge, on back: 5 × 3 breaths", "From: ", "Holds of 6 s at most with: "):
            assert words in text
        await desk.press("enter")
        assert source(desk) == COMMENTED.replace("# last", '[[steps]]\nexercise = "bridge"\n\n# last')
        assert listed(desk)[3].startswith("3 Bridge")
        assert editor(desk).changes.chosen == ("steps", 2)


async def test_a_rest_and_a_move_of_ones_own_stand_above_the_catalogue(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "a", *"rest")
        assert "+ A rest" in desk.text()
        await desk.press("enter")
        assert source(desk).count("rest = 30") == 2
        await desk.press("u", "a", "down", "enter")
        await type_text(desk, "Mine")
        assert 'name = "Mine"' in source(desk)


async def test_what_a_person_does_without_is_marked_in_the_catalogue(world: World) -> None:
    world.answer("osteoporosis")
    async with world.program() as desk:
        await open_editor(desk, "a")
        rows = [row for row in desk.rows() if "! One knee to the chest" in row or "! Knee rolls" in row]
        assert len(rows) == 2
        await desk.press("down", "down")
        assert "! Sphinx in its place for you: " in desk.said()
        await type_text(desk, "no such thing")
        assert "No exercise has all these words." in desk.said()
        await desk.press("enter", "down")
        assert isinstance(desk.screen, CatalogueScreen)
        await desk.press("escape")
        assert at_editor(desk)
        assert source(desk) == SMALL


async def test_a_move_of_ones_own_is_named_at_once(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "end", "o")
        await type_text(desk, "x Circles")
        assert source(desk) == COMMENTED + '\n[[steps]]\nname = "x Circles"\nhold = 20\n'
        await desk.press("escape", "u")
        assert source(desk).endswith('name = "My own move"\nhold = 20\n'), "what was typed is one change"


async def test_rests_copies_and_deletions(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "r", "d", "d")
        assert [line.split(" ", 1)[1][:4] for line in listed(desk)[1:]] == ["One ", *["Rest"] * 4, "Brid"]
        await desk.press("delete", "backspace", "up", "delete")
        assert source(desk) == COMMENTED
        await desk.press("home", "delete")
        assert said(desk) == "Choose a step first."


async def test_steps_move_with_their_comments_into_rounds_and_out(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "g")
        (group, *_) = session(desk).steps
        assert isinstance(group, Group)
        assert group.rounds == 2
        assert "# first\n[[steps.steps]]" in source(desk)
        await desk.press("down", "down", "left_square_bracket")
        (group, _) = session(desk).steps
        assert isinstance(group, Group)
        assert [type(step) for step in group.steps] == [ExerciseStep, RestStep]
        assert [line.split()[0] for line in listed(desk)[1:]] == ["1", "1.1", "1.2", "2"]
        await desk.press("alt+down", "alt+down")
        assert [line.split()[0] for line in listed(desk)[1:]] == ["1", "1.1", "2", "3"]
        await desk.press("right_square_bracket")
        assert said(desk) == "Rest is the last step already."
        await desk.press("up", "up", "g")
        assert said(desk).startswith("Rounds are made of a single step outside other rounds")


async def test_undo_goes_back_to_the_first_byte_and_redo_to_the_last(world: World, everyday: Own) -> None:
    world.write_session(COMMENTED.replace("\n", "\r\n"))
    async with world.program() as desk:
        await open_editor(desk, "down", "plus", "d", "g", "o", *"abc", "escape", "r", "left_square_bracket", "delete")
        changed = editor(desk).work.document.data
        keys = 0
        for _ in as_long_as(lambda: editor(desk).work.history.can_undo):
            await desk.press("u")
            keys += 1
        assert editor(desk).work.document.data == everyday.bytes()
        assert "changed" not in desk.rows()[0]
        await desk.press("u")
        assert said(desk) == "There is nothing to undo."
        await desk.press(*["U"] * keys)
        assert editor(desk).work.document.data == changed
        await desk.press("f4")
        assert said(desk) == "There is nothing to redo."


# The fields.
async def test_the_sides_are_stepped_through_and_can_be_left_out(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down")
        await go_to(desk, "sides")
        await desk.press("right", "right")
        assert 'sides = "left"' in source(desk)
        await desk.press("left", "left")
        assert source(desk) == COMMENTED


async def test_a_number_is_typed_anew_and_the_length_follows(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down")
        await go_to(desk, "hold")
        await type_text(desk, "1m30s")
        assert 'hold = "1m30s"' in source(desk)
        assert "9:40" in listed(desk)[1]
        assert desk.rows()[0].rstrip().endswith("11:20 to 11:45")
        await desk.press("plus")
        assert 'hold = "1m35s"' in source(desk)
        await desk.press("f3", "f3")
        assert "hold = 20      # long" in source(desk)


async def test_an_empty_field_takes_the_default_and_says_which(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down")
        await go_to(desk, "reps")
        await desk.press("backspace")
        assert "reps" not in source(desk)
        control = row(desk, "reps").control
        assert isinstance(control, Input)
        assert control.placeholder == "3"
        await desk.press("plus")
        assert "reps = 4" in source(desk)


async def test_a_number_grows_with_the_level_and_stops_growing(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down")
        await go_to(desk, "reps")
        await desk.press("tab", "space")
        first = session(desk).steps[0]
        assert isinstance(first, ExerciseStep)
        assert first.reps == Range(3, 5, 1)
        await desk.press("tab", "tab", "8")
        assert "reps = { from = 3, to = 8, by = 1 }" in source(desk)
        await desk.press("up", "up", "space")
        assert source(desk) == COMMENTED


async def test_lines_are_a_list_and_keep_what_is_not_touched(world: World) -> None:
    path = world.write_session(COMMENTED.replace("hold = 20", 'cues = ["One.", "Two   words."]\nhold = 20')).path
    async with world.program() as desk:
        await open_editor(desk, "down")
        await go_to(desk, "cues")
        await desk.press("down", "end", "enter")
        await type_text(desk, "x Three.")
        assert 'cues = ["One.", "Two   words.", "x Three."]' in source(desk)
        for _ in as_long_as(lambda: editor(desk).work.history.can_undo):
            await desk.press("f3")
        assert source(desk) == path.read_text()
        area = row(desk, "cues").control
        assert isinstance(area, TextArea)
        assert area.text == "One.\nTwo words."


async def test_another_exercise_and_cautions_are_chosen_from_lists(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down")
        await desk.press("enter", "enter")
        await type_text(desk, "pelvic")
        await desk.press("enter")
        assert 'exercise = "pelvic-tilt"' in source(desk)
        await desk.press("escape")
        await go_to(desk, "cautions")
        await desk.press("enter")
        assert isinstance(desk.screen, CautionsScreen)
        await desk.press("1", "enter")
        assert 'cautions = ["osteoporosis"]' in source(desk)
        await desk.press("enter", "1", "enter")
        assert "cautions" not in source(desk)


async def test_the_catalogue_speaks_beside_the_fields(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down")
        for words in ("One knee to the chest, on back", "Avoid: ", "Easier: ", "https://www.mayoclinic.org"):
            assert words in desk.said()
        await desk.press("home", "enter")
        assert said(desk).startswith("What the session is called.")
        await type_text(desk, "er")
        assert desk.rows()[0].startswith("  Smaller (changed)")


async def test_a_long_text_is_seen_whole_and_stays_one_line(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "enter", "down")
        await type_text(desk, "A summary of more words than the field is wide.")
        shown = [line[56:].strip() for line in desk.rows()[4:7]]
        assert " ".join(shown) == "A summary of more words than the field is wide."
        await desk.press("up")
        assert desk.app.focused is row(desk, "summary").control, "a row up, in the same field"
        await desk.press("end", "end")
        assert desk.app.focused is not None
        desk.app.focused.post_message(Paste("x\ny\x1b\tz"))
        await desk.pilot.pause()
        assert "x y z" in source(desk)
        await desk.press("enter")
        assert row(desk, "author").has_part(desk.app.focused)
        assert "\n" not in source(desk).partition('summary = "')[2].partition('"')[0]


# A long file.
async def test_in_a_long_file_typing_waits_for_nothing_and_nothing_typed_is_lost(world: World, everyday: Own) -> None:
    long = COMMENTED + f"# {'long ' * (LONG // 5)}\n"
    world.write_session(long)
    async with world.program() as desk:
        work = (await open_editor(desk, "down")).work
        await go_to(desk, "hold")
        await type_text(desk, "25")
        assert source(desk) == long
        editor(desk).changes.catch_up()
        assert source(desk) == (changed := long.replace("hold = 20 ", "hold = 25 "))
        await type_text(desk, "0")
        await desk.press("plus")
        assert "hold = 255 " in source(desk), "a key that is no letter sees what was typed"
        await type_text(desk, "5")
        await desk.press("f3")
        assert source(desk) == long
        await desk.press("ctrl+u")
        await type_text(desk, "25")
        await desk.press("ctrl+s")
        assert everyday.bytes().decode() == changed
        await desk.press("f2", "home")
        await type_text(desk, "#")
        assert source(desk) == changed
        await desk.press("f2")
        assert "#[[steps]]" in source(desk)
        await desk.press("f2")
        await type_text(desk, "!")
    assert "#![[steps]]" in work.document.source, "however the program ends"


# What is wrong.
async def test_what_is_wrong_stands_at_its_field_and_in_the_list(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down")
        await go_to(desk, "hold")
        await type_text(desk, "soon")
        assert problem(desk, "hold").startswith('error: hold is "soon"; write seconds as')
        assert listed(desk)[1].startswith("! 1 ")
        assert "! 1 error" in desk.rows()[1]
        assert "-" in desk.rows()[0]
        await desk.press("f3")
        assert problem(desk, "hold") == ""
        await desk.press("ctrl+u")
        await type_text(desk, "600")
        assert stray(desk).startswith("warning: ")
        assert "? 3 warnings" in desk.rows()[1]
        assert desk.rows()[3].startswith(">? 1 ")
        await desk.press("escape", "down")
        assert said(desk) == ""
        await desk.press("up")
        assert said(desk).startswith("warning: ")


async def test_a_file_with_errors_opens_at_the_first(world: World) -> None:
    world.write_session(COMMENTED.replace("reps = 3", "reps = 300").replace("rest = 30", "rset = 30"))
    async with world.program() as desk:
        await open_editor(desk)
        area = desk.app.focused
        assert isinstance(area, TextArea)
        assert area.cursor_location[0] == COMMENTED.split("\n").index("reps = 3")
        await desk.press("f2")
        assert listed(desk)[2].startswith("! 2 not clear")
        assert "allowed is 1 to 100" in problem(desk, "reps")
        await desk.press("down")
        assert "rset" in stray(desk)


# Keys and other ways.
async def test_sharp_pain_is_a_letter_in_a_text_and_a_key_elsewhere(world: World, everyday: Own) -> None:
    async with world.program() as desk:
        await open_editor(desk, "enter")
        await type_text(desk, "x!")
        assert 'title = "Smallx!"' in source(desk)
        await desk.press("f2")
        await type_text(desk, "x")
        assert source(desk).startswith("x# By hand")
        await desk.press("f3", "f2", "x")
        assert isinstance(desk.screen, EscalationScreen)
        await desk.press("enter", "enter")
        assert at_editor(desk), "what is not saved is still there"
        assert 'title = "Smallx!"' in source(desk)


async def test_the_mouse_does_what_the_keys_do(painted_world: World) -> None:
    painted_world.write_session(COMMENTED)
    async with painted_world.program((120, 40)) as desk:
        await click(desk, "e edit")
        await click(desk, "Bridge")
        assert editor(desk).changes.chosen == ("steps", 2)
        await click(desk, "d copy")
        assert source(desk).count("bridge") == 2
        await click(desk, "u")
        await click(desk, " Text ")
        assert isinstance(desk.app.focused, TextArea)
        await click(desk, " Steps ")
        await click(desk, "Bridge")
        await click(desk, "[ ] grows")
        assert "reps = { from = 5" in source(desk)
        await click(desk, "Esc steps")
        await click(desk, "Esc leave")
        assert isinstance(desk.screen, ChoiceScreen)
        await click(desk, "Throw them away")
        assert desk.at_library()


async def click(desk: Desk, words: str) -> None:
    """Click on the first place where words stand."""
    y, line = next((y, row) for y, row in enumerate(desk.rows()) if words in row)
    await desk.pilot.click(offset=(line.index(words) + 1, y))
    await desk.pilot.pause()


async def test_every_key_can_be_clicked_among_the_keys(painted_world: World) -> None:
    painted_world.write_session(COMMENTED)
    async with painted_world.program() as desk:
        await open_editor(desk, "down", "question_mark")
        await click(desk, "add a rest")
        assert source(desk).count("rest = 30") == 2
        await click(desk, "Bridge")
        await click(desk, "F2")
        await desk.press("f2", "f1")
        await click(desk, "remove it")
        assert "bridge" not in source(desk)
        assert not editor(desk).has_class("-text"), "what it is done to is seen"
        await desk.press("home", "down")
        await go_to(desk, "hold")
        await click(desk, "+ more")
        assert "hold = 25 " in source(desk)


async def test_a_click_in_the_catalogue_marks_and_a_second_one_takes(painted_world: World) -> None:
    painted_world.write_session(COMMENTED)
    async with painted_world.program() as desk:
        await open_editor(desk, "a")
        await click(desk, "Pelvic tilt")
        assert "Pelvic tilt, on back: " in desk.text()
        await click(desk, "Pelvic tilt")
        assert "pelvic-tilt" in source(desk)


async def test_whatever_size_it_was_what_has_the_keyboard_is_in_sight(painted_world: World) -> None:
    painted_world.write_session(COMMENTED)
    async with painted_world.program() as desk:
        await open_editor(desk, "down")
        before = [line[:-1] for line in desk.rows()]
        await go_to(desk, "cautions")
        for size in ((1, 1), (40, 12), (200, 60), (1, 1), (80, 24)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()  # it is scrolled to once it has its place
            assert row(desk, "cautions").has_part(desk.app.focused)
            assert "cautions " in desk.text() or size < (40, 12)
        await desk.press("escape")
        editor(desk).query_one(FieldPanel).scroll_home(animate=False)
        await desk.pilot.pause()
        assert [line[:-1] for line in desk.rows()] == before, "but for the scrollbar"


async def test_a_line_stands_in_the_middle_though_there_was_no_room_yet(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TextTab, "call_after_refresh", lambda _tab, call: call())
    world.write_session(SMALL.replace("lead_in = 5", "lead_in = 60"))
    async with world.program((40, 12)) as desk:
        await open_editor(desk)
        await desk.press("down", "f2")
        assert desk.rows()[2].split() == ["4", "side_gap", "=", "5"], desk.text()


async def test_at_40_by_12_the_list_gives_way_to_the_fields(painted_world: World) -> None:
    painted_world.write_session(COMMENTED)
    async with painted_world.program((40, 12)) as desk:
        await open_editor(desk, "down")
        assert "Bridge" in desk.text()
        assert "exercise" not in desk.text()
        await desk.press("enter")
        assert "exercise" in desk.text()
        assert "Bridge" not in desk.text()
        await desk.press("escape")
        assert "Bridge" in desk.text()


async def test_a_large_screen_shows_what_the_chosen_step_looks_like(world: World) -> None:
    world.write_session(SMALL + "[[steps]]\nrest = 30\n")
    async with world.program((120, 40)) as desk:
        await open_editor(desk)
        figure = editor(desk).query_one(Figure)
        seen = []
        for keys in ((), ("down",), ("down",), ("down",)):
            await desk.press(*keys)
            rows = desk.rows()[figure.region.y : figure.region.bottom] if figure.display else []
            seen.append("".join(row[: figure.region.right].strip() for row in rows))
        whole, knee, bridge, rest = seen
        assert knee
        assert bridge
        assert knee != bridge
        assert (whole, rest) == ("", "")
        await desk.pilot.resize_terminal(80, 24)
        await desk.press("up")
        assert not figure.display


async def test_the_keys_are_explained(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "question_mark")
        assert isinstance(desk.screen, HelpScreen)
        assert "In the editor" in desk.text()
        await desk.press("escape", "enter", "f1")
        assert isinstance(desk.screen, HelpScreen)


# The promise.

KEYS = [
    *("a", "o", "r", "g", "d", "delete", "left_square_bracket", "right_square_bracket", "plus", "minus"),
    *("greater_than_sign", "less_than_sign", "u", "U", "down", "up", "home", "end", "f2", "f3", "f4"),
    *("enter", "tab", "shift+tab", "space", "left", "right", "escape", "backspace", "1", "0", "x", "quotation_mark"),
    *("ctrl+u", "full_stop", "ctrl+k", "shift+end"),
]


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_pressed_the_file_says_what_the_screen_shows(
    world: World, everyday: Own, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "LONG", LONG if seed % 2 else 0)
    chance = random.Random(seed)
    before = everyday.bytes()
    async with world.program() as desk:
        await open_editor(desk)
        screen = editor(desk)
        for _ in range(40):
            key = chance.choice(KEYS)
            if key == "escape" and desk.screen is screen and screen._part != "fields":
                continue
            if key == "x" and not isinstance(desk.app.focused, Input | TextArea):
                continue
            await desk.press(key)
        for _ in as_long_as(lambda: desk.screen is not screen, most=20):
            await desk.press("escape")
        await desk.press("ctrl+s")
        assert desk.screen is screen
        written = everyday.bytes()
        reading = load(everyday.found)
        assert written == screen.work.document.data
        assert reading == screen.work.reading
        document = Document.of(written)
        if not screen.has_class("-text") and document.values is not None:
            fields = fields_of(document, screen.work.shape(screen.changes.chosen))
            assert [row.field for row in rows(desk)] == list(fields)
            for each in rows(desk):
                control = each.control
                if isinstance(control, Input | TextArea):
                    text = control.value if isinstance(control, Input) else control.text
                    assert each.field.meant(text) == each.field.value
        for _ in as_long_as(lambda: screen.work.history.can_undo):
            screen.action_undo()
        assert screen.work.document.data == before
