"""What a terminal sends, cut into keys, pastes and reports. A report, also a late one, is never keys."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from backstretch.terminal.key_codes import ESC, LETTERS, key_of, number, press_of, typed_text
from backstretch.terminal.keys import PAIN_CHARACTERS, Kind, Press, is_no_key

ESCAPE_SECONDS = 0.1
"""How long what follows an Escape may take before it was a key of its own."""
SILENCE_SECONDS = 0.5
"""How long the rest of a report or a paste may take before the terminal has forgotten it."""
LONE_SECONDS = 0.05
"""A single key for sharp pain, so long after what came before it, is no part of a paste or a report."""
MOST_PASTED = 1 << 20
"""Characters after which a paste is over, whether it ends or not."""
_MOST_REPORTED = 1 << 16
_MOST_PARAMETERS = 256


class Paste(NamedTuple):
    """Text that was pasted."""

    text: str
    whole: bool
    """Whether its end came too. Of one that never ends, nobody knows what was pasted and what was typed."""


class Report(NamedTuple):
    """Something that is neither key nor text: the mouse, the focus, an answer of the terminal."""

    sequence: str


Token = Press | Paste | Report

_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_CSI = re.compile(r"\x1b\[(?:\[[A-E]|M[^\x1b]{3}|\d{1,2}\$(?=[^y])|[0-?]*[ -/]*[@-LN-~]|[0-?]+[ -/]*M)", re.DOTALL)
"""A whole sequence: of the Linux console, an old mouse's, one of rxvt, or any other."""
_CSI_PART = re.compile(r"\x1b\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*)\Z", re.DOTALL)
_STRING = re.compile(r"\x1b(?:P[\d;]*[>!$+|]|\]\d+;|_G)")
"""How the answers begin that are strings; what else may follow these Escapes, a person typed."""
_STRING_PART = re.compile(r"\x1b(?:P[\d;]*|\]\d*|_)\Z")
_STRING_END = re.compile(r"\x07|\x18|\x1a|\x1b\\|\x1b(?=[^\\])")
_KITTY_KEY = re.compile(r"\x1b\[[\d:]+(?:;[\d:]*){0,2}u")
_KEY = re.compile(r"\x1b\[([\d:]*)(?:;([\d:]*))?(?:;([\d:]*))?([A-HP-SZu~])")


