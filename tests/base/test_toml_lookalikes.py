"""What looks like TOML and is not is called by its name, where it stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from backstretch.base.toml_lookalikes import mended, odd_character
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.settings import read_settings
from tests.cases import cases

SESSION = """format = 1
title = "Mine"
tags = ["a", "b"]
[[steps]]
exercise = "bridge"
hold = 5.5
cue = "“Up” — ‘and’ hold；"   # “said” by the author –
"""

ODD = {
    ('"Mine"', "“Mine”"): (2, 9, "`“` (U+201C left double quotation mark) is not TOML's `\"`"),
    ('"Mine"', '"Mine”'): (2, 14, "`”` (U+201D right double quotation mark) is not TOML's `\"`"),
    ('"Mine"', "‘Mine’"): (2, 9, "`‘` (U+2018 left single quotation mark) is not TOML's `'`"),
    ('"Mine"', "«Mine»"): (2, 9, "`«` (U+00AB left-pointing double angle quotation mark) is not TOML's `\"`"),
    ('"Mine"', "„Mine“"): (2, 9, "`„` (U+201E double low-9 quotation mark) is not TOML's `\"`"),
    ('"Mine"', "＂Mine＂"): (2, 9, "`＂` (U+FF02 fullwidth quotation mark) is not TOML's `\"`"),
    ("title =", "title\u00a0="): (2, 6, "U+00A0 no-break space is not TOML's space; write a plain space"),
    ("title =", "\u3000title ="): (2, 1, "U+3000 ideographic space is not TOML's space; write a plain space"),
    ("title =", "title ＝"): (2, 7, "`＝` (U+FF1D fullwidth equals sign) is not TOML's `=`"),
    ("title =", "\ufefftitle ="): (
        2,
        1,
        "U+FEFF zero width no-break space stands here and cannot be seen; take it out",
    ),
    ("title =", "ti\u200btle ="): (2, 3, "U+200B zero width space stands here and cannot be seen; take it out"),
    ('"Mine"', '"Mine"\u2028'): (2, 15, "U+2028 line separator stands here and cannot be seen; take it out"),
    ('"a", ', '"a"，'): (3, 12, "`，` (U+FF0C fullwidth comma) is not TOML's `,`"),
    ('"a", ', '"a"、'): (3, 12, "`、` (U+3001 ideographic comma) is not TOML's `,`"),
    ('"Mine"', '"Mine"；'): (
        2,
        15,
        "`；` (U+FF1B fullwidth semicolon) cannot stand here; only text in quotes may have it",
    ),
    ("[[steps]]", "［［steps］］"): (4, 1, "`［` (U+FF3B fullwidth left square bracket) is not TOML's `[`"),
    ("hold = 5.5", "hold = –5"): (6, 8, "`–` (U+2013 en dash) is not TOML's `-`"),
    ("hold = 5.5", "hold = −5"): (6, 8, "`−` (U+2212 minus sign) is not TOML's `-`"),
    ("hold = 5.5", "hold = ５"): (6, 8, "`５` (U+FF15 fullwidth digit five) is not TOML's `5`"),
    ("hold = 5.5", "hоld = 5.5"): (6, 2, "`о` (U+043E cyrillic small letter o) is not TOML's `o`"),
    ("hold = 5.5", "hold = 5 ½"): (
        6,
        10,
        "`½` (U+00BD vulgar fraction one half) cannot stand here; only text in quotes may",
    ),
    ("exercise =", "übung ="): (
        *(5, 1),
        "`ü` (U+00FC latin small letter u with diaeresis) cannot stand here; keys are written with a to z",
    ),
}


@cases(("change", "wanted"), ODD.items())
def test_it_is_named_with_its_place(change: tuple[str, str], wanted: tuple[int, int, str]) -> None:
    line, column, message = wanted
    assert change[0] in SESSION
    data = SESSION.replace(*change, 1).encode()
    problems = read_session(data, id="mine", path="mine.toml", exercises=catalogue(), warnings=False).problems
    found = [problem.message for problem in problems if (problem.line, problem.column) == (line, column)]
    assert any(said.startswith(message) for said in found), problems


@cases("change", [change for change in ODD if "übung" not in change[1]])
def test_nothing_else_is_wrong_then(change: tuple[str, str]) -> None:
    """The key is known all the same, so that it is not said to be missing."""
    data = SESSION.replace(*change, 1).encode()
    assert len(read_session(data, id="mine", path="mine.toml", exercises=catalogue(), warnings=False).problems) == 1


def test_in_text_and_comments_they_are_welcome() -> None:
    assert read_session(SESSION.encode(), id="mine", path="mine.toml", exercises=catalogue(), warnings=False).session
    for line in range(1, SESSION.count("\n") + 1):
        assert odd_character(SESSION, line) is None


def test_a_setting_is_told_of_too(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("volume = 70\nadvice_line = “116 117”\n", encoding="utf-8")
    _, (problem,) = read_settings(path)
    said = "not TOML: `“` (U+201C left double quotation mark) is not TOML's `\"`; the defaults are used"
    assert str(problem) == f"{path}:2:15: error: {said}"


@given(st.text(st.sampled_from("ab=[]{},.#'\"\\ \n“”‘’＝–é\u00a0\u200b"), max_size=60))
def test_it_is_found_only_where_there_is_no_toml(text: str) -> None:
    lines = text.count("\n") + 1
    found = [odd for odd in (odd_character(text, line) for line in range(1, lines + 1)) if odd]
    for offset, message in found:
        assert not text[offset].isascii()
        assert "\n" not in message
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert found == []
    assert mended(text) == text or not text.isascii()
