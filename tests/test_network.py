"""Nothing is ever sent anywhere: no module of the program can, and no library it uses does."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import backstretch

ROOT = Path(backstretch.__file__).parent
NETWORK = {
    *("socket", "socketserver", "ssl", "http", "urllib", "ftplib", "poplib", "imaplib", "smtplib", "telnetlib"),
    *("xmlrpc", "requests", "httpx", "aiohttp", "urllib3", "websockets", "webbrowser"),
}


def imported(module: Path) -> set[str]:
    """The packages that a module names, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.second
def test_no_module_knows_the_network() -> None:
    modules = sorted(ROOT.rglob("*.py"))
    assert len(modules) > 100
    assert {module.name: imported(module) & NETWORK for module in modules if imported(module) & NETWORK} == {}


if sys.platform != "win32":
    from .pty.home import SHORT, Home, check_in
    from .pty.terminal import Terminal

    WATCH = """
import sys
log = sys.argv.pop(1)
def watch(event, arguments):
    network = event == "socket.__new__" and arguments[1] != 1  # AF_UNIX leads nowhere but to this machine
    if network or event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}:
        with open(log, "a") as file:
            print(event, arguments, file=file)
        raise PermissionError("no network")
sys.addaudithook(watch)
"""
    LOADED = """
import atexit, sys
log = sys.argv.pop(1)
atexit.register(lambda: print(*sys.modules, file=open(log, "w")))
"""
    RUN = "from backstretch.cli import main\nmain()\n"
    CONNECT = "import socket\nsocket.socket()\n"

    @pytest.mark.second
    def test_a_whole_session_asks_nothing_of_the_network(tmp_path: Path) -> None:
        """With all its threads and libraries: sound, voice and the lock that keeps the machine awake."""
        log, home = tmp_path / "asked", Home(tmp_path)
        home.answer_first_questions()
        home.write_session("short", SHORT)
        with Terminal([sys.executable, "-c", WATCH + RUN, str(log), "run", "short"], home.env) as terminal:
            check_in(terminal)
            terminal.wait_for("Holds: 1 done")
            terminal.press("escape")
            assert terminal.wait_exit() == 0
        assert home.only_run()["outcome"] == "completed"
        assert not log.exists()

    @pytest.mark.second
    def test_nothing_for_connections_is_loaded_in_the_library_and_in_a_session(tmp_path: Path) -> None:
        """But ``socket``, which asyncio is woken with by threads, and what playsound3 brings along, without ``ssl``."""
        log, home = tmp_path / "loaded", Home(tmp_path)
        home.answer_first_questions()
        home.write_session("short", SHORT)
        for arguments in ([], ["run", "short"]):
            with Terminal([sys.executable, "-c", LOADED + RUN, str(log), *arguments], home.env) as terminal:
                if arguments:
                    check_in(terminal)
                    terminal.wait_for("Holds: 1 done")
                else:
                    terminal.wait_for("Enter start")
                terminal.press("escape" if arguments else "q")
                assert terminal.wait_exit() == 0
            assert set(log.read_text().split()) & (NETWORK | {"_ssl"}) <= {"socket", "urllib", "http"}, arguments

    def test_the_watch_would_see_it(tmp_path: Path) -> None:
        log = tmp_path / "asked"
        done = subprocess.run(
            [sys.executable, "-c", WATCH + CONNECT, str(log)], capture_output=True, text=True, check=False
        )
        assert "no network" in done.stderr
        assert log.read_text().startswith("socket.__new__")
