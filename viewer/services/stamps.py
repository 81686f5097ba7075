"""Whether a source on disk is still what it was when it was read: told by the size and time of its files."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from viewer.core.errors import SourceError
from viewer.core.sources import disk

log = logging.getLogger(__name__)

Stamps = Mapping[str, tuple[int, int]]
"""Path to (size in bytes, mtime in ns)."""


def take(source: Path) -> Stamps:
    """The source's files as they are now: path to (size, mtime in ns); empty where the source is gone."""
    try:
        return disk.walk(source).stamps if source.is_dir() else {source.name: disk.stamp(source)}
    except (OSError, SourceError) as error:
        log.info("%s cannot be looked at: %s", source, error)
        return {}
