"""Steps put in, taken out, doubled and moved: what goes along, and what stays."""

from __future__ import annotations

import pytest

from backstretch.base.toml_lines import Where
from backstretch.editing.outline import next_place
from backstretch.editing.step_edits import delete_step, duplicate_step, insert_step, move_step
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.document import Document

from .samples import COMPACT, INLINE, SPLIT, document

FILE = """\
# The file.
title = "T"

# Over all.

# of A
[[steps]] # beside A
name = "A"
hold = 5
# of A, below

# ---- the floor ----

[[steps]]
name = "B"
hold = 5

# of C
[[steps]]
rounds = 2

# of D
[[steps.steps]]
rest = 5

[[steps.steps]]
rest = 6

# The end.
"""

A = '# of A\n[[steps]] # beside A\nname = "A"\nhold = 5\n# of A, below\n\n'
B = '[[steps]]\nname = "B"\nhold = 5\n\n'
D = "# of D\n[[steps.steps]]\nrest = 5\n\n"
E = "[[steps.steps]]\nrest = 6\n\n"
C = f"# of C\n[[steps]]\nrounds = 2\n\n{D}{E}"
HEAD = '# The file.\ntitle = "T"\n\n# Over all.\n\n'
FLOOR = "# ---- the floor ----\n\n"
END = "# The end.\n"

WHOLE = document(FILE)


def test_the_parts() -> None:
    assert HEAD + A + FLOOR + B + C + END == FILE


@pytest.mark.parametrize(
    ("at", "to", "after"),
    [
        (("steps", 0), ("steps", 1), HEAD + FLOOR + B + A + C + END),
        (("steps", 1), ("steps", 0), HEAD + B + A + FLOOR + C + END),
        (("steps", 0), ("steps", 2), HEAD + FLOOR + B + C + A + END),
        (("steps", 2), ("steps", 0), HEAD + C + A + FLOOR + B + END),
        (("steps", 2, "steps", 0), ("steps", 2, "steps", 1), HEAD + A + FLOOR + B + C.replace(D + E, E + D) + END),
        (
            ("steps", 2, "steps", 1),
            ("steps", 3),
            HEAD + A + FLOOR + B + C.replace(E, "") + E.replace(".steps", "") + END,
        ),
        (
            ("steps", 2, "steps", 1),
            ("steps", 2),
            HEAD + A + FLOOR + B + E.replace(".steps", "") + C.replace(E, "") + END,
        ),
        (
            ("steps", 1),
            ("steps", 1, "steps", 0),
            HEAD + A + FLOOR + C.replace(D, B.replace("steps", "steps.steps") + D) + END,
        ),
        (
            ("steps", 0),
            ("steps", 1, "steps", 2),
            HEAD + FLOOR + B + C + A.replace("[steps", "[steps.steps") + END,
        ),
        (("steps", 1), ("steps", 1), FILE),
    ],
)
def test_a_step_is_moved_with_its_comments(at: Where, to: Where, after: str) -> None:
    moved = move_step(WHOLE, at, to)
    assert moved.source == after


@pytest.mark.parametrize(
    ("at", "after"),
    [
        (("steps", 0), HEAD + FLOOR + B + C + END),
        (("steps", 1), HEAD + A + FLOOR + C + END),
        (("steps", 2), HEAD + A + FLOOR + B + END),
        (("steps", 2, "steps", 0), HEAD + A + FLOOR + B + C.replace(D, "") + END),
    ],
)
def test_a_step_is_deleted_with_its_comments(at: Where, after: str) -> None:
    assert delete_step(WHOLE, at).source == after


def test_a_step_is_doubled_with_its_comments() -> None:
    assert duplicate_step(WHOLE, ("steps", 0)).source == HEAD + A + A + FLOOR + B + C + END
    assert duplicate_step(WHOLE, ("steps", 2)).source == HEAD + A + FLOOR + B + C + C + END


@pytest.mark.parametrize(
    ("at", "after"),
    [
        (("steps", 0), HEAD + "[[steps]]\nrest = 9\n\n" + A + FLOOR + B + C + END),
        (("steps", 1), HEAD + A + "[[steps]]\nrest = 9\n\n" + FLOOR + B + C + END),
        (("steps", 3), HEAD + A + FLOOR + B + C + "[[steps]]\nrest = 9\n\n" + END),
        (("steps", 2, "steps", 2), HEAD + A + FLOOR + B + C + "[[steps.steps]]\nrest = 9\n\n" + END),
    ],
)
def test_a_step_is_put_in(at: Where, after: str) -> None:
    assert insert_step(WHOLE, at, {"rest": 9}).source == after


def test_what_was_put_in_goes_again() -> None:
    for at in [("steps", index) for index in range(4)] + [("steps", 2, "steps", index) for index in range(3)]:
        step = {"rest": 9} if len(at) > 2 else {"rounds": 2, "steps": [{"rest": 1}, {"rest": 2}]}
        assert delete_step(insert_step(WHOLE, at, step), at) == WHOLE


def test_a_file_without_empty_lines_stays_so() -> None:
    compact = document(COMPACT)
    assert insert_step(compact, ("steps", 4), {"rest": 9}).source == f"{COMPACT}\n[[steps]]\nrest = 9"
    last = '\n[[steps]]\nname = "F"\nrest = 5'
    assert delete_step(compact, ("steps", 3)).source == COMPACT.removesuffix(last)
    moved = move_step(compact, ("steps", 3), ("steps", 2, "steps", 1))
    assert moved.source == COMPACT.replace(last, last.replace("[steps]", "[steps.steps]"))


