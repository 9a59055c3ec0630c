"""A hand-made bitmap font: capitals, digits and a little punctuation, five pixels high."""

from __future__ import annotations

from functools import lru_cache

from backstretch.tui.widgets.strokes import Bitmap

HEIGHT = 5
"""Pixels, of every character."""

GAP = 1
"""Pixels between two characters."""

_ROWS: dict[str, str] = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.",
    "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...",
    "G": ".### #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..#",
    "I": "# # # # #",
    "J": "..## ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...#",
    "O": ".###. #...# #...# #...# .###.",
    "P": "###. #..# ###. #... #...",
    "Q": ".###. #...# #.#.# #..#. .##.#",
    "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. .#.#. #...#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..",
    "Z": "##### ...#. ..#.. .#... #####",
    "0": ".##. #..# #..# #..# .##.",
    "1": ".#. ##. .#. .#. ###",
    "2": "###. ...# .##. #... ####",
    "3": "###. ...# .##. ...# ###.",
    "4": "#..# #..# #### ...# ...#",
    "5": "#### #... ###. ...# ###.",
    "6": ".##. #... ###. #..# .##.",
    "7": "#### ...# ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# .##.",
    "9": ".##. #..# .### ...# .##.",
    " ": ".. .. .. .. ..",
    "!": "# # # . #",
    "?": "###. ...# .##. .... .#..",
    "'": "# # . . .",
    "-": "... ... ### ... ...",
    ".": ". . . . #",
    "/": "....# ...#. ..#.. .#... #....",
}

_FONT: dict[str, Bitmap] = {
    char: tuple(tuple(pixel == "#" for pixel in row) for row in rows.split()) for char, rows in _ROWS.items()
}

DRAWABLE = frozenset(_FONT)
"""The characters the font has."""


@lru_cache(maxsize=64)
def write(text: str, scale: int) -> Bitmap:
    """One line of ``DRAWABLE`` characters, each pixel of the font ``scale`` pixels wide and high.

    Where two pixels of the font touch at a corner only, the corner is filled out, so that slants are joined.
    """
    small = [_row(text, y) for y in range(HEIGHT)]
    pixels = [[pixel for pixel in row for _ in range(scale)] for row in small for _ in range(scale)]
    for y in range(1, HEIGHT):
        for x in range(1, len(small[0])):
            falling = small[y - 1][x - 1], small[y][x]
            rising = small[y - 1][x], small[y][x - 1]
            if (all(falling) and not any(rising)) or (all(rising) and not any(falling)):
                _fill_out(pixels, x * scale, y * scale, (scale + 1) // 2 if scale > 1 else 0)
    return tuple(tuple(row) for row in pixels)


def width(text: str, scale: int) -> int:
    """Pixels that ``write(text, scale)`` is wide."""
    return scale * (sum(len(_FONT[char][0]) for char in text) + GAP * max(0, len(text) - 1))


def _row(text: str, y: int) -> list[bool]:
    row: list[bool] = []
    for index, char in enumerate(text):
        row += [False] * (GAP if index else 0)
        row += _FONT[char][y]
    return row


def _fill_out(pixels: list[list[bool]], x: int, y: int, reach: int) -> None:
    """Set the pixels less than ``reach`` steps from the corner at ``x``, ``y``: a small diamond around it."""
    for down in range(reach):
        for across in range(reach - down):
            for row in (y + down, y - 1 - down):
                pixels[row][x + across] = pixels[row][x - 1 - across] = True
