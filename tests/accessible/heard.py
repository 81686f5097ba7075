"""The program on a bus of its own, read out by `reader.py`: run inside of `dbus-run-session`, with a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

READER = Path(__file__).with_name("reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def main(home: str, out: str) -> None:
    """Start the program with its data in `home`, and the reader, which writes to the open file `out`; end both when our input ends."""
    environment = {**os.environ, "DOCSHELF_HOME": home, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QUICK_BACKEND": "software"}
    program = subprocess.Popen([sys.executable, "-m", "viewer"], env=environment, stdin=subprocess.DEVNULL)
    reader = subprocess.Popen([SYSTEM_PYTHON, str(READER), str(program.pid), out], env=environment, stdin=subprocess.DEVNULL, pass_fds=[int(out)])
    sys.stdin.read()
    for process in (reader, program):
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
