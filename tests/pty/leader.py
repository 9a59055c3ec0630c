"""Run as a program: makes the terminal on stdin its own, as a terminal window does, then becomes a command."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import termios


def main(options: list[str], command: list[str]) -> None:
    """Take the terminal, but not as an ``orphan``; as ``nohup`` ignore a hang-up; as a ``shell`` stay."""
    if "orphan" not in options:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    if "nohup" in options:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if "shell" in options:
        sys.exit(run_as_job(command))
    os.execv(command[0], command)


def run_as_job(command: list[str]) -> int:
    """What a shell does: run a foreground job, and continue it on a line of input after it was stopped."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    attributes = termios.tcgetattr(0)
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execv(command[0], command)
    while True:
        _, status = os.waitpid(pid, os.WUNTRACED)
        os.tcsetpgrp(0, os.getpgrp())
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        job_attributes = termios.tcgetattr(0)
        termios.tcsetattr(0, termios.TCSADRAIN, attributes)
        print("\r\n[stopped]", flush=True)
        sys.stdin.readline()
        termios.tcsetattr(0, termios.TCSADRAIN, job_attributes)
        os.tcsetpgrp(0, pid)
        os.kill(pid, signal.SIGCONT)


if __name__ == "__main__":
    split = sys.argv.index("--")
    main(sys.argv[1:split], sys.argv[split + 1 :])
