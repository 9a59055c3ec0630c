"""What a terminal sends: keys as keys, and nothing else as keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backstretch.terminal.keys import PAIN_CHARACTERS, Kind, Press
from backstretch.terminal.scanner import MOST_PASTED, Paste, Report, Scanner, Token
from backstretch.terminal.unread import tells_pain
from tests.cases import cases

REPORTS = {
    "version": "\x1bP>|xterm(388)\x1b\\",
    "unit": "\x1bP!|7E565458\x1b\\",
    "capability": "\x1bP1+r544e=787465726d\x1b\\",
    "setting": "\x1bP1$r0m\x1b\\",
    "colour": "\x1b]11;rgb:1e1e/xxxx/2e2e\x1b\\",
    "colour, bell": "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "size": "\x1b[8;24;80t",
    "size in band": "\x1b[48;24;80;480;1280t",
    "attributes": "\x1b[?62;22;52c",
    "secondary": "\x1b[>41;388;0c",
    "mode": "\x1b[?2026;2$y",
    "ansi mode": "\x1b[4;2$y",
    "kitty": "\x1b[?31u",
    "cursor": "\x1b[12;40R",
    "parameters": "\x1b[2;1;1;112;112;1;0x",
    "focus": "\x1b[I",
    "mouse": "\x1b[<35;40;12M",
    "graphics": "\x1b_Gi=31;OK\x1b\\",
}
STOPS = {
    **{f"as typed {character}": character for character in PAIN_CHARACTERS},
    "kitty": "\x1b[120u",
    "kitty, shift": "\x1b[88;2u",
    "kitty, shift and small": "\x1b[120;2u",
    "kitty, exclamation mark": "\x1b[33;2u",
    "kitty, shifted": "\x1b[49:33;2u",
    "kitty, text": "\x1b[49;2;33u",
    "kitty, event": "\x1b[120;1:1u",
    "kitty, event and shift": "\x1b[120:88;2:1;88u",
    "kitty, caps lock": "\x1b[120;65u",
    "kitty, num lock": "\x1b[120;129u",
    "kitty, alt": "\x1b[120;3u",
    "kitty, cyrillic": "\x1b[1095::120;1;1095u",
    "kitty, place alone": "\x1b[3611::120;1u",
    "kitty, hebrew": "\x1b[1505u",
    "kitty, input method": "\x1b[0;;120u",
    "xterm": "\x1b[27;2;88~",
    "escape": "\x1bx",
    "escape, large": "\x1bX",
    "cut sequence": "\x1b[x",
    "cut parameters": "\x1b[15;x",
    "old mouse": "\x1b[Mabcx",
    "rxvt": "\x1b[23$x",
    "character that is none": "\x1b[99999999ux",
    "alt and bracket": "\x1b]x",
    "alt and p": "\x1bPx",
    "paste before": "\x1b[200~text\x1b[201~x",
    "paste without end": "\x1b[200~x",
}


def tokens(*pieces: str, every: float = 0.001) -> list[Token]:
    """What the scanner tells of pieces, each so much later, and of the silence after them."""
    scanner = Scanner()
    found = [token for number, piece in enumerate(pieces) for token in scanner.feed(piece, number * every)]
    return found + scanner.tick(1000.0)


def stops(found: list[Token]) -> bool:
    return any(token.pain if isinstance(token, Press) else "x" in str(token) and tells_whole(token) for token in found)


def tells_whole(token: Token) -> bool:
    return isinstance(token, Paste) and not token.whole


def keys(found: list[Token]) -> list[str]:
    return [token.key for token in found if isinstance(token, Press)]


@cases("name", STOPS)
def test_these_stop(name: str) -> None:
    assert stops(tokens(STOPS[name])), name
    assert tells_pain(STOPS[name].encode())
    assert stops(tokens(*STOPS[name])), f"{name}, in pieces"


@cases(
    "text",
    [
        "n",
        "ö",
        "\x1b[246::120;1u",
        "\x1b[113::120u",
        "\x1b[120;5u",
        "\x1b[120;9u",
        "\x1b[120;1:3u",
        "\x1b[99;1u",
        "\x18",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not stops(tokens(text))
    assert not tells_pain(text.encode())


@cases("name", REPORTS)
def test_a_report_is_no_key_however_it_comes(name: str) -> None:
    report = REPORTS[name]
    for cut in range(1, len(report)):
        found = tokens(report[:cut], report[cut:], "n", every=0.03 if cut > 1 else 0.01)
        assert keys(found) == ["n"], (name, cut)
        assert not stops(found)
    assert not tells_pain(report.encode())
    assert keys(tokens(report[:-1])) == [] or report[:-1] == "\x1b["  # which Alt and a bracket send too


@cases("code", [57358, 57359, 57360, *range(57428, 57455)])
@cases("modifiers", ["", ";2", ";65", ";1:1", ";2:2", ";1:3"])
def test_a_modifier_a_lock_or_a_media_key_alone_is_no_key(code: int, modifiers: str) -> None:
    assert tokens(f"\x1b[{code}{modifiers}u") == []


@cases(
    ("text", "key", "typed"),
    [
        ("\x1b[43;2u", "+", "+"),
        ("\x1b[61:43;2;43u", "+", "+"),
        ("\x1b[57413;1;43u", "+", "+"),
        ("\x1b[57412u", "-", "-"),
        ("\x1b[57401;129u", "2", "2"),
        ("\x1b[57414u", "enter", ""),
        ("\x1b[57417u", "left", ""),
        ("\x1b[47:63;2;63u", "?", "?"),
        ("\x1b[13u", "enter", ""),
        ("\x1b[27u", "escape", ""),
        ("\x1b[32;1u", "space", " "),
        ("\x1b[1;1:1C", "right", ""),
        ("\x1b[5;1:2~", "pageup", ""),
        ("\x1b[99;5u", "ctrl+c", ""),
        ("\x03", "ctrl+c", ""),
        ("\x1b[15~", "f5", ""),
        ("\x1b[[A", "unknown", ""),
        ("\x1b[a", "unknown", ""),
        ("\x1b[57361u", "unknown", ""),
        ("\x1b[57387u", "f24", ""),
    ],
)
def test_keys_have_their_names(text: str, key: str, typed: str) -> None:
    (press,) = tokens(text)
    assert isinstance(press, Press)
    assert (press.key, press.text) == (key, typed)


def test_repeats_and_letting_go_are_told_apart() -> None:
    text = "\x1b[110;1:1u\x1b[110;1:2u\x1b[110;1:3u\x1b[110;1:1u\x1b[110;1:1u\x1b[1;1:3C\x1b[1;1:1C\x1b[13;1:3u"
    kinds = [(token.key, token.kind) for token in tokens(text) if isinstance(token, Press)]
    assert kinds == [
        ("n", Kind.PRESS),
        ("n", Kind.REPEAT),
        ("n", Kind.FRESH),
        ("n", Kind.PRESS),
        ("right", Kind.FRESH),
    ]


def test_a_paste_is_whole_or_over_after_a_silence_or_too_much() -> None:
    assert tokens("\x1b[200~a\nx", "b\x1b[20", "1~n", every=0.4)[0] == Paste("a\nxb", whole=True)
    scanner = Scanner()
    assert scanner.feed("\x1b[200~ab", 0.0) == []
    assert scanner.feed("q", 0.6) == [Paste("ab", whole=False), Press("q", "q", sequence="q")]
    much = [token for token in tokens("\x1b[200~" + "a" * (MOST_PASTED + 1) + "b") if isinstance(token, Paste)]
    assert len(much) == 1


@cases("begun", ["\x1b[200~", "\x1b[200~text", "\x1bP>|", "\x1b]11;", "\x1b[8;2", "\x1b[", "\x1bO"])
@cases("key", ["x", "!", "ч", "\x1b[120;1u", "\x03"])
def test_a_lone_key_that_nothing_may_swallow_ends_what_never_ends(begun: str, key: str) -> None:
    scanner = Scanner()
    scanner.feed(begun, 0.0)
    found = scanner.feed(key, 0.06)
    assert [token for token in found if isinstance(token, Press)][-1].key in {key, "x", "ctrl+c"}


@given(st.text(alphabet="\x1b[]PO_<>?;:0123456789~uxMtR\x07\\nab !$é", max_size=60))
def test_whatever_came_a_later_key_stops(text: str) -> None:
    scanner = Scanner()
    scanner.feed(text, 0.0)
    assert stops(scanner.feed("x", 0.6))


@given(st.text(alphabet="\x1b[]PO_<>?;:0123456789~uMtR\x07\\nab é", max_size=60))
def test_nothing_is_sharp_pain_that_has_none(text: str) -> None:
    assert not any(
        token.pain for token in tokens(text) if isinstance(token, Press) and token.text not in PAIN_CHARACTERS
    )
    assert all(isinstance(token, Press | Paste | Report) for token in tokens(text))
