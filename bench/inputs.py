"""What comes from a keyboard, a mouse and a window when nobody minds what they do: the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from tests.pty.terminal import KEYS

LARGEST = (140, 50)
SIZES = ((80, 24), (100, 30), (120, 40), (40, 12), LARGEST, (60, 16), (30, 8), (10, 3), (1, 1), (200, 2), (5, 50))

_OFTEN = ("enter", "enter", "enter", "space", "escape", "tab", "up", "down", "left", "right", *"nbupeymyn+-?")
_SELDOM = (
    *"xX!0123456789tqQscrvgoaUFDlz[]<>=/.,",
    *("f5", "end", "\x1b[H", "\x1b[5~", "\x1b[6~", "\x1b[Z", "\x1b[3~", "\x7f", "\x1bOQ", "\x1bOR", "\x1bOS"),
    *(
        "\x13",
        "\x12",
        "\x01",
        "\x04",
        "\x08",
        "\x15",
        "\x17",
        "\x1bb",
        "\x1bx",
        "\x1b[120;5u",
        "ä",
        "\u202e",
        "e\u0301",
    ),
)
_HARDLY_EVER = ("ctrl+c", "ctrl+q", "ctrl+z")
_TEXTS = (
    "a note of pain",
    "\u5de6\u53f3\U0001f9d8 \u202eabc\u202c \u200b\ufeff",
    "[bold red]x[/] [@click=app.exit]y[/]",
    "9" * 40,
    "\x1b[200~pasted x\nand more\x1b[201~",
    "x" * 300,
)
_PAUSES = (0.0, 0.0, 0.01, 0.02, 0.05, 0.1, 0.25)


class Input(NamedTuple):
    """One thing done, and the pause after it."""

    data: bytes
    """What the terminal sends; nothing where the window's size is changed."""
    size: tuple[int, int] | None = None
    """The window's new columns and rows."""
    pause_seconds: float = 0.05

    @property
    def may_leave(self) -> bool:
        """Whether it may be one of the two presses or clicks that leave the advice."""
        return b"\r" in self.data or b"\n" in self.data or b"\x1b[<0;" in self.data


def inputs(seed: int) -> Iterator[Input]:
    """Without an end."""
    rng = random.Random(seed)
    ways = (_key, _key, _key, _key, _burst, _click, _mouse, _resize, _text, _noise, _double_enter, _walk, _walk)
    while True:
        yield from rng.choice(ways)(rng)


def _key(rng: random.Random) -> Iterator[Input]:
    pool = rng.choices((_OFTEN, _SELDOM, _HARDLY_EVER), (60, 39, 1))[0]
    key = rng.choice(pool)
    yield Input(KEYS.get(key, key).encode(), None, rng.choice(_PAUSES))


def _burst(rng: random.Random) -> Iterator[Input]:
    keys = [rng.choice(_OFTEN + _SELDOM) for _ in range(rng.randint(2, 12))]
    yield Input("".join(KEYS.get(key, key) for key in keys).encode(), None, rng.choice(_PAUSES))


def _click(rng: random.Random) -> Iterator[Input]:
    column, row = rng.randint(1, LARGEST[0]), rng.randint(1, LARGEST[1])
    for _ in range(rng.randint(1, 3)):
        yield Input(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode(), None, rng.choice(_PAUSES))


def _mouse(rng: random.Random) -> Iterator[Input]:
    button = rng.choice((0, 1, 2, 32, 35, 64, 65, 66, 67, 4, 8, 16))
    for _ in range(rng.randint(1, 6)):
        column, row = rng.randint(0, LARGEST[0]), rng.randint(0, LARGEST[1])
        yield Input(f"\x1b[<{button};{column};{row}{rng.choice('Mm')}".encode(), None, rng.choice(_PAUSES))


def _resize(rng: random.Random) -> Iterator[Input]:
    for _ in range(rng.randint(1, 5)):
        yield Input(b"", rng.choice(SIZES), rng.choice(_PAUSES))
    yield Input(b"", rng.choice(SIZES[:6]), 0.2)


def _text(rng: random.Random) -> Iterator[Input]:
    yield Input(rng.choice(_TEXTS).encode(), None, rng.choice(_PAUSES))


def _noise(rng: random.Random) -> Iterator[Input]:
    """Bytes that no key stands for; without those that end the program at once."""
    kind = rng.randrange(3)
    if kind == 0:
        data = bytes(rng.choice([n for n in range(256) if n not in (3, 17)]) for _ in range(rng.randint(1, 8)))
    elif kind == 1:
        numbers = ";".join(
            str(rng.choice((0, 1, 2, 57344, 10**9, rng.randrange(300)))) for _ in range(rng.randint(0, 4))
        )
        data = f"\x1b[{rng.choice(('', '<', '?', '>'))}{numbers}{rng.choice('ABCDHFMmuRtcn~$yIOPQS')}".encode()
    else:
        data = rng.choice(("ä\xff".encode("latin-1"), b"\xc3", b"\xf0\x9f", b"\x1b", b"\x1b\x1b[", b"\x1bO"))
    # A paste that begins and never ends is no fault of the program's.
    yield Input(data + (b"\x1b[201~" if b"[200~" in data else b""), None, rng.choice(_PAUSES))


def _double_enter(rng: random.Random) -> Iterator[Input]:
    yield Input(b"\r", None, rng.choice((0.05, 0.15, 0.3, 0.6, 1.0)))
    yield Input(b"\r", None, 0.2)


def _walk(rng: random.Random) -> Iterator[Input]:
    """From wherever it is, probably into a session."""
    for key in ("\x1b", "\x1b", "\x1b[F" if rng.random() < 0.7 else "\x1b[B", "\r", "\r", "y", "y", "\r", "\r"):
        yield Input(key.encode(), None, 0.22)
    for _ in range(rng.randint(0, 12)):
        yield from _key(rng)
    if rng.random() < 0.5:
        yield Input(rng.choice((b"x", b"X", b"!")), None, rng.choice(_PAUSES))
