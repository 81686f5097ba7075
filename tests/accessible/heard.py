"""The program on a bus of its own, read out by `reader.py`: run inside of `dbus-run-session`, with a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

READER = Path(__file__).with_name("reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def main(home: str) -> int:
    """Start the program with its data in `home`, then the reader, whose output is ours; its exit status."""
    environment = {**os.environ, "DOCSHELF_HOME": home, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QUICK_BACKEND": "software"}
    program = subprocess.Popen([sys.executable, "-m", "viewer"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return subprocess.run([SYSTEM_PYTHON, str(READER), str(program.pid)], env=environment, check=False).returncode
    finally:
        program.terminate()
        program.wait(20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
