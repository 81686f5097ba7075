"""The pages of a docset that is in no library: rendered as they are asked for, kept nowhere."""

from __future__ import annotations

from pathlib import Path

from viewer.core.docset.docset import load
from viewer.core.model import RenderedPage
from viewer.core.render.api_fill import Filler, Reference
from viewer.core.render.api_markdown import expanded
from viewer.core.render.links import Resolver
from viewer.core.render.page import Renderer
from viewer.core.sources.open import read_source
from viewer.services.reference import References


class SourcePages:
    """What `exporting.Pages` asks for, of the source at a path."""

    def __init__(self, source: Path, references: References | None = None) -> None:
        """Read the source; `references` fill its API entries in. Raises SourceError."""
        loaded = load(read_source(source))
        self.docset = loaded.docset
        self._pages = {page.meta.slug: page for page in loaded.pages}
        self._renderer = Renderer(loaded.docset)
        self._filler = Filler(loaded.docset, Resolver(loaded.docset))
        self._references = references

    def rendered(self, slug: str) -> RenderedPage:
        """A page, rendered. Raises KeyError."""
        return self._filler.fill(self._renderer.render(self._pages[slug]), self._reference())

    def markdown(self, slug: str) -> str:
        """A page's source text, its API entries written out. Raises KeyError."""
        page = self._pages[slug]
        return expanded(page.text, self._renderer.render(page), self._reference())

    def _reference(self) -> Reference | None:
        return self._references.reference(self.docset) if self._references else None
