"""Small pieces of markup that several components share."""

from __future__ import annotations

import re
from html import escape

from viewer.core.model import LinkKind
from viewer.core.render.links import Target

_LONG_NAME = re.compile(r"\S{28,}")
ABSENT_HINT = "This page is not in your library. Opens its nearest neighbours."
BROKEN_HINT = "There is no such page. Opens its nearest neighbours."


def icon(name: str, size: str = "") -> str:
    """An icon of the font by its name; silent for search, copying and screen readers."""
    return f'<i class="icon{size and f" {size}"}" data-icon="{escape(name)}" aria-hidden="true"></i>'


def breakable(name: str) -> str:
    """A name, or words with names in them, as HTML that may be broken into lines behind the dots of a name too long for a narrow line."""
    return _LONG_NAME.sub(lambda found: found[0].replace(".", ".<wbr>"), escape(name, quote=False))


def attributes(**values: str | bool | None) -> str:
    """HTML attributes with a space in front of each; False and None leave one out, True writes it bare.

    A trailing underscore of a name is dropped and others become hyphens: `class_`, `aria_label`.
    """
    out = []
    for key, value in values.items():
        name = key.rstrip("_").replace("_", "-")
        if value is True:
            out.append(f" {name}")
        elif isinstance(value, str):
            out.append(f' {name}="{escape(value)}"')
    return "".join(out)


def link_attributes(target: Target, css: str = "", *, quiet: bool = False) -> str:
    """The attributes of an `a` that leads to `target`: outside links say so, absent ones are dotted unless `quiet`."""
    if target.kind is LinkKind.EXTERNAL:
        return attributes(class_=css or None, href=target.href, rel="external noopener")
    if target.kind is LinkKind.RESOLVED or quiet:
        return attributes(class_=css or None, href=target.href)
    hint = ABSENT_HINT if target.kind is LinkKind.ABSENT else BROKEN_HINT
    return attributes(class_=f"{css} absent".strip(), href=target.href, title=hint)
