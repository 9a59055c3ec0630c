"""The few words in which a run is answered and written down, for the coach and the journal alike."""

from typing import Literal

HoldResult = Literal["done", "cut", "skipped"]
NextDay = Literal["better", "same", "worse"]
"""How the back was on the day after a run."""

IN_THE_LEG = "leg"
"""The kind of a pain that is new in the leg, or further down than at the start."""
DULL = "dull"
CRAMP = "cramp"
"""The kinds of a pain report that may leave no gate behind."""
MISTAKE = "mistake"
"""The kind of a pain report whose key was pressed by mistake: it leaves no gate behind."""
