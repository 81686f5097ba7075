"""How an API entry is called: its parameters in one line, with their defaults, and with their types where those are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from viewer.core.api.records import ApiEntry, ApiKind, Parameter, ParameterKind
from viewer.core.render.html import attributes, icon

_STARS = {ParameterKind.VAR_POSITIONAL: "*", ParameterKind.VAR_KEYWORD: "**"}
_CALLED = frozenset({ApiKind.FUNCTION, ApiKind.CLASS, ApiKind.METHOD})
"""Kinds whose signature has parentheses, be they empty."""


def is_called(entry: ApiEntry) -> bool:
    """Whether the entry has a signature to show."""
    return entry.kind in _CALLED and not entry.is_mapping


def has_types(entry: ApiEntry) -> bool:
    """Whether its code says anything of types."""
    return bool(entry.returns_annotation) or any(parameter.annotation for parameter in entry.signature)


def parts(parameters: Sequence[Parameter]) -> Iterator[Parameter]:
    """The parameters with the bare signs between them: `/` behind the last that has no keyword, `*` before the first that needs one."""
    starred = False
    for at, parameter in enumerate(parameters):
        if parameter.kind is ParameterKind.KEYWORD_ONLY and not starred:
            yield Parameter("*")
        starred = starred or parameter.kind in {ParameterKind.KEYWORD_ONLY, ParameterKind.VAR_POSITIONAL}
        yield parameter
        after = parameters[at + 1].kind if at + 1 < len(parameters) else None
        if parameter.kind is ParameterKind.POSITIONAL_ONLY and after is not ParameterKind.POSITIONAL_ONLY:
            yield Parameter("/")


def written(parameter: Parameter, *, typed: bool = False) -> str:
    """A parameter as code has it: stars, name, and behind them type and default."""
    name = _STARS.get(parameter.kind, "") + parameter.name
    if typed and parameter.annotation:
        return f"{name}: {parameter.annotation}" + (f" = {parameter.default}" if parameter.default else "")
    return name + (f"={parameter.default}" if parameter.default else "")


def arguments(parameters: Sequence[Parameter], *, typed: bool = False) -> str:
    """What stands between the parentheses, parentheses included."""
    return f"({', '.join(written(parameter, typed=typed) for parameter in parts(parameters))})"


def plain(entry: ApiEntry, name: str, *, typed: bool = False) -> str:
    """The whole signature as text."""
    returned = f" -> {entry.returns_annotation}" if typed and entry.returns_annotation else ""
    return name + arguments(entry.signature, typed=typed) + returned


def block(entry: ApiEntry, name: str) -> str:
    """The signature as a block. Types stand in it, and a box that is ticked shows them."""
    listed = [_part(parameter) for parameter in parts(entry.signature)]
    ends = ['<span class="p">,</span> '] * (len(listed) - 1) + [""]
    inner = "".join(f'<span class="param">{part}{end}</span>' for part, end in zip(listed, ends, strict=False))
    returned = f'<span class="an"> -&gt; {escape(entry.returns_annotation, quote=False)}</span>' if entry.returns_annotation else ""
    code = f'<span class="nf">{escape(name)}</span><span class="p">(</span>{inner}<span class="p">)</span>{returned}'
    types = '<label class="types"><input type="checkbox">Show types</label>' if has_types(entry) else ""
    foot = f'<div class="foot">{types}{source(entry)}</div>' if types or entry.source else ""
    return f'<div class="signature"><pre tabindex="0">{code}</pre>{foot}</div>\n'


def source(entry: ApiEntry) -> str:
    """Where the entry stands in its package's sources, as a link where those can be read online; "" where it is not known."""
    if not entry.source:
        return ""
    said = f"{icon('data_object', 's')}{escape(entry.source).replace('/', '/<wbr>')}"
    if entry.source_url.startswith("https://"):
        return f'<a class="source"{attributes(href=entry.source_url, rel="external noopener")}>{said}</a>'
    return f'<span class="source">{said}</span>'


def _part(parameter: Parameter) -> str:
    stars = _STARS.get(parameter.kind, "")
    if parameter.name in {"*", "/"}:
        return f'<span class="o">{parameter.name}</span>'
    name = f'<span class="nv">{stars}{escape(parameter.name)}</span>'
    space = '<span class="an"> </span>' if parameter.annotation else ""  # typed defaults have spaces around their sign
    kind = f'<span class="an">: {escape(parameter.annotation, quote=False)}</span>' if parameter.annotation else ""
    default = f'{space}<span class="p">=</span>{space}<span class="dv">{escape(parameter.default, quote=False)}</span>' if parameter.default else ""
    return name + kind + default
