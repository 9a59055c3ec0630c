"""Session files as large as may be, each trying in its own way: the seconds and the memory that reading one takes.

``python -m bench.largest`` exits with 1 if one of them takes more than a program may.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time

from backstretch.base.toml_bounds import MAX_BYTES
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session

MOST_MEGABYTES = 200
MOST_CPU_SECONDS = 10.0
HEAD = 'format = 1\ntitle = "T"\n'


def full(piece: str, before: str = "", after: str = "") -> str:
    """A piece, as often as it fits into the largest file, between what comes before and after."""
    return before + piece * ((MAX_BYTES - len(before) - len(after)) // len(piece)) + after


def numbered(line: str) -> str:
    """Lines with a number each, as many as fit into the largest file."""
    text = "".join(f"{line.format(number)}\n" for number in range(MAX_BYTES // len(line)))
    return text[: text.rindex("\n", 0, MAX_BYTES) + 1]


FILES = {
    "brackets": full("[", "a = "),
    "braces": full("{a=", "a = "),
    "dots": full("a."),
    "nonsense": full("x\n"),
    "values": full("=\n"),
    "twice": full("a=1\n"),
    "headers": full("[[steps]]\n", HEAD),
    "40,000 headers": HEAD + "[[steps]]\n" * 39_000,
    "keys": numbered("k{}=1"),
    "dotted keys": numbered("a{}.b=1"),
    "tables": "".join(f"[a{number}]\nb.c.d=1\n" for number in range(39_000)),
    "wrong tags": full("1,", "tags=[", "]"),
    "tags": full('"a",', f"{HEAD}tags=[", "]"),
    "warnings": full('"twist strain",', f'{HEAD}[[steps]]\nname="a"\nhold=3\ncues=[', "]"),
    "rests": full("{rest=1},", f"{HEAD}steps=[", "]"),
    "wrong steps": full("{r=1},", f"{HEAD}steps=[", "]"),
    "exercises": full('[[steps]]\nexercise="bridge"\n', HEAD),
    "groups": full("[[steps]]\nrounds=50\nsteps=[{rest=1}]\n", HEAD),
    "moves": full('[[steps]]\nname="N"\nhold=1\ncues=["a"]\n', HEAD),
    "dates": full("1979-05-27,", "a=[", "]"),
    "digits": full("1", "a="),
    "arrays": full("[[1]],", "a=[", "]"),
    "quotes": full('"""\n'),
    "wide": full("\u5de6", 'title="')[: MAX_BYTES // 3],
    "noise": os.urandom(MAX_BYTES // 2).decode("latin-1"),
}


def read(name: str) -> int:
    """Read one in this process, and say what it took."""
    exercises = catalogue()
    begun = time.process_time()
    problems = read_session(FILES[name].encode(), id="large", path="large.toml", exercises=exercises).problems
    seconds = time.process_time() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    badly = megabytes > MOST_MEGABYTES or seconds > MOST_CPU_SECONDS
    print(f"{name:14} {seconds:5.1f} s {megabytes:4} MB {len(problems):6} problems{'  BADLY' if badly else ''}")
    return int(badly)


def main() -> int:
    """Read each in a process of its own."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    badly = 0
    for name in FILES:
        sys.stdout.flush()
        if (child := os.fork()) == 0:
            code = read(name)
            sys.stdout.flush()
            os._exit(code)
        badly += os.waitpid(child, 0)[1] != 0
    print(f"{badly} of {len(FILES)} took more than {MOST_MEGABYTES} MB or {MOST_CPU_SECONDS:.0f} s")
    return 1 if badly else 0


if __name__ == "__main__":
    sys.exit(main())
