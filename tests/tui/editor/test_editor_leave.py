"""Saving, leaving, what a crash leaves behind, and the text tab."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList, Static, TextArea

from backstretch.base.paths import bundled_sessions
from backstretch.editing.saving import Drafts, open_for_editing
from backstretch.session.library import Found
from backstretch.tui.editor.file_dialog import DifferenceScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.editor.text_tab import FileText
from backstretch.tui.questions.choice import ChoiceScreen
from tests.tui.conftest import SMALL, World
from tests.tui.editor.test_editor import at_editor, editor, listed, open_editor, said, source, type_text

pytestmark = pytest.mark.second

LARGER = SMALL.replace("reps = 2\nrest_between = 5\nrest_after", "reps = 3\nrest_between = 5\nrest_after")
THEIRS = SMALL.replace("Small", "Theirs")
BUNDLED = bundled_sessions() / "gentle-start.toml"


def own(world: World, id_: str = "everyday") -> Path:
    return world.paths.sessions / f"{id_}.toml"


def draft_of(world: World) -> bytes | None:
    """What is kept of the first session's unsaved changes."""
    opened = open_for_editing(Found("everyday", own(world), "yours"), world.paths)
    draft = Drafts(world.paths.state_dir / "drafts", lambda _: False).find(opened)
    return None if draft is None else draft.data