@pytest.mark.parametrize("text", ["", "# a\n", "format = 1\nsteps = []\n", "[other]\nx = 1\n"])
def test_a_first_step(text: str) -> None:
    first = insert_step(document(text), ("steps", 0), {"rest": 9})
    kept = text.replace("steps = []\n", "")
    assert first.source == kept + ("\n" if kept else "") + "[[steps]]\nrest = 9\n"
    assert delete_step(first, ("steps", 0)).source == kept


def test_the_first_step_of_a_group() -> None:
    text = "[[steps]]\n  rounds = 2\n  # below\n\n# free\n\n[[steps]]\nrest = 1\n"
    filled = insert_step(document(text), ("steps", 0, "steps", 0), {"rest": 9})
    assert filled.source == text.replace("# below\n", "# below\n\n[[steps.steps]]\nrest = 9\n")


def test_new_steps_are_indented_like_their_neighbours() -> None:
    text = "[[steps]]\nrounds = 2\n\n  [[steps.steps]]\n  rest = 1\n"
    added = insert_step(document(text), ("steps", 0, "steps", 1), {"rest": 9, "cue": "x"})
    assert added.source == text + '\n  [[steps.steps]]\n  rest = 9\n  cue = "x"\n'


def test_a_range_of_its_own_goes_along() -> None:
    text = "[[steps]]\nrounds = 1\n[[ 'steps' . steps ]]\nname='a'\n[steps.steps.reps] # a\nfrom = 1\n"
    out = move_step(document(text), ("steps", 0, "steps", 0), ("steps", 1))
    assert out.source == "[[steps]]\nrounds = 1\n[[ steps ]]\nname='a'\n[steps.reps] # a\nfrom = 1\n"
    back = move_step(out, ("steps", 1), ("steps", 0, "steps", 0))
    assert back.source == text.replace("'steps' . steps", "steps.steps")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (INLINE, "steps is one list in brackets; its steps can only be moved in the text"),
        (SPLIT, "steps.1 is written in several places; it can only be moved in the text"),
    ],
)
def test_a_file_whose_steps_can_only_be_moved_in_the_text(text: str, message: str) -> None:
    with pytest.raises(EditError) as refused:
        delete_step(document(text), ("steps", 1))
    assert str(refused.value) == message


def test_a_group_in_brackets_gets_no_header() -> None:
    with pytest.raises(
        EditError, match=r"^steps\.1 is in a list in brackets; steps can only be added to it in the text$"
    ):
        insert_step(document("steps = [{ rounds = 2 }]\n"), ("steps", 0, "steps", 0), {"rest": 1})


def test_places_that_are_none() -> None:
    for at in [("title",), (), ("steps",), ("steps", -1), ("steps", 0, "steps", 0, "steps", 0)]:
        with pytest.raises(EditError, match=r" is not a place of a step$"):
            delete_step(WHOLE, at)
    with pytest.raises(EditError, match=r"^there is no step steps\.4 in this file$"):
        duplicate_step(WHOLE, ("steps", 3))
    with pytest.raises(EditError, match=r"^there is no place steps\.5 in this file$"):
        insert_step(WHOLE, ("steps", 4), {"rest": 1})
    with pytest.raises(EditError, match=r"^steps is not a list of steps; correct it in the text first$"):
        insert_step(document("steps = 5"), ("steps", 0), {"rest": 1})


def test_no_group_gets_into_a_group() -> None:
    with pytest.raises(EditError, match="groups do not nest"):
        move_step(duplicate_step(WHOLE, ("steps", 2)), ("steps", 2), ("steps", 2, "steps", 0))
    with pytest.raises(EditError, match="groups do not nest"):
        insert_step(WHOLE, ("steps", 2, "steps", 0), {"rounds": 2, "steps": [{"rest": 1}]})


def walk(document: Document, at: Where, direction: int) -> list[Where]:
    """The places a step comes to, one by one."""
    seen = [at]
    for _ in range(100):
        to = next_place(document, at, 1 if direction > 0 else -1)
        if to is None:
            return seen
        document, at = move_step(document, at, to), to
        seen.append(at)
    raise AssertionError("there is always one more place")


def test_one_by_one_through_the_whole_file() -> None:
    down = walk(WHOLE, ("steps", 0), 1)
    assert down == [
        ("steps", 0),
        ("steps", 1),
        ("steps", 1, "steps", 0),
        ("steps", 1, "steps", 1),
        ("steps", 1, "steps", 2),
        ("steps", 2),
    ]
    assert walk(move_step(WHOLE, ("steps", 0), ("steps", 2)), ("steps", 2), -1) == down[::-1]
    assert walk(WHOLE, ("steps", 2), -1) == [("steps", 2), ("steps", 1), ("steps", 0)]
    assert next_place(WHOLE, ("steps", 7), 1) is None
    assert walk(document("steps = [{ rest = 1 }]\n"), ("steps", 0), 1) == [("steps", 0)]


def test_past_a_group_that_takes_no_steps() -> None:
    text = "[[steps]]\nrest = 1\n[[steps]]\nrounds = 1\nsteps = [{ rest = 2 }]\n"
    assert walk(document(text), ("steps", 0), 1) == [("steps", 0), ("steps", 1)]
