"""Which holds of a run were done, cut short or skipped, with a way back to where a skip was made."""

from __future__ import annotations

from collections.abc import Iterable

from backstretch.coach.events import HoldRecord
from backstretch.coach.playhead import Snapshot


class Ledger:
    """The records of a run's holds by index. A hold that was never begun, or never before now, has none."""

    def __init__(self, records: Iterable[HoldRecord] = ()) -> None:
        self._records = {record.index: record for record in records if record.result != "skipped"}
        self._changed: set[int] = set()
        self._marks: list[tuple[Snapshot, list[tuple[int, HoldRecord | None]]]] = []
        """Where each skip left from, and what has been replaced since."""

    def __getitem__(self, index: int) -> HoldRecord:
        return self._records.get(index) or HoldRecord(index, 0.0, "skipped")

    def put(self, record: HoldRecord) -> None:
        """Write down what became of a hold, in place of what was there."""
        if self._marks:
            self._marks[-1][1].append((record.index, self._records.get(record.index)))
        self._records[record.index] = record
        self._changed.add(record.index)

    def reopen(self, index: int) -> None:
        """The hold begins again: it was begun once, and what was written of it does not count."""
        if index in self._records:
            self.put(HoldRecord(index, 0.0, "cut"))

    def touch(self, index: int) -> None:
        """Count the hold among the changed ones, though its record is what it was."""
        self._changed.add(index)

    @property
    def has_mark(self) -> bool:
        """Whether there is a way back."""
        return bool(self._marks)

    def mark(self, place: Snapshot) -> None:
        """Remember the place, and what each change from here on replaces; marks nest."""
        self._marks.append((place, []))

    def rollback(self) -> Snapshot:
        """Take back every change since the last mark, and the mark; the place that it was made at."""
        place, replaced = self._marks.pop()
        for index, record in reversed(replaced):
            if record is None:
                self._records.pop(index, None)
            else:
                self._records[index] = record
            self._changed.add(index)
        return place

    def forget(self) -> None:
        """Drop all marks: what is written stays."""
        self._marks.clear()

    def take_changed(self) -> tuple[int, ...]:
        """The indexes of the records that changed since the last call, in order."""
        changed = tuple(sorted(self._changed))
        self._changed.clear()
        return changed
