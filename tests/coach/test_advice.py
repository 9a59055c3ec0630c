"""The words about safety: complete, asked for by names that exist, short, and claiming nothing."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import backstretch
from backstretch.coach.pain import MILD_KINDS, STOPPING_KINDS
from backstretch.coach.red_flags import pain_kinds, signs, words
from backstretch.coach.results import MISTAKE
from backstretch.session.catalogue import catalogue, sources
from tests.cases import cases

PACKAGE = Path(backstretch.__file__).parent
NOT_SHOWN = {"id", "tier", "sources"}
LONGEST = 140
"""Characters of one text: two lines of a screen of 80 columns, without its margins."""
LONGEST_LINE = 100


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a person can come to see, and where it stands."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from texts(item, f"{path}[{number}]")
    else:
        for key, item in node.items():
            if key not in NOT_SHOWN:
                yield from texts(item, f"{path}.{key}".lstrip("."))


ALL = dict(texts(words()))


# ---- what is asked for exists --------------------------------------------------------------------


@dataclass(frozen=True)
class Use:
    """One place where the program says a sentence; section and key as far as the call shows them."""

    where: str
    section: str
    """A regular expression, as is the key."""
    key: str
    values: frozenset[str]

    def sentences(self) -> list[str]:
        """What can be said there."""
        return [
            text
            for name, section in words().items()
            if re.fullmatch(self.section, name) and isinstance(section, dict)
            for key, text in section.items()
            if re.fullmatch(self.key, key) and isinstance(text, str)
        ]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of the package, and where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def uses() -> list[Use]:
    """Every ``say(…)`` of the package."""
    return [
        Use(where, pattern(call.args[0]), pattern(call.args[1]), frozenset(str(key.arg) for key in call.keywords))
        for where, call in calls()
        if ast.unparse(call.func).split(".")[-1] == "say" and len(call.args) == 2
    ]


def pattern(name: ast.expr) -> str:
    """What an expression can give, as a regular expression."""
    match name:
        case ast.Constant(value=value):
            return re.escape(str(value))
        case ast.JoinedStr(values=parts):
            return "".join(map(pattern, parts))
        case ast.IfExp(body=body, orelse=other):
            return f"(?:{pattern(body)}|{pattern(other)})"
        case _:
            return r"\w+"


def gaps(sentence: str) -> set[str]:
    """The names of a sentence's gaps."""
    return set(re.findall(r"\{(\w*)\}", sentence))


@pytest.mark.second
def test_what_the_program_says_stands_here() -> None:
    assert uses()
    unknown = [use for use in uses() if not use.sentences()]
    assert unknown == []


@pytest.mark.second
def test_what_the_program_says_has_its_gaps_filled() -> None:
    certain = [use for use in uses() if len(use.sentences()) == 1]
    assert certain
    assert [use for use in certain if gaps(use.sentences()[0]) != use.values] == []


def test_what_the_program_looks_up_stands_here() -> None:
    looked_up = [
        (path.name, re.findall(r"\w+", match[1]))
        for path in sorted(PACKAGE.rglob("*.py"))
        for match in re.finditer(r'words\(\)((?:\["\w+"\])+)', path.read_text(encoding="utf-8"))
    ]
    assert looked_up
    for where, keys in looked_up:
        node: Any = words()
        for key in keys:
            assert key in node, (where, keys)
            node = node[key]


def test_the_gaps_are_known_ones() -> None:
    filled = {path: gaps(text) for path, text in ALL.items() if gaps(text)}
    assert filled == {
        "stop.emergency": {"emergency"},
        "help.emergency": {"emergency"},
        "help.advice_line": {"advice_line"},
        "help.clinician": {"clinician_note"},
        "after_stop.intro": {"date", "exercise"},
        "bad_day.again": {"date"},
        "bad_day.taken": {"percent"},
        "bad_day.alone": {"percent"},
        "level.good_week": {"week"},
        "level.walk_up": {"to"},
        "level.walk_down": {"to"},
        "level.walk_unattended": {"to"},
        "level.walk_taken": {"to", "now"},
        "reach.line": {"reach"},
        "reach.noted": {"reach"},
        "stop.sentence": {"out"},
        "stop.out_of_it": {"out"},
        "next_day.gentlest": {"title"},
        "level.went_well": {"count", "level"},
        "level.pain": {"level"},
        "level.worse": {"level"},
        "level.off": {"count"},
        "level.up": {"to"},
        "level.down": {"to"},
        "level.taken": {"to", "level"},
        "level.unattended_up": {"to"},
        "level.unattended_down": {"to"},
        "resume.text": {"step", "name"},
    }


