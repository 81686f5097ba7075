"""Says how the pages of a Docshelf window are shut in: `python3 packaging/renderers.py [--under FOLDER] COMMAND...` (Linux).

Starts COMMAND, which must open a window and take `--trace FILE`; waits for the first page; prints as JSON what the system says of the
processes that draw it, and the files it has open under FOLDER; ends the window. Needs nothing but Python, so that any machine can run it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENCE = 120
PROC = Path("/proc")
SAID = ("Uid", "Seccomp", "NoNewPrivs", "CapEff", "NSpid")
"""Lines of a process's status: who it runs as, whether its system calls are filtered (2), what it may do, in how many namespaces it is."""


def main(arguments: list[str]) -> int:
    """Watch one window; 0, 1 if no page was painted, 2 for wrong use."""
    under = ""
    if arguments[:1] == ["--under"]:
        under, arguments = arguments[1], arguments[2:]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        window = subprocess.Popen([*arguments, "--trace", str(trace)], stdin=subprocess.DEVNULL, stdout=sys.stderr)
        try:
            if not painted(window, trace):
                return 1
            family = descendants(window.pid)
            print(json.dumps({"events": events(trace), "renderers": [status(pid) for pid in family if draws(pid)],
                              "opened": sorted({file for pid in family for file in opened(pid) if under and file.startswith(under)})}))
        finally:
            window.terminate()
            window.wait(PATIENCE)
    return 0


def painted(window: subprocess.Popen[bytes], trace: Path) -> bool:
    """Whether the WINDOW says within PATIENCE seconds that a page stands."""
    end = time.monotonic() + PATIENCE
    while "page_painted" not in events(trace):
        if window.poll() is not None or time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def events(trace: Path) -> dict[str, float]:
    """The milliseconds since the start of each event that has been written in whole."""
    lines = trace.read_text(encoding="utf-8").split("\n")[:-1] if trace.exists() else []
    return {event["event"]: event["ms"] for event in map(json.loads, lines)}


def descendants(pid: int) -> list[int]:
    """The process PID and all that it and its children started."""
    parents = {}
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            parents[int(entry.name)] = int(status(int(entry.name)).get("PPid", "0"))
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def draws(pid: int) -> bool:
    """Whether the process PID draws pages: it has the thread that puts them together. In the sandbox, its command does not say so."""
    return any(read(name).strip() == "Compositor" for name in (PROC / str(pid) / "task").glob("*/comm"))


def status(pid: int) -> dict[str, str]:
    """What the system says of PID: the lines named in SAID, and its parent."""
    lines = (line.partition(":") for line in read(PROC / str(pid) / "status").splitlines())
    return {name: " ".join(value.split()) for name, _, value in lines if name in {*SAID, "PPid"}}


def opened(pid: int) -> list[str]:
    """The files that PID holds open or has mapped."""
    mapped = [line.split(maxsplit=5)[5] for line in read(PROC / str(pid) / "maps").splitlines() if line.count("/")]
    try:
        return mapped + [str(link.readlink()) for link in (PROC / str(pid) / "fd").iterdir()]
    except OSError:  # another's process, or one that has ended
        return mapped


def read(file: Path) -> str:
    """The text of a file of the system's; "" once its process has ended."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
