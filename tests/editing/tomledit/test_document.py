"""The bytes that go in come out, and typing changes the lines that were typed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.editing.field_edits import set_value
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.document import Document

from ..samples import IRREGULAR, REGULAR, document


@given(st.text())
def test_the_same_bytes(text: str) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.replace("\n", "\r\n").encode()):
        opened = Document.of(data)
        assert opened.data == data
        assert opened.with_text(opened.text) == opened


@pytest.mark.parametrize("data", (REGULAR | IRREGULAR).values(), ids=[*REGULAR, *IRREGULAR])
def test_the_same_bytes_of_any_file(data: bytes) -> None:
    opened = Document.of(data)
    assert opened.data == data
    assert opened.values is not None
    assert "\r" not in opened.text
    assert "\ufeff" not in opened.text


def test_what_is_no_text() -> None:
    with pytest.raises(ValueError, match=r"^byte 0xff in line 2 is not UTF-8; save the file as UTF-8$"):
        Document.of(b"format = 1\ntitle = \xff\n")


@pytest.mark.parametrize(
    ("source", "typed", "after"),
    [
        ("a\r\nb\nc\r\n", "a\nB\nc\n", "a\r\nB\nc\r\n"),
        ("a\r\nb\r\nc", "a\nx\ny\nb\nc", "a\r\nx\r\ny\r\nb\r\nc"),
        ("a\r\nb\nc", "a\nc", "a\r\nc"),
        ("a\nb", "a", "a"),
        ("a", "a\nb", "a\nb"),
        ("a\r\nb\r\n", "a\nb\nc", "a\r\nb\r\nc"),
        ("", "a\n", "a\n"),
        ("a\n", "", ""),
        ("# a\u2028b\nc", "# a\nb\nC", "# a\u2028b\nC"),
        ("a\rb\nc", "a\nb\nd", "a\rb\nd"),
        ("a\na\na\n", "a\na\n", "a\na\n"),
    ],
)
def test_lines_that_were_not_typed_in_keep_their_end(source: str, typed: str, after: str) -> None:
    assert document(source).with_text(typed).source == after


@given(st.text("ab\n\r"), st.text("ab\n"))
def test_what_is_typed_is_there(source: str, typed: str) -> None:
    opened = Document.of(source.encode())
    assert opened.with_text(typed).text == typed
    assert opened.with_text(typed).with_text(opened.text).text == opened.text


def test_a_byte_order_mark_stays_and_is_no_part_of_the_text() -> None:
    marked = Document.of(b"\xef\xbb\xbfa = 1")
    assert marked.text == "a = 1"
    assert set_value(marked, ("format",), 1).data == b"\xef\xbb\xbfformat = 1\na = 1"
    assert marked.with_text("\ufeffb = 1") == Document("b = 1", marked=True)
    assert Document.of(b"\xef\xbb\xbf\xef\xbb\xbfa = 1").values is None


def test_half_a_pair_cannot_be_typed() -> None:
    with pytest.raises(EditError, match="half of a pair"):
        document("").with_text("\ud800")


@pytest.mark.parametrize("text", ["a = 1\nb = \n", "a\rb", "\0", "x = [", "a." * 70 + "b = 1", "x = " + "[" * 5000])
def test_what_is_no_toml_can_only_be_changed_as_text(text: str) -> None:
    broken = document(text)
    assert broken.values is None
    with pytest.raises(EditError, match=r"^line \d+ has to be put right in the text first: [^\n]*$"):
        set_value(broken, ("title",), "T")
