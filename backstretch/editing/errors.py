"""What can go wrong with an edit or a save: one clear line each, and nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backstretch.base.errors import BackstretchError

if TYPE_CHECKING:
    from backstretch.editing.saving import Opened


class EditError(BackstretchError):
    """An edit that cannot be made; the document is as it was."""


class SaveError(BackstretchError):
    """A file that cannot be written; what stood there still does."""


class ChangedOnDiskError(SaveError):
    """Somebody else wrote the file, or took it away, since it was opened or last saved."""

    def __init__(self, message: str, opened: Opened) -> None:
        super().__init__(message)
        self.opened = opened
        """The file as it is on disk now; saving with it puts one's own version in place of the other."""
