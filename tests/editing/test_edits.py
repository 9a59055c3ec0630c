"""Any edits of any file, in any order: what is said changes as it should, and nothing else does."""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from backstretch.base.toml_lines import Where
from backstretch.editing.field_edits import set_value, unset
from backstretch.editing.history import History
from backstretch.editing.step_edits import delete_step, duplicate_step, insert_step, move_step
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.document import Document
from backstretch.editing.tomledit.literals import same
from backstretch.session.catalogue import catalogue
from backstretch.session.model import Session
from backstretch.session.reader import read_session

from ..loops import as_long_as
from . import oracle
from .samples import IRREGULAR, REGULAR, comments, lines

pytestmark = pytest.mark.second

FILE_KEYS = ["format", "title", "summary", "author", "level", "tags", "lead_in", "side_gap", "breath", "my key"]
STEP_KEYS = ["exercise", "name", "sides", "hold", "reps", "rest", "rest_between", "lead_in", "cue", "cues", "rounds"]

texts = st.sampled_from(["", "bridge", "90s", "4 breaths", "It's", 'a "b"', "two\nlines", "\\", "# no", "ü\u2028🦴"])
numbers = st.integers(-1, 120) | st.sampled_from([2.5, 1e20, float("nan"), float("inf")])
lists = st.lists(st.sampled_from(["One.", "Two.", "Three.", "neck", "x" * 60]), max_size=4)
ranges = st.fixed_dictionaries({"from": st.integers(1, 9), "to": st.integers(5, 30), "by": st.integers(1, 5)})
anything = numbers | texts | lists | ranges | st.booleans()
single = st.fixed_dictionaries(
    {"exercise": st.just("bridge"), "hold": numbers, "reps": ranges}
) | st.fixed_dictionaries({"rest": st.integers(0, 60), "cue": texts})
groups = st.fixed_dictionaries({"rounds": st.integers(1, 9), "steps": st.lists(single, min_size=1, max_size=3)})


def tables(values: Any, where: Where = ()) -> Iterator[Where]:
    """Where the tables of a file are."""
    if isinstance(values, dict):
        yield where
    items = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    for key, inner in items:
        yield from tables(inner, (*where, key))


@st.composite
def keys(draw: st.DrawFn, values: Mapping[str, Any]) -> Where:
    """A key that there is, or could be, or an element of a list of texts; steps are edited as steps."""
    table: Where = draw(st.sampled_from([where for where in tables(values) if "deep" not in where]))
    holder = oracle.at(values, table)
    names = FILE_KEYS if not table else STEP_KEYS if isinstance(table[-1], int) else ["from", "to", "by"]
    known: list[str] = [key for key in holder if key != "steps"] + names if draw(st.booleans()) else names
    key: str = draw(st.sampled_from(known))
    element = holder.get(key)
    if isinstance(element, list) and element and isinstance(element[0], str) and draw(st.booleans()):
        return (*table, key, draw(st.integers(0, len(element))))
    return (*table, key)


@st.composite
def places(draw: st.DrawFn, values: Mapping[str, Any]) -> Where:
    """A place of a step: one there is, the one after the last, or, seldom, one there is not."""
    steps = steps_of(values)
    inner = [index for index, step in enumerate(steps) if isinstance(step, dict) and "rounds" in step]
    if draw(st.booleans()) and inner:
        group = draw(st.sampled_from(inner))
        return ("steps", group, "steps", draw(st.integers(0, len(steps_of(steps[group])) + 1)))
    return ("steps", draw(st.integers(0, len(steps) + 1)))


def steps_of(table: Mapping[str, Any]) -> list[Any]:
    steps = table.get("steps")
    return steps if isinstance(steps, list) else []


Edit = tuple[str, Callable[[Document], Document], Callable[[oracle.Values], object]]


@st.composite
def edits(draw: st.DrawFn, values: Mapping[str, Any]) -> Edit:
    kind = draw(st.sampled_from(["set", "set", "unset", "insert", "delete", "duplicate", "move", "move"]))
    if kind in {"set", "unset"}:
        where = draw(keys(values))
        if kind == "unset":
            return kind, lambda one: unset(one, where), lambda one: oracle.unset(one, where)
        value: Any = draw(anything)
        return kind, lambda one: set_value(one, where, value), lambda one: oracle.set_value(one, where, value)
    place, other = draw(places(values)), draw(places(values))
    if kind == "insert":
        step = draw(single | groups)
        return kind, lambda one: insert_step(one, place, step), lambda one: oracle.insert(one, place, step)
    if kind == "move":
        return kind, lambda one: move_step(one, place, other), lambda one: oracle.move(one, place, other)
    if kind == "delete":
        return kind, lambda one: delete_step(one, place), lambda one: oracle.delete(one, place)
    return kind, lambda one: duplicate_step(one, place), lambda one: oracle.duplicate(one, place)


def tried(edit: Callable[[Document], Document], document: Document) -> tuple[Document | None, str]:
    """The edited document, or why it was refused."""
    try:
        return edit(document), ""
    except EditError as error:
        return None, str(error)


