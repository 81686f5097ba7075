"""The kinds of source in the order in which they are tried, and the one way to read any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.core.errors import SourceError
from viewer.core.sources import disk
from viewer.core.sources.archive import Archive
from viewer.core.sources.docs_tree import DocsTree
from viewer.core.sources.markdown_folder import MarkdownFolder
from viewer.core.sources.text_bundle import TextBundle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from viewer.core.model import SourceTree
    from viewer.core.sources.protocol import Source

KINDS: tuple[Source, ...] = (Archive(), TextBundle(), DocsTree(), MarkdownFolder())
_MEND = "Name a folder of Markdown files, a .zip or .tar.gz of one, or a text bundle."


def read_source(path: Path) -> SourceTree:
    """All that the source at `path` holds, by the first kind that recognises it.

    Raises SourceError where there is nothing, no kind recognises it, or it cannot be read.
    """
    if not path.exists():
        raise SourceError(str(path), "there is no such file or folder", "Check the spelling.")
    try:
        for kind in KINDS:
            if kind.recognise(path):
                return kind.read(path)
    except OSError as error:
        raise SourceError(str(path), f"it cannot be read ({error.strerror or error})", "Check its permissions.") from error
    raise SourceError(str(path), "it is nothing that documentation can be read from", _MEND)


def stamps(path: Path) -> Mapping[str, tuple[int, int]]:
    """Size and modification time of each file of the source as it is now: equal to its tree's `stamps` while nothing changed."""
    return disk.walk(path).stamps if path.is_dir() else {path.name: disk.stamp(path)}
