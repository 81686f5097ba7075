"""An article outside of its docset: which files of it are shown, and where its links and pictures lead instead. Knows tags, no pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from viewer.core.render.html import attributes
from viewer.core.render.links import asset_href

_ASSETS = asset_href("")
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?: [^\s=<>"/]+(?:="[^"<>]*")?)*) ?/?>')
"""As the renderer writes them: what is no tag has its `<` escaped, and values have their quotes and `>`."""
_ATTRIBUTE = re.compile(r' ([^\s=<>"/]+)(?:="([^"]*)")?')
_ABSENT = "absent"
"""The class of links that lead to no page at hand; such a link says so in its title."""


def pictures(html: str) -> tuple[str, ...]:
    """The paths of the docset's files that an article shows, in order, each once."""
    shown: dict[str, None] = {}
    for tag in _TAG.finditer(html):
        source = _attributes(tag).get("src", "")
        if source.startswith(_ASSETS):
            shown[_path(source)] = None
    return tuple(shown)


def relinked(html: str, lead: Callable[[str], tuple[str, str]], picture: Callable[[str], str]) -> str:
    """The article with other addresses; what leads outside or to a place of the article itself stays.

    `lead` takes the address of a link within the docset (`/slug#anchor`, or that of a file) and gives the one to write, and a hint where
    nothing is to be found there, "" where there is. `picture` takes the path of a file that is shown and gives its address.
    """

    def changed(tag: re.Match[str]) -> str:
        held = _attributes(tag)
        if held.get("src", "").startswith(_ASSETS):
            held["src"] = picture(_path(held["src"]))
        if held.get("href", "").startswith("/"):
            held["href"], hint = lead(held["href"])
            _mark(held, hint)
        return f"<{tag[1]}{attributes(**held)}>"

    return _TAG.sub(lambda tag: changed(tag) if " src=" in tag[2] or " href=" in tag[2] else tag[0], html)


def _attributes(tag: re.Match[str]) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[2])}


def _mark(held: dict[str, str], hint: str) -> None:
    """Let a link look as what it leads to is: there, or not."""
    classes = held.pop("class", "").split()
    if _ABSENT in classes:
        classes.remove(_ABSENT)
        held.pop("title", None)
    if hint:
        classes.append(_ABSENT)
        held["title"] = hint
    if classes:
        held["class"] = " ".join(classes)


def _path(source: str) -> str:
    return unquote(source.removeprefix(_ASSETS))
