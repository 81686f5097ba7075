"""What a docset says of the API it documents: its sidecar's words, and which page shows the entry of which name.

Looks for `<Autofunction …>` in the pages' text, outside of code; what else a page says of an entry is the renderer's matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from viewer.core.docset.sidecar import Sidecar
from viewer.core.model import ApiNames, ApiPlace, Page
from viewer.core.sources.fences import fences

_USE = re.compile(r"""<Autofunction\b((?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
_NAME = re.compile(r"""\b(function|oldName|oldStreamlitFunction)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = "<Autofunction"


def read(pages: Iterable[Page], own: Sidecar) -> ApiNames:
    """Each name with the page that is about it most: that which begins with it, of several the one with the fewest entries.

    Names of before come after those of now. Without a word of the sidecar the package is what most names begin with.
    """
    found: list[tuple[tuple[bool, bool, int, str], str, ApiPlace]] = []
    for page in pages:
        uses = list(_uses(page)) if _TAG in page.body else []
        for number, (name, old, headed) in enumerate(uses):
            place = ApiPlace(page.meta.slug, name if number and headed else "")
            found += [((bool(before), bool(number), len(uses), page.meta.slug), spelled, place) for before, spelled in enumerate((name, old)) if spelled]
    places: dict[str, ApiPlace] = {}
    for _, name, place in sorted(found, key=lambda entry: entry[0]):
        places.setdefault(name, place)
    firsts = Counter(own.api_aliases.get(first, first) for first in (name.partition(".")[0] for name in places))
    package = own.api_package or (firsts.most_common(1)[0][0] if firsts else "")
    return ApiNames(package, own.api_versions, own.api_aliases, dict(sorted(places.items())))


def _uses(page: Page) -> Iterator[tuple[str, str, bool]]:
    """The entries of a page in order: name, older name, whether it has a heading."""
    lines = page.body.split("\n")
    for fence in fences(lines):
        end = len(lines) if fence.end is None else fence.end
        lines[fence.start : end] = [""] * (end - fence.start)
    for use in _USE.finditer("\n".join(lines)):
        names = {found[1]: found[2] or found[3] or "" for found in _NAME.finditer(use[1])}
        if names.get("function"):
            yield names["function"], names.get("oldName") or names.get("oldStreamlitFunction") or "", "hideHeader" not in use[1]
