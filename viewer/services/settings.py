"""The reader's settings: one typed record, read once, handed down, written whole.

In `settings.json`: {"format": 1, "settings": {...}}. Unknown keys are dropped, missing ones take their default.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from viewer.services import json_file

FORMAT = 1
THEMES = ("system", "light", "dark", "contrast")


class Settings(Struct, frozen=True):
    """What the reader chose, and how the window was left.

    `zoom` is the factor that new tabs begin with. `face`, `width` and `size` are those of the page's frame ("" and 0: as the
    style sheet has it). `geometry`, `panels` and `room` are opaque to everyone but the window. `tree_open` holds the slugs of open
    branches by docset, `api_versions` the version of the API that the reader chose, by docset. `searches` are what was searched for,
    last first. `bookmarks_shown` says that bookmarks stood in the place of the tree, `bookmarks_checked` names the copy of each docset that
    they were last compared with, `bookmarks_offered` the docsets in which other places are offered for some. `graphics` is "software" where pages are drawn without the graphics card, which broke off a start.
    """

    theme: str = "system"
    zoom: float = 1.0
    face: str = ""
    width: str = ""
    size: int = 0
    geometry: str = ""
    panels: str = ""
    room: str = ""
    tree_open: dict[str, list[str]] = field(default_factory=dict)
    api_versions: dict[str, str] = field(default_factory=dict)
    searches: list[str] = field(default_factory=list)
    bookmarks_shown: bool = False
    bookmarks_checked: dict[str, str] = field(default_factory=dict)
    bookmarks_offered: list[str] = field(default_factory=list)
    hint_shown: bool = False
    graphics: str = ""


class _File(Struct, frozen=True):
    format: int = FORMAT
    settings: Settings = field(default_factory=Settings)


def load(path: Path) -> tuple[Settings, str]:
    """The settings in `path`, and "" or a sentence for the reader.

    A file that cannot be understood is kept beside as `settings.json.broken`, and the defaults hold.
    """
    file, notice = json_file.load(path, _File, FORMAT, "settings", "the defaults are used")
    return (file.settings if file else Settings()), notice


def save(path: Path, settings: Settings) -> None:
    """Write the settings as a whole. Raises OSError."""
    json_file.save(path, _File(settings=settings))
