"""Output that nobody waits for, through a pipe that is read only when a test reads it."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Iterator

import pytest

from backstretch.terminal import writer
from backstretch.terminal.writer import MOST_BYTES, MOST_FRAMES, PIECE_BYTES, Writer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes that can be full")

PATIENCE = 30.0
CUT = b"|"


class Pipe:
    """A pipe with a writer at one end."""

    def __init__(self) -> None:
        self._out, self.handle = os.pipe()
        self.filled = 0
        self.caught_up = threading.Event()
        self.writer = Writer(self.handle, self.caught_up.set, cut=CUT)

    def fill(self) -> None:
        """Let it take nothing more."""
        os.set_blocking(self.handle, False)
        for size in (4096, 1):
            try:
                while True:
                    self.filled += os.write(self.handle, b"-" * size)
            except BlockingIOError:
                pass
        os.set_blocking(self.handle, True)

    def read(self, wanted: bytes) -> bytes:
        """What comes, without what it was filled with, until it ends so."""
        data = b""
        while not data[self.filled :].endswith(wanted):
            assert select.select([self._out], [], [], PATIENCE)[0], data[self.filled :]
            data += os.read(self._out, 65536)
        return data[self.filled :]

    def read_on(self, wanted: bytes) -> bytes:
        """The same of what comes after that."""
        self.filled = 0
        return self.read(wanted)

    def close(self) -> None:
        os.close(self._out)
        self.writer.close(0.0)


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pipe]:
    """One whose writer takes each write that is not over for one that is stuck."""
    monkeypatch.setattr(writer, "STUCK_SECONDS", -1.0)
    pipe = Pipe()
    yield pipe
    pipe.close()


def test_all_comes_in_order_where_it_is_read(pipe: Pipe) -> None:
    for number in range(3):
        pipe.writer.send(b"<%d>" % number)
        assert pipe.writer.wait(PATIENCE)
        pipe.writer.draw(b"(%d)" % number)
        assert pipe.writer.wait(PATIENCE)
    assert pipe.read(b"(2)") == b"<0>(0)<1>(1)<2>(2)"
    assert not pipe.caught_up.is_set()


def test_frames_that_cannot_be_taken_are_left_out_and_a_whole_one_is_asked_for(pipe: Pipe) -> None:
    pipe.fill()
    begun = b"A" * 10 * PIECE_BYTES
    pipe.writer.draw(begun)
    wait_until_written_to(pipe)
    for number in range(1000):
        pipe.writer.draw(b"B%d" % number)
    pipe.writer.send(b"<mode>")
    assert not pipe.writer.wait(0.0)
    got = pipe.read(b"<mode>")
    assert pipe.caught_up.wait(PATIENCE)
    pipe.writer.draw(b"(whole)")
    got += pipe.read_on(b"(whole)")
    begun_part = got.split(CUT)[0]
    assert begun.startswith(begun_part)
    assert len(begun_part) % PIECE_BYTES == 0
    assert got == begun_part + CUT + b"<mode>(whole)"


def test_what_overtakes_is_seen_next(pipe: Pipe) -> None:
    pipe.fill()
    pipe.writer.send(b"a line that is being written\n", line=True)
    wait_until_written_to(pipe)
    for _ in range(100):
        pipe.writer.send(b"a line that waits\n", line=True)
    pipe.writer.send(b"<mode>")
    pipe.writer.overtake()
    pipe.writer.send(b"STOPPED")
    got = pipe.read(b"STOPPED")
    assert got in {b"a line that is being written\n" + CUT + b"<mode>STOPPED", CUT + b"<mode>STOPPED"}


def test_no_more_frames_wait_than_one_key_draws(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "STUCK_SECONDS", PATIENCE)
    pipe.fill()
    pipe.writer.draw(b"(begun)")
    wait_until_written_to(pipe)
    for _ in range(MOST_FRAMES):
        pipe.writer.draw(b"(waits)")
    pipe.writer.draw(b"(one too many)")
    assert pipe.read(b"(begun)") == b"(begun)"
    assert pipe.caught_up.wait(PATIENCE)
    pipe.writer.draw(b"(whole)")
    assert pipe.read_on(b"(whole)") == CUT + b"(whole)"


def test_what_waits_is_bounded(pipe: Pipe) -> None:
    pipe.fill()
    for _ in range(40):
        pipe.writer.send(b"x" * 10_000, line=True)
    assert sum(len(item.data) for item in pipe.writer._queue) <= MOST_BYTES


def test_a_reader_that_is_gone_is_told_of(pipe: Pipe) -> None:
    os.close(pipe._out)
    pipe.writer.send(b"x")
    assert pipe.writer.wait(PATIENCE)
    assert isinstance(pipe.writer.gone, BrokenPipeError)
    pipe.writer.send(b"y")
    pipe.writer.draw(b"z")
    pipe.writer.overtake()
    assert pipe.writer.wait(0.0)
    pipe.writer.close()
    pipe._out = os.open(os.devnull, os.O_RDONLY)


def test_the_end_waits_for_nobody_for_ever(pipe: Pipe) -> None:
    pipe.fill()
    pipe.writer.draw(b"A" * 10 * PIECE_BYTES)
    wait_until_written_to(pipe)
    pipe.writer.send(b"<restored>")
    pipe.writer.close(0.0)
    got = pipe.read(b"<restored>")
    assert got.endswith(CUT + b"<restored>")
    assert len(got) < 10 * PIECE_BYTES


def test_the_end_comes_after_all_that_was_sent(pipe: Pipe) -> None:
    pipe.writer.send(b"<a>")
    pipe.writer.send(b"<b>")
    pipe.writer.close(PATIENCE)
    assert pipe.read(b"<b>") == b"<a><b>"


def wait_until_written_to(pipe: Pipe) -> None:
    """Until the writer is at something, which it cannot finish."""
    with pipe.writer._state:
        assert pipe.writer._state.wait_for(lambda: pipe.writer._begun_at is not None, PATIENCE)
