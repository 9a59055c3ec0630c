"""The door: the command line is called directly where it is plain, and else read by click."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from backstretch.base.process import leave
from backstretch.commands.command_table import direct_call
from backstretch.commands.outcome import run_and_exit


def main() -> NoReturn:
    """Run the program with the arguments it was called with, and end it."""
    try:
        carry_out()
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else 0)


def carry_out() -> NoReturn:
    """Do what the arguments say. Raises SystemExit with the exit code, whatever comes of it."""
    call = None if "_BACKSTRETCH_COMPLETE" in os.environ else direct_call(sys.argv[1:])
    if call is not None:
        run_and_exit(call)
    from backstretch.commands.click_program import cli

    cli.main(prog_name="backstretch")
