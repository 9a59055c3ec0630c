"""Each kind of phase stands in every table that has a row for each, and nowhere else by name."""

from __future__ import annotations

from typing import get_args

from backstretch.audio.tones import TONES
from backstretch.coach.cues import Tone
from backstretch.session.timeline import PhaseKind
from backstretch.tui.colours import PHASE_COLOURS, STRIP_CELLS
from backstretch.tui.widgets.session_strip import SessionStrip

KINDS = get_args(PhaseKind)


def test_every_kind_of_phase_has_a_tone_colours_and_a_cell_of_its_own() -> None:
    assert TONES.keys() == set(get_args(Tone)) >= set(KINDS)
    for look, colours in PHASE_COLOURS.items():
        assert colours.keys() >= set(KINDS), look
    assert list(STRIP_CELLS) == list(KINDS)
    for cells in zip(*((row.block, row.character) for row in STRIP_CELLS.values()), strict=True):
        assert len(set(cells)) == len(KINDS), "the glyphs alone tell the kinds"
    for kind in KINDS:
        assert f"session-strip--{kind}" in SessionStrip.COMPONENT_CLASSES
        assert f"-plain > .session-strip--{kind} {{ color: auto; }}" in SessionStrip.DEFAULT_CSS
