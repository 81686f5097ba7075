"""The place that a page leaves open for an API entry: how it is marked, and what stands there without data.

Which version of a package is read may change at any time, and with it the entry; the page does not. The marks are comments, which content
cannot write: they are left out of pages.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from viewer.core.model import RenderedPage

PLACE = re.compile(r"<!--api (\d+)-->(.*?)<!--or-->(.*?)<!--/api-->", re.DOTALL)
"""Number of the use, the page's own deprecation notice, what stands there without data."""


def marked(number: int, notice: str, otherwise: str) -> str:
    """The place of the entry that the page asks for as its `number`th."""
    return f"<!--api {number}-->{notice}<!--or-->{otherwise}<!--/api-->"


def unfilled(page: RenderedPage) -> RenderedPage:
    """The page with the words that stand for its entries."""
    return replace(page, html=PLACE.sub(lambda place: place[2] + place[3], page.html))
