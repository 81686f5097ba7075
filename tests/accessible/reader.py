"""What a screen reader finds in the window of the process named: roles and names of its parts, as JSON.

Run by the system's own Python, which has the bindings of AT-SPI; so it imports nothing of ours.
"""

import json
import sys
import threading
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is chosen first

PATIENCE_S = 90
DEEPEST = 60


def parts(part, depth=0):
    """`part` and all below it, in the order of reading; what goes away meanwhile is left out."""
    try:
        said = {"role": part.get_role_name(), "name": part.get_name(), "depth": depth}
        below = [part.get_child_at_index(number) for number in range(part.get_child_count())]
    except GLib.Error:
        return
    yield said
    for child in below:
        if child is not None and depth < DEEPEST:
            yield from parts(child, depth + 1)


def all_of(pid):
    """All parts of the application of this process; none until it has come."""
    Atspi.get_desktop(0).clear_cache()
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(number)
        if found is not None and found.get_process_id() == pid:
            return list(parts(found))
    return []


def main(pid):
    """Wait until a page with a heading and a link is there; say all of the window."""
    clock, until, found = threading.Event(), time.monotonic() + PATIENCE_S, []
    while time.monotonic() < until:
        try:
            found = all_of(pid)
        except GLib.Error:
            found = []
        if {"document web", "heading", "link"} <= {part["role"] for part in found}:
            sys.stdout.write(json.dumps(found) + "\n")
            return 0
        clock.wait(0.3)  # another process's work: nothing to wait on but its being there
    sys.stderr.write(f"no page within {PATIENCE_S} seconds, but {[(part['role'], part['name']) for part in found]}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
