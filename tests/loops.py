"""Loops that end, whatever the program does."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def as_long_as(true: Callable[[], object], most: int = 1000) -> Iterator[None]:
    """One round after another as long as something is true; an AssertionError if it still is after ``most``."""
    for _ in range(most):
        if not true():
            return
        yield
    raise AssertionError(f"still so after {most} rounds")
