"""What a screen reader finds in the window of a process: roles and names of its parts, read again and again, each reading a line of JSON.

Run with the process's id and the number of the open file to write to, by the system's own Python, which has the bindings of AT-SPI; so it imports nothing of ours. Ends when nobody listens any more.
"""

import json
import os
import sys
import threading
from contextlib import suppress

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is chosen first

PAUSE_S = 1
DEEPEST = 60


def parts(part, depth=0):
    """`part` and all below it, in the order of reading; raises `GLib.Error` when one goes away meanwhile."""
    yield {"role": part.get_role_name(), "name": part.get_name(), "depth": depth}
    for child in [part.get_child_at_index(number) for number in range(part.get_child_count())]:
        if child is not None and depth < DEEPEST:
            yield from parts(child, depth + 1)


def all_of(pid):
    """All parts of the application of this process; none until it has come, nor of a reading with holes."""
    try:
        Atspi.get_desktop(0).clear_cache()
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(number)
            if found is not None and found.get_process_id() == pid:
                return list(parts(found))
    except GLib.Error:
        pass
    return []


def main(pid, out):
    """Say what is there until the pipe is closed. Whether it is all that is waited for, who listens knows: it comes part by part."""
    clock = threading.Event()
    with suppress(BrokenPipeError), os.fdopen(out, "w", encoding="utf-8") as pipe:
        while True:
            pipe.write(json.dumps(all_of(pid)) + "\n")
            pipe.flush()
            clock.wait(PAUSE_S)  # another process's work: nothing to wait on but its being there


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
