"""Frontmatter and file path -> `PageMeta`: what is known of a page without reading its text.

The keys: title, slug, description, keywords (a list, or words with commas), since, deprecated, order, previousLink with
previousTitle, nextLink with nextTitle. All others are kept as they are.
"""

from __future__ import annotations

import math
import re
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from viewer.core.docset import slugs
from viewer.core.model import Level, NavLink, PageMeta, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.core.docset.frontmatter import Frontmatter

_KNOWN = frozenset(
    {
        *("title", "slug", "description", "keywords", "since", "deprecated", "order"),
        *("previousLink", "previousTitle", "nextLink", "nextTitle"),
    }
)
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_LONGEST_HEADING = 1000
"""Characters of a line that are looked at; no title needs more, and hostile lines take time that grows with their square."""
_MEANT = frozenset("#=`~")
"""What a line that is a heading, its underline or a fence begins with; the many others are not looked at further."""
_UNDERLINE = re.compile(r"[ ]{0,3}=+[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_CODE = re.compile(r"(`+[^`]+`+)")
_MARKS = re.compile(r"<[^>]*>|\{#[^}]*\}|(?<![\s\\])\*+|(?<!\\)\*+(?!\s)|(?<![\w\\])_+|(?<!\\)_+(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def meta(
    front: Frontmatter, path: str, *, slug_from_path: bool = False, index: bool = False, name: str = ""
) -> tuple[PageMeta, tuple[Problem, ...]]:
    """What the frontmatter and the path say of a page, and what is wrong with it. `index`: it is the page of its folder.

    Without a slug it gets the one of its folder (`index`), of its whole path (`slug_from_path`) or of its file's name;
    without a title its first heading, else the name of its file or folder, and for the index page at the root `name`.
    """
    values = front.values
    problems: list[Problem] = []
    page = PurePosixPath(path)
    derived = slugs.from_folder(path) if index else slugs.from_path(path) if slug_from_path else slugs.from_name(path)
    slug = _slug(values, path, derived, problems)
    title = _text(values, "title", path, problems) or first_heading(front.body) or slugs.readable(page.parent.name if index else page.stem) or name
    return PageMeta(
        path,
        slug,
        title,
        description=_text(values, "description", path, problems),
        keywords=_keywords(values.get("keywords"), path, problems),
        since=_text(values, "since", path, problems),
        deprecated=_flag(values.get("deprecated")),
        order=_order(values.get("order"), path, problems),
        previous=_link(values, "previous", path, problems),
        next=_link(values, "next", path, problems),
        index=index,
        extra={key: value for key, value in values.items() if key not in _KNOWN},
    ), tuple(problems)


def first_heading(body: str) -> str:
    """The text of the first heading, code fences passed over; "" where there is none. Marks of code are left in it."""
    fence = ""
    above = ""
    for whole in body.split("\n"):
        line = whole[:_LONGEST_HEADING]
        if line.lstrip(" ")[:1] not in _MEANT:
            above = line
            continue
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _fence_after(fence, mark)
            above = ""
            continue
        heading = _HEADING.match(line)
        text = heading[1] if heading else above if _UNDERLINE.match(line) else ""
        if plain := _without_marks(text):
            return plain
        above = line
    return ""


def _without_marks(text: str) -> str:
    """The heading without marks of links, emphasis, HTML and escapes, but with those of code."""
    pieces = _CODE.split(_LINK.sub(r"\1", text))
    plain = (piece if piece.startswith("`") else _ESCAPE.sub(r"\1", _MARKS.sub("", piece)) for piece in pieces)
    return " ".join("".join(plain).split())


def _fence_after(fence: str, mark: re.Match[str] | None) -> str:
    if not fence:
        return mark[1] if mark else ""
    closes = mark is not None and mark[1].startswith(fence) and not mark.string[mark.end() :].strip()
    return "" if closes else fence


def _slug(values: Mapping[str, object], path: str, derived: str, problems: list[Problem]) -> str:
    given = _text(values, "slug", path, problems)
    if not given:
        return derived
    slug = slugs.normalised(given)
    if slug.startswith(slugs.RESERVED):
        message = f"Slugs beginning with {slugs.RESERVED} are the viewer's own; the page was given {derived}. Choose another slug."
        problems.append(Problem(path, 1, "slug", Level.WARNING, message))
        return derived
    if slug != given:
        message = f"The slug {given!r} was read as {slug}: small letters, a / in front and none behind, no blanks."
        problems.append(Problem(path, 1, "slug", Level.WARNING, message))
    return slug


def _text(values: Mapping[str, object], key: str, path: str, problems: list[Problem]) -> str:
    value = values.get(key)
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        problems.append(_wrong(path, key, "text"))
        return ""
    return " ".join(str(value).split())


def _keywords(value: object, path: str, problems: list[Problem]) -> tuple[str, ...]:
    if isinstance(value, dict):
        problems.append(_wrong(path, "keywords", "words with commas between them, or a list of words"))
        return ()
    words = value if isinstance(value, list) else str("" if value is None else value).split(",")
    return tuple(word for word in (" ".join(str(word).split()) for word in words) if word)


def _flag(value: object) -> bool:
    return value.strip().lower() in {"true", "yes"} if isinstance(value, str) else bool(value)


def _order(value: object, path: str, problems: list[Problem]) -> float | None:
    if value is None:
        return None
    with suppress(ValueError):
        number = float(str(value))
        if math.isfinite(number):
            return number
    problems.append(_wrong(path, "order", "a number"))
    return None


def _link(values: Mapping[str, object], which: str, path: str, problems: list[Problem]) -> NavLink | None:
    url, label = (_text(values, which + part, path, problems) for part in ("Link", "Title"))
    return NavLink(label or url, url) if url else None


def _wrong(path: str, key: str, expected: str) -> Problem:
    return Problem(path, 1, "frontmatter", Level.WARNING, f"`{key}` in the frontmatter should be {expected}; it was passed over.")