# ---- the signs -----------------------------------------------------------------------------------

# Transcribed from the project's reading of the sources: each sign with the words that must be there.
EMERGENCY_SIGNS = {
    "saddle": ["numb", "tingling", "changed feeling", "genitals", "bottom", "back passage", "inner thighs", "wiping"],
    "bladder-bowel": [
        "starting",
        "holding",
        "stopping",
        "feeling urine",
        "full bladder",
        "leaks",
        "new pads",
        "stool",
        "wind",
    ],
    "sex": ["numb", "erection", "ejaculation"],
    "legs": ["weakness", "numbness", "tingling", "pain in both legs", "foot that drops"],
    "chest": ["chest", "tightness", "jaw", "neck", "arm", "faint", "breath", "heart beats unevenly"],
    "belly": ["severe pain in the belly"],
    "fall": ["bad fall or accident", "small one", "older", "weak bones", "long taken steroids"],
}
SAME_DAY_SIGNS = {
    "fever": ["fever", "unwell", "infection", "inject drugs"],
    "one-leg": ["new or growing", "weakness", "numbness", "one leg"],
    "weight": ["weight loss", "cannot explain"],
    "shape": ["lump", "changed its shape"],
    "night": ["no rest eases", "worse at night"],
    "cough": ["cough", "sneeze", "pass stool"],
    "shoulder-blades": ["between the shoulder blades"],
    "history": ["cancer, now or in the past", "weak immune system"],
    "unsteady": ["newly unsteady when you walk", "round the trunk like a band"],
}
TELL_SIGNS = {
    "known-leg": ["in a leg", "that you know", "no worse"],
    "slow": ["no better after some weeks"],
    "stiff": ["before forty-five", "over three months", "late in the night"],
}


def test_every_sign_is_there_those_that_need_help_now_first() -> None:
    assert [(sign.id, sign.tier) for sign in signs()] == [
        *((id_, "emergency") for id_ in EMERGENCY_SIGNS),
        *((id_, "same_day") for id_ in SAME_DAY_SIGNS),
        *((id_, "tell") for id_ in TELL_SIGNS),
    ]


@cases(("id_", "parts"), [*EMERGENCY_SIGNS.items(), *SAME_DAY_SIGNS.items(), *TELL_SIGNS.items()])
def test_a_sign_names_all_that_belongs_to_it(id_: str, parts: list[str]) -> None:
    (sign,) = [sign for sign in signs() if sign.id == id_]
    for part in parts:
        assert part in sign.text.lower()


@cases("sign", signs())
def test_a_sign_s_short_form_fits_one_line_beside_its_box(sign: Any) -> None:
    assert len(sign.short) <= 66
    assert not sign.short.endswith(".")


def test_every_sentence_is_in_plain_words() -> None:
    """At grade 8 or below by the formula of Flesch and Kincaid."""
    tool = runpy.run_path(str(PACKAGE.parent / "tools" / "reading_grade.py"))
    grades = {text: tool["grade"](text) for text in tool["sentences"](words())}
    assert len(grades) > 120
    assert {text: grade for text, grade in grades.items() if grade > 8} == {}


def test_the_line_of_the_check_in_is_the_contract_s() -> None:
    assert words()["check_in"]["signs"] == (
        "New: numbness between the legs, bladder or bowel trouble, weak or painful legs, chest pain, fever, a fall, "
        "cancer or weight loss?"
    )


def test_the_stop_page_says_what_the_contract_wants_said() -> None:
    stop = words()["stop"]
    assert stop["heading"] == "SESSION STOPPED"
    for part in ("comfortable", "not repeat that movement today", "medical advice", "before you exercise again"):
        assert part in " ".join(stop["rest"])


def test_the_check_in_says_where_the_keyboard_belongs() -> None:
    assert "within reach" in words()["check_in"]["reach"]
    assert "stop moving first and press when you can" in words()["check_in"]["reach"]


