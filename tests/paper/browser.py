"""A headless Chromium that opens files, driven over a pipe by the DevTools protocol; its clock is the test's."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

WAIT_SECONDS = 60.0
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
"""No name is resolved, so that nothing could be asked of anybody."""
_CLOCK = """
(() => {
  let now = 1000000, wall = Date.UTC(2026, 10, 30, 9);
  const RealDate = Date, ticks = new Map();
  let number = 0;
  performance.now = () => now;
  window.Date = class extends RealDate {
    constructor(...given) { given.length ? super(...given) : super(wall); }
    static now() { return wall; }
  };
  window.setInterval = (then) => { ticks.set(++number, then); return number; };
  window.clearInterval = (id) => ticks.delete(id);
  window.said = [];
  document.addEventListener("said", (event) => window.said.push([event.detail.at, event.detail.text]));
  window.pass = (seconds, step = 0.1) => {
    for (let left = Math.round(seconds * 1000); left > 0; left -= step * 1000) {
      now += Math.min(left, step * 1000); wall += Math.min(left, step * 1000);
      for (const then of [...ticks.values()]) then();
    }
  };
  window.sleepUnseen = (seconds) => { wall += seconds * 1000; };
})();
"""


class Browser:
    """One page of one Chromium. Every wait is bound."""

    def __init__(self, *, width: int = 390, height: int = 844) -> None:
        name = next(filter(None, map(shutil.which, _NAMES)), None)
        assert name is not None, "no Chromium here: apt-get install chromium"
        self._folder = tempfile.mkdtemp(prefix="backstretch-browser")
        read, theirs_out = os.pipe()
        theirs_in, write = os.pipe()
        high_in, high_out = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (theirs_in, theirs_out))

        def be_its_ends() -> None:
            """Chromium reads from 3 and writes to 4."""
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        command = [name, *_OPTIONS, f"--user-data-dir={self._folder}", "about:blank"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, preexec_fn=be_its_ends, pass_fds=(3, 4), stdout=quiet, stderr=quiet)
        for end in (theirs_in, theirs_out, high_in, high_out):
            os.close(end)
        self._read, self._write, self._rest, self._number = read, write, b"", 0
        self.events: list[dict[str, Any]] = []
        targets = self._call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self._session = self._call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Page.addScriptToEvaluateOnNewDocument", source=_CLOCK)
        self.size(width, height)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait(WAIT_SECONDS)
        os.close(self._read)
        os.close(self._write)
        shutil.rmtree(self._folder, ignore_errors=True)

    def size(self, width: int, height: int, *, dark: bool = False, still: bool = False) -> None:
        """The page's size in pixels, and what the person's system asks for."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"},
        ]
        self.call("Emulation.setEmulatedMedia", features=features)

    def open(self, path: Path) -> None:
        """Open a file, and wait until its script has run."""
        self.call("Page.navigate", url=path.resolve().as_uri())
        self._until_loaded(path.name)

    def reload(self) -> None:
        """Load the same page again."""
        self.run("window.old = true; 0")
        self.call("Page.reload")
        self.until("!window.old && document.readyState === 'complete' && !!document.body.dataset.screen")

    def run(self, script: str) -> Any:
        """The value of an expression in the page. Raises AssertionError with what the page throws."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, label: str) -> None:
        """Press the button whose text begins with ``label``, or tick the box beside it."""
        script = """(label) => {
            const dialog = document.querySelector('.dialog:not([hidden])');
            const all = [...(dialog || document).querySelectorAll('button, label')];
            const found = all.find((each) => each.textContent.startsWith(label) && !each.hidden);
            if (!found) return all.map((each) => each.textContent);
            if (dialog || !['coach', 'stopped'].includes(document.body.dataset.screen)) window.pass(1);  // it was read
            found.click();
            return null;
        }"""
        there = self.run(f"({script})({json.dumps(label)})")
        assert there is None, f"no button {label!r}, but {there}"

    def text(self) -> str:
        """What can be read on the page."""
        return str(self.run("document.body.innerText"))

    def screen(self) -> str:
        """What the page shows."""
        return str(self.run("document.body.dataset.screen"))

    def picture(self, path: Path) -> None:
        """A picture of the page as PNG."""
        from base64 import b64decode

        path.write_bytes(b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol, to the page."""
        return self._call(method, session=self._session, **params)

    # How it goes about it.

    def _until_loaded(self, name: str) -> None:
        self.until(
            f"location.href.endsWith({json.dumps(name)}) && document.readyState === 'complete'"
            " && !!document.body && !!document.body.dataset.screen"
        )

    def until(self, condition: str) -> None:
        """Wait until an expression in the page is true."""
        end = time.monotonic() + WAIT_SECONDS
        while True:
            with contextlib.suppress(AssertionError):
                if self.run(condition):
                    return
            assert time.monotonic() < end, f"never came: {condition}; {self.events[-5:]}"

    def _call(self, method: str, *, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._send(json.dumps(message).encode() + b"\0")
        for answer in self._answers():
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)
        raise AssertionError("the browser has gone")

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._write, data) :]

    def _answers(self) -> Iterator[dict[str, Any]]:
        end = time.monotonic() + WAIT_SECONDS
        while True:
            message, mark, rest = self._rest.partition(b"\0")
            if mark:
                self._rest = rest
                yield json.loads(message)
                continue
            ready, _, _ = select.select([self._read], [], [], max(0.0, end - time.monotonic()))
            assert ready, "the browser does not answer"
            data = os.read(self._read, 1 << 20)
            if not data:
                return
            self._rest += data
