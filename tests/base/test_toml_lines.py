from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st

from backstretch.base.toml_lines import Position, Where, last_statement, layout, positions


def ways(value: object, where: Where = ()) -> Iterator[Where]:
    """The way to everything in a TOML value."""
    if where:
        yield where
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from ways(inner, (*where, key))


DOCUMENT = '''format = 1
"ti tle" = "x" # [not.a.table]
a.b . c = [1, [2, {x = 1, y.z = [3]}], "]", """ a ] "" b
[no]
""""", # a comment ]
 4, 1979-05-27 07:32:00Z, true, {}]
'lit\\eral' = \'\'\'a''\'\'\' # x
"esc\\u0061pe" = '"'
empty = ""
none = ''
[[steps]]
hold = 3
[steps.reps]
from = 5
[[ steps ]]
[[steps.steps]]
a=1
[[steps.steps]]
b.c = 0x1f
[x.y]
[x]
  indented = 1.5e3
'''


def test_every_kind_of_thing_has_its_place() -> None:
    found = positions(DOCUMENT)
    assert set(found) == set(ways(tomllib.loads(DOCUMENT)))
    expected: dict[Where, tuple[int, int]] = {
        ("format",): (1, 1),
        ("ti tle",): (2, 1),
        ("a",): (3, 1),
        ("a", "b"): (3, 3),
        ("a", "b", "c"): (3, 7),
        ("a", "b", "c", 0): (3, 12),
        ("a", "b", "c", 1): (3, 15),
        ("a", "b", "c", 1, 1, "y", "z"): (3, 29),
        ("a", "b", "c", 1, 1, "y", "z", 0): (3, 34),
        ("a", "b", "c", 3): (3, 45),
        ("a", "b", "c", 4): (6, 2),
        ("a", "b", "c", 5): (6, 5),
        ("a", "b", "c", 6): (6, 27),
        ("a", "b", "c", 7): (6, 33),
        ("escape",): (8, 1),
        ("steps",): (11, 1),
        ("steps", 0): (11, 1),
        ("steps", 0, "reps"): (13, 1),
        ("steps", 0, "reps", "from"): (14, 1),
        ("steps", 1): (15, 1),
        ("steps", 1, "steps", 1): (18, 1),
        ("steps", 1, "steps", 1, "b", "c"): (19, 3),
        ("x", "y"): (20, 1),
        ("x",): (21, 1),
        ("x", "indented"): (22, 3),
    }
    assert {where: tuple(found[where]) for where in expected} == expected


def test_a_byte_order_mark_and_windows_line_ends_move_nothing() -> None:
    assert positions("\ufeff" + DOCUMENT.replace("\n", "\r\n")) == positions(DOCUMENT)


def test_columns_count_characters() -> None:
    assert positions('a = ["äöü🦴", 2]')[("a", 1)] == Position(1, 14)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)),
        ("a = 1\nb = [1,\n2\n", (2, 1)),
        ('a = 1\n  b = """x\n\ny = 3', (2, 3)),
        ("a = 1\nb = '''x", (2, 1)),
        ('a = 1\nb = "x', (2, 1)),
        ("[a]\nb = {c = ", (2, 1)),
        ("a = 1\n[steps", (2, 1)),
        ("a", (1, 1)),
    ],
)
def test_a_text_that_breaks_off_does_so_in_its_last_statement(text: str, place: tuple[int, int]) -> None:
    assert last_statement(text + "\n") == place


VALUES = st.recursive(
    st.text() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.datetimes(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def key_at(line: str) -> str | None:
    """The key that ``line`` begins with."""
    for end in range(1, len(line) + 1):
        try:
            (key,) = tomllib.loads(f"{line[:end]} = 0")
        except (tomllib.TOMLDecodeError, ValueError):
            continue
        if end == len(line) or line[end] in "=. \t":
            return str(key)
    return None


@pytest.mark.second
@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=6), st.data())
def test_what_is_wanted_is_where_it_is(values: dict[str, Any], data: st.DataObject) -> None:
    text = tomli_w.dumps(values)
    places = positions(text)
    wanted = set(data.draw(st.lists(st.sampled_from(sorted(places, key=str) or [()]), max_size=5)))
    assert positions(text, wanted) == {where: place for where, place in places.items() if where in wanted}


@pytest.mark.second
@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=6), st.booleans())
def test_every_key_is_found_where_it_stands(values: dict[str, object], multiline: bool) -> None:
    text = tomli_w.dumps(values, multiline_strings=multiline)
    found = positions(text)
    assert set(found) == set(ways(tomllib.loads(text)))
    lines = text.replace("\r\n", "\n").split("\n")
    for where, (line, column) in found.items():
        rest = lines[line - 1][column - 1 :]
        assert rest
        if isinstance(where[-1], str) and not rest.startswith("["):
            assert key_at(rest.split(" =")[0] if '"' not in rest else rest) == where[-1]


@example('"\\1"')
@given(st.text(alphabet="ab.=[]{}\"'#,\n\\ 1"))
def test_any_text_that_is_toml_is_understood(text: str) -> None:
    last_statement(text)
    try:
        values = tomllib.loads(text)
    except ValueError:
        return
    assert set(positions(text)) == set(ways(values))


def test_statements_and_values_have_their_characters() -> None:
    found = layout(DOCUMENT)
    said = [(one.kind, one.where, one.header, DOCUMENT[one.span.start : one.span.end]) for one in found.statements]
    assert said[0] == ("key", ("format",), -1, "format = 1")
    assert (
        said[-8:]
        == [
            ("array", ("steps", 1), 11, "[[ steps ]]"),
            ("array", ("steps", 1, "steps", 0), 12, "[[steps.steps]]"),
            ("key", ("steps", 1, "steps", 0, "a"), 12, "a=1"),
            ("array", ("steps", 1, "steps", 1), 14, "[[steps.steps]]"),
            ("key", ("steps", 1, "steps", 1, "b", "c"), 14, "b.c = 0x1f"),
            ("table", ("x", "y"), 16, "[x.y]"),
            ("table", ("x",), 17, "[x]"),
            ("key", ("x", "indented"), 17, "indented = 1.5e3"),
        ][-9:]
    )
    inner = found.items[("a", "b", "c", 1, 1, "y", "z")]
    assert DOCUMENT[inner.key : inner.value.end] == "y.z = [3]"
    assert inner.inside == ("a", "b", "c", 1, 1)
    header = found.statements[-4]
    assert [DOCUMENT[part] for part in header.parts] == ["b", "c"]


@pytest.mark.second
@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=6))
def test_the_characters_of_a_value_say_it(values: dict[str, object]) -> None:
    text = tomli_w.dumps(values).replace("\r", "")
    said = tomllib.loads(text)
    for where, item in layout(text).items.items():
        value: Any = said
        for part in where:
            value = value[part]
        assert repr(tomllib.loads(f"key = {text[item.value.start : item.value.end]}")["key"]) == repr(value)


@pytest.mark.second
def test_long_texts_take_time_in_proportion() -> None:
    text = "".join(f'[[steps]]\nname = "{number}"\ncues = ["a", "b"]\n' for number in range(8_000))
    assert len(positions(text)) == 1 + 8_000 * 5
