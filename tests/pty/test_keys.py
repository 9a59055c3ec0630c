from __future__ import annotations

import pytest

from .home import Home, assert_restored

UNKNOWN_KEYS = ("z", "tab", "f5", "enter", "escape", "up", "0", "ä")


@pytest.mark.second
def test_a_key_that_means_nothing_pauses_and_never_resumes(home: Home) -> None:
    with home.hold_under_way() as terminal:
        for key in UNKNOWN_KEYS[:4]:
            terminal.press(key)
            terminal.wait_for("PAUSED LEFT")
            for other in (key, *UNKNOWN_KEYS):
                terminal.press(other)
            terminal.wait_for_silence(0.3)
            assert "PAUSED LEFT" in terminal.text(), key
            terminal.press("space")
            terminal.wait_for("READY LEFT")


@pytest.mark.second
def test_a_key_held_down_counts_once(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press(*["n"] * 10)
        terminal.wait_for("HOLD RIGHT")
        terminal.wait_for_silence(0.2)
        assert "HOLD RIGHT" in terminal.text()
        terminal.press("n")
        terminal.wait_for("Next: Third move")


@pytest.mark.second
def test_letters_count_in_either_case(home: Home) -> None:
    with home.hold_under_way() as terminal:
        for key, text in (("N", "HOLD RIGHT"), ("U", "HOLD LEFT"), ("P", "How strong is the pain now?")):
            terminal.press(key)
            terminal.wait_for(text)
        terminal.press("escape")
        terminal.wait_for("Going on")
        terminal.press("E")
        terminal.wait_for("Ease off")
        terminal.press("escape")
        terminal.wait_for(lambda: "Ease off" not in terminal.text() and "Going on" in terminal.text())
        terminal.press("Q")
        terminal.wait_for("End the session early?")


@pytest.mark.second
def test_two_answers_at_once_take_no_other_screen_away(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("q")
        terminal.wait_for("End it here")
        terminal.press("n", "q")
        terminal.wait_for_silence(0.3)
        assert "First move" in terminal.text()
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        assert home.only_run()["outcome"] == "stopped_for_pain"


@pytest.mark.second
def test_a_key_right_after_one_that_opens_a_dialog_does_not_start_the_clock(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press("q", "space")
        terminal.wait_for("PAUSED")
        terminal.wait_for_silence(1.2)
        assert "HOLD" not in terminal.text()


@pytest.mark.parametrize(
    ("keys", "outcome"), [pytest.param("\x03?", "interrupted", marks=pytest.mark.second), ("\x03x", "stopped_for_pain")]
)
def test_nothing_is_opened_on_the_way_out(home: Home, keys: str, outcome: str) -> None:
    with home.hold_under_way() as terminal:
        terminal.press(keys)
        assert terminal.wait_exit() == 130
        assert_restored(terminal)
        assert (b"then rest." in terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") :]) == ("x" in keys)
    assert home.only_run()["outcome"] == outcome


@pytest.mark.second
def test_what_is_no_key_changes_nothing_and_what_is_one_does(home: Home) -> None:
    late = "\x1bP>|xterm(388)\x1b\\\x1b[8;24;80t\x1b]11;rgb:1e/xx/2e\x07\x1b[?62;22c"
    alone = "\x1b[57441;2u\x1b[57443;3u\x1b[57358;65u\x1b[57439u\x1b[110;1:3u"
    with home.hold_under_way() as terminal:
        terminal.press(late, alone, "\x1b[200~xq pasted\x1b[201~", "\x1b[47:63;2:1;63u")
        terminal.wait_for("During a session")
        terminal.press("\x1b[27;1:1u")
        terminal.wait_for("HOLD LEFT")
        assert "PAUSED" not in terminal.text()
        terminal.press("n" * 50_000, "\x1b[1095::120;1;1095u")
        terminal.wait_for("SESSION STOPPED")
    assert home.only_run()["outcome"] == "stopped_for_pain"


@pytest.mark.second
def test_a_burst_of_keys_leaves_the_session_whole(home: Home) -> None:
    with home.hold_under_way() as terminal:
        terminal.press(*"nbu+-em?pz ")
        terminal.wait_for_output()
        terminal.press(*"\x1b[A\x1b[B\x1b[Mabc\x1b[200~pasted\x1b[201~\x1b[I\x1b[O")
        terminal.send_bytes("ä".encode("latin-1") + b"\xff\x1b[99999999u")
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        assert home.only_run()["outcome"] == "stopped_for_pain"
