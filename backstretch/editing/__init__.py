"""Session files edited, undone, saved and rescued: nothing that a person wrote is lost.

A place, ``where``, is the way from the file to a value: ``("title",)``, ``("steps", 0, "hold")``,
``("steps", 2, "steps", 1, "reps", "from")``. Every edit is a function of a ``Document`` that gives a new one, and
raises ``EditError``, one line for a person, if it cannot be made.
"""

from backstretch.editing.changes import label, nudge
from backstretch.editing.drafts import Draft, Drafts
from backstretch.editing.errors import ChangedOnDiskError, EditError, SaveError
from backstretch.editing.history import History
from backstretch.editing.keys import set_value, unset
from backstretch.editing.saving import Opened, aside, backup_of, open_for_editing, restore_original, save, save_as_new
from backstretch.editing.shape import StepShape, next_place, problems_at, read, step_lines, steps_shape
from backstretch.editing.steps import delete_step, duplicate_step, insert_step, move_step
from backstretch.editing.text import Document
from backstretch.editing.values import Value
from backstretch.editing.writer import new_text

__all__ = [
    "ChangedOnDiskError",
    "Document",
    "Draft",
    "Drafts",
    "EditError",
    "History",
    "Opened",
    "SaveError",
    "StepShape",
    "Value",
    "aside",
    "backup_of",
    "delete_step",
    "duplicate_step",
    "insert_step",
    "label",
    "move_step",
    "new_text",
    "next_place",
    "nudge",
    "open_for_editing",
    "problems_at",
    "read",
    "restore_original",
    "save",
    "save_as_new",
    "set_value",
    "step_lines",
    "steps_shape",
    "unset",
]
