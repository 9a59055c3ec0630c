"""Styles worked out once, however many programs the tests open.

Textual reads the stylesheets for each program anew, and looks for the rules that hold for a widget each time anything
about it changes: half of what opening a program and beginning a session costs. The answers are always the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.layouts.factory import get_layout
from textual.widget import Widget

_parse_rules = Stylesheet._parse_rules
_apply = Stylesheet.apply
_replace_rules = Stylesheet.replace_rules

_PARSED: dict[tuple[object, ...], list[RuleSet]] = {}
_COLOURS: dict[tuple[tuple[str, str], ...], int] = {}
"""The variables that stylesheets were read with, by number."""
_WITH: WeakKeyDictionary[Stylesheet, tuple[dict[str, str], int]] = WeakKeyDictionary()
"""The variables of each stylesheet, and their number."""
_STATELESS = ("vertical", "horizontal")
"""The layouts that remember nothing, and may be shared."""


@dataclass(slots=True)
class _Found:
    """What holds for a widget."""

    rules: RulesMap | None
    hover: bool
    """Whether something else does with the mouse over it."""
    worn: RulesMap | None
    """The rules as a widget has them in the end; None where that cannot be said beforehand."""


_FOUND: dict[tuple[int, ...], dict[tuple[object, ...], _Found]] = {}
"""For the same rules, which live as long as `_PARSED`: what was found for the widgets of a signature."""
_BOOKS: WeakKeyDictionary[Stylesheet, tuple[list[RuleSet], dict[tuple[object, ...], _Found]]] = WeakKeyDictionary()
"""The part of that for each stylesheet, with the rules it had then."""
_LOOKED_FOR: list[tuple[DOMNode, list[RulesMap]]] = []
"""The widgets that rules are being looked for, innermost last, and what was found."""


def work_out_styles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now until the end of a test."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)
    monkeypatch.setattr(Stylesheet, "apply", _found_once)
    monkeypatch.setattr(Stylesheet, "replace_rules", classmethod(_noted))


def signature(node: DOMNode) -> tuple[object, ...]:
    """All that selectors can see of a widget, but for its place among its siblings and what is in it."""
    seen: list[object] = []
    above: Any = node
    while isinstance(above, DOMNode):
        seen += (type(above), above._id, frozenset(above._classes))
        if isinstance(above, Widget):
            seen += (above.mouse_hover, above.has_focus, above.is_disabled, above.allow_focus())
        elif isinstance(above, App):
            seen += (above.app_focus, above.theme, above.ansi_color, above.no_color)
        above = above._parent
    return tuple(seen)


def _parsed_once(self: Stylesheet, css: str, *where: object, **how: object) -> list[RuleSet]:
    """The rules of a stylesheet, which are the same for every program with the same colours."""
    variables, colours = _WITH.get(self, (None, 0))
    if variables is not self._variables:
        colours = _COLOURS.setdefault(tuple(sorted(self._variables.items())), len(_COLOURS))
        _WITH[self] = (self._variables, colours)
    key = (css, *map(str, where), *map(str, how.values()), colours)
    if key not in _PARSED:
        _PARSED[key] = _parse_rules(self, css, *where, **how)  # type: ignore[arg-type]
    return _PARSED[key]


def _found_once(self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
    """In place of Textual's search for the rules that hold for a widget."""
    book, key = _book(self), signature(node)
    found = book.get(key)
    if found is not None:
        node._has_hover_style = found.hover
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False
        _wear(node, found, animate=animate)
        _dress_parts(self, node, found)
        return
    rules: list[RulesMap] = []
    _LOOKED_FOR.append((node, rules))
    try:
        _apply(self, node, animate=animate, cache=cache)
    finally:
        _LOOKED_FOR.pop()
    if not _is_told_by_place(node):
        book[key] = _noted_as_worn(node, rules[0] if rules else None)


def _is_told_by_place(node: DOMNode) -> bool:
    """Whether more counts for it than is in its signature."""
    return node._has_focus_within or node._has_order_style or node._has_odd_or_even


def _noted_as_worn(node: DOMNode, rules: RulesMap | None) -> _Found:
    """What was found for a widget that has it on."""
    # What is to be as it is without rules makes Textual lay out anew each time; what moves there is not there yet.
    settled = rules is not None and None not in rules.values() and "transitions" not in rules
    return _Found(rules, node._has_hover_style, node.styles.base._rules.copy() if settled else None)


def _wear(node: DOMNode, found: _Found, *, animate: bool) -> None:
    """As `Stylesheet.replace_rules` does, but without going through rules that change nothing."""
    if found.rules is None:
        return
    base = node.styles.base
    if found.worn is not None and base._rules == found.worn:
        node.notify_style_update()
    elif found.worn is not None and not base._rules and not node._is_mounted:
        base._rules.update(found.worn)
        layout = found.worn.get("layout")
        if layout is not None and layout.name not in _STATELESS:
            base._rules["layout"] = get_layout(layout.name)
        base._updates += 1
        node.notify_style_update()
    else:
        _replace_rules(node, found.rules, animate=animate)


def _book(sheet: Stylesheet) -> dict[tuple[object, ...], _Found]:
    rules, book = _BOOKS.get(sheet, (None, {}))
    if rules is not sheet.rules:
        book = _FOUND.setdefault(tuple(map(id, sheet.rules)), {})
        _BOOKS[sheet] = (sheet.rules, book)
    return book


def _noted(_cls: type[Stylesheet], node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    if _LOOKED_FOR and _LOOKED_FOR[-1][0] is node:
        _LOOKED_FOR[-1][1].append(rules)
    _replace_rules(node, rules, animate=animate)


class _Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts (its component classes), worked out when they are asked for.

    Textual makes a widget of its own for each of them whenever anything changes; most are never asked for.
    """

    def __init__(self, sheet: Stylesheet, node: DOMNode, found: _Found) -> None:
        super().__init__()
        self.found = found
        self._sheet = sheet
        self._node = node
        self._names = _parts_of(type(node))

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        self._sheet.apply(part, animate=False)
        self[name] = part.styles
        return part.styles


@cache
def _parts_of(kind: type[DOMNode]) -> frozenset[str]:
    return kind._get_component_classes()


def _dress_parts(sheet: Stylesheet, node: DOMNode, found: _Found) -> None:
    """In place of Textual's making of the parts' styles, where the widget may look otherwise than before."""
    if not _parts_of(type(node)):
        return
    before = node._component_styles
    if isinstance(before, _Parts) and before.found is found:
        return
    node._component_styles = _Parts(sheet, node, found)
    node.refresh()
