"""A docstring as the fields of an entry: taken apart, each part converted to HTML, Sphinx's fields put where they belong."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.api.docstrings import Item, Style, plain_type, take_apart
from viewer.core.api.records import Described, Prose
from viewer.core.api.rst import Converter, Field

_PARAMETER = frozenset("param parameter arg argument key keyword kwarg".split())
_ATTRIBUTE = frozenset("var ivar cvar".split())
_RETURN = frozenset("return returns".split())
_RAISE = frozenset("raise raises except exception".split())
_YIELD = frozenset("yield yields".split())
_TYPES = frozenset("type vartype rtype ytype".split())
_FIELDS = _PARAMETER | _ATTRIBUTE | _RETURN | _RAISE | _YIELD | _TYPES | {"meta"}


class Description(Struct):
    """What a docstring says, ready for an `ApiEntry`."""

    html: str = ""
    first: str = ""
    summary: str = ""
    deprecated: str = ""
    parameters: list[Described] = []
    returns: list[Described] = []
    yields: list[Described] = []
    raises: list[Described] = []
    attributes: list[Described] = []
    sections: list[Prose] = []
    problems: list[str] = []


class Describer:
    """Describes by the docstrings of one package."""

    def __init__(self, style: Style, converter: Converter) -> None:
        self._style = style
        self._converter = converter

    def describe(self, docstring: str) -> Description:
        """What `docstring` says; nothing where it is empty."""
        parts = take_apart(docstring, self._style)
        text = self._converter.convert(parts.text, _FIELDS)
        said = Description(text.html, text.first, text.summary, text.deprecated, problems=list(text.problems))
        for name in ("parameters", "returns", "yields", "raises", "attributes"):
            setattr(said, name, [self._item(item, said) for item in getattr(parts, name)])
        fields = list(text.fields)
        for title, rst in parts.sections:
            section = self._converter.convert(rst, _FIELDS)
            fields += section.fields
            said.problems += section.problems
            said.deprecated += section.deprecated
            if section.html:
                said.sections.append(Prose(title, section.html))
        _place(fields, said)
        return said

    def _item(self, item: Item, said: Description) -> Described:
        text = self._converter.convert(item.text)
        said.problems += text.problems
        return Described(item.name, item.type, text.html, text.deprecated)


def _place(fields: Iterable[Field], said: Description) -> None:
    """Put Sphinx's fields where they belong; a type that stands in a field of its own goes to what it is the type of."""
    types: dict[tuple[str, str], str] = {}
    for each in fields:
        kind, _, rest = each.name.partition(" ")
        written, _, name = rest.rpartition(" ")
        name = name.replace("\\", "")
        if kind in _PARAMETER:
            said.parameters.append(Described(name, plain_type(written), each.html, each.deprecated))
        elif kind in _ATTRIBUTE:
            said.attributes.append(Described(name, plain_type(written), each.html, each.deprecated))
        elif kind in _RETURN:
            said.returns.append(Described("", "", each.html, each.deprecated))
        elif kind in _YIELD:
            said.yields.append(Described("", "", each.html, each.deprecated))
        elif kind in _RAISE:
            said.raises.append(Described("", plain_type(rest), each.html, each.deprecated))
        elif kind in _TYPES:
            types[kind, rest.replace("\\", "")] = " ".join(each.text.split())
    said.parameters = [_typed(one, types.get(("type", one.name))) for one in said.parameters]
    said.attributes = [_typed(one, types.get(("vartype", one.name))) for one in said.attributes]
    said.returns = _valued(said.returns, types.get(("rtype", "")))
    said.yields = _valued(said.yields, types.get(("ytype", "")))


def _typed(one: Described, kind: str | None) -> Described:
    return replace(one, type=kind) if kind and not one.type else one


def _valued(values: list[Described], kind: str | None) -> list[Described]:
    """A type may be all that is said of a value."""
    return [_typed(one, kind) for one in values] if values or not kind else [Described("", kind)]
