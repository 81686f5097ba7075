"""The pages of a docset that is in no library: rendered as they are asked for, kept nowhere."""

from __future__ import annotations

from pathlib import Path

from viewer.core.docset.docset import load
from viewer.core.model import RenderedPage
from viewer.core.render.page import Renderer
from viewer.core.sources.open import read_source


class SourcePages:
    """What `exporting.Pages` asks for, of the source at a path."""

    def __init__(self, source: Path) -> None:
        """Read the source. Raises SourceError."""
        loaded = load(read_source(source))
        self.docset = loaded.docset
        self._pages = {page.meta.slug: page for page in loaded.pages}
        self._renderer = Renderer(loaded.docset)

    def rendered(self, slug: str) -> RenderedPage:
        """A page, rendered. Raises KeyError."""
        return self._renderer.render(self._pages[slug])

    def text(self, slug: str) -> str:
        """A page's whole source text. Raises KeyError."""
        return self._pages[slug].text
