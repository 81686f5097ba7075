"""An API entry as a page shows it, from its kind to its examples; heading and notice of the page stand above it already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from viewer.core.api.history import Change, ChangeKind
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage, Described, Member, Parameter, ParameterKind
from viewer.core.render import api_signature
from viewer.core.render.api_prose import Prose
from viewer.core.render.callouts import callout
from viewer.core.render.html import breakable, icon

KINDS = {
    ApiKind.FUNCTION: "Function", ApiKind.CLASS: "Class", ApiKind.METHOD: "Method", ApiKind.PROPERTY: "Property",
    ApiKind.ATTRIBUTE: "Attribute", ApiKind.MODULE: "Module",
}  # fmt: skip
NOTHING_SAID = "No description."
BY_KEYWORD = "By keyword only"


def kind_of(entry: ApiEntry) -> str:
    """What an entry is, in a word."""
    return "Interface" if entry.is_interface else "Mapping" if entry.is_mapping else KINDS[entry.kind]


class EntryWriter:
    """Writes one entry; `level` is that of the heading it stands under, `news` what changed since an older version, each with that version."""

    def __init__(self, prose: Prose, entry: ApiEntry, package: ApiPackage, level: int, news: Sequence[Change] = ()) -> None:
        self._prose, self._entry, self._package = prose, entry, package
        self._tag = f"h{min(level + 1, 6)}"
        self._news = {(change.kind, change.parameter): change for change in news}
        self._code = {parameter.name: parameter for parameter in entry.signature}

    def write(self, notice: str, asked: str) -> str:
        """The entry. `notice` is the deprecation notice of the page, which stands in place of the package's own.

        `asked` is the name that the page shows it under, where the entry has another one in this version; else "".
        """
        entry = self._entry
        shown = entry.shown or entry.name
        out = [notice, self._kind_line(shown if asked else "")]
        if entry.deprecated and not notice:
            out.append(self._deprecation(entry.deprecated))
        out.append(self._prose.blocks(entry.html))
        if api_signature.is_called(entry):
            self._prose.transcript.code(api_signature.plain(entry, shown))
            if api_signature.has_types(entry):
                self._prose.transcript.code(api_signature.plain(entry, shown, typed=True))
            out.append(api_signature.block(entry, shown))
            if entry.source:
                self._prose.say(f"\n{entry.source}\n")
        out.append(self._members())
        for section in entry.sections:
            self._prose.say(f"\n{section.title}\n\n")
            out.append(f"<{self._tag}>{escape(section.title)}</{self._tag}>\n{self._prose.blocks(section.html)}")
        return "".join(out)

    def _kind_line(self, called: str) -> str:
        entry, facts = self._entry, [kind_of(self._entry), f"{self._package.package} {self._package.version}"]
        said = f"\n{' · '.join(facts)}\n"
        line = "".join(f"<span>{escape(fact)}</span>" for fact in facts)
        if change := self._news.get((ChangeKind.ADDED, "")):
            said += f"New since {change.version}\n"
            line += f'<span class="pill">new since {escape(change.version)}</span>'
        if called:
            said += f"In this version: {called}\n"
            line += f"<span>in this version <code>{escape(called)}</code></span>"
        if entry.source and not api_signature.is_called(entry):
            said += f"{entry.source}\n"
            line += api_signature.source(entry)
        self._prose.say(f"{said}\n")
        return f'<p class="kindline">{line}</p>\n'

    def _deprecation(self, html: str) -> str:
        self._prose.say("\nDeprecation notice. ")
        return callout("Deprecation", self._prose.blocks(html).strip())

    # --- the table of what goes in and comes out ---------------------------------------------------------------------

    def _members(self) -> str:
        entry = self._entry
        described = {item.name for item in entry.attributes}
        parts = (
            self._parameters(entry.parameters),
            self._values("Returns", entry.returns),
            self._values("Yields", entry.yields),
            self._values("Raises", entry.raises),
            self._methods(entry.methods),
            self._attributes(entry.attributes, [member for member in entry.properties if _last(member.name) not in described]),
        )
        inner = "".join(parts)
        return f'<div class="members">{inner}</div>\n' if inner else ""

    def _head(self, title: str) -> str:
        self._prose.say(f"\n{title}\n\n")
        return f'<{self._tag} class="head">{title}</{self._tag}>'

    def _parameters(self, described: Sequence[Described]) -> str:
        if not described:
            return ""
        by_keyword = [item for item in described if self._is_keyword_only(item)]
        others = [item for item in described if not self._is_keyword_only(item)]
        out = [self._head("Parameters"), _list(self._parameter(item) for item in others)]
        if by_keyword:
            self._prose.say(f"{BY_KEYWORD}:\n\n")
            out += [f'<p class="label">{BY_KEYWORD}</p>', _list(self._parameter(item) for item in by_keyword)]
        return "".join(out)

    def _coded(self, item: Described) -> list[Parameter]:
        """The parameters of the code that an item describes; it may name several."""
        names = (name.strip().lstrip("*") for name in item.name.split(","))
        return [self._code[name] for name in names if name in self._code]

    def _is_keyword_only(self, item: Described) -> bool:
        coded = self._coded(item)
        return bool(coded) and all(parameter.kind is ParameterKind.KEYWORD_ONLY for parameter in coded)

    def _parameter(self, item: Described) -> str:
        coded = self._coded(item)
        if len(coded) != 1:
            return self._row(item, kind=item.type)
        return self._row(item, coded[0].default, item.type or coded[0].annotation, self._since(coded[0]))

    def _since(self, parameter: Parameter) -> str:
        """What is new about a parameter, in a few words."""
        if change := self._news.get((ChangeKind.PARAMETER_ADDED, parameter.name)):
            return f"new since {change.version}"
        change = self._news.get((ChangeKind.DEFAULT, parameter.name))
        return f"{change.before or 'no default'} in {change.version}" if change else ""

    def _row(self, item: Described, default: str = "", kind: str = "", since: str = "") -> str:
        """A row of name, default, what is new and type, and what is said of it."""
        said = item.name + (f" = {default}" if default else "") + (f", {since}" if since else "")
        self._prose.say(f"{said}{f' ({kind})' if kind and said else kind}\n")
        name = f'<span class="name{" gone" if item.deprecated else ""}">{escape(item.name)}</span>' if item.name else ""
        given = f' <span class="default">= {escape(default)}</span>' if default else ""
        given += f' <span class="pill">{escape(since)}</span>' if since else ""
        typed = f'<span class="type">{breakable(kind)}</span>' if kind else ""
        notice = self._deprecation(item.deprecated) if item.deprecated else ""
        return _pair(f"{name}{given}{typed}", notice + self._described(item.html, quiet=bool(notice) or not item.name))

    def _described(self, html: str, *, quiet: bool = False) -> str:
        text = self._prose.blocks(html)
        self._prose.say("\n")
        return text if text.strip() or quiet else f'<p class="none">{NOTHING_SAID}</p>'

    def _values(self, title: str, described: Sequence[Described]) -> str:
        return self._head(title) + _list(self._row(item, kind=item.type) for item in described) if described else ""

    def _methods(self, methods: Sequence[Member]) -> str:
        return self._head("Methods") + _list(self._member(member, api_signature.arguments(member.parameters)) for member in methods) if methods else ""

    def _member(self, member: Member, arguments: str) -> str:
        name = _last(member.name)
        self._prose.say(f"{name}{arguments}{f' ({member.type})' if member.type and not arguments else ''}\n")
        full = member.entry or f"{self._entry.name}.{name}"
        link = self._prose.name(full, "name")
        shown = f"{link}{escape(name)}</a>" if link else f'<span class="name">{escape(name)}</span>'
        call = f'<span class="args">{escape(arguments)}</span>' if arguments else ""
        typed = f'<span class="type">{breakable(member.type)}</span>' if member.type and not arguments else ""
        return _pair(f"{shown}{call}{typed}", self._described(member.html))

    def _attributes(self, described: Sequence[Described], properties: Sequence[Member]) -> str:
        if not (described or properties):
            return ""
        return self._head("Attributes") + _list([*(self._row(item, kind=item.type) for item in described), *(self._member(member, "") for member in properties)])


def missing(prose: Prose, shown: str, package: ApiPackage, elsewhere: Sequence[str]) -> str:
    """What stands in place of an entry that the version does not have; `elsewhere` are the versions at hand that do."""
    said = f"is not in {package.package} {package.version}."
    where = f" Of the versions in your library it is in {', '.join(elsewhere)}." if elsewhere else ""
    prose.say(f"\nNot found. {shown} {said}{where}\n")
    body = f"<p><code>{escape(shown)}</code> {escape(said + where)}</p>"
    return f'<div class="callout problem" role="note" aria-label="Not found">{icon("search_off")}<div><span class="kind">Not found.</span> {body}</div></div>\n'


def _list(rows: Iterable[str]) -> str:
    inner = "".join(rows)
    return f"<dl>{inner}</dl>" if inner else ""


def _pair(term: str, text: str) -> str:
    return f"<div><dt>{term}</dt><dd>{text}</dd></div>"


def _last(name: str) -> str:
    return name.rpartition(".")[2]
