"""The pictures: as large as they are asked for, the same each time, and told apart by shape."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.figure.canvas import Charset, charset, draw, fitted, picture
from backstretch.figure.motion import Moment
from backstretch.figure.poses import HOLD, START, poses
from backstretch.figure.scene import box, scene
from backstretch.figure.svg import inline_svg, svg
from tests.cases import cases

pytestmark = pytest.mark.second

GOLDEN = Path(__file__).parent / "golden"
CHARSETS: tuple[Charset, ...] = get_args(Charset)


def rows(
    id_: str, at: float, width: int = 40, height: int = 10, chars: Charset = "braille", flip: float = 1
) -> list[str]:
    drawn = picture(poses()[id_], Moment(at, flip=flip), width, height, chars)
    return ["".join(text for text, _ in row) for row in drawn]


def roles(id_: str, at: float) -> set[str | None]:
    return {role for row in picture(poses()[id_], Moment(at), 60, 20) for _, role in row}


@pytest.mark.second
@given(
    st.sampled_from(sorted(poses())),
    st.floats(START, HOLD),
    st.integers(0, 60),
    st.integers(0, 20),
    st.sampled_from(CHARSETS),
    st.sampled_from([-1.0, -0.4, 0.1, 1.0]),
)
def test_every_size_is_drawn_in_its_size(
    id_: str, at: float, width: int, height: int, chars: Charset, flip: float
) -> None:
    drawn = rows(id_, at, width, height, chars, flip)
    assert [len(row) for row in drawn] == [width] * height
    letters = set("".join(drawn))
    if chars == "ascii":
        assert letters <= set(" _+:o#")
    elif chars == "blocks":
        assert letters <= set(" ▀▄█")
    else:
        assert all(char == " " or "⠀" < char <= "⣿" for char in letters)


@cases("at", [START, HOLD])
@cases("id_", sorted(poses()))
def test_it_fills_its_box_and_nothing_is_cut_off(id_: str, at: float) -> None:
    pose = poses()[id_]
    room = box(pose)
    placing = fitted(room, 160, 80, 4)
    assert placing.scale > 0
    everything = scene(pose, at)
    dots = draw(everything, placing, 160, 80)
    wide = draw(everything, placing._replace(left=placing.left + 40, bottom=placing.bottom + 20), 240, 120)
    inside = sum(row.bit_count() for plane in dots.planes.values() for row in plane)
    assert inside == sum(row.bit_count() for plane in wide.planes.values() for row in plane)
    assert inside > 300


@cases("id_", sorted(poses()))
def test_the_left_is_the_mirror_image_of_the_right(id_: str) -> None:
    pose = poses()[id_]
    right = scene(pose, HOLD)
    dots = draw(right, fitted(box(pose), 80, 40, 4), 80, 40)
    flipped = draw(right, fitted(box(pose), 80, 40, 4, -1.0), 80, 40)
    for role, plane in dots.planes.items():
        mirrored = [int(f"{row:080b}"[::-1], 2) for row in plane]
        differing = sum((one ^ other).bit_count() for one, other in zip(mirrored, flipped.planes[role], strict=True))
        assert differing <= 8, role  # a dot whose middle is on an edge may fall either way
    assert rows(id_, HOLD, flip=-1) == ["".join(map(_mirrored, reversed(row))) for row in rows(id_, HOLD)]


def _mirrored(char: str) -> str:
    if char == " ":
        return char
    bits = ord(char) - 0x2800
    pairs = [(0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)]
    return chr(0x2800 + sum((b if bits & a else 0) + (a if bits & b else 0) for a, b in pairs))


def test_it_is_the_same_each_time_also_where_nothing_is_remembered() -> None:
    first = rows("figure-4", HOLD)
    picture.cache_clear()
    assert rows("figure-4", HOLD) == first


@cases("id_", sorted(poses()))
def test_what_works_is_told_from_the_rest(id_: str) -> None:
    assert {"works", "body", "floor"} <= roles(id_, HOLD)


def test_the_far_limb_is_told_from_the_near_one() -> None:
    assert "far" in roles("knee-to-chest", HOLD)
    assert "far" not in roles("knee-to-chest", START)  # hidden behind the near one


def test_what_stands_on_the_floor_does_not_break_its_line() -> None:
    (*_, last) = picture(poses()["knee-to-chest"], Moment(HOLD), 40, 10)
    assert [role for _, role in last if role] == ["floor"]


@cases(
    ("kind", "encoding", "can"),
    [
        ("xterm-256color", "utf-8", "braille"),
        ("", "UTF-8", "braille"),
        ("linux", "utf-8", "blocks"),
        ("xterm", "ascii", "ascii"),
        ("linux", "ISO-8859-1", "ascii"),
    ],
)
def test_a_terminal_is_given_what_it_can_show(kind: str, encoding: str, can: Charset) -> None:
    assert charset(kind, encoding) == can


@cases("chars", CHARSETS)
@cases("id_", ["knee-to-chest", "bridge", "wall-squat", "clam"])
def test_the_picture_is_as_it_was(id_: str, chars: Charset) -> None:
    """`python -m tests.figure.test_picture` writes them anew: look at them before they are kept."""
    expected = (GOLDEN / f"{id_}-{chars}.txt").read_text(encoding="utf-8").splitlines()
    assert [row.rstrip() for row in rows(id_, HOLD, chars=chars)] == expected


# SVG.


@cases("id_", sorted(poses()))
def test_the_svg_is_sound_small_and_has_all_its_shapes(id_: str) -> None:
    pose = poses()[id_]
    for at in (START, HOLD):
        text = svg(pose, at)
        assert len(text) < 10_000
        drawing = ET.fromstring(text)
        width, height = (float(drawing.attrib[name]) for name in ("width", "height"))
        wide, high = map(float, drawing.attrib["viewBox"].split()[2:])
        assert wide == pytest.approx(5 * width, abs=5)
        assert high == pytest.approx(5 * height, abs=5)
        classes = {path.attrib["class"] for path in drawing.iter("{http://www.w3.org/2000/svg}path")}
        assert {"l", "floor", "body", "works"} <= classes


def test_in_print_it_is_black_white_and_grey_and_needs_no_style() -> None:
    text = inline_svg(poses()["knee-to-chest"])
    assert "class=" not in text
    assert "style" not in text
    colours = {part.split('"')[0] for part in text.split('fill="')[1:]}
    assert {"#777", "#fff", "#ddd"} <= colours
    assert all(len(set(colour.lstrip("#"))) == 1 for colour in colours)


def test_the_left_side_of_an_svg_is_its_mirror_image() -> None:
    pose = poses()["knee-to-chest"]
    right, left = svg(pose), svg(pose, side="left")
    turned = f'transform="matrix(-1 0 0 1 {round((box(pose).left + box(pose).right) * 10)} 0)"'
    assert left.replace(f" {turned}", "") == right


def test_it_loads_no_more_than_it_needs() -> None:
    code = "import sys, backstretch.figure.svg, backstretch.figure.canvas; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"numpy", "textual", "rich", "asyncio"}.isdisjoint(done.stdout.split())


if __name__ == "__main__":
    for id_ in ("knee-to-chest", "bridge", "wall-squat", "clam"):
        for chars in CHARSETS:
            text = "\n".join(row.rstrip() for row in rows(id_, HOLD, chars=chars))
            (GOLDEN / f"{id_}-{chars}.txt").write_text(f"{text}\n", encoding="utf-8", newline="\n")


@cases("id_", ["knee-to-chest", "double-knee-to-chest", "bridge", "brace", "cat-cow", "belly-breathing"])
def test_a_breath_can_be_seen_in_the_smallest_picture_of_a_session(id_: str) -> None:
    """On a screen of 80×24 the figure has about 26×7 cells: a belly that rises as far as a real one would not show."""
    out, full = (picture(poses()[id_], Moment(HOLD, breath=breath), 26, 7) for breath in (0.0, 1.0))
    assert out != full
    assert rows(id_, HOLD, 26, 7) == ["".join(text for text, _ in row) for row in out]
