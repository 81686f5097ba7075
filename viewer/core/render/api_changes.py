"""A page that no source holds: what changed in a package from one version to another, with boxes that say what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from viewer.core.api.history import Change, ChangeKind
from viewer.core.model import Heading, RenderedPage
from viewer.core.render.api_names import NameLinks, shown_name
from viewer.core.render.disclosure import disclosure
from viewer.core.render.html import attributes, breakable, link_attributes
from viewer.core.render.transcript import Transcript

KINDS = {
    "added": (ChangeKind.ADDED,),
    "removed": (ChangeKind.REMOVED, ChangeKind.RENAMED),
    "deprecated": (ChangeKind.DEPRECATED, ChangeKind.PARAMETER_DEPRECATED),
    "changed": (ChangeKind.PARAMETER_ADDED, ChangeKind.PARAMETER_REMOVED, ChangeKind.DEFAULT, ChangeKind.KEYWORD_ONLY),
}
"""What can be shown and hidden, and the kinds of changes that it is."""
BOTH = "both"
"""The row of a name of which something is deprecated and something changed: what is new or gone has no other changes."""


def changes_page(slug: str, what: tuple[str, str, str], changes: Iterable[Change], documented: Mapping[str, str], names: NameLinks) -> RenderedPage:
    """The page at `slug`. `what` is the package and its two versions.

    `documented` maps the names that the docset has entries of to how it writes them.
    """
    package, old, new = what
    listed = list(changes)
    said = Transcript()
    own = [change for change in listed if change.name in documented]
    others = [change for change in listed if change.name not in documented]
    counts = {name: sum(change.kind in kinds for change in listed) for name, kinds in KINDS.items()}
    title = f"Changes in {package} {old} to {new}"
    boxes = "".join(
        f'<label class="types"><input type="checkbox" checked id="show-{name}">{name.capitalize()} <span class="count">{count:,}</span></label>' for name, count in counts.items()
    )
    parts = [f"<h1>{escape(title)}</h1>\n", f'<div class="filters" role="group" aria-label="Changes to show">{boxes}</div>\n']
    headings = [Heading(1, title, "")]
    said.begin("", title, 1)
    if own:
        headings.append(Heading(2, "In this documentation", "documented"))
        said.begin("documented", "In this documentation", 2)
        parts.append(f'<h2 id="documented">In this documentation</h2>\n{_rows(own, documented, names, said)}')
    if others:
        said.begin("", "Elsewhere in the package", 2)
        parts.append(disclosure(f"Elsewhere in the package ({len(others):,})", _rows(others, documented, names, said), opened=not own))
    if not listed:
        said.say("Nothing changed.")
        parts.append("<p>Nothing changed.</p>\n")
    html = f'<div class="changes wide">{"".join(parts)}</div>\n'
    return RenderedPage(slug, title, html, has_title=True, headings=tuple(headings), sections=said.sections(), anchors=("documented",) if own else ())


def _rows(changes: Iterable[Change], documented: Mapping[str, str], names: NameLinks, said: Transcript) -> str:
    """A row for each name. It bears the kind of what is said in it, for the boxes; where that is of two kinds, so does each sentence."""
    out = []
    for changed, group in groupby(changes, key=lambda change: change.name):
        written, of_name = documented.get(changed, changed), list(group)
        target, name = names.entry(written), shown_name(written)
        shown = f'<a{link_attributes(target, "name")}>{breakable(name)}</a>' if target else f'<span class="name">{breakable(name)}</span>'
        told = {label: words for label, kinds in KINDS.items() if (words := [_words(change) for change in of_name if change.kind in kinds])}
        said.say(f"{name}: {' '.join(''.join(pieces) for words in told.values() for pieces in words)}\n")
        label = next(iter(told)) if len(told) == 1 else BOTH
        sentences = "".join(f"<p{attributes(class_=kind if label == BOTH else None)}>{_marked(pieces)}</p>" for kind, words in told.items() for pieces in words)
        out.append(f'<div class="{label}"><dt>{shown}</dt><dd>{sentences}</dd></div>')
    return f'<div class="members"><dl>{"".join(out)}</dl></div>\n'


def _words(change: Change) -> tuple[str, ...]:
    """What happened, in pieces of text and code by turns."""
    match change.kind:
        case ChangeKind.ADDED:
            return ("New.",)
        case ChangeKind.REMOVED | ChangeKind.RENAMED:
            return ("Gone; it is ", shown_name(change.after), " now.") if change.after else ("Gone.",)
        case ChangeKind.DEPRECATED:
            return ("Deprecated.",)
        case ChangeKind.PARAMETER_REMOVED:
            return ("", change.parameter, " is gone.")
        case ChangeKind.PARAMETER_DEPRECATED:
            return ("", change.parameter, " is deprecated.")
        case ChangeKind.KEYWORD_ONLY:
            return ("", change.parameter, " is taken by keyword only.")
        case ChangeKind.PARAMETER_ADDED:
            return ("", change.parameter, " is new, ", change.after, " if not given.") if change.after else ("", change.parameter, " is new.")
        case _:  # another default
            now = (" is ", change.after, " if not given") if change.after else (" must be given",)
            before = ("; it was ", change.before, ".") if change.before else ("; it had to be.",)
            return _joined(("", change.parameter), now, before)


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    """Pieces one behind the other; texts that meet become one."""
    out: list[str] = []
    for part in parts:
        if len(out) % 2:
            out[-1] += part[0]
            out += part[1:]
        else:
            out += part
    return tuple(out)


def _marked(pieces: tuple[str, ...]) -> str:
    return "".join(f"<code>{escape(piece, quote=False)}</code>" if at % 2 else escape(piece, quote=False) for at, piece in enumerate(pieces))
