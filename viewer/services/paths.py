"""Where everything lies: the reader's data, settings and caches, and what ships with the program.

The one place that knows a source checkout from an installed wheel or a frozen program.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

import viewer

HOME = "DOCSHELF_HOME"
"""Environment variable: one folder for data, settings and caches; such a folder is an instance of its own."""

MADE = Path(".cache", "api")
"""Where in a source checkout the API data lies that a build would ship; `packaging/api_data.py` makes it."""


class Paths(Struct, frozen=True):
    """The folders of one instance. `data`, `config` and `cache` need not exist yet; nothing may assume that they can be written to."""

    data: Path
    config: Path
    cache: Path
    resources: Path
    content: Path
    shipped_api: Path | None = None
    """The API data that ships with the program; it may be missing."""

    @property
    def library(self) -> Path:
        """The docsets the reader added."""
        return self.data / "library"

    @property
    def api(self) -> Path:
        """The API data of packages that the reader added."""
        return self.data / "api"

    @property
    def reader(self) -> Path:
        """The file of bookmarks, history and places on pages."""
        return self.data / "reader.sqlite"

    @property
    def backups(self) -> Path:
        """Backups of that file."""
        return self.data / "backups"

    @property
    def snapshots(self) -> Path:
        """Pages as they were when they were bookmarked."""
        return self.data / "snapshots"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def session(self) -> Path:
        """The tabs of the window as it was left."""
        return self.config / "session.json"

    @property
    def log(self) -> Path:
        """What went wrong, in words for whoever mends it."""
        return self.data / "docshelf.log"


def find(environ: Mapping[str, str]) -> Paths:
    """The folders that `environ` asks for, else those this system keeps for its programs."""
    package = Path(viewer.__file__).resolve().parent
    data_inside = package / "_data"
    shipped, shipped_api = (data_inside, data_inside / "api") if data_inside.is_dir() else (package.parent, package.parent / MADE)
    home = environ.get(HOME, "")
    if home:
        root = Path(home).expanduser().absolute()
        data, config, cache = root / "data", root / "config", root / "cache"
    else:
        import platformdirs  # noqa: PLC0415 - what stands in a folder of its own does without

        data, config, cache = (
            folder("docshelf", appauthor=False)
            for folder in (platformdirs.user_data_path, platformdirs.user_config_path, platformdirs.user_cache_path)
        )
    return Paths(data, config, cache, shipped / "resources", shipped / "content", shipped_api)
