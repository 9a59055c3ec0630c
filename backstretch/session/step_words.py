"""The words of one step: the file's own, and the catalogue's for those that are left out."""

from __future__ import annotations

from typing import TypeVar

from backstretch.base.text import nearest
from backstretch.session.fields import Table
from backstretch.session.findings import Where, shortened
from backstretch.session.format import CUE, CUES, DOES, HOLDING, INTO, OUT, PARTS, PROPS, SIDES_KEY, START, UNTIL
from backstretch.session.key_kinds import Text, Texts
from backstretch.session.model import Sides
from backstretch.session.words import PLACEHOLDERS, Part, Words, placeholders

_NOTHING = Words()
_OLDER_THAN_BRACES = frozenset({CUE.name, CUES.name})
"""Keys whose texts were read before sides could stand in braces: such files stay good."""

Found = TypeVar("Found")


def read_words(table: Table, known: Words | None, sides: Sides) -> Words:
    """The words of a step that is done on ``sides``; ``known`` are the catalogue's.

    Written ``cues`` take the place of the catalogue's, and of all that belongs to the same movement.
    """
    texts = _Texts(table, has_sides=sides != "none")
    catalogued = known or _NOTHING
    cues = texts.lines(CUES)
    movement = catalogued if cues is None else _NOTHING
    parts = _parts(texts)
    return Words(
        props=_either(texts.lines(PROPS), catalogued.props),
        start=_either(texts.line(START), catalogued.start),
        cues=_either(cues, catalogued.cues),
        into=_either(texts.line(INTO), movement.into),
        holding=_either(texts.line(HOLDING), movement.holding),
        out=_either(texts.line(OUT), movement.out),
        parts=() if UNTIL.name in table else _either(parts, movement.parts),
        does=table.choice(DOES) or catalogued.does,
    )


def read_cue(table: Table, sides: Sides) -> str:
    """The one sentence that a step is given beside its words; empty if there is none."""
    return _Texts(table, has_sides=sides != "none").line(CUE) or ""


def read_until(table: Table) -> bool:
    """Whether the hold or the rest lasts until a key is pressed."""
    if table.choice(UNTIL) is None:
        return False
    if PARTS.name in table:
        table.wrong(PARTS.name, 'parts divide a hold evenly, and until = "key" gives it no end; keep one of them')
    return True


class _Texts:
    """Reads the texts of a table, in which a side may stand in braces."""

    def __init__(self, table: Table, *, has_sides: bool) -> None:
        self.table = table
        self._has_sides = has_sides

    def line(self, key: Text) -> str | None:
        """One text."""
        text = self.table.text(key)
        if text is not None:
            self._check(self.table.at(key.name), key.name, text)
        return text

    def lines(self, key: Texts) -> tuple[str, ...] | None:
        """A list of texts."""
        found = self.table.texts(key)
        if found is None:
            return None
        for index, text in found:
            self._check(self.table.at(key.name, index), key.name, text)
        return tuple(text for _, text in found)

    def inner(self, table: Table) -> _Texts:
        """The same for a table within this one."""
        return _Texts(table, has_sides=self._has_sides)

    def _check(self, where: Where, label: str, text: str) -> None:
        """Report what stands in braces and is no side, and a side where the exercise has none.

        In a text that could hold braces before they meant anything it is a warning.
        """
        report = self.table.report
        tell = report.warning if label in _OLDER_THAN_BRACES else report.error
        for name in placeholders(text):
            written = f"{{{shortened(name)}}}"
            if name not in PLACEHOLDERS:
                near = nearest(name, PLACEHOLDERS)
                fix = f"did you mean {{{near}}}?" if near else "allowed are {side} and {other}"
                tell(where, f"{label} has {written}; {fix}")
            elif not self._has_sides:
                fix = f'write {SIDES_KEY.name} = "both", or leave {written} out'
                tell(where, f"{label} has {written}, but the step has no sides; {fix}")


def _parts(texts: _Texts) -> tuple[Part, ...] | None:
    """The parts written, as far as they can be read."""
    tables = texts.table.inner_parts(PARTS)
    if tables is None:
        return None
    word, say = PARTS.keys
    found = []
    for table in tables:
        table.only([key.name for key in PARTS.keys])
        for key in PARTS.keys:
            table.require_key(key.name, 'a part is written { word = "ARCH", say = "Let the back arch." }')
        part = texts.inner(table)
        found.append(Part(part.line(word) or "", part.line(say) or ""))
    return tuple(found)


def _either(written: Found | None, catalogued: Found) -> Found:
    return catalogued if written is None else written
