"""A rendered page as plain text."""

from __future__ import annotations

from viewer.core.model import RenderedPage


def text(page: RenderedPage) -> str:
    """Every word of the page in reading order, closed boxes included; headings stand on lines of their own."""
    parts = [] if page.has_title else [page.title]
    for section in page.sections:
        parts += [part for part in (section.heading, section.text) if part]
    return "\n\n".join(parts) + "\n"
