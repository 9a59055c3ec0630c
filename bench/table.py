"""Figures as Markdown tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; every column but the first is of numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """Three digits that matter, or as many as there are before the point."""
    if abs(value) >= 100 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def ratio(value: float, base: float) -> str:
    """How many times the base."""
    return f"{value / base:.2f}×"


def compared(value: float, base: float) -> str:
    """A number, and in brackets how many times the base it is, if there is a base."""
    return f"{number(value)} ({ratio(value, base)})" if base else number(value)
