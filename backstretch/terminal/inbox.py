"""What was read from a terminal and is not acted on yet: bounded, and sharp pain before everything else."""

import threading
from collections import deque
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class _Item(NamedTuple, Generic[T]):
    what: T
    pain: bool
    series: str


class Inbox(Generic[T]):
    """Between the thread that reads and the loop that acts."""

    def __init__(self) -> None:
        self._items: deque[_Item[T]] = deque()
        self._lock = threading.Lock()
        self._pains = 0

    def __len__(self) -> int:
        return len(self._items)

    @property
    def pains(self) -> int:
        """How many of them are of pain."""
        return self._pains

    def put(self, what: T, most: int, *, pain: bool = False, series: str = "") -> bool:
        """Keep one more, if fewer than ``most`` wait; whether it was kept.

        A ``pain`` is always kept, one at a time where there are too many. Of a ``series``, as of the mouse's moves,
        only the last one is.
        """
        with self._lock:
            full = len(self._items) >= most
            if pain and not (full and self._pains):
                self._pains += 1
            elif series and self._items and self._items[-1].series == series:
                self._items.pop()
            elif full:
                return False
            self._items.append(_Item(what, pain, series))
            return True

    def take(self, *, pain_first: bool) -> T | None:
        """The next one, None if there is none; with ``pain_first`` one that is of pain, if any is."""
        with self._lock:
            if not self._items:
                return None
            at = 0
            if pain_first and self._pains:
                at = next(index for index, item in enumerate(self._items) if item.pain)
            item = self._items[at]
            del self._items[at]
            self._pains -= item.pain
            return item.what
