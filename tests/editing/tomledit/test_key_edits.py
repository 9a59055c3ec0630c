"""Where a value goes, and how it looks there."""

from __future__ import annotations

from typing import Any

import pytest

from backstretch.base.toml_lines import Where
from backstretch.editing.field_edits import set_value, unset
from backstretch.editing.tomledit import EditError
from tests.cases import cases

from ..samples import document

HOLD: Where = ("steps", 0, "hold")
CUES: Where = ("steps", 0, "cues")


def step(text: str) -> str:
    return f"[[steps]]\n{text}\n"


@cases(
    ("before", "where", "value", "after"),
    [
        ("hold = 20", HOLD, 25, "hold = 25"),
        ("hold=0x14#x", HOLD, 25, "hold=25#x"),
        ("hold = 2_0", HOLD, 20, "hold = 2_0"),
        ("hold = 20", HOLD, 20.0, "hold = 20.0"),
        ("hold = 20   # a", HOLD, "1m30s", 'hold = "1m30s"  # a'),
        ("hold = '90s'        # a", HOLD, "2m", "hold = '2m'         # a"),
        ("hold = 5 # a", HOLD, 10, "hold = 10 # a"),
        ("hold = 5\t# a", HOLD, 10, "hold = 10\t# a"),
        ("cue = 'a'", ("steps", 0, "cue"), "it's", 'cue = "it\'s"'),
        ('cue = """\na\nb"""', ("steps", 0, "cue"), 'c "\n\\', 'cue = """\nc \\"\n\\\\"""'),
        ('cue = "a"', ("steps", 0, "cue"), 'a "\t\n\0', 'cue = "a \\"\\t\\n\\u0000"'),
        ("hold = { from = 5, to = 9, by = 1 }   # a", (*HOLD, "to"), 20, "hold = { from = 5, to = 20, by = 1 }  # a"),
        ("hold = {from=5,by=1}", (*HOLD, "to"), 20, "hold = {from=5, to = 20,by=1}"),
        ("hold = {to=5}", (*HOLD, "from"), 2, "hold = {from = 2, to=5}"),
        ("hold = {}", (*HOLD, "from"), 2, "hold = { from = 2 }"),
        ("hold = {from=5,to=9}", HOLD, {"from": 5, "to": 8, "by": 1}, "hold = {from=5,to=8, by = 1}"),
        ("hold = 5 # a", HOLD, {"from": 5, "to": 8, "by": 1}, "hold = { from = 5, to = 8, by = 1 } # a"),
        ("hold = {from=5,to=9} # a", HOLD, 7, "hold = 7 # a"),
        ("hold.from = 5 # a\nhold.to = 8", (*HOLD, "by"), 1, "hold.from = 5 # a\nhold.to = 8\nhold.by = 1"),
        ("hold.from = 5 # a\nhold.to = 8\nreps = 1", HOLD, 9, "hold = 9\nreps = 1"),
        (
            "reps = 3\n[steps.hold]\n# a\nto = 5 # b",
            (*HOLD, "from"),
            1,
            "reps = 3\n[steps.hold]\nfrom = 1\n# a\nto = 5 # b",
        ),
        ("reps = 3\n[steps.hold] # a\n# b\nto = 5", HOLD, 9, "hold = 9\nreps = 3\n# b"),
        ("exercise = 'a'\ncue = 'b' # c", HOLD, 5, "exercise = 'a'\nhold = 5\ncue = 'b' # c"),
        ("  exercise='a' # b\n  # c\n  reps=3", HOLD, 5, "  exercise='a' # b\n  hold=5\n  # c\n  reps=3"),
        ("name       = 'a'\nrest_after = 3", HOLD, 5, "name       = 'a'\nhold       = 5\nrest_after = 3"),
        ("name   = 'a'", ("steps", 0, "rest_between"), 5, "name   = 'a'\nrest_between = 5"),
        ("# a\ncue = 'b'", ("steps", 0, "exercise"), "x", "exercise = \"x\"\n# a\ncue = 'b'"),
        ("", HOLD, 5, "hold = 5\n"),
        ("hold = 5", ("steps", 0, "my key"), True, 'hold = 5\n"my key" = true'),
        ("hold = 5", CUES, [], "hold = 5\ncues = []"),
        ("hold = 5", CUES, ["x" * 60] * 2, f'hold = 5\ncues = [\n    "{"x" * 60}",\n    "{"x" * 60}",\n]'),
    ],
)
def test_a_value_is_set(before: str, where: Where, value: Any, after: str) -> None:
    assert set_value(document(step(before)), where, value).source == step(after)


