"""The kinds of source in the order in which they are tried, and the one way to read any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.core.errors import SourceError
from viewer.core.sources import disk
from viewer.core.sources.docs_tree import DocsTree
from viewer.core.sources.markdown_folder import MarkdownFolder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from viewer.core.model import SourceTree
    from viewer.core.sources.protocol import Source

_MEND = "Name a folder of Markdown files, a .zip or .tar.gz of one, or a text bundle."


def read_source(path: Path) -> SourceTree:
    """All that the source at `path` holds, by the first kind that recognises it.

    Raises SourceError where there is nothing, no kind recognises it, or it cannot be read.
    """
    if not path.exists():
        raise SourceError(str(path), "there is no such file or folder", "Check the spelling.")
    try:
        for kind in kinds(path):
            if kind.recognise(path):
                return kind.read(path)
    except OSError as error:
        raise SourceError(str(path), f"it cannot be read ({error.strerror or error})", "Check its permissions.") from error
    raise SourceError(str(path), "it is nothing that documentation can be read from", _MEND)


def kinds(path: Path) -> tuple[Source, ...]:
    """The kinds that a folder, or else a file, may be of, in the order in which they are tried."""
    if path.is_dir():
        return DocsTree(), MarkdownFolder()
    # A folder, which is what most sources are, does without what unpacks and mends files
    from viewer.core.sources.archive import Archive  # noqa: PLC0415
    from viewer.core.sources.text_bundle import TextBundle  # noqa: PLC0415

    return Archive(), TextBundle()


def stamps(path: Path) -> Mapping[str, tuple[int, int]]:
    """Size and modification time of each file of the source as it is now: equal to its tree's `stamps` while nothing changed."""
    return disk.walk(path).stamps if path.is_dir() else {path.name: disk.stamp(path)}
