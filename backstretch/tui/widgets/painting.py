"""What changes every second or more often is put on the screen at once, and nothing else with it.

Where all of a screen changes, it comes as one frame, and no widget is woken for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from textual._compositor import LayoutUpdate
from textual.errors import NoWidget
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._tooltip import Tooltip


def paint(widget: Widget, part: Region) -> None:
    """Show a part of ``widget`` as it is now, where nothing stands over it and nothing else is to be painted anyway.

    Else Textual paints it later. It would look at every widget between all that changed, which takes several times as
    long: every second of a session is made of little else.
    """
    if widget._repaint_required:  # it is to be painted anyway
        widget._set_dirty(part)
        return
    region = _place(widget)
    if region is None:
        widget.refresh(part)
        return
    widget._set_dirty(part)
    strips: list[Iterable[Strip]] = [[strip] for strip in widget.render_lines(part)]
    widget.app._display(widget.screen, LayoutUpdate(strips, part.translate(region.offset)))


def paint_all(screen: Screen[Any], *, but: Widget) -> None:
    """Paint everything on ``screen`` with new colours in the next frame; ``but`` one widget, which has its own.

    A ``refresh()`` of each would wake each of them, to say no more than that it changed.
    """
    widgets = [widget for widget in screen.walk_children(Widget, with_self=False) if widget is not but]
    for widget in (screen, *widgets):
        widget.notify_style_update()
        widget._layout_cache.clear()  # where containers keep what they look like
        widget._set_dirty()
    for widget in widgets:
        widget._repaint_required = True
    loop = asyncio.get_running_loop()
    # A change of the layout, too, is known two turns from now: all of it comes in one frame.
    loop.call_soon(lambda: loop.call_soon(_in_one_frame, screen, widgets))


def _in_one_frame(screen: Screen[Any], widgets: Iterable[Widget]) -> None:
    for widget in widgets:
        widget._repaint_required = False
    screen._dirty_widgets.add(screen)
    screen._compositor._dirty_regions.add(screen.size.region)
    screen.check_idle()


def _place(widget: Widget) -> Region | None:
    """Where the widget stands, if it is seen whole, nothing stands over it, and the screen rests but for it."""
    app, screen = widget.app, widget.screen
    waits = screen._layout_required or screen._repaint_required or screen._dirty_widgets or widget._layout_required
    covered = app._notifications or any(isinstance(each, Tooltip) and each.display for each in screen.children)
    if screen is not app.screen or waits or covered or app._batch_count:
        return None
    try:
        place = screen.find_widget(widget)
    except NoWidget:
        return None
    return place.region if place.visible_region == place.region else None
