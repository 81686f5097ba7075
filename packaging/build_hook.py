"""Puts the API data into a wheel where it has been made (`packaging/api_data.py`); a wheel built without it works, and its pages say what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ApiData(BuildHookInterface[Any]):
    """A hook of the build backend."""

    PLUGIN_NAME = "api-data"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to those of a wheel; VERSION is the kind of build."""
        if version == "standard":
            made = sorted((Path(self.root) / ".cache" / "api").glob("*"))
            build_data["force_include"] |= {str(file): f"viewer/_data/api/{file.name}" for file in made if file.suffix in {".api", ".txt"}}
