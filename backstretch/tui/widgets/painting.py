"""What changes every second or more often is put on the screen at once, and nothing else with it."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import LayoutUpdate
from textual.errors import NoWidget
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._tooltip import Tooltip


def paint(widget: Widget, part: Region) -> None:
    """Show a part of ``widget`` as it is now, where nothing stands over it and nothing else is to be painted anyway.

    Else Textual paints it later. It would look at every widget between all that changed, which takes several times as
    long: every second of a session is made of little else.
    """
    region = _place(widget)
    if region is None:
        widget.refresh(part)
        return
    if widget._repaint_required:  # what else of it was to be painted comes along, since nobody will ask again
        part = Region(0, 0, *widget.size)
    widget._set_dirty(part)
    strips: list[Iterable[Strip]] = [[strip] for strip in widget.render_lines(part)]
    widget.app._display(widget.screen, LayoutUpdate(strips, part.translate(region.offset)))
    widget._repaint_required = False


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
