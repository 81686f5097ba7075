"""The entry of a public name: signature and place from the code, everything else from the docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

import griffe
from msgspec.structs import replace

from viewer.core.api.described import Describer, Description
from viewer.core.api.modules import Definition, Modules, Target
from viewer.core.api.public import Name
from viewer.core.api.recipe import Recipe
from viewer.core.api.records import ApiEntry, ApiKind, Described, Member, Parameter, ParameterKind
from viewer.core.model import Level, Problem

LONGEST = 300
"""Characters of a default or an annotation that are kept."""
_KINDS = {
    griffe.ParameterKind.positional_only: ParameterKind.POSITIONAL_ONLY,
    griffe.ParameterKind.positional_or_keyword: ParameterKind.POSITIONAL,
    griffe.ParameterKind.var_positional: ParameterKind.VAR_POSITIONAL,
    griffe.ParameterKind.keyword_only: ParameterKind.KEYWORD_ONLY,
    griffe.ParameterKind.var_keyword: ParameterKind.VAR_KEYWORD,
}
_QUOTES = "'\""
_VARIABLE = frozenset({ParameterKind.VAR_POSITIONAL, ParameterKind.VAR_KEYWORD})


class Entries:
    """Writes the entries of one package. What is wrong with docstrings is collected in `problems`."""

    def __init__(self, modules: Modules, recipe: Recipe, describer: Describer, version: str) -> None:
        self.problems: list[Problem] = []
        self._modules = modules
        self._recipe = recipe
        self._describer = describer
        self._version = version
        self._described: dict[str, Description] = {}
        self._entry_of: Mapping[tuple[str, str], str] = {}

    def write(self, names: list[Name], step: Callable[[int, int, str], None]) -> list[ApiEntry]:
        """The entries of `names`, in their order; `step` hears of each before it is written."""
        self._entry_of = {(name.owner.path, name.name.rpartition(".")[2]): name.name for name in reversed(names) if name.owner}
        entries = []
        for number, name in enumerate(names, 1):
            step(number, len(names), name.name)
            entries.append(self._entry(name))
        return entries

    def _entry(self, name: Name) -> ApiEntry:
        definition = name.target.definition
        if isinstance(definition, griffe.Class):
            decorator = self._function_of(definition, self._recipe.decorator) if name.target.instance else None
            return self._function(name, decorator, ApiKind.FUNCTION) if decorator else self._class(name, definition)
        if isinstance(definition, griffe.Function):
            return self._function(name, definition, ApiKind.METHOD if name.owner else ApiKind.FUNCTION)
        kind = ApiKind.MODULE if isinstance(definition, griffe.Module) else _value_kind(definition)
        said = self._say(definition, definition.docstring)
        annotation = definition.annotation if isinstance(definition, griffe.Attribute) else None
        return replace(self._begun(name, kind, definition, said), returns_annotation=_text(annotation))

    def _begun(
        self, name: Name, kind: ApiKind, definition: Definition, said: Description, signature: tuple[Parameter, ...] = ()
    ) -> ApiEntry:
        source, url = self._source(definition)
        return ApiEntry(
            name.name,
            kind,
            name.shown,
            tuple(name.aliases),
            signature,
            html=said.html,
            summary=said.summary,
            parameters=_joined(said.parameters, signature),
            returns=tuple(said.returns),
            yields=tuple(said.yields),
            raises=tuple(said.raises),
            attributes=tuple(said.attributes),
            sections=tuple(said.sections),
            deprecated=said.deprecated or _decorated(definition),
            source=source,
            source_url=url,
        )

    def _function(self, name: Name, function: griffe.Function, kind: ApiKind) -> ApiEntry:
        said = self._say(function, self._docstring(function, name.owner))
        entry = self._begun(name, kind, function, said, _signature(function))
        returns = _text(function.returns)
        return replace(entry, returns_annotation=returns, returns=_valued(entry.returns, returns))

    def _class(self, name: Name, cls: griffe.Class) -> ApiEntry:
        is_interface = "Protocol" in self._modules.bases(cls) and "__call__" in cls.members
        makers = (self._function_of(cls, made) for made in (("__call__",) if is_interface else ("__init__", "__new__")))
        maker = next((found for found in makers if found), None)
        said = self._say(cls, cls.docstring)
        if maker and not said.parameters and (is_interface or maker.parent is cls or not said.html):
            said = _completed(said, self._say(maker, maker.docstring))
        if name.target.instance:
            signature: tuple[Parameter, ...] = ()
        elif self._modules.is_record(cls) and (maker is None or maker.parent is not cls):
            signature = self._fields(cls)
        else:
            signature = _signature(maker) if maker else ()
        members = [self._member(cls, member, target) for member, target in name.members]
        return replace(
            self._begun(name, ApiKind.CLASS, cls, said, signature),
            methods=tuple(member for member in members if member.kind is ApiKind.METHOD),
            properties=tuple(member for member in members if member.kind is not ApiKind.METHOD),
            is_interface=is_interface,
            is_mapping=self._modules.is_mapping(cls),
        )

    def _function_of(self, cls: griffe.Class, name: str) -> griffe.Function | None:
        found = self._modules.member(Target(cls), name)
        return found.definition if found and isinstance(found.definition, griffe.Function) else None

    def _member(self, cls: griffe.Class, name: str, target: Target) -> Member:
        definition = target.definition
        entry = self._entry_of.get((cls.path, name), "")
        said = self._say(definition, self._docstring(definition, cls))
        if isinstance(definition, griffe.Function):
            return Member(name, ApiKind.METHOD, _signature(definition), _text(definition.returns), said.first, entry)
        assert isinstance(definition, griffe.Attribute)
        return Member(name, _value_kind(definition), (), _text(definition.annotation), said.first, entry)

    def _docstring(self, definition: Definition, owner: griffe.Class | None) -> griffe.Docstring | None:
        """A member's own text, else that of the member it takes the place of."""
        if definition.docstring or owner is None:
            return definition.docstring
        above = (cls.members.get(definition.name) for cls in self._modules.lineage(owner))
        return next((member.docstring for member in above if isinstance(member, Definition) and member.docstring), None)

    def _say(self, definition: Definition, docstring: griffe.Docstring | None) -> Description:
        if docstring is None:
            return Description()
        key = f"{docstring.parent.path if docstring.parent else ''}:{docstring.lineno}"
        if key not in self._described:
            said = self._describer.describe(docstring.value)
            path = definition.module.path
            line = docstring.lineno or 0
            self.problems += [Problem(self._modules.path(path), line, "api-docstring", Level.INFO, message) for message in said.problems]
            self._described[key] = said
        return self._described[key]

    def _source(self, definition: Definition) -> tuple[str, str]:
        path = self._modules.path(definition.module.path)
        line = definition.lineno or 1
        url = self._recipe.source_url.format(version=self._version, path=path, line=line) if self._recipe.source_url else ""
        return f"{path}:{line}", url

    def _fields(self, cls: griffe.Class) -> tuple[Parameter, ...]:
        """The parameters of a class made from its annotated fields, those of its base classes first."""
        found: dict[str, Parameter] = {}
        keyword_only = False
        for above in reversed(self._modules.lineage(cls)):
            for name, member in above.members.items():
                if not isinstance(member, griffe.Attribute) or member.annotation is None or "property" in member.labels:
                    continue
                annotation = _text(member.annotation)
                keyword_only = keyword_only or annotation.endswith("KW_ONLY")
                default = _field_default(member.value)
                if default is not None and not name.startswith("_") and "instance-attribute" in member.labels:
                    kind = ParameterKind.KEYWORD_ONLY if keyword_only else ParameterKind.POSITIONAL
                    found[name] = Parameter(name, kind, annotation, default)
        return tuple(found.values())


