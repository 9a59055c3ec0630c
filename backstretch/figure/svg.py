"""A pose as a small SVG of its own: dark lines round light shapes, so that it can be read in black and white too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from backstretch.figure.flesh import TRUNK
from backstretch.figure.poses import HOLD, Pose
from backstretch.figure.scene import Box, Outline, Role, box, scene
from backstretch.session.words import Side

_LINE = 1.0
"""How thick the lines round a shape are, in units of length."""
_PAPER: dict[Role, str] = {"floor": "#000", "prop": "#fff", "far": "#ddd", "body": "#fff", "works": "#777"}
_FILLS_OF_SCREENS = (
    ".l{stroke:#222}.floor{fill:#222}.prop{fill:#e4e9ee}.far{fill:#c9cfca}.body{fill:#fff}.works{fill:#f2a33a}"
    "@media(prefers-color-scheme:dark){.l{stroke:#ddd}.floor{fill:#ddd}.prop{fill:#39424c}.far{fill:#4a524d}"
    ".body{fill:#171a18}.works{fill:#c97b12}}"
)


def svg(pose: Pose, at: float = HOLD, *, side: Side | None = None) -> str:
    """A file of its own, in colours for light and dark pages; on the left ``side``, the mirror image."""
    room = box(pose)
    size = f'width="{2 * room.width:.0f}" height="{2 * room.height:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{_view_box(room)}">\n'
        f"<style>{_FILLS_OF_SCREENS}</style>\n"
        f"{''.join(_drawn(pose, at, side, colours=True))}</svg>\n"
    )


def inline_svg(pose: Pose, at: float = HOLD, *, side: Side | None = None) -> str:
    """A piece of HTML to be printed: black, white and grey only, the parts that work being the darkest."""
    drawn = "".join(_drawn(pose, at, side, colours=False))
    return f'<svg viewBox="{_view_box(box(pose))}" aria-hidden="true">{drawn}</svg>'


def _view_box(room: Box) -> str:
    return f"{_tenths(room.left)} {_tenths(-room.top)} {_tenths(room.width)} {_tenths(room.height)}"


def _drawn(pose: Pose, at: float, side: Side | None, *, colours: bool) -> Iterator[str]:
    """Each group twice: its lines, then its shapes over them, so that no line crosses what belongs together.

    Where a limb grows out of the trunk before the viewer, its lines lie under the trunk: only its outer edge is seen.
    """
    room, groups = box(pose), scene(pose, at).groups
    flipped = f' transform="matrix(-1 0 0 1 {_tenths(room.left + room.right)} 0)"' if side == "left" else ""
    lines = 'class="l"' if colours else 'stroke="#000"'
    trunk = next(n for n, group in enumerate(groups) if len(group) == len(TRUNK))
    yield f'<g stroke-linejoin="round"{flipped}>'
    for number, group in enumerate(groups):
        lined = [outline for outline in group if outline.role != "floor" and (number < trunk or not outline.root)]
        if number == trunk:
            lined += [outline for later in groups[trunk:] for outline in later if outline.root]
        if lined:
            yield f'<path {lines} stroke-width="{_tenths(_LINE)}" d="{_path(lined)}"/>'
        for role, outlines in groupby(sorted(group, key=_role), key=_role):
            fill = f'class="{role}"' if colours else f'fill="{_PAPER[role]}"'
            yield f'<path {fill} d="{_path(outlines)}"/>'
    yield "</g>"


def _role(outline: Outline) -> Role:
    return outline.role


def _path(outlines: Iterable[Outline]) -> str:
    """Closed shapes in whole tenths of a unit, each point from the one before: half as long as it would be else."""
    path = []
    for outline in outlines:
        points = [(_tenths(x), _tenths(-y)) for x, y in outline.corners]
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
        path.append(f"M{points[0][0]} {points[0][1]}l{' '.join(f'{x} {y}' for x, y in steps if x or y)}z")
    return "".join(path).replace(" -", "-")


def _tenths(value: float) -> int:
    return round(value * 10)
