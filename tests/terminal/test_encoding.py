"""What a stream can show, and what stands in for the rest."""

from __future__ import annotations

import io

import pytest

from backstretch.terminal.encoding import encoding_of, folded
from tests.cases import cases


@cases(
    ("text", "encoding", "shown"),
    [
        ("plain", "ascii", "plain"),
        ("1–2 → 3… 90° “a” ‘b’", "ascii", "1-2 -> 3... 90 degrees \"a\" 'b'"),
        ("1–2 → 3… 90° “a”", "utf-8", "1–2 → 3… 90° “a”"),
        ("90° é –", "latin-1", "90° é -"),
        ("é ñ Å", "ascii", "e n A"),
        ("漢", "ascii", "?"),
        ("", "ascii", ""),
    ],
)
def test_a_character_that_a_stream_lacks_becomes_what_comes_nearest(text: str, encoding: str, shown: str) -> None:
    assert folded(text, encoding) == shown


@cases(
    ("environment", "written", "encoding"),
    [
        ({"LANG": "C.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "de_DE.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "C"}, "utf-8", "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", "ascii"),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "utf-8", "ascii"),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, "utf-8", "utf-8"),
        ({}, "utf-8", "ascii"),
        ({"LANG": "C", "PYTHONIOENCODING": "utf-8"}, "utf-8", "utf-8"),
        ({"LANG": "C.UTF-8", "PYTHONIOENCODING": "ascii"}, "ascii", "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1", "iso8859-1"),
    ],
)
def test_what_a_stream_s_reader_can_make_out(
    environment: dict[str, str], written: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.name", "posix")
    assert encoding_of(io.TextIOWrapper(io.BytesIO(), encoding=written), environment) == encoding
