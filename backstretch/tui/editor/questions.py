"""What the editor asks, as values."""

from __future__ import annotations

import difflib
from datetime import datetime
from typing import Literal

from backstretch.base.text import counted, plain
from backstretch.coach.questions import Asked, Choice
from backstretch.editing.saving import Draft, Opened, aside
from backstretch.tui.editor.visible import visible

ChangedAnswer = Literal["mine", "theirs", "diff", "back"]
LeaveAnswer = Literal["save", "throw away", "stay"]
DraftAnswer = Literal["take", "throw away", "later"]


def own_copy(opened: Opened) -> Asked[bool]:
    """Before a session that came with the program is saved for the first time."""
    text = [
        "This session came with the program and stays as it is. What you save is a copy of your own, which takes its "
        "place in the library; Ctrl+R in this editor brings the original back.",
        plain(str(opened.path)),
    ]
    return Asked("Make a copy of your own?", text, [Choice("s", "Save my copy", True), Choice("escape", "Back", False)])


def changed_on_disk(message: str, theirs: Opened) -> Asked[ChangedAnswer]:
    """When somebody else wrote the file, or took it away."""
    back: Choice[ChangedAnswer] = Choice("escape", "Back; nothing is written", "back")
    if theirs.is_new:
        return Asked("It is gone from the disk", [message], [Choice("m", "Write my version there again", "mine"), back])
    choices: list[Choice[ChangedAnswer]] = [
        Choice("d", "Look at what differs", "diff"),
        Choice("m", f"Keep mine; theirs is kept as {plain(aside(theirs.path).name)}", "mine"),
        Choice("t", "Take theirs; undo brings mine back", "theirs"),
        back,
    ]
    return Asked("Changed on disk", [message], choices)


def leave(errors: int) -> Asked[LeaveAnswer]:
    """What becomes of unsaved changes."""
    text = [f"It has {counted(errors, 'error')}, and cannot be started until they are put right."] if errors else []
    choices: list[Choice[LeaveAnswer]] = [
        Choice("s", "Save them", "save"),
        Choice("t", "Throw them away", "throw away"),
        Choice("escape", "Stay here", "stay"),
    ]
    return Asked("There are unsaved changes", text, choices)


def restore(opened: Opened) -> Asked[bool]:
    """Before one's own copy is put aside."""
    text = [
        "The session is again as it came with the program. Your copy is not lost: it is kept as "
        f"{plain(aside(opened.path).name)}, and undo brings it back here."
    ]
    return Asked("Restore the original?", text, [Choice("n", "Keep my copy", False), Choice("y", "Restore it", True)])


def draft(found: Draft, now: datetime) -> Asked[DraftAnswer]:
    """When an earlier editing ended before it was saved."""
    when = found.when.astimezone(now.tzinfo)
    text = [f"Changes of {when:%Y-%m-%d %H:%M} were not saved when the program ended."]
    if found.file_changed:
        text.append("The file itself was changed since; if you take them, look before you save.")
    choices: list[Choice[DraftAnswer]] = [
        Choice("t", "Take them", "take"),
        Choice("w", "Throw them away", "throw away"),
        Choice("escape", "Decide later", "later"),
    ]
    return Asked("Unsaved changes were found", text, choices)


def difference(mine: str, theirs: str) -> list[str]:
    """What differs, as lines that begin with + (mine alone), - (theirs alone) or a space."""
    lines = difflib.unified_diff(theirs.splitlines(), mine.splitlines(), "theirs, on disk", "mine", lineterm="")
    return [visible(line) for line in lines]
