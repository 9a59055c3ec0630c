"""A list of texts, changed where it stands: its lines, its comments and the texts that stay are left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from backstretch.base.toml_lines import Span
from backstretch.editing.tomledit.literals import INDENT, WIDTH, same, written

_COMMENT_OR_COMMA = re.compile(r"#[^\n]*|,")
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*(?=\r?\n)")
_TO_COMMENT_END = re.compile(r"[ \t]*(,?)[ \t]*#[^\r\n]*")


def changed_list(
    source: str, span: Span, elements: Sequence[Span], before: Sequence[object], after: Sequence[object], newline: str
) -> str:
    """The characters of the list at ``span``, whose ``elements`` were ``before`` and shall be ``after``.

    What both begin and end with stays as it is written. Comments stay even beside an element that goes.
    """
    most = min(len(before), len(after))
    start = next((index for index in range(most) if not same(before[index], after[index])), most)
    most -= start
    end = next((index for index in range(most) if not same(before[-1 - index], after[-1 - index])), most)
    texts = [source[element.start : element.end] for element in elements]
    gaps = [source[left.end : right.start] for left, right in pairwise(elements)]
    first = source[span.start : elements[0].start] if elements else source[span.start : span.end]
    last = source[elements[-1].end : span.end] if elements else ""
    pieces = _Pieces(texts, [first, *gaps, last], newline)
    replaced = min(len(before), len(after)) - start - end
    for index in range(start, start + replaced):
        pieces.texts[index] = written(after[index], texts[index], newline)
    pieces.remove(start + replaced, len(before) - end)
    pieces.add(start + replaced, [written(element) for element in after[start + replaced : len(after) - end]])
    return pieces.joined()


class _Pieces:
    """A list's elements, and what stands before, between and after them: one gap more than elements."""

    def __init__(self, texts: list[str], gaps: list[str], newline: str) -> None:
        self.texts = texts
        self.gaps = gaps
        self._newline = newline
        self._lines = "\n" in "".join(gaps)
        indented = [match[1] for gap in gaps[:-1] if (match := re.search(r"\n([ \t]*)$", gap))]
        self._indent = indented[0] if indented else INDENT

    def joined(self) -> str:
        """The list's characters."""
        pairs = zip(self.texts, self.gaps[1:], strict=False)
        return self.gaps[0] + "".join(text + gap for text, gap in pairs)

    def remove(self, start: int, end: int) -> None:
        """Take elements out."""
        if start == end:
            return
        gaps = self.gaps[start : end + 1]
        is_first, is_last = start == 0, end == len(self.texts)
        if is_first and is_last and "#" not in "".join(gaps):
            gap = "[]"
        elif not is_last and "#" not in "".join(gaps[1:]):
            gap = gaps[0]
        elif is_last and not is_first and "#" not in "".join(gaps[:-1]):
            gap = gaps[-1]
        else:
            gap = _EMPTY_LINE.sub("", _with_commas("".join(gaps), 0 if is_first or is_last else 1))
        self.texts[start:end] = []
        self.gaps[start : end + 1] = [gap]

    def add(self, at: int, new: list[str]) -> None:
        """Put elements in before the one at index ``at``."""
        if not new:
            return
        comma = f",{self._newline}{self._indent}" if self._lines else ", "
        if not self.texts:
            rest = self.gaps[0][1:]
            if rest.strip() == "]" and sum(map(len, new)) > WIDTH * 3 // 4:
                inner = "".join(f"{self._newline}{INDENT}{text}," for text in new)
                self.gaps[0] = f"[{inner}{self._newline}]"
            else:
                self.gaps[0] = f"[{', '.join(new)}{']' if rest.strip() == ']' else rest}"
        elif at == 0:
            self.texts[:0] = new
            self.gaps[1:1] = [comma] * len(new)
        else:
            gap = self.gaps[at]
            before, after = comma, gap
            if match := _TO_COMMENT_END.match(gap):
                # The comment beside the element before stays beside it.
                kept, after = match[0], gap[match.end() :]
                before = f"{kept if match[1] else f',{kept}'}{self._newline}{self._indent}"
                if match[1]:
                    after = f",{after}"
            self.texts[at:at] = new
            self.gaps[at : at + 1] = [before, *[comma] * (len(new) - 1), after]


def _with_commas(gap: str, most: int) -> str:
    """A gap with the first ``most`` of its commas alone."""
    left = most

    def kept(match: re.Match[str]) -> str:
        nonlocal left
        if match[0] != ",":
            return match[0]
        left -= 1
        return "," if left >= 0 else ""

    return _COMMENT_OR_COMMA.sub(kept, gap)
