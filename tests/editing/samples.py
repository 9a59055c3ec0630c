"""Files that persons might write by hand, each as trying as TOML lets it be."""

from __future__ import annotations

import re
from pathlib import Path

from backstretch.base.paths import bundled_sessions
from backstretch.editing.tomledit.document import Document

COMMENTS = """\
# The file.

#free over the head
format=1   # beside format
title   = 'It\\'   #  beside title

  # an odd place
  summary = "A # that is none" # beside summary


#free introduction

# of A
# of A, too
[[steps]]   # beside A's header
  # within A, above the first key
name = "A"    # beside A's name
hold =  20

# within A, with room

reps = 3      # beside A's reps
# of A, below

#free ---- the floor ----

[[ steps ]]
name = "B"
hold = 12          # beside B's hold
reps = { from = 5, to = 30,   by = 5 }  # beside B's range
cues = [
    "One.",   # beside One
    # between
    'Two.',
    "Three."  # beside Three
    # of the end
]
# of C
[[steps]]
name = "C"
rounds = 2 # beside C's rounds

  # of D
  [[steps.steps]]
  name = "D"
  hold = "1m30s"
  # of D, below

  # in the group

  [[steps.steps]] # beside E
  name = "E"
  rest = 30

# of F
[["steps"]]
name = "F"
hold = 8
rest_after = 5

#free at the end
# [[steps]]
# rest = 5
"""

COMPACT = """\
format = 1
title = "Compact"
breath = 5
[[steps]]
name = "A"
hold = 0x14
# of B
[[steps]]
name = "B"
"hold" = 2_0
[[steps]]
name = "C"
rounds = 2
[[steps.steps]]
name = "D"
rest = 1e1
[[steps]]
name = "F"
rest = 5"""

STRINGS = '''\
title = """
Several \\
  lines # no comment
""" # beside title
format = 1
author = \'\'\'
# no comment
\'\'\'
tags = [ 'a', "b" , ]

[[steps]]
name = "A"
cue = """
# no comment either"""
# of B
[[steps]]
name = 'B'
hold   = 1.50    # a column
reps   = +3      # a column
sides  = 'both'  # a column
cues = ["x", """y
z""", 'q']

[[steps]]
name = "C"
rounds = 1
rest_between = 0
'''

TABLES = """\
format = 1
title = "Tables"
mine.of.own = 1

[[steps]]
name = "A"
hold = 5

# above the range
[steps.reps] # beside the range's header
from = 1 # beside from
# between
to = 5
by = 1

[[steps]]
name = "B"
reps.from = 3 # beside from
reps . to = 9
hold = 9

[[steps]]
name = "C"
rounds = 3
# of D
[[steps.steps]]
name = "D"
hold = { from = 5, to = 20, by = 5, }
[steps.steps.reps]
from = 1
to = 2
by = 1
# of D, below

[extra]
format = 2
[extra.deep]
x = [[1], {y = 2}]
""".replace("by = 5, }", "by = 5 }")

INLINE = """\
format = 1 # one
steps = [ # the steps
  { name = "A", hold = 5 }, # beside A
  {name="B",hold=5,reps={from=1,to=2,by=1}},
  { name = "C", rounds = 2, steps = [{ rest = 5 }] },
] # the end
title = "Inline"
"""

SPLIT = """\
format = 1
title = "Split"
[[steps]]
name = "A"
[other]
x = 1
[steps.reps]
from = 1
[[steps]]
name = "B"
steps = []
"""

WRONG = """\
title = 5
unknown = 1979-05-27 07:32:00Z
level = [1, 2.0, nan]
tags = [[], 1]
[[steps]]
name = "A"
exercise = "no-such"
hold = true
rest = -1
[[steps]]
name = "B"
"""

EMPTY = ""
HEAD_ONLY = "# A file.\n\n[extra]\nx = 1\n\n# The end."
NO_STEPS = 'format = 1\ntitle = "T"\nsteps = [ ]\n'

_HAND_MADE = {
    "comments": COMMENTS,
    "comments, CRLF": COMMENTS.replace("\n", "\r\n"),
    "comments, BOM": "\ufeff" + COMMENTS,
    "comments, no final newline": COMMENTS.rstrip(),
    "comments, mixed": COMMENTS.replace("\n", "\r\n", 20),
    "compact": COMPACT,
    "compact, CRLF": COMPACT.replace("\n", "\r\n"),
    "strings": STRINGS,
    "strings, CRLF, BOM": "\ufeff" + STRINGS.replace("\n", "\r\n"),
    "tables": TABLES,
    "empty": EMPTY,
    "head only": HEAD_ONLY,
    "no steps": NO_STEPS,
    "wrong": WRONG,
}

BUNDLED = {path.stem: path.read_bytes() for path in sorted(bundled_sessions().glob("*.toml"))}
REGULAR = {
    **BUNDLED,
    **{name: text.encode() for name, text in _HAND_MADE.items()},
}
"""Files in which every edit that makes sense can be made."""

IRREGULAR = {name: text.encode() for name, text in {"inline": INLINE, "split": SPLIT}.items()}
"""Files in which steps cannot be moved."""

_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}|\'\'\'(?:[^']|'(?!''))*'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(#[^\r\n]*)'''
)


def comments(text: str) -> list[str]:
    """Every comment of a TOML text."""
    return [match[1] for match in _TOKEN.finditer(text) if match[1] is not None]


def lines(document: Document) -> list[str]:
    """The lines that are not empty."""
    return [line.removesuffix("\r") for line in document.source.split("\n") if line.strip()]


def document(text: str) -> Document:
    return Document.of(text.encode())


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