def is_part(part: list[str], whole: list[str]) -> bool:
    """Whether ``whole`` has all of ``part`` in its order."""
    rest = iter(whole)
    return all(line in rest for line in part)


def session_of(data: bytes) -> Session | None:
    session = read_session(data, id="s", path="s.toml", exercises=catalogue(), warnings=False).session
    return session and session._replace(content=b"")


def names(values: Mapping[str, Any]) -> Counter[str]:
    """How many steps have each name."""
    found: Counter[str] = Counter()
    for step in steps_of(values):
        if isinstance(step, dict):
            found[str(step.get("name", ""))] += 1
            found += names(step)
    return found


def check(kind: str, before: Document, after: Document, values: oracle.Values) -> None:
    said = tomllib.loads(after.source)
    assert same(said, values)
    old, new = comments(before.source), comments(after.source)
    if kind == "move":
        assert Counter(old) == Counter(new)
    elif kind == "delete":
        assert is_part(new, old)
        assert is_part([line for line in lines(after) if "#" not in line], lines(before))
    elif kind in {"insert", "duplicate"}:
        assert is_part(old, new)
        assert is_part([line for line in lines(before) if line not in ("steps = []", "steps = [ ]")], lines(after))
    free = [comment for comment in old if comment.startswith("#free")]
    assert [comment for comment in new if comment.startswith("#free")] == free
    assert after.marked == before.marked
    if lines(before) and lines(after):
        assert after.source.endswith("\n") == before.source.endswith("\n")
    if "\r\n" in before.source and before.source.count("\r\n") == before.source.count("\n"):
        assert after.source.count("\r\n") == after.source.count("\n")
    if "\r" not in before.source:
        assert "\r" not in after.source


_FIRST = {"tables", "comments", "split"}
"""The most trying of the files."""


def _tiered(name: str) -> object:
    return pytest.param(name, marks=() if name in _FIRST else pytest.mark.second)


@pytest.mark.parametrize("name", [*map(_tiered, REGULAR | IRREGULAR)])
@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_any_edits(name: str, data: st.DataObject) -> None:
    original = (REGULAR | IRREGULAR)[name]
    history = History(Document.of(original))
    assert history.document.data == original
    values: oracle.Values = tomllib.loads(history.document.source)
    own_comments = Counter(comment[5:6] for comment in comments(history.document.source) if comment.startswith("# of "))
    whole_steps = True
    for _ in range(data.draw(st.integers(1, 6))):
        kind, edit, edit_values = data.draw(edits(values))
        before, expected = history.document, copy.deepcopy(values)
        try:
            edit_values(expected)
        except oracle.SenselessError:
            with pytest.raises(EditError):
                edit(before)
            continue
        after, refusal = tried(edit, before)
        if after is None:
            # What only a dotted key makes is not there without it.
            assert name in IRREGULAR or (name == "tables" and ("mine" in refusal or kind == "unset")), refusal
            assert "\n" not in refusal
            continue
        check(kind, before, after, expected)
        whole_steps = whole_steps and kind in {"delete", "duplicate", "move"}
        if whole_steps:  # once a key is gone, a comment may belong to nothing any more
            for step, own in own_comments.items():
                was, now = (one.source.count(f"# of {step}") for one in (before, after))
                if names(values)[step] == 1 and was == own:  # else a copy of it has another name by now
                    assert now == was * names(expected)[step]
        assert session_of(after.data) == session_of(tomli_w.dumps(expected).encode())
        history.do(after, kind)
        values = expected
    final = history.document
    for _ in as_long_as(lambda: history.can_undo):
        history.undo()
    assert history.document.data == original
    for _ in as_long_as(lambda: history.can_redo):
        history.redo()
    assert history.document == final


@pytest.mark.parametrize("name", [*map(_tiered, REGULAR)])
@given(st.data())
def test_one_value_set_changes_its_own_characters_only(name: str, data: st.DataObject) -> None:
    document = Document.of(REGULAR[name])
    values = tomllib.loads(document.source)
    where = data.draw(keys(values))
    value: Any = data.draw(numbers | st.sampled_from(["bridge", "90s", "It's"]))
    try:
        before = oracle.at(values, where)
    except oracle.SenselessError:
        before = None
    if isinstance(before, dict | list) or isinstance(where[-1], int) or ("\n" in str(before)):
        return
    changed = set_value(document, where, value)
    old, new = document.source.split("\n"), changed.source.split("\n")
    differing = [index for index, (one, other) in enumerate(zip(old, new, strict=False)) if one != other]
    if before is not None:
        # A text in three quotes may take up several lines of the file.
        assert len(new) == len(old) or where == ("steps", 0, "cue")
        assert len(differing) <= 1 or len(new) < len(old)
        assert comments(changed.source) == comments(document.source)
    else:
        assert is_part(lines(document), lines(changed))
        assert len(lines(changed)) <= len(lines(document)) + 1
        assert comments(changed.source) == comments(document.source)
        assert lines(unset(changed, where)) == lines(document)
