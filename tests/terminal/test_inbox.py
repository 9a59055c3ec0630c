"""What waits is bounded, and sharp pain comes first."""

from __future__ import annotations

from backstretch.terminal.inbox import Inbox


def drained(inbox: Inbox[str], *, pain_first: bool) -> list[str]:
    found = []
    while (item := inbox.take(pain_first=pain_first)) is not None:
        found.append(item)
    return found


def test_it_is_bounded_but_for_one_pain() -> None:
    inbox: Inbox[str] = Inbox()
    kept = [inbox.put("n", 3) for _ in range(100)]
    assert kept.count(True) == 3
    assert [inbox.put("x", 3, pain=True) for _ in range(3)] == [True, False, False]
    assert drained(inbox, pain_first=True) == ["x", "n", "n", "n"]
    assert inbox.put("x", 3, pain=True)


def test_where_text_is_typed_all_keep_their_order() -> None:
    inbox: Inbox[str] = Inbox()
    for key in "axbx":
        inbox.put(key, 9, pain=key == "x")
    assert inbox.pains == 2
    assert drained(inbox, pain_first=False) == list("axbx")
    assert inbox.pains == 0


def test_of_a_series_the_last_is_kept() -> None:
    inbox: Inbox[str] = Inbox()
    for number in range(100):
        inbox.put(f"move {number}", 2, series="move")
    inbox.put("n", 2)
    assert drained(inbox, pain_first=True) == ["move 99", "n"]
