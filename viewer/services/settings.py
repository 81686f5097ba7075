"""The reader's settings: one typed record, read once, handed down, written whole.

In `settings.json`: {"format": 1, "settings": {...}}. Unknown keys are dropped, missing ones take their default.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from viewer.core.files import write_whole

log = logging.getLogger(__name__)

FORMAT = 1
THEMES = ("system", "light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader chose, and how the window was left.

    `zoom` is a factor. `face`, `width` and `size` are those of the page's frame ("" and 0: as the style sheet has it).
    `geometry` and `panels` are opaque to everyone but the window. `tree_open` holds the slugs of open branches by docset,
    `tabs` addresses in full.
    """

    theme: str = "system"
    zoom: float = 1.0
    face: str = ""
    width: str = ""
    size: int = 0
    geometry: str = ""
    panels: str = ""
    tree_open: dict[str, list[str]] = field(default_factory=dict)
    tabs: tuple[str, ...] = ()
    tab: int = 0
    hint_shown: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    format: int = FORMAT
    settings: Settings = field(default_factory=Settings)


def load(path: Path) -> tuple[Settings, str]:
    """The settings in `path`, and "" or a sentence for the reader.

    A file that cannot be understood is kept beside as `settings.json.broken`, and the defaults hold.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        return Settings(), f"The settings could not be read ({error.strerror}); the defaults are used."
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeError) as error:
        log.warning("%s: %s", path, error)
        return Settings(), f"The settings file was damaged; the defaults are used. {_put_aside(path)}"
    if file.format > FORMAT:
        return Settings(), f"The settings were written by a newer version of Docshelf; the defaults are used. {_put_aside(path)}"
    return file.settings, ""


def save(path: Path, settings: Settings) -> None:
    """Write the settings as a whole. Raises OSError."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(_File(settings=settings))))


def _put_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}.broken")
    try:
        path.replace(aside)
    except OSError:
        return ""
    return f"It is kept as {aside.name}."
