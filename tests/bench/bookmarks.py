"""How long the window's thread is held up by 2,000 bookmarks: by the panel's opening, by each key in its filter, by a star that is set.

Times are the processor's on the window's own thread, from the key to the picture drawn: a reader waits for nothing else.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tests.bench.outcome import Bar, Outcome, Setup
from viewer.cli.sandbox import SWITCH, is_root

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from viewer.core.reader.records import Shelf
    from viewer.services.application import Application
    from viewer.shell.bookmarks_panel import BookmarksPanel
    from viewer.shell.theme import Theme

MANY = 2000
FOLDERS = 40
OPEN_MS, KEY_MS = 100.0, 16.0
RUNS = 7
SEED = 1
TYPED = ("streamlit", "cache data", "button", "#later", "session state", "zzz")
WORDS = "cache data session state button chart column widget secrets fragment theme dataframe plot form input layout deploy connect".split()
TAGS = ("later", "perf", "team", "must read")


def run(setup: Setup) -> Outcome:
    """The panel without a screen. The slowest key is that with the highest median of all rounds."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if is_root():
        os.environ.setdefault(SWITCH, "1")
    opened, keys, shown = _measure(setup)
    figures = {
        "bookmarks": float(MANY), "open_first_ms": opened[0], "open_p50_ms": median(opened), "open_max_ms": max(opened), "keys": float(len(keys)),
        "key_p50_ms": median(keys), "key_p95_ms": sorted(keys)[len(keys) * 95 // 100], "key_max_ms": max(keys), "changed_p50_ms": median(shown),
    }
    slowest = max(median(keys[at :: len(keys) // RUNS]) for at in range(len(keys) // RUNS))
    return Outcome("bookmarks", figures, (Bar("open_first_ms", opened[0], OPEN_MS), Bar("slowest_key_ms", slowest, KEY_MS)))


def _measure(setup: Setup) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of each opening, of each key, and of each time that another shelf is shown."""
    from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget  # noqa: PLC0415 - so told, it needs no screen

    from viewer.services import paths  # noqa: PLC0415
    from viewer.services.application import Application  # noqa: PLC0415
    from viewer.shell import bookmarks_panel  # noqa: F401, PLC0415 - in the window, the reader's thread has read it long before
    from viewer.shell.theme import Theme  # noqa: PLC0415

    program = QApplication([])
    application = Application(paths.find({paths.HOME: str(setup.scratch / "home")}))
    theme = Theme(program, application.paths.resources, "light")
    theme.dress()
    shelf = _filled(application)
    window = QWidget()
    column = QVBoxLayout(window)
    window.resize(272, 760)
    window.show()
    program.processEvents()
    rounds = [_round(theme, shelf, column) for _ in range(RUNS)]
    window.close()
    application.close()
    program.shutdown()
    return [opened for opened, _, _ in rounds], [time for _, keys, _ in rounds for time in keys], [time for _, _, shown in rounds for time in shown]


def _round(theme: Theme, shelf: Shelf, column: QVBoxLayout) -> tuple[float, list[float], list[float]]:
    """A panel opened, typed into, and shown a bookmark less and one more."""
    made: list[BookmarksPanel] = []

    def show() -> None:
        from viewer.shell.bookmarks_panel import BookmarksPanel  # noqa: PLC0415

        made.append(BookmarksPanel(theme.colours))
        made[0].show_shelf(shelf)
        column.addWidget(made[0])
        made[0].search()

    opened = _timed(show)
    (panel,) = made
    typed = [text[:count] for text in TYPED for count in range(len(text) + 1)]
    keys = [_timed(lambda text=text: panel.filter.setText(text)) for text in typed]  # type: ignore[misc]
    panel.filter.clear()
    panel.tree.expandAll()
    fewer = replace(shelf, bookmarks=shelf.bookmarks[1:])
    shown = [_timed(lambda other=other: panel.show_shelf(other)) for other in (fewer, shelf)]  # type: ignore[misc]
    panel.hide()
    panel.deleteLater()
    return opened, keys, shown


def _filled(application: Application) -> Shelf:
    """2,000 bookmarks in folders, in a real file, as the window reads them from there."""
    from viewer.core.address import Address  # noqa: PLC0415
    from viewer.core.reader.records import Bookmark, Folder  # noqa: PLC0415

    chance = random.Random(SEED)
    folders = [Folder(f"f{number}", f"Folder {number}", f"f{number // 4}" if number % 4 else "", number) for number in range(FOLDERS)]
    marks = []
    for number in range(MANY):
        title = " ".join(chance.sample(WORDS, 3)).capitalize()
        heading = title if number % 3 else ""
        marks.append(Bookmark(
            f"b{number}", Address("streamlit", f"/develop/page-{number}", "part" if heading else ""), f"{title} {number}", chance.choice(("", *(one.id for one in folders))),
            number, tuple(chance.sample(TAGS, number % 3)), heading, f"Page {number}", "Streamlit", "1.33.0", float(number),
        ))  # fmt: skip
    bookmarks = application.reader.bookmarks
    bookmarks.add_all([*folders, *marks])
    return bookmarks.all()


def _timed(deed: Callable[[], object]) -> float:
    """Milliseconds until what `deed` changed is drawn."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    begun = time.thread_time()
    deed()
    QApplication.processEvents()
    return (time.thread_time() - begun) * 1000