def _field_default(value: str | griffe.Expr | None) -> str | None:
    """The default of a record's field; None where the field is no parameter."""
    if isinstance(value, griffe.ExprCall) and str(value.function).rpartition(".")[2] in {"field", "Field", "ib", "attrib"}:
        given = {argument.name: argument.value for argument in value.arguments if isinstance(argument, griffe.ExprKeyword)}
        if str(given.get("init")) == "False":
            return None
        factory = next((given[name] for name in ("default_factory", "factory") if name in given), None)
        return f"{_text(factory)}()" if factory is not None else _default(given.get("default"))
    return _default(value)


def _value_kind(definition: griffe.Attribute) -> ApiKind:
    return ApiKind.PROPERTY if "property" in definition.labels else ApiKind.ATTRIBUTE


def _signature(function: griffe.Function) -> tuple[Parameter, ...]:
    """The parameters that a caller gives."""
    parameters = list(function.parameters)
    bound = isinstance(function.parent, griffe.Class) and "staticmethod" not in function.labels
    if bound and parameters and _KINDS[parameters[0].kind or griffe.ParameterKind.positional_or_keyword] not in _VARIABLE:
        del parameters[0]
    found = []
    for parameter in parameters:
        kind = _KINDS[parameter.kind or griffe.ParameterKind.positional_or_keyword]
        if not parameter.name.startswith("_"):
            default = "" if kind in _VARIABLE else _default(parameter.default)
            found.append(Parameter(parameter.name, kind, _text(parameter.annotation), default))
    return tuple(found)


def _default(value: str | griffe.Expr | None) -> str:
    """A default as the code has it, plain texts in double quotes."""
    text = _text(value)
    if len(text) > 1 and text[0] == text[-1] == "'" and '"' not in text and "\\" not in text:
        return f'"{text[1:-1]}"'
    return text


def _text(value: str | griffe.Expr | None) -> str:
    if value is None:
        return ""
    try:
        text = str(value)
    except RecursionError:
        return "…"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _joined(described: Iterable[Described], signature: tuple[Parameter, ...]) -> tuple[Described, ...]:
    """Described parameters with the type that the code gives where the text gives none."""
    annotations = {parameter.name: parameter.annotation for parameter in signature}
    return tuple(one if one.type else replace(one, type=annotations.get(one.name.lstrip("*"), "")) for one in described)


def _valued(returns: tuple[Described, ...], annotation: str) -> tuple[Described, ...]:
    """A single described value without a type gets that of the code."""
    if len(returns) == 1 and not returns[0].type and not returns[0].name:
        return (replace(returns[0], type=annotation),)
    return returns


def _completed(said: Description, maker: Description) -> Description:
    """A class's description with what that of its maker adds."""
    if not said.html:
        said = replace(said, html=maker.html, first=maker.first, summary=maker.summary)
    return replace(
        said,
        parameters=said.parameters or maker.parameters,
        raises=said.raises or maker.raises,
        returns=said.returns or maker.returns,
        sections=[*said.sections, *(section for section in maker.sections if section not in said.sections)],
    )


def _decorated(definition: Definition) -> str:
    """What a decorator `deprecated("…")` says, as HTML."""
    for decorator in getattr(definition, "decorators", ()):
        value = decorator.value
        if isinstance(value, griffe.ExprCall) and decorator.callable_path.rpartition(".")[2] == "deprecated":
            said = next((str(argument) for argument in value.arguments if isinstance(argument, str)), "")
            return f"<p>{escape(said.strip(_QUOTES), quote=False) or 'Deprecated.'}</p>"
    return ""
