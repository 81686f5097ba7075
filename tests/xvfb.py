"""An X screen without a monitor, and what is seen on it."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

SIZE = (1280, 900)


@dataclass(frozen=True)
class Screen:
    """`display` is the name that programs know it by; `file` is where Xvfb keeps what it shows."""

    display: str
    file: Path

    @property
    def environ(self):
        """The environment of a program that is to open its window there."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def picture(self):
        """What is seen now: the file is an X window dump, 32 bits a pixel."""
        data = self.file.read_bytes()
        header = struct.unpack(">25I", data[:100])
        width, height, line, colours = header[4], header[5], header[12], header[19]
        start = header[0] + 12 * colours
        return QImage(data[start:], width, height, line, QImage.Format.Format_RGB32).copy()

    def shades(self):
        """How many different colours are seen in the middle of the screen: a page of text has dozens, an empty window a few."""
        picture = self.picture()
        return len({picture.pixel(x, y) for x in range(400, 1000, 2) for y in range(150, 700, 2)})


@contextmanager
def screen(folder, *words):
    """A screen while the block lasts; skips the test where there is no Xvfb. `words` are Xvfb's."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-fbdir", str(folder), "-nolisten", "tcp", *words]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as said:
            number = said.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()
