"""Styles worked out once, however many programs the tests open.

Textual reads the stylesheets for each program anew, and looks for the rules that hold for a widget each time anything
about it changes: half of what opening a program and beginning a session costs. The answers are always the same.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

_parse_rules = Stylesheet._parse_rules
_apply = Stylesheet.apply
_replace_rules = Stylesheet.replace_rules

_PARSED: dict[tuple[object, ...], list[RuleSet]] = {}


class _Found(NamedTuple):
    """What holds for a widget."""

    rules: RulesMap | None
    hover: bool
    """Whether something else does with the mouse over it."""


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
    key = (css, *map(str, where), *map(str, how.values()), tuple(sorted(self._variables.items())))
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
        if found.rules is not None:
            self.replace_rules(node, found.rules, animate=animate)
        self._process_component_classes(node)
        return
    rules: list[RulesMap] = []
    _LOOKED_FOR.append((node, rules))
    try:
        _apply(self, node, animate=animate, cache=cache)
    finally:
        _LOOKED_FOR.pop()
    if not (node._has_focus_within or node._has_order_style or node._has_odd_or_even):
        book[key] = _Found(rules[0] if rules else None, node._has_hover_style)


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
