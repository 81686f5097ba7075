"""Adds a bookmark with its snapshot to every page of a docset, again and again, and says so: what `test_snapshot_kills` kills.

Run as `python -m tests.crash.snapshots DOCSET NAME`, with the data folder in DOCSHELF_HOME.
"""

from __future__ import annotations

import itertools
import os
import sys
import time

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark
from viewer.services import paths, snapshotting
from viewer.services.application import Application


def say(word: str, ident: str) -> None:
    """Tell whoever started this process."""
    sys.stdout.write(f"{word} {ident}\n")
    sys.stdout.flush()


docset, name = sys.argv[1:]
application = Application(paths.find(os.environ))
slugs = list(application.docset(docset).docset.pages)
for number in itertools.count():
    address = Address(docset, slugs[number % len(slugs)])
    bookmark = application.reader.bookmarks.add(Bookmark(f"{name}-{number}", address, address.slug))
    say("added", bookmark.id)
    snapshotting.take(application, bookmark, time.time())
    say("taken", bookmark.id)
    if number % 10 == 0:
        application.sweep()
