"""A process that writes bookmarks without end: `SOURCE_FOLDER NAME SEED`. It says each change before (`will`) and after (`did`) it is made.

A change is a line of JSON: what it does to which bookmarks, each of which carries the process's name.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
from pathlib import Path

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark, Folder
from viewer.services import exchanging, paths
from viewer.services.application import Application

BATCH = 2000
"""Bookmarks of an import."""


def address(ident):
    return Address("tool", f"/{ident}", "part")


def say(word, change):
    sys.stdout.write(f"{word} {json.dumps(change)}\n")
    sys.stdout.flush()


def exchange_file(folder, batch):
    file = folder / f"{batch}.json"
    if not file.exists():
        own = [{"id": f"{batch}-{number}", "address": str(address(f"{batch}-{number}")), "title": "from a file", "tags": ["b"]} for number in range(BATCH)]
        file.write_text(json.dumps({"docshelf": 1, "bookmarks": own}), "utf-8")
    return file


def make(application, folder, change):
    """Make one change, through the doors that window and command lines use."""
    bookmarks, ident, value = application.reader.bookmarks, change["id"], change["value"]
    if change["deed"] == "add":
        bookmarks.add(Bookmark(ident, address(ident), value, added=1.0))
    elif change["deed"] == "tag":
        bookmarks.change(ident, 2.0, tags=(value,))
    elif change["deed"] == "move":
        bookmarks.move(ident, value, 0)
    elif change["deed"] == "remove":
        bookmarks.remove(ident, 3.0)
    elif change["deed"] == "restore":
        bookmarks.restore(ident)
    else:
        exchanging.take_in(application, exchange_file(folder, ident))


def after(state, change):
    """The process's bookmarks after a change: (title, tags, folder, whether in the bin) by id; what it was made from stays as it is."""
    state, ident, value = dict(state), change["id"], change["value"]
    if change["deed"] == "import":
        return state | {f"{ident}-{number}": ("from a file", ("b",), "", False) for number in range(BATCH)}
    title, tags, folder, removed = state.get(ident, (value, (), "", False))
    state[ident] = {
        "add": (value, (), "", False), "tag": (title, (value,), folder, removed), "move": (title, tags, value, removed), "remove": (title, tags, folder, True),
        "restore": (title, tags, folder, False),
    }[change["deed"]]  # fmt: skip
    return state


def load(folder, name, seed):
    application = Application(paths.find(os.environ))
    chance = random.Random(seed)
    say("ready", None)
    bookmarks = application.reader.bookmarks
    with bookmarks.together():
        if name not in bookmarks.ids():
            bookmarks.add_folder(Folder(name, name))
    shelf = bookmarks.all()
    own = [one.id for one in shelf.bookmarks if one.id.startswith(f"{name}-") and one.id.count("-") == 2]
    removed = [one.id for one in bookmarks.bin() if one.id.startswith(f"{name}-")]
    imported = sum(one.id.startswith(f"{name}-") and one.id.count("-") == 3 for one in shelf.bookmarks) // BATCH
    for number in itertools.count():
        deed = chance.choice(["add", "add", "tag", "tag", "move", "remove", "restore", "import"])
        if deed == "import" and imported < 2:
            imported += 1
            change = {"deed": deed, "id": f"{name}-{seed}-batch{imported}", "value": ""}
        elif deed == "restore" and removed:
            own.append(removed.pop())
            change = {"deed": deed, "id": own[-1], "value": ""}
        elif deed == "remove" and own:
            removed.append(own.pop(chance.randrange(len(own))))
            change = {"deed": deed, "id": removed[-1], "value": ""}
        elif deed in {"tag", "move"} and own:
            value = f"tag{number}" if deed == "tag" else chance.choice(["", name])
            change = {"deed": deed, "id": chance.choice(own), "value": value}
        else:
            change = {"deed": "add", "id": f"{name}-{seed}-{number}", "value": f"Title {number}"}
            own.append(change["id"])
        say("will", change)
        make(application, folder, change)
        say("did", change)


if __name__ == "__main__":
    load(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
