"""Which holds of a run were done, cut short or skipped, with a way back."""

from __future__ import annotations

from collections.abc import Iterable

from backstretch.coach.events import HoldRecord


class Ledger:
    """The records of a run's holds by index. A hold that was never begun, or never before now, has none."""

    def __init__(self, records: Iterable[HoldRecord] = ()) -> None:
        self._records = {record.index: record for record in records if record.result != "skipped"}
        self._changed: set[int] = set()
        self._marks: list[list[tuple[int, HoldRecord | None]]] = []

    def __getitem__(self, index: int) -> HoldRecord:
        return self._records.get(index) or HoldRecord(index, 0.0, "skipped")

    def put(self, record: HoldRecord) -> None:
        """Write down what became of a hold, in place of what was there."""
        if self._marks:
            self._marks[-1].append((record.index, self._records.get(record.index)))
        self._records[record.index] = record
        self._changed.add(record.index)

    def reopen(self, index: int) -> None:
        """The hold begins again: it was begun once, and what was written of it does not count."""
        if index in self._records:
            self.put(HoldRecord(index, 0.0, "cut"))

    def touch(self, index: int) -> None:
        """Count the hold among the changed ones, though its record is what it was."""
        self._changed.add(index)

    def mark(self) -> None:
        """Remember from here on what each change replaces, until ``rollback`` or ``forget``; marks nest."""
        self._marks.append([])

    def rollback(self) -> None:
        """Take back every change since the last mark, and the mark."""
        for index, record in reversed(self._marks.pop()):
            if record is None:
                self._records.pop(index, None)
            else:
                self._records[index] = record
            self._changed.add(index)

    def forget(self) -> None:
        """Drop all marks: what is written stays."""
        self._marks.clear()

    def take_changed(self) -> tuple[int, ...]:
        """The indexes of the records that changed since the last call, in order."""
        changed = tuple(sorted(self._changed))
        self._changed.clear()
        return changed
