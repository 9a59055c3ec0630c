"""What the editor is made of, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backstretch.base.text import visible
from backstretch.base.toml_lines import Where
from backstretch.editing.exercise_facts import facts, for_person, left_out_for, matching
from backstretch.editing.outline import steps_shape
from backstretch.editing.tomledit.document import Document
from backstretch.editing.tomledit.literals import Value
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person
from backstretch.tui.editor.header_and_footer import Part, cut_off, keys_for
from backstretch.tui.editor.step_fields import Field, fields_of
from backstretch.tui.editor.step_rows import Row, about, columns_of, owner
from backstretch.tui.widgets.key_line import KeyLine, rows_for

TEXT = """\
format = 1
title = "All"
side_gap = 7
[[steps]]
exercise = "bridge"
[[steps]]
name = "Own"
hold = "9s"
reps = 4
[[steps]]
rest = 30
[[steps]]
rounds = 2
[[steps.steps]]
name = "Long"
hold = 3590
[[steps]]
name = "Both"
rest = 3
"""


def field(name: str, step: int | None = None) -> Field:
    """A field of a step by its place in the list, or of the whole session."""
    document = Document(TEXT)
    shape = None if step is None else steps_shape(document)[step]
    return next(each for each in fields_of(document, shape) if each.key.name == name)


def test_each_kind_of_step_has_its_fields() -> None:
    document = Document(TEXT)
    names = [[each.key.name for each in fields_of(document, shape)] for shape in (None, *steps_shape(document))]
    assert names[0] == ["title", "summary", "author", "level", "tags", "lead_in", "side_gap", "breath"]
    assert names[1][:5] == ["exercise", "sides", "first_side", "lead_in", "side_gap"]
    assert names[2][0] == "name"
    assert names[3] == ["rest", "until", "cue"]
    assert names[4] == ["rounds", "rest_between"]
    assert names[6] == [], "it is two kinds at once"


def test_a_wrong_format_number_can_be_put_right() -> None:
    fields = fields_of(Document(TEXT.replace("format = 1", "format = 2")), None)
    assert fields[0].key.name == "format"
    assert fields[0].meant("1") == 1


@pytest.mark.parametrize(
    ("name", "step", "otherwise"),
    [
        ("hold", 0, "3 breaths"),
        ("reps", 0, "5"),
        ("sides", 1, "none"),
        ("rest_between", 1, "0"),
        ("lead_in", 1, "10"),
        ("side_gap", 1, "7"),
        ("rest_between", 3, "0"),
        ("breath", None, "6"),
        ("rest", 2, ""),
        ("cues", 0, "the catalogue's"),
        ("cues", 1, "none"),
    ],
)
def test_what_holds_where_nothing_is_typed(name: str, step: int | None, otherwise: str) -> None:
    assert field(name, step).otherwise == otherwise


@pytest.mark.parametrize(
    ("name", "step", "text", "meant"),
    [
        ("hold", 0, " 20 ", 20),
        ("hold", 0, "2.5", 2.5),
        ("hold", 0, "4 breaths", "4 breaths"),
        ("hold", 0, "-3", -3),
        ("hold", 0, "9" * 16, "9" * 16),
        ("hold", 0, "", None),
        ("hold", 1, "", ""),
        ("rest", 2, " ", ""),
        ("title", None, "", ""),
        ("title", None, "5", "5"),
        ("summary", None, "", None),
        ("start", 0, "", None),
        ("tags", None, "one\n\n two", ["one", " two"]),
        ("tags", None, "\n", None),
    ],
)
def test_what_a_typed_text_stands_for(name: str, step: int | None, text: str, meant: Value | None) -> None:
    assert field(name, step).meant(text) == meant


def test_lines_that_stay_are_kept_as_they_are_written() -> None:
    tags = replace(field("tags"), value=["a  b", "c\td"])
    assert tags.text == "a b\nc d"
    assert tags.meant("a b\nnew\nc d") == ["a  b", "new", "c\td"]


@pytest.mark.parametrize(
    ("name", "step", "range_"),
    [
        ("hold", 0, {"from": "3 breaths", "to": "5 breaths", "by": "1 breath"}),
        ("reps", 0, {"from": 5, "to": 7, "by": 1}),
        ("hold", 1, {"from": 9, "to": 11, "by": 1}),
        ("reps", 1, {"from": 4, "to": 6, "by": 1}),
        ("hold", 4, {"from": 3590, "to": 3600, "by": 5}),
    ],
)
def test_a_range_begins_at_what_stood_there(name: str, step: int, range_: dict[str, object]) -> None:
    assert field(name, step).range() == range_


def test_the_catalogue_is_searched_by_every_word() -> None:
    assert len(matching("")) == len(catalogue())
    assert matching("BRIDGE")[0].id == "bridge"
    assert [exercise.id for exercise in matching("knee CHEST seated")] == ["seated-knee-to-chest"]
    assert "cat-cow" in [exercise.id for exercise in matching("hands and knees")]
    assert matching("no such thing") == []


def test_what_a_caution_does_to_an_exercise_is_said() -> None:
    knee = catalogue()["knee-to-chest"]
    assert for_person(knee, Person()) == ""
    both = catalogue()["double-knee-to-chest"]
    assert for_person(both, Person(cautions=frozenset({"osteoporosis"}))).startswith("left out for you: ")
    bridge = catalogue()["bridge"]
    shorter = for_person(bridge, Person(cautions=frozenset({"heart-pressure"})))
    assert shorter.startswith("holds of 6 s at most for you: ")
    assert "heart-pressure" not in left_out_for(bridge)
    assert "in its place for you: " in for_person(knee, Person(cautions=frozenset({"pregnancy"})))
    assert "ended in a pain stop" in for_person(knee, Person(hurt=frozenset({"knee-to-chest"})))
    assert {"osteoporosis", "pregnancy", "surgery"} <= set(left_out_for(knee))


def test_every_exercise_names_its_sources() -> None:
    for exercise in catalogue().values():
        lines = list(facts(exercise))
        keys = {*exercise.sources, *exercise.words_from}
        assert lines[-len(keys) - 1].endswith("in the sources:")


def test_nothing_shown_moves_the_cursor_and_nothing_moves() -> None:
    text = "a\x1b[0m\tb\u202ec\u2028\x9bé"
    shown = visible(text)
    assert len(shown) == len(text)
    assert shown == "a\ufffd[0m\tb\ufffdc\ufffd\ufffdé"


def test_a_line_of_keys_breaks_between_two_of_them() -> None:
    line = KeyLine([("a one", "screen.one"), ("b two", ""), ("c three", "")])
    assert [[text for text, _ in row] for row in line._lines(12, 3)] == [["a one", "b two"], ["c three"]]
    assert [len(row) for row in line._lines(3, 3)] == [1, 1, 1]
    assert [len(row) for row in line._lines(80, 3)] == [3]


def test_what_has_no_room_in_the_line_of_keys_is_left_out() -> None:
    line = KeyLine([("a one", ""), ("b longer than that", ""), ("c two", ""), ("d three", "")])
    assert [[text for text, _ in row] for row in line._lines(14, 1)] == [["a one", "c two"]]
    assert [rows_for(height) for height in (5, 11, 12, 23, 24, 100)] == [1, 1, 2, 2, 3, 3]


def test_what_is_said_besides_takes_no_line_of_its_own() -> None:
    line = KeyLine([("a one", ""), ("b two", "")], [("c three", "")])
    for width, rows in ((21, ["a one", "b two", "c three"]), (20, ["a one", "b two"])):
        assert [[text for text, _ in row] for row in line._lines(width, 3)] == [rows]
    assert [len(row) for row in line._lines(9, 3)] == [1, 1]
    assert [len(row) for row in line._lines(14, 3)] == [2], "nor goes into another line than the last"


ROWS = (
    Row((), "", "Session", length="5:05"),
    Row(("steps", 0), "1", "Side plank on the knees", "L+R 3 × 8 s", "1:41", "!"),
    Row(("steps", 1), "2", "Rest", "30 s", "0:30"),
)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (46, ["! 1 Side plank on the knees  L+R 3 × 8 s  1:41", "  2 Rest                            30 s  0:30"]),
        (40, ["! 1 Side plank on th…  L+R 3 × 8 s  1:41", "  2 Rest                      30 s  0:30"]),
        (26, ["! 1 Side plank on t…  1:41", "  2 Rest        30 s  0:30"]),
        (15, ["! 1 Side plank…", "  2 Rest       "]),
    ],
)
def test_a_line_shows_the_whole_name_as_long_as_it_can(width: int, lines: list[str]) -> None:
    columns = columns_of(ROWS)
    assert [row.render(width, columns).plain for row in ROWS[1:]] == lines


@pytest.mark.parametrize(
    ("at", "step"),
    [
        ((), ()),
        (("title",), ()),
        (("steps",), ()),
        (("steps", 3), ("steps", 3)),
        (("steps", 3, "hold", "from"), ("steps", 3)),
        (("steps", 3, "steps"), ("steps", 3)),
        (("steps", 3, "steps", 1, "cues", 0), ("steps", 3, "steps", 1)),
        (("steps", 3, "steps", 1, "steps", 0), ("steps", 3, "steps", 1)),
    ],
)
def test_a_problem_is_the_innermost_listed_steps(at: Where, step: Where) -> None:
    assert owner(at) == step


@pytest.mark.parametrize("part", ["list", "fields", "number", "text", "locked"])
def test_the_keys_fit_in_one_line_and_the_way_back_is_always_there(part: Part) -> None:
    for restore in (False, True):
        for width in range(121):
            keys = keys_for(part, width, restore=restore)
            line = "  ".join(said for said, _ in keys)
            assert len(line) <= max(width, len("Esc leave"))
            assert keys[-1][1] == "screen.back"
            assert ("Ctrl+R original" in line) <= restore
        assert "Ctrl+S save" in "  ".join(said for said, _ in keys_for(part, 76, restore=restore))
    assert keys_for("list", 38, restore=False)[0][0] == "Enter fields"


def test_what_has_no_room_is_cut_off_and_says_so() -> None:
    text = "one two three four"
    assert cut_off(text, 9, 3).plain == text
    assert cut_off(text, 9, 2).plain == "one two\nthree …"
    assert cut_off(text, 4, 1).plain == "one…"
    assert cut_off(text, 0, 3).plain == cut_off(text, 3, 0).plain == ""


def test_the_cues_of_a_step_are_said() -> None:
    shapes = steps_shape(Document(TEXT.replace('name = "Own"', 'name = "Own"\ncue = "First."\ncues = ["Then.", 5]')))
    assert about(shapes[1]) == "First. Then."
    assert about(shapes[0]).startswith(catalogue()["bridge"].words.start)
    assert about(shapes[2]) == ""
    assert "Enter" in about(None)
