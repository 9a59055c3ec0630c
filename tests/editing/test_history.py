"""Undone and done again, as far as one likes, and whether it was saved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backstretch.editing.history import History

from ..loops import as_long_as
from .samples import document


def test_there_and_back() -> None:
    history = History(document("a"))
    assert (history.can_undo, history.can_redo, history.changed) == (False, False, False)
    history.do(document("b"), "a → b")
    history.do(document("c"), "b → c")
    assert history.undo() == "b → c"
    assert history.document == document("b")
    assert history.undo() == "a → b"
    assert not history.can_undo
    assert not history.changed
    assert history.redo() == "a → b"
    history.do(document("d"), "b → d")
    assert not history.can_redo, "what was undone is gone once something else is done"
    assert history.undo() == "b → d"
    assert history.document == document("b")


def test_what_changes_nothing_is_not_done() -> None:
    history = History(document("a"))
    history.do(document("b"), "x")
    history.undo()
    history.do(document("a"), "y")
    assert history.redo() == "x"


def test_typing_is_undone_in_pieces() -> None:
    history = History(document(""))
    for text in ("a", "ab", "abc"):
        history.do(document(text), f"typed {text}", merge=("line", 1))
    history.do(document("abc\nd"), "typed d", merge=("line", 2))
    history.do(document("abc\nde"), "typed de", merge=("line", 2))
    history.do(document("x"), "cleared")
    history.do(document("y"), "cleared")
    assert [history.undo() for _ in range(4)] == ["cleared", "cleared", "typed de", "typed abc"]
    assert history.document == document("")


def test_typed_and_taken_back_by_hand_is_nothing() -> None:
    history = History(document("a"))
    for text in ("ab", "a"):
        history.do(document(text), "typed", merge=1)
    assert not history.can_undo


def test_pieces_end_where_it_was_saved_or_undone() -> None:
    history = History(document(""))
    history.do(document("a"), "typed", merge=1)
    history.saved()
    assert not history.changed
    history.do(document("ab"), "typed", merge=1)
    assert history.changed
    history.undo()
    assert (history.document, history.changed) == (document("a"), False)
    history.do(document("ac"), "typed", merge=1)
    history.undo()
    assert history.document == document("a")
    history.undo()
    assert history.changed


def test_saved_is_told_by_the_bytes() -> None:
    history = History(document("a"))
    history.do(document("b"), "x")
    history.do(document("a"), "y")
    assert not history.changed
    history.saved(document("b"))
    assert history.changed
    history.undo()
    assert not history.changed


@given(
    st.lists(st.tuples(st.sampled_from(["do", "undo", "redo"]), st.text("ab", max_size=2), st.sampled_from([None, 1])))
)
def test_all_the_way_back(actions: list[tuple[str, str, int | None]]) -> None:
    history = History(document("start"))
    for action, text, merge in actions:
        if action == "do":
            history.do(document(text), text, merge)
        elif action == "undo" and history.can_undo:
            history.undo()
        elif action == "redo" and history.can_redo:
            history.redo()
    last = history.document
    forward = 0
    for _ in as_long_as(lambda: history.can_redo):
        history.redo()
        forward += 1
    for _ in range(forward):
        history.undo()
    assert history.document == last
    for _ in as_long_as(lambda: history.can_undo):
        history.undo()
    assert history.document == document("start")
    assert not history.changed
