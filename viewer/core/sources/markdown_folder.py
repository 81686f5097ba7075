"""Any folder of Markdown: each file is a page, its path its slug where it gives none, all else that pages may show an asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.core.errors import SourceError
from viewer.core.sources import disk
from viewer.core.sources.assembly import Plan, assemble, is_asset, is_page
from viewer.core.sources.protocol import REDIRECTS_NAME, SIDECAR_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.core.model import SourceTree
    from viewer.core.sources.members import Members


class MarkdownFolder:
    """The kind of source that asks for nothing but Markdown files."""

    kind = "markdown-folder"

    def recognise(self, path: Path) -> bool:
        """Any folder: whether it holds pages shows on reading."""
        return path.is_dir()

    def read(self, path: Path) -> SourceTree:
        """All pages below `path`. Raises SourceError where there are none."""
        return self.tree(disk.walk(path))

    def tree(self, members: Members) -> SourceTree:
        """The files as pages and assets. Raises SourceError where there is no page."""
        files = members.files
        pages = {path: member for path, member in files.items() if is_page(path)}
        if not pages:
            raise SourceError(members.name, "it holds no Markdown files", "Name a folder or an archive with .md files in it.")
        sidecar = files.get(SIDECAR_NAME)
        assets = {path: member for path, member in files.items() if is_asset(path) and member is not sidecar}
        return assemble(members, Plan(self.kind, pages, assets, None, files.get(REDIRECTS_NAME), sidecar, slug_from_path=True))
