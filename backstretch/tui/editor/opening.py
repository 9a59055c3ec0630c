"""From a session to its editor: what cannot be opened is said, and what was left unsaved is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from backstretch.base.errors import UnreadableError
from backstretch.base.text import plain
from backstretch.coach.questions import Asked
from backstretch.editing.saving import open_for_editing
from backstretch.run.screening_flow import told
from backstretch.session.library import Found
from backstretch.tui.editor import questions
from backstretch.tui.editor.model import Work
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.questions.choice import ChoiceScreen

if TYPE_CHECKING:
    from backstretch.tui.app import BackstretchApp

REFUSED = 1
"""The exit code when the program was started to edit what cannot be edited."""

T = TypeVar("T")


async def edit(app: BackstretchApp, found: Found) -> None:
    """Edit a session; over when its editor is left."""
    try:
        work = Work(open_for_editing(found, app.context.paths), app.context.paths)
    except UnreadableError as error:
        await _put(app, told("It cannot be edited", str(error)))
        app.home(REFUSED)
        return
    except ValueError as error:
        await _put(app, told("It cannot be edited", f"{plain(str(found.path))}: {error}"))
        app.home(REFUSED)
        return
    if await _settle_draft(app, work):
        await app.push_screen_wait(EditorScreen(work))
    app.home()


async def _settle_draft(app: BackstretchApp, work: Work) -> bool:
    """Whether it is known what becomes of what was left unsaved, the newest first."""
    try:
        while (draft := work.find_draft()) is not None:
            answer = await _put(app, questions.draft(draft, app.context.clock.now()))
            if answer == "take":
                work.take_draft(draft)
                return True
            if answer != "throw away":
                return False
            draft.kept_in.unlink(missing_ok=True)
    except OSError as error:
        app.warn(f"Unsaved changes of before cannot be looked for ({error.strerror}).")
    return True


async def _put(app: BackstretchApp, asked: Asked[T]) -> T | None:
    return await app.push_screen_wait(ChoiceScreen.of(asked))
