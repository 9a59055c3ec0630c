"""Files that are no TOML, or no text: said in plain words, and the rest is checked all the same."""

from __future__ import annotations

import pytest

from .samples import HEAD, Read, lines

BRIDGE = '[[steps]]\nexercise = "bridge"\n'

ONE_FAULT: list[tuple[str, str]] = [
    ("hold = 20 sec", "5:11: nothing more should stand here, found sec; write text in quotes, one key a line"),
    ("hold = twenty", "5:8: a value should stand here, found twenty; write text in quotes, numbers without"),
    ("hold =", "5:7: a value should stand here, found nothing; write text in quotes, numbers without"),
    ("hold", "5:5: = and a value should stand here, found nothing"),
    ("hold 20", "5:6: = and a value should stand here, found 20"),
    ("= 20", "5:1: a key or a [[steps]] header should stand here, found = 20"),
    ("hold. = 20", "5:7: a key should stand here, found = 20"),
    ('cue = "Breathe', '5:15: the text is not closed; write " at its end'),
    ("cue = 'Breathe\ncues = ['x']", "5:15: the text is not closed; write ' at its end"),
    ("cue = 'Breathe", "5:1: a quote or bracket that is opened here is never closed"),
    ('cue = "a\\qb"', r"5:11: \ begins an escape that does not exist; write \\ for a backslash"),
    ('cue = "a\\ud800"', "5:15: this escape stands for no character"),
    ('cue = "a\\u12"', r"5:11: \u needs four hexadecimal digits after it, and \U eight"),
    ('cue = "a\tb\x07"', "5:11: a control character is not allowed here"),
    ("cue = 'a\x1b'", "5:9: a control character is not allowed here"),
    ("# \x00", "5:3: a control character is not allowed here"),
    ("hold = 2025-02-30", "5:8: this date does not exist"),
    ('cues = ["a" "b"]', "5:13: a list or table is not closed before this; write a comma or the closing bracket"),
    ("hold = 5\nhold = 6", "6:1: hold is given twice; keep one of them"),
    ("reps = { from = 1, from = 2 }", "5:28: this key is given twice; keep one of them"),
    ("hold = 5\nhold.from = 6", "6:14: this is given twice; keep one of them"),
    ('cues = ["a",\n"b"\n', "5:1: a quote or bracket that is opened here is never closed"),
    ('cue = """a\n\nhold = 3', "5:1: a quote or bracket that is opened here is never closed"),
    (f"hold = 1{'0' * 5000}", "5:8: a number has too many digits"),
    (f"cues = {'[' * 5000}{']' * 5000}", "1:1: lists or tables are nested too deeply to be read"),
    (f"{'a.' * 5000}b = 1", "5:1: a key has more than 64 parts"),
    ('"\\"".' * 5000 + "b = 1", "5:1: a key has more than 64 parts"),
    ("'\\'. " * 5000 + "b = 1", "5:1: a key has more than 64 parts"),
    ("[[steps]\nrest = 1", "5:8: a header is not closed; a step's is written [[steps]]"),
    ("[stepz", "5:7: a header is not closed; a step's is written [[steps]]"),
    ("[title]", "5:7: this is given twice; keep one of them"),
    ("[steps]\nrest = 1", "5:7: this table is given twice; one step of many is written [[steps]]"),
    ("[[steps.cue]]\n[steps.cue]", "6:11: this table is given twice; one step of many is written [[steps]]"),
    (
        "reps = { from = 1, to = 2, by = 1 }\nreps.from = 1",
        "6:14: this adds to a table or list that is complete already",
    ),
]


@pytest.mark.parametrize(("text", "message"), ONE_FAULT)
def test_one_fault(read: Read, text: str, message: str) -> None:
    reading = read(f"{HEAD}{BRIDGE}{text}\n")
    assert lines(reading.problems) == [message]
    assert reading.session is None


def test_all_faults_and_all_problems_are_reported_at_once(read: Read) -> None:
    text = """format = 1
title = Morning
level = "hard"
[[steps]]
exercise = "bridge"
hold = 20 sec
reps = 300
rest 30
[[steps]]
name = "Mine
reps = 3
reps = 4
[[steps]]
rest = -1
"""
    assert lines(read(text).problems) == [
        "2:9: a value should stand here, found Morning; write text in quotes, numbers without",
        '3:1: level is "hard"; allowed are gentle, steady, strong',
        "6:11: nothing more should stand here, found sec; write text in quotes, one key a line",
        "7:1: reps is 300; allowed is 1 to 100",
        "8:6: = and a value should stand here, found 30",
        "9:1: hold is missing; a move of your own needs one, as hold = 20",
        '10:13: the text is not closed; write " at its end',
        "12:1: reps is given twice; keep one of them",
        "14:1: rest is -1 s; allowed is 0 s to 1 h",
    ]


