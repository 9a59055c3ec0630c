"""The changes of a document, to be undone and redone, and whether it was saved since."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from backstretch.editing.tomledit.document import Document


@dataclass(frozen=True, slots=True)
class _Change:
    before: Document
    after: Document
    label: str
    merge: Hashable


class History:
    """A document as it is now, and every way back; begun with what stands in the file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._saved = document.data
        self._done: list[_Change] = []
        self._undone: list[_Change] = []

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self._document

    def do(self, document: Document, label: str, merge: Hashable = None) -> None:
        """Go on with a changed document; ``label`` says what was done, as ``hold 20 s → 25 s``.

        A change with the same ``merge`` as the one before, not None, becomes one with it: one undo takes back both.
        """
        if document == self._document:
            return
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and merge is not None and last.merge == merge:
            self._done[-1] = replace(last, after=document, label=label)
            if last.before == document:
                self._done.pop()
        else:
            self._done.append(_Change(self._document, document, label, merge))
        self._document = document

    def undo(self) -> str:
        """Undo the last change; its label. Only if ``can_undo``."""
        change = self._done.pop()
        self._undone.append(change)
        self._document = change.before
        self._part()
        return change.label

    def redo(self) -> str:
        """Redo the change that was undone last; its label. Only if ``can_redo``."""
        change = self._undone.pop()
        self._done.append(change)
        self._document = change.after
        self._part()
        return change.label

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to redo."""
        return bool(self._undone)

    def saved(self, document: Document | None = None) -> None:
        """The document as it is now, or the one given, stands in the file."""
        self._saved = (document or self._document).data
        self._part()

    @property
    def changed(self) -> bool:
        """Whether the document's bytes differ from those that stand in the file."""
        return self._document.data != self._saved

    def _part(self) -> None:
        """Let no further change become one with the last."""
        if self._done:
            self._done[-1] = replace(self._done[-1], merge=None)
