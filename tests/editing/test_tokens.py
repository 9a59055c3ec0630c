"""The tokens that the text of a file is coloured by."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from backstretch.editing.tomledit.tokens import begins_within, tokens
from tests.cases import cases

SESSIONS = sorted((Path(__file__).parents[2] / "sessions").glob("*.toml"))


def said(line: str) -> str:
    """A line's tokens, each with the first letter of its kind."""
    return "  ".join(f"{token.kind[0]}:{line[token.start : token.end]}" for token in tokens(line)[0])


@cases(
    ("line", "found"),
    [
        ("", ""),
        ("# all of it = 5", "c:# all of it = 5"),
        ("format = 1", "k:format  v:1"),
        ('title = "Gentle # start"  # said', 't:"Gentle # start"'.join(("k:title  ", "  c:# said"))),
        ("[[steps]]  # one", "t:[[steps]]  c:# one"),
        ("  [steps.words]", "t:[steps.words]"),
        ("reps = { from = 5, to = 30, by = 5 }", "k:reps  k:from  v:5  k:to  v:30  k:by  v:5"),
        ('cues = ["Up.", \'Down "slowly".\']', 'k:cues  t:"Up."  t:\'Down "slowly".\''),
        (r'cue = "a \"b\" c" # d', r'k:cue  t:"a \"b\" c"  c:# d'),
        ('"my key"."b" = 1.5', 'k:"my key"  k:"b"  v:1.5'),
        ("from = 2026-12-01", "k:from  v:2026-12-01"),
        ("done = true", "k:done  v:true"),
        ('title = "open', 'k:title  t:"open'),
        ('a = """b""" # c', 'k:a  t:"""b"""  c:# c'),
    ],
)
def test_a_line_is_told_apart(line: str, found: str) -> None:
    assert said(line) == found


def test_a_string_over_lines_goes_on_to_its_end() -> None:
    lines = ['a = """one', "b = 2", 'c \\"""', 'd" """ # e', "f = '''", "'''", "g = 1"]
    assert begins_within(lines) == ["", '"""', '"""', '"""', "", "'''", ""]
    assert [token.kind for token in tokens(lines[3], '"""')[0]] == ["text", "comment"]
    assert [token.kind for token in tokens(lines[1], '"""')[0]] == ["text"]


def test_the_bundled_sessions_leave_nothing_but_signs_over() -> None:
    for path in SESSIONS:
        for line in path.read_text(encoding="utf-8").splitlines():
            left = list(line)
            for token in tokens(line)[0]:
                left[token.start : token.end] = " " * (token.end - token.start)
            assert not set("".join(left)) - set(" =,[]{}."), line


@given(st.lists(st.text(alphabet="""ab1"'#[]=\\. \t{}é""", max_size=30), max_size=6))
def test_any_text_has_tokens_in_order_that_do_not_overlap(lines: list[str]) -> None:
    for line, within in zip(lines, begins_within(lines), strict=True):
        at = 0
        for token in tokens(line, within)[0]:
            assert at <= token.start <= token.end <= len(line)
            at = token.end