# Saving.
async def test_what_is_saved_stands_in_the_file_and_in_the_library(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus", "ctrl+s")
        assert own(world).read_text() == LARGER
        assert own(world).with_name("everyday.toml.bak").read_text() == SMALL
        assert said(desk) == f"Saved: {own(world)}"
        assert "changed" not in desk.rows()[0]
        await desk.press("ctrl+s")
        assert said(desk) == "Nothing was changed since it was saved."
        await desk.press("escape")
        assert desk.at_library()
        assert "3:10" in next(row for row in desk.rows() if "Small" in row)


async def test_what_is_wrong_is_saved_all_the_same_and_said(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "f2")
        await type_text(desk, "x")
        await desk.press("ctrl+s")
        assert own(world).read_text() == "x" + SMALL
        assert said(desk).startswith("Saved, with 1 error: ")
        await desk.press("escape")
        assert desk.at_library()


async def test_a_bundled_session_stays_and_a_copy_takes_its_place(world: World) -> None:
    before = BUNDLED.read_bytes()
    async with world.program() as desk:
        await desk.press("down", "e", "down", "plus", "ctrl+s")
        assert isinstance(desk.screen, ChoiceScreen)
        assert "a copy of your own, which takes its place" in desk.text()
        await desk.press("escape")
        assert not own(world, "gentle-start").exists()
        await desk.press("ctrl+s", "s", "plus", "ctrl+s")
        assert "reps = 3" in own(world, "gentle-start").read_text()
        assert BUNDLED.read_bytes() == before
        assert "Ctrl+R original" in desk.text()
        await desk.press("escape")
        assert desk.at_library()


async def test_the_original_is_one_key_away_and_undo_is_too(world: World) -> None:
    world.write_session(SMALL, "gentle-start")
    async with world.program() as desk:
        await desk.press("down", "e", "ctrl+r", "enter")
        assert source(desk) == SMALL, "Enter keeps the copy"
        await desk.press("ctrl+r", "y")
        assert source(desk).encode() == BUNDLED.read_bytes()
        assert said(desk) == "This is the original; your copy is kept as gentle-start.toml.kept."
        assert not own(world, "gentle-start").exists()
        assert own(world, "gentle-start").with_name("gentle-start.toml.kept").read_text() == SMALL
        assert "Ctrl+R" not in desk.text()
        await desk.press("ctrl+r")
        assert at_editor(desk), "there is nothing to restore any more"
        await desk.press("u")
        assert source(desk) == SMALL
        assert "(changed)" in desk.rows()[0]


async def test_where_it_does_not_apply_there_is_nothing_to_restore(world: World) -> None:
    world.write_session(SMALL, "zebra")
    async with world.program() as desk:
        await desk.press("end", "e")
        assert editor(desk).work.opened.id == "zebra"
        assert "Ctrl+R" not in desk.text()
        await desk.press("ctrl+r")
        assert at_editor(desk)


# Somebody else.
async def test_both_versions_are_offered_where_the_file_was_changed(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        own(world).write_text(THEIRS)
        await desk.press("ctrl+s")
        assert "changed by somebody else while you were editing it" in desk.said()
        await desk.press("d")
        assert isinstance(desk.screen, DifferenceScreen)
        for line in ('-title = "Theirs"', '+title = "Small"', "-reps = 2", "+reps = 3"):
            assert line in desk.text()
        await desk.press("escape", "escape")
        assert at_editor(desk)
        assert own(world).read_text() == THEIRS
        await desk.press("ctrl+s", "m")
        assert own(world).read_text() == LARGER
        assert own(world).with_name("everyday.toml.kept").read_text() == THEIRS


async def test_theirs_is_taken_and_undo_brings_back_mine(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        own(world).write_text(THEIRS)
        await desk.press("ctrl+s", "t")
        assert source(desk) == THEIRS
        assert "changed" not in desk.rows()[0]
        await desk.press("u")
        assert source(desk) == LARGER
        await desk.press("ctrl+s")
        assert own(world).read_text() == LARGER


async def test_theirs_that_is_no_text_is_not_taken(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        own(world).write_bytes(b"\xff")
        for key in ("t", "d"):
            await desk.press("ctrl+s", key)
            assert "is not UTF-8" in desk.text()
            await desk.press("enter", "escape")
        assert source(desk) == LARGER


async def test_a_file_that_is_gone_is_written_again(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        own(world).unlink()
        await desk.press("ctrl+s", "m")
        assert own(world).read_text() == LARGER


async def test_a_file_that_cannot_be_written_is_told_in_one_line(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        own(world).unlink()
        own(world).mkdir()
        await desk.press("ctrl+s")
        assert "It was not saved" in desk.text()
        await desk.press("enter")
        assert source(desk) == LARGER


# Leaving.
@pytest.mark.parametrize(("keys", "left", "text"), [("s", True, LARGER), ("t", True, SMALL), ("escape", False, SMALL)])
async def test_leaving_with_changes_asks(world: World, keys: str, left: bool, text: str) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus", "escape")
        assert "There are unsaved changes" in desk.text()
        await desk.press(keys)
        assert desk.at_library() is left
        assert own(world).read_text() == text
        assert (draft_of(world) is None) is left


async def test_leaving_does_not_go_on_where_saving_was_not_settled(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        own(world).write_text(THEIRS)
        await desk.press("escape", "s", "escape")
        assert at_editor(desk)
        assert source(desk) == LARGER


async def test_ctrl_q_asks_too_and_leaves_the_program(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus", "ctrl+q")
        assert "There are unsaved changes" in desk.text()
        await desk.press("ctrl+q")
        assert isinstance(desk.screen, ChoiceScreen)
        await desk.press("s")
        assert desk.app.return_code == 0
        assert own(world).read_text() == LARGER


async def test_the_program_can_open_on_the_editor_and_ends_with_it(world: World) -> None:
    async with world.program(edited=Found("everyday", own(world), "yours")) as desk:
        assert isinstance(desk.screen, EditorScreen)
        await desk.press("escape")
        assert desk.app.return_value == 0


@pytest.mark.parametrize("content", [b"\xff", None], ids=["no text", "gone"])
async def test_what_cannot_be_edited_is_said(world: World, content: bytes | None) -> None:
    own(world).unlink() if content is None else own(world).write_bytes(content)
    async with world.program(edited=Found("everyday", own(world), "yours")) as desk:
        assert "It cannot be edited" in desk.text()
        await desk.press("enter")
        assert desk.app.return_value == 1


# Drafts.
async def test_a_crash_leaves_a_draft_that_is_offered(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        assert draft_of(world) == LARGER.encode()
    async with world.program() as desk:
        await desk.press("e")
        assert "Unsaved changes were found" in desk.text()
        await desk.press("escape")
        assert desk.at_library()
        await desk.press("e", "t")
        assert source(desk) == LARGER
        assert "(changed)" in desk.rows()[0]
        await desk.press("u")
        assert source(desk) == SMALL
        assert draft_of(world) is None, "there is nothing unsaved"
        await desk.press("U")
    async with world.program() as desk:
        await desk.press("e", "w")
        assert source(desk) == SMALL
        assert draft_of(world) is None


async def test_a_draft_of_a_file_that_was_changed_since_says_so(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
    own(world).write_text(THEIRS)
    async with world.program() as desk:
        await desk.press("e")
        assert "The file itself was changed since" in desk.text()
        await desk.press("t")
        assert source(desk) == LARGER


async def test_where_drafts_cannot_be_kept_it_is_said(world: World) -> None:
    world.paths.state_dir.mkdir(parents=True, exist_ok=True)
    (world.paths.state_dir / "drafts").write_text("in the way")
    async with world.program() as desk:
        await open_editor(desk, "down", "plus")
        assert said(desk).startswith("What you change cannot be kept until it is saved")
        await desk.press("ctrl+s")
        assert own(world).read_text() == LARGER


# The text.
async def test_both_tabs_are_one_document_with_one_history(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "down", "plus", "f2")
        area = desk.app.focused
        assert isinstance(area, TextArea)
        assert area.text == LARGER
        area.move_cursor((1, len('title = "')))
        await type_text(desk, "Very ")
        assert desk.rows()[0].startswith("  Very Small (changed)")
        await desk.press("ctrl+t")
        assert editor(desk).changes.chosen == (), "where the cursor was, above all steps"
        await desk.press("down", "plus")
        assert source(desk) == LARGER.replace("Small", "Very Small").replace("reps = 3", "reps = 4")
        await desk.press("f2")
        assert area.text == source(desk)
        await desk.press("f3", "f3")
        assert area.text == source(desk) == LARGER
        await desk.press("f3")
        assert area.text == SMALL
        await desk.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert area.text.count("reps = 4") == 1


async def test_the_other_tab_is_at_the_same_step(world: World) -> None:
    async with world.program() as desk:
        screen = await open_editor(desk, "down", "down", "f2")
        area = desk.app.focused
        assert isinstance(area, TextArea)
        assert area.document.get_line(area.cursor_location[0]) == "[[steps]]"
        assert area.document.get_line(area.cursor_location[0] + 1) == 'exercise = "bridge"'
        await desk.press("down", "down", "f2", "f2")
        assert area.document.get_line(area.cursor_location[0]) == "hold = 10", "it was in that step already"
        for _ in range(8):
            await desk.press("up")
        await desk.press("f2")
        assert screen.changes.chosen == ("steps", 0)


async def test_what_is_wrong_is_marked_in_its_line(world: World) -> None:
    world.write_session(
        SMALL.replace("hold = 20", 'hold = "soon" # yes').replace("hold = 10", "hold = 500\nreps = 300")
    )
    async with world.program((80, 40)) as desk:
        screen = await open_editor(desk)
        signs = {line.split()[0] for line in desk.rows() if line.strip()[:1].isdigit() and "=" in line}
        assert {sign for sign in signs if not sign.isdigit()} == {"8!", "16!", "17!"}
        area = screen.query_one(FileText)
        wrong = area.get_component_rich_style("file-text--error", partial=True)
        marked = [(span.start, span.end) for span in area.get_line(7).spans if span.style == wrong]
        assert marked == [(0, len('hold = "soon"'))], "not the comment"
        problems = screen.query_one("#problems", OptionList)
        assert problems.highlighted == 0
        await desk.press("up")
        assert problems.highlighted is None
        await desk.press(*["down"] * 9)
        assert problems.highlighted is not None
        assert str(problems.get_option_at_index(problems.highlighted).prompt).startswith("line 16:1: error")
        area.load_text(area.text.replace('"soon"', "20"))
        await desk.press("space", "backspace")
        assert not any(line.startswith("  8!") for line in desk.rows())


async def test_rubbish_locks_the_steps_and_says_where(world: World) -> None:
    async with world.program() as desk:
        await open_editor(desk, "f2", "down", "down")
        await type_text(desk, "[[rubbish")
        problems = editor(desk).query_one("#problems", OptionList)
        assert str(problems.get_option_at_index(0).prompt).startswith("line 3:18: error: ")
        await desk.press("f2")
        assert "The steps can be shown once line 3 is put right in the text (F2)" in desk.text()
        await desk.press("a", "d", "delete", "plus")
        assert source(desk) == SMALL.replace("lead_in", "[[rubbishlead_in", 1)
        await desk.press("u")
        assert len(listed(desk)) == 3
        assert source(desk) == SMALL
        await desk.press("down", "plus")
        assert source(desk) == LARGER


async def test_enter_on_a_problem_goes_to_its_line(world: World) -> None:
    world.write_session(LARGER.replace("reps = 3", "reps = 0"))
    async with world.program() as desk:
        screen = await open_editor(desk)
        area = desk.app.focused
        assert isinstance(area, TextArea)
        row = area.cursor_location[0]
        area.move_cursor((0, 0))
        await desk.press("tab")
        assert desk.app.focused is screen.query_one("#problems")
        await desk.press("enter")
        assert desk.app.focused is area
        assert area.cursor_location[0] == row


async def test_control_characters_never_reach_the_screen(world: World) -> None:
    world.write_session(SMALL.replace("Small", "S\x1b[31mm\u202eall") + "# \x1b]0;x\x07\n")
    async with world.program((120, 40)) as desk:
        await open_editor(desk)
        text = "".join(desk.rows())
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "S\ufffd[31mm\ufffdall" in text
    world.write_session(SMALL.replace("Small", "S\\u001b[31mm\\u202eall"))
    async with world.program((120, 40)) as desk:
        await open_editor(desk, "f2", "f2")
        assert "\x1b" not in "".join(desk.rows())
        assert "\u202e" not in "".join(desk.rows())


async def test_without_colour_everything_is_told_in_words(
    painted_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with painted_world.program() as desk:
        await open_editor(desk, "down", "enter", "down")
        assert "[Steps]" in desk.text()
        await desk.press("escape", "f2")
        assert "[Text]" in desk.text()
        await type_text(desk, "x")
        assert "! 6 errors" in desk.text()
        assert "6! x[[steps]]" in desk.text()
        assert "line 6:2: error:" in desk.text()
        assert editor(desk).query_one("#count", Static).has_class("-errors")
