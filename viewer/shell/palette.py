"""The colours of the three palettes, read from the one file that names them (`resources/tokens.json`)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def palettes(resources: Path) -> Mapping[str, Mapping[str, str]]:
    """Palette name (`light`, `dark`, `contrast`) to token name to `#rrggbb`."""
    read: Mapping[str, Mapping[str, str]] = json.loads((resources / "tokens.json").read_text(encoding="utf-8"))
    return read