@cases(
    ("before", "after", "written"),
    [
        ("['a', 'b']", ["a", "c"], "['a', 'c']"),
        ("[ 'a', 'b' ]", ["a", "b", "c"], "[ 'a', 'b', \"c\" ]"),
        ("[ 'a', 'b', ]", ["a", "b", "c"], "[ 'a', 'b', \"c\", ]"),
        ("['a', 'b', 'c']", ["a", "c"], "['a', 'c']"),
        ("['a', 'b', 'c']", ["b", "c"], "['b', 'c']"),
        ("['a', 'b', 'c']", ["a"], "['a']"),
        ("['a', 'b']", [], "[]"),
        ("['b']", ["a", "b"], "[\"a\", 'b']"),
        ("[]", ["a", "b"], '["a", "b"]'),
        ("[ # x\n]", ["a"], '["a" # x\n]'),
        ("[\n  'a', # x\n  'b', # y\n]", ["a", "n", "b"], "[\n  'a', # x\n  \"n\",\n  'b', # y\n]"),
        ("[\n  'a', # x\n  'b' # y\n]", ["a", "b", "n"], "[\n  'a', # x\n  'b', # y\n  \"n\"\n]"),
        ("[\n  'a', # x\n  'b', # y\n]", ["a", "b", "n"], "[\n  'a', # x\n  'b', # y\n  \"n\",\n]"),
        ("[\n  'a', # x\n  'b', # y\n]", ["n", "a", "b"], "[\n  \"n\",\n  'a', # x\n  'b', # y\n]"),
        ("[\n  'a', # x\n  'b', # y\n  'c', # z\n]", ["a", "c"], "[\n  'a', # x\n   # y\n  'c', # z\n]"),
        ("[\n  'a',\n  'b',\n  'c',\n]", ["a", "c"], "[\n  'a',\n  'c',\n]"),
        ("[\n  'a', # x\n]", [], "[\n   # x\n]"),
        ("[1, { a = 2 }, 'b']", ["a", "b"], "[\"a\", 'b']"),
    ],
)
def test_a_list_keeps_its_lines_and_comments(before: str, after: list[str], written: str) -> None:
    assert set_value(document(step(f"cues = {before} # end")), CUES, after).source == step(f"cues = {written} # end")


def test_a_new_list_may_take_several_lines_in_place_of_an_empty_one() -> None:
    changed = set_value(document(step("cues = []")), CUES, ["x" * 50, "y" * 50])
    assert changed.source == step(f'cues = [\n    "{"x" * 50}",\n    "{"y" * 50}",\n]')


@cases(
    ("before", "where", "value", "after"),
    [
        ("# a\n\ntitle = 'T'\n", ("format",), 1, "# a\n\nformat = 1\ntitle = 'T'\n"),
        ("# a\n\n# b\n[[steps]]\n", ("format",), 1, "# a\n\nformat = 1\n\n# b\n[[steps]]\n"),
        ("", ("format",), 1, "format = 1\n"),
        ("# a", ("format",), 1, "# a\nformat = 1"),
        ("format = 1\r\n[[steps]]\r\n", ("title",), "T", 'format = 1\r\ntitle = "T"\r\n[[steps]]\r\n'),
        ("title = 'T'", ("breath",), 5, "title = 'T'\nbreath = 5"),
    ],
)
def test_a_key_of_the_file_is_added(before: str, where: Where, value: Any, after: str) -> None:
    assert set_value(document(before), where, value).source == after


@cases(
    ("before", "where", "after"),
    [
        ("# a\nhold = 5 # b\n# c\nreps = 1", HOLD, "# a\n# c\nreps = 1"),
        ("cues = [ # a\n 'x',\n]\nhold = 5", CUES, "hold = 5"),
        ("hold = { from = 1, to = 2, by = 3 } # a", (*HOLD, "from"), "hold = { to = 2, by = 3 } # a"),
        ("hold = { from = 1, to = 2, by = 3 } # a", (*HOLD, "by"), "hold = { from = 1, to = 2 } # a"),
        ("hold = { from = 1 } # a", (*HOLD, "from"), "hold = {} # a"),
        ("hold.from = 1\nreps = 2\nhold.to = 3", HOLD, "reps = 2"),
        ("reps = 2\n[steps.hold]\nfrom = 1\n# a\nto = 2", HOLD, "reps = 2\n# a"),
        ("hold = 5", ("steps", 0, "reps"), "hold = 5"),
    ],
)
def test_a_key_is_taken_out(before: str, where: Where, after: str) -> None:
    assert unset(document(step(before)), where).source == step(after)


@cases(
    ("where", "value", "message"),
    [
        (("steps", 1, "hold"), 5, "there is no place steps.2.hold in this file"),
        (("steps", 0, "hold", "from"), 5, "there is no place steps.1.hold.from in this file"),
        (("steps", 0, "cues", 1), "b", "there is no place steps.1.cues.2 in this file"),
        (("steps",), [], "steps holds steps; change them one by one"),
        ((), 5, "there is no place the file in this file"),
        (("title",), "\ud800", "the text has a character that cannot be saved: half of a pair"),
        (("title",), 2**63, "a number this large cannot be written"),
        (("title",), None, "only texts, numbers, lists and tables can be written"),
    ],
)
def test_what_cannot_be_set(where: Where, value: Any, message: str) -> None:
    before = document("title = 'T'\n[[steps]]\nhold = 5\ncues = ['a']\n")
    with pytest.raises(EditError) as refused:
        set_value(before, where, value)
    assert str(refused.value) == message


@cases(
    ("where", "message"),
    [
        (("steps", 0), "steps.1 is in a list; set the whole list"),
        (("steps",), "steps holds steps; delete them one by one"),
        (("steps", 3, "hold"), "there is no place steps.4.hold in this file"),
    ],
)
def test_what_cannot_be_taken_out(where: Where, message: str) -> None:
    with pytest.raises(EditError) as refused:
        unset(document("[[steps]]\nhold = 5\n"), where)
    assert str(refused.value) == message
