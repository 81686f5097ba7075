"""Where everything lies: the reader's data, settings and caches, and what ships with the program.

The one place that knows a source checkout from an installed wheel or a frozen program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import viewer

HOME = "DOCSHELF_HOME"
"""Environment variable: one folder for data, settings and caches; such a folder is an instance of its own."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one instance. `data`, `config` and `cache` need not exist yet; nothing may assume that they can be written to."""

    data: Path
    config: Path
    cache: Path
    resources: Path
    content: Path

    @property
    def library(self) -> Path:
        """The docsets the reader added."""
        return self.data / "library"

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
    shipped = package / "_data" if (package / "_data").is_dir() else package.parent
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
    return Paths(data, config, cache, shipped / "resources", shipped / "content")