def test_the_notice_names_the_doctor_condition_medicines_and_backache() -> None:
    notice = " ".join(words()["notice"]["paragraphs"])
    for part in ("doctor before a new routine", "under 18", "condition", "regular medicines", "mild backache"):
        assert part in notice
    assert "not a medical device" in notice


def test_the_kinds_of_pain_are_those_of_the_rule() -> None:
    ids = [kind.id for kind in pain_kinds()]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {*STOPPING_KINDS, *MILD_KINDS, MISTAKE}


# ---- the sources ---------------------------------------------------------------------------------


def cited() -> dict[str, list[str]]:
    """What names its sources, and the keys."""
    entries = [*((sign["id"], sign) for sign in words()["signs"]), *((a["text"], a) for a in words()["aftercare"])]
    return {name: entry["sources"] for name, entry in entries}


def test_every_source_resolves_in_one_place() -> None:
    own = words()["sources"]
    assert not set(own) & set(sources())
    for name, keys in cited().items():
        assert keys, name
        assert set(keys) <= set(own) | set(sources()), name


def test_a_sign_is_never_our_own_invention() -> None:
    for sign in words()["signs"]:
        assert "own" not in sign["sources"], sign["id"]


def test_every_source_listed_is_used_and_has_an_address() -> None:
    """Used by an entry, or named in [brackets] in a comment or in the words about the pain rule."""
    written = "".join((PACKAGE / "coach" / name).read_text(encoding="utf-8") for name in ("advice.toml", "pain.py"))
    used = {key for keys in cited().values() for key in keys} | set(re.findall(r"\[([A-Z]+\d?)\]", written))
    for key, text in words()["sources"].items():
        assert key in used
        assert re.search(r"\(https?://\S+\)", text), key


@cases("key", ["SHE", "M7", "OST"])
def test_what_was_read_through_a_copy_says_so(key: str) -> None:
    assert words()["sources"][key].endswith("(read through a copy)")


@cases("key", ["RAL", "EPS"])
def test_a_weak_source_is_called_one(key: str) -> None:
    assert words()["sources"][key].endswith("(weak source)")


# ---- the wording ---------------------------------------------------------------------------------

CLAIMS = re.compile(
    r"\b(cur(e|es|ed)|heal(s|ed|ing)?|treat(s|ed|ment)?|therap\w+|diagnos\w+|relie(f|ve|ves)|prevents?|guarantee\w*|"
    r"fix(es|ed)?|harmless|safe|fine|toxins?|lactic|adhesions|nothing to worry|no need to|proven|recover\w*)\b",
    re.IGNORECASE,
)
DENIALS = {"notice.paragraphs[0]": "it treats nothing"}


@cases(("where", "text"), ALL.items())
def test_a_text_is_short_plain_and_claims_nothing(where: str, text: str) -> None:
    assert 0 < len(text) <= LONGEST
    assert text == text.strip()
    assert text.isprintable()
    assert "[" not in text, "nothing that could be read as markup"
    assert not CLAIMS.search(text.replace(DENIALS.get(where, "\0"), ""))
    assert not re.search(r"\d{3}", text), "no number to call is written here"


@cases("where", [where for where in ALL if where.startswith(("stop.", "advice.", "check_in."))])
def test_what_must_be_seen_at_a_glance_fits_in_a_line_or_little_more(where: str) -> None:
    assert len(ALL[where]) <= (LONGEST if where == "check_in.signs" else LONGEST_LINE + 5)


def test_no_sentence_stands_here_twice_for_one_section() -> None:
    for name, section in words().items():
        shown = [text for _, text in texts(section)]
        assert len(set(shown)) == len(shown), name


def test_the_page_for_clinicians_has_every_sentence_rule_and_dose_as_they_are() -> None:
    """With a box for a name in each row."""
    tool = runpy.run_path(str(PACKAGE.parent / "tools" / "clinician_sheet.py"))
    page = tool["PAGE"].read_text(encoding="utf-8")
    assert page == tool["page"](), "run tools/clinician_sheet.py"
    assert [path for path, text in ALL.items() if text.replace("|", "&#124;") not in page] == []
    assert [id_ for id_, exercise in catalogue().items() if exercise.name not in page] == []
    heads = ("| ---", "| Rule", "| Sentence |", "| Caution |", "| Words and")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith(heads)]
    assert rows
    assert all(row.endswith(" | ☐ |") for row in rows)