def test_a_statement_over_several_lines_hides_nothing_but_itself(read: Read) -> None:
    text = """format = 1
title = "T"
tags = [
  "a",
  b,
]
[[steps]]
exercise = "bridge"
cues = [
  "Up."
  "Down."  # no comma before
]
hold = 0
cue = \'\'\'never closed
reps = 0
[[steps]  # no second bracket
rest = -1
[[steps]]
rounds = 2
[steps.steps]]
name = "Rock"
hold = 5
cues = ["a",
sides = "all"
"""
    assert lines(read(text).problems) == [
        "5:3: a value should stand here, found b,; write text in quotes, numbers without",
        "11:3: a list or table is not closed before this; write a comma or the closing bracket",
        "13:1: hold is 0 s; allowed is 1 s to 1 h",
        "14:1: a quote or bracket that is opened here is never closed",
        "15:1: reps is 0; allowed is 1 to 100",
        "16:8: a header is not closed; a step's is written [[steps]]",
        "17:1: rest is -1 s; allowed is 0 s to 1 h",
        "20:14: nothing more should stand here, found ]; write text in quotes, one key a line",
        "24:1: a list or table is not closed before this; write a comma or the closing bracket",
        '24:1: sides is "all"; allowed are none, left, right, both, alternate',
    ]


@pytest.mark.parametrize(
    "line",
    [
        "format = one",
        "title = T",
        "steps = [3,,]",
        "steps = ]",
        '"title" = T',
        "'title' = T",
        "title = 10000" + "0" * 5000,
    ],
)
def test_a_key_that_cannot_be_read_is_not_missing_too(read: Read, line: str) -> None:
    key = line.split(" ")[0].strip("\"'")
    others = {"format": "format = 1", "title": 'title = "T"', "steps": "steps = [{ rest = 5 }]"}
    del others[key]
    text = "\n".join([line, *others.values()])
    assert len(read(text).problems) == 1


@pytest.mark.second
def test_more_problems_than_can_be_listed(read: Read) -> None:
    problems = read(f"{HEAD}tags = [{'1, ' * 10_001}]\n{BRIDGE}").problems
    assert len(problems) == 10_001
    assert lines(problems)[0] == "1:1: the file has more problems than can be listed; these are the first 10000"


@pytest.mark.second
def test_more_warnings_than_can_be_listed_are_no_error(read: Read) -> None:
    twists = '"twist", ' * 10_001
    reading = read(f"{HEAD}{BRIDGE}cues = [{twists}]\n")
    assert len(reading.problems) == 10_001
    assert {problem.severity for problem in reading.problems} == {"warning"}
    assert reading.session is not None


@pytest.mark.second
def test_more_steps_and_tables_than_any_session_needs(read: Read) -> None:
    many = read(f"{HEAD}steps = [{'{ rest = 0 }, ' * 20_001}]\n")
    assert "3:1: steps has 20001 steps; a session may have 20000 phases; the rest is not read" in lines(many.problems)
    assert lines(read(HEAD + "  [[steps]]\n" * 40_001).problems) == [
        "1:1: the file has more than 40000 tables; no session needs so many"
    ]


def test_windows_line_ends_do_not_move_a_fault(read: Read) -> None:
    text = f"{HEAD}{BRIDGE}hold = 20 sec\nreps = 0\n"
    assert read("\ufeff" + text.replace("\n", "\r\n")).problems == read(text).problems


def test_bytes_that_are_no_utf_8(read: Read) -> None:
    assert lines(read(b'\xef\xbb\xbfformat = 1\r\ntitle = "caf\xc3\xa9 caf\xe9"').problems) == [
        "2:18: byte 0xe9 is not UTF-8; save the file as UTF-8"
    ]
    assert lines(read("format = 1".encode("utf-16")).problems) == [
        "1:1: byte 0xff is not UTF-8; save the file as UTF-8"
    ]


def test_a_file_of_a_mebibyte_and_one_byte_more(read: Read) -> None:
    text = f"{HEAD}steps = [{{ rest = 5 }}]\n#"
    full = text + "x" * (1024 * 1024 - len(text))
    assert read(full).session is not None
    assert lines(read(full + "x").problems) == ["1:1: the file is larger than 1 MiB; allowed is at most 1 MiB"]


@pytest.mark.second
@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 1_000_000,
        "a = " + "{a=" * 300_000,
        "a." * 500_000,
        '"a".' * 250_000,
        "a-" * 500_000,
        '"' * 1_000_000,
        "x\n" * 500_000,
        "=\n" * 500_000,
        "a=1\n" * 250_000,
        "[[steps]]\n" * 10_000,
        "".join(f"k{number}=1\n" for number in range(10_000)),
        'title="' + "no twist " * 30_000 + '"',
        'title="' + "strain, " * 30_000 + '"',
        "1" * 1_000_000,
        "a = " + "1" * 1_000_000,
        "tags = [" + "1," * 30_000 + "]",
        "# " + "\\" * 1_000_000,
        '[[steps]]\nexercise="bridge"\n' * 10_000,
        "[" + "a." * 60 + "b]\n" + "c=" * 400_000,
    ],
    ids=lambda text: text[:12].replace("\n", " "),
)
def test_a_large_and_hostile_file_is_dealt_with_in_a_moment(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.session is None
    assert reading.problems