class Scanner:
    """Cuts what it is fed into tokens. Its times are seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self._rest = ""
        """The beginning of something that is not all there yet."""
        self._pasted: str | None = None
        """What was pasted so far, while something is."""
        self._at = float("-inf")
        self._let_go: set[int] = set()
        """The keys that were let go since they were pressed, where the terminal says so."""

    @property
    def waits(self) -> float | None:
        """Seconds after which ``tick`` has something to tell, if nothing comes; None if it has nothing."""
        if self._pasted is not None:
            return SILENCE_SECONDS
        if not self._rest:
            return None
        return ESCAPE_SECONDS if len(self._rest) <= 2 else SILENCE_SECONDS

    def feed(self, text: str, now: float) -> list[Token]:
        """What this says, with what came before it."""
        tokens = self.tick(now)
        if self.waits is not None and now - self._at >= LONE_SECONDS and self._rest != ESC and self._is_lone(text):
            tokens += self._give_up()
        self._at = now
        self._rest += text
        tokens += self._scan()
        return tokens

    def tick(self, now: float) -> list[Token]:
        """What was something by itself, now that nothing came after it for a while."""
        waits = self.waits
        return self._give_up() if waits is not None and now - self._at >= waits else []

    def _is_lone(self, text: str) -> bool:
        """Whether this is one key, and one that nothing may swallow."""
        if text in {"\x03", "\x1b[99;5u"} or (len(text) == 1 and text in PAIN_CHARACTERS):
            return True
        return _KITTY_KEY.fullmatch(text) is not None

    def _give_up(self) -> list[Token]:
        """What began does not go on: an Escape was a key, the rest of a report is lost, and a paste is over."""
        rest, self._rest = self._rest, ""
        if self._pasted is not None:
            pasted, self._pasted = self._pasted + rest, None
            return [Paste(pasted, whole=False)]
        if rest == ESC:
            return [Press("escape", kind=Kind.PRESS, sequence=ESC)]
        if len(rest) == 2 and rest[0] == ESC:
            return [press_of(rest[1], alt=True)]
        return []

    def _scan(self) -> list[Token]:
        tokens: list[Token] = []
        at = 0
        while True:
            end = self._step(at, tokens) if self._pasted is None else self._paste(at, tokens)
            if end is None:
                self._rest = self._rest[at:]
                return tokens
            at = end

    def _paste(self, at: int, tokens: list[Token]) -> int | None:
        """Go on with a paste from ``at``; where it ends."""
        assert self._pasted is not None  # noqa: S101
        end, key = self._rest.find(_PASTE_END, at), _KITTY_KEY.search(self._rest, at)
        if key is not None and not 0 <= end < key.start():  # terminals let no Escape through in what is pasted
            tokens.append(Paste(self._pasted + self._rest[at : key.start()], whole=False))
            self._pasted = None
            return key.start()
        if end >= 0:
            tokens.append(Paste(self._pasted + self._rest[at:end], whole=True))
            self._pasted = None
            return end + len(_PASTE_END)
        keep = max(at, self._rest.rfind(ESC, max(at, len(self._rest) - 32)))
        cut = keep if self._rest[keep : keep + 1] == ESC else len(self._rest)
        self._pasted += self._rest[at:cut]
        if len(self._pasted) > MOST_PASTED:
            tokens.append(Paste(self._pasted, whole=False))
            self._pasted = None
            return cut
        self._rest = self._rest[:at] + self._rest[cut:]
        return None

    def _step(self, at: int, tokens: list[Token]) -> int | None:
        """Tell what stands at ``at``; where the next thing begins, None if this one is not all there."""
        rest = self._rest
        if at >= len(rest):
            return None
        if rest[at] != ESC:
            tokens.append(press_of(rest[at]))
            return at + 1
        match rest[at + 1 : at + 2]:
            case "":
                return None
            case "[":
                return self._control(at, tokens)
            case "O":
                return _single_shift(rest, at, tokens)
            case "P" | "]" | "_":
                return _string(rest, at, tokens)
            case "\x1b":
                tokens.append(Press("escape", sequence=ESC))
                return at + 1
            case character:
                tokens.append(press_of(character, alt=True))
                return at + 2

    def _control(self, at: int, tokens: list[Token]) -> int | None:
        rest = self._rest
        if rest.startswith(_PASTE, at):
            self._pasted = ""
            return at + len(_PASTE)
        found = _CSI.match(rest, at)
        if found is not None:
            sequence = found[0]
            if sequence[-1] == "x" and sequence.count(";") < 4:  # a sequence cut off, and a key
                tokens.append(press_of("x"))
            elif sequence != _PASTE_END:
                tokens.extend(self._meant(sequence))
            return found.end()
        part = _CSI_PART.match(rest, at)
        if part is not None and len(rest) - at < _MOST_PARAMETERS:
            return None
        if len(rest) > at + 2 and rest[at + 2] not in "0123456789;:<=>?" and not (" " <= rest[at + 2] <= "/"):
            tokens.append(press_of("[", alt=True))
            return at + 2
        return at + 2 + len(re.match(r"[0-?]*[ -/]*", rest[at + 2 :])[0])  # type: ignore[index]

    def _meant(self, sequence: str) -> Iterator[Token]:
        """What a whole control sequence is."""
        parts = _KEY.fullmatch(sequence)
        if parts is None or (sequence[-1] == "R" and parts[2]):
            known = sequence.startswith("\x1b[[") or (sequence[-1] in "abd^@$" and sequence[2] not in "?>=<")
            yield Press("unknown", sequence=sequence) if known else Report(sequence)
            return
        codes, modifiers, text, final = (part or "" for part in parts.groups())
        code = number(codes.split(":")[0], 1)
        if final == "~" and code == 27 and text:  # xterm's own way to tell of modifiers
            codes, code, text, final = text, number(text, 0), "", "u"
        mask, _, event = modifiers.partition(":")
        if final == "u" and is_no_key(code):
            return
        kind = self._kind(code if final in "u~" else -ord(final), event)
        if kind is None:
            return
        typed = typed_text(text)
        if len(typed) > 1:
            yield from map(press_of, typed)
        else:
            yield key_of(codes.split(":"), max(number(mask, 1) - 1, 0), typed, final, kind, sequence)

    def _kind(self, code: int, event: str) -> Kind | None:
        """None for a key that is let go."""
        if event == "3":
            self._let_go.add(code)
            return None
        if event == "2":
            return Kind.REPEAT
        if code in self._let_go:
            self._let_go.discard(code)
            return Kind.FRESH
        return Kind.PRESS


def _single_shift(rest: str, at: int, tokens: list[Token]) -> int | None:
    if len(rest) < at + 3:
        return None
    final = rest[at + 2]
    sequence = rest[at : at + 3]
    if final in LETTERS or final == "M":
        tokens.append(Press(LETTERS.get(final, "enter"), sequence=sequence if final != "M" else "\r"))
        return at + 3
    if "j" <= final <= "y" and final != "x":
        tokens.append(Press("unknown", sequence=sequence))
        return at + 3
    tokens.append(press_of("O", alt=True))
    return at + 2


def _string(rest: str, at: int, tokens: list[Token]) -> int | None:
    if _STRING_PART.match(rest, at):
        return None
    begun = _STRING.match(rest, at)
    if begun is None:
        tokens.append(press_of(rest[at + 1], alt=True))
        return at + 2
    end = _STRING_END.search(rest, begun.end())
    if end is not None:
        return end.end()
    return len(rest) if len(rest) - at > _MOST_REPORTED else None
