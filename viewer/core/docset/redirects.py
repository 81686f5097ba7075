"""A file of redirects: one a line, `FROM TO`, white space between, a status behind it if need be; `#` begins a comment.

The first rule for an address wins; addresses are compared without a trailing slash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.core.model import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.core.model import SourceFile


def read(file: SourceFile) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The rules as slug to slug, which may carry `#anchor`, and the lines that are none as problems."""
    rules: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(file.text.split("\n"), 1):
        words = _words(line)
        if not words:
            continue
        trouble = _trouble(words)
        if trouble:
            problems.append(Problem(file.path, number, "redirect", Level.WARNING, f"{trouble} The line was passed over."))
        else:
            rules.setdefault(without_slash(words[0]), without_slash(words[1]))
    return rules, tuple(problems)


def without_slash(url: str) -> str:
    """The path without a slash at its end, its `#anchor` kept."""
    path, hash_mark, anchor = url.partition("#")
    return (path.rstrip("/") or "/") + hash_mark + anchor


def _words(line: str) -> list[str]:
    words = line.split()
    comment = next((index for index, word in enumerate(words) if word.startswith("#")), len(words))
    return words[:comment]


def _trouble(words: list[str]) -> str:
    if len(words) < 2:
        return "A redirect needs two addresses, from and to."
    if "*" in words[0] or "/:" in words[0]:
        return "Redirects with placeholders are not supported; write one line an address."
    if not words[0].startswith("/") or not words[1].startswith("/"):
        return "Both addresses of a redirect must begin with a slash: it leads from page to page."
    return ""
