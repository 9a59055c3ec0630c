"""Sizes of paper, and how tightly a card can be set. ``card.css`` has the same measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Flow = Literal["listed", "below", "inline"]
"""How an exercise's cues stand: one a line, together below name and dose, or right after them."""

MARGIN_X_MM = 10.0
MARGIN_Y_MM = 8.0
"""What stays white round every sheet, so that any printer reaches the rest."""
LINE = 1.15
"""The height of a line, in sizes of its letters."""
GAP_MM = 1.8
"""Between the blocks of a sheet."""
ROW_MM = 1.5
"""What a step needs besides its lines: a rule and a little air."""
INDENT_MM = 4.0
"""How far the steps of a group are moved in, and the cues where each has a line."""
BOX_MM = 2.6
"""From the outside of the stop box to its words."""
TITLE_POINTS = 18.0
SMALL_POINTS = 9.0
DAYS_POINTS = 10.5
WEEK_MM = 6.0
"""The height of one week's boxes."""
HAND_MM = 9.0
"""The height of a line to write on."""
FIGURE_GAP_MM = 2.0
_NAME_POINTS = 13.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper, in millimetres."""

    css: str
    """As a stylesheet names it; empty leaves the choice to the printer."""
    width_mm: float
    height_mm: float

    @property
    def room_mm(self) -> float:
        """From margin to margin, across."""
        return self.width_mm - 2 * MARGIN_X_MM

    @property
    def tall_mm(self) -> float:
        """From margin to margin, down; a millimetre is kept for rounding."""
        return self.height_mm - 2 * MARGIN_Y_MM - 1


PAPERS = {"a4": Paper("A4", 210, 297), "letter": Paper("letter", 215.9, 279.4)}
EITHER = Paper("", 210, 279.4)
"""What A4 and US Letter both have room for."""


@dataclass(frozen=True, slots=True)
class Density:
    """How large the letters are and how much is said."""

    points: float
    """The size of body text; never less than 10.5."""
    flow: Flow
    avoid: bool = True
    """Whether the usual mistake is named."""
    explained: bool = True
    """Whether it is said what the cautions' names stand for."""
    weeks: int = 4
    """How many rows of boxes to tick."""
    figure_mm: float = 11.0
    """How high the figure beside a step is; 0 leaves it out."""

    @property
    def figure_wide_mm(self) -> float:
        """The room that a figure takes beside its step, with the gap before it."""
        return 2.2 * self.figure_mm + FIGURE_GAP_MM if self.figure_mm else 0.0

    @property
    def name_points(self) -> float:
        """The size of an exercise's name."""
        return max(_NAME_POINTS, self.points * 1.15)

    @property
    def stop_points(self) -> float:
        """The size of what the stop box says first: the largest but the title."""
        return self.name_points * 1.15


_SMALL_FIGURE_MM = 7.0
TIGHT = Density(10.5, "inline", avoid=False, explained=False, weeks=1, figure_mm=_SMALL_FIGURE_MM)
"""Beyond this, cues are left out; then the figures, then the boxes."""
LADDER = (
    *(Density(points, "listed") for points in (14, 13, 12, 11.5)),
    *(Density(points, "below") for points in (12, 11.5, 11, 10.5)),
    *(Density(10.5, "below", weeks=weeks) for weeks in (2, 1)),
    Density(10.5, "inline", weeks=1, figure_mm=_SMALL_FIGURE_MM),
    *(Density(10.5, "below", avoid=False, weeks=weeks) for weeks in (2, 1)),
    *(Density(10.5, "inline", avoid=False, weeks=weeks, figure_mm=_SMALL_FIGURE_MM) for weeks in (2, 1)),
    TIGHT,
)
"""From roomy to tight: the first that fits one sheet is taken."""
SEVERAL_SHEETS = Density(11, "below")
"""Where none does."""
