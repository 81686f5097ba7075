"""The records of an API reference. Frozen; they hold what a package says of itself, and nothing of how a page shows it.

HTML in them is ours: written from docstrings with every tag and attribute chosen by us, everything else escaped. It holds only

    p ul ol li dl dt dd blockquote em strong code sub sup br hr a    href is http(s):, mailto:, `#…` or `/…`, as written
    ol[start]; table thead tbody tr th td                 with colspan, rowspan
    p.rubric                                              a heading inside a text
    p.since                                               "Added in version 1.2: …", "Changed in version …"
    code.math                                             TeX as written; a formula that stands alone is `<pre data-lang="tex">`
    pre.code[data-lang][data-file][data-output]           escaped text to colour, without prompts; data-lang "" for plain text,
                                                          data-file a file name or left out; data-output the numbers of the lines that
                                                          a session printed ("3 4", counted from 1) or left out
    div.callout[data-kind=note|tip|important|warning][data-title]    a box; the title as text, "" for that of the kind
    div.api-app[data-url][data-height]                    where the docstring shows a running app; height in pixels or left out

Names are full dotted names.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ApiKind(StrEnum):
    """What a name stands for. `ATTRIBUTE` is a documented value of a module or class."""

    FUNCTION = "function"
    CLASS = "class"
    METHOD = "method"
    PROPERTY = "property"
    ATTRIBUTE = "attribute"
    MODULE = "module"


class ParameterKind(StrEnum):
    """How an argument is passed, in the words of `inspect.Parameter`. `VARIABLE` ones are `*args`, `**kwargs`."""

    POSITIONAL_ONLY = "positional-only"
    POSITIONAL = "positional"
    VAR_POSITIONAL = "var-positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "var-keyword"


class Parameter(Struct, frozen=True):
    """A parameter of the signature, as the code has it; private ones and `self` are left out. "" where there is none."""

    name: str
    kind: ParameterKind = ParameterKind.POSITIONAL
    annotation: str = ""
    default: str = ""


class Described(Struct, frozen=True):
    """An item that a docstring describes: a parameter, a returned or raised value, an attribute.

    `name` keeps its stars, and may be several names as the docstring writes them; "" for a value without one. `deprecated` is the
    HTML of what a deprecation note in its text says.
    """

    name: str
    type: str = ""
    html: str = ""
    deprecated: str = ""


class Prose(Struct, frozen=True):
    """A section of a docstring that is text: its title as shown (`Examples`, `Notes`, `See Also` …) and its HTML."""

    title: str
    html: str


class Member(Struct, frozen=True):
    """A method, property or attribute in the list of its class: what its own entry begins with."""

    name: str
    kind: ApiKind
    parameters: tuple[Parameter, ...] = ()
    type: str = ""
    html: str = ""
    """The first paragraph of its description."""
    entry: str = ""
    """The name of its own entry; "" where it has none."""


class ApiEntry(Struct, frozen=True):
    """All that is known of one public name of a package."""

    name: str
    """The name that the package offers it by: `streamlit.button`."""
    kind: ApiKind
    shown: str = ""
    """The name that readers know it by: `st.button`, `SQLConnection.query`."""
    aliases: tuple[str, ...] = ()
    """Other names for the same: further modules that offer it, keys that documentation uses (`DeltaGenerator.add_rows`)."""
    signature: tuple[Parameter, ...] = ()
    returns_annotation: str = ""
    html: str = ""
    """The description: summary first."""
    summary: str = ""
    """The first paragraph, as plain text."""
    parameters: tuple[Described, ...] = ()
    """As the docstring describes them, joined with what only the code knows (kind, default) by name in `signature`."""
    returns: tuple[Described, ...] = ()
    yields: tuple[Described, ...] = ()
    raises: tuple[Described, ...] = ()
    attributes: tuple[Described, ...] = ()
    """What a class's docstring lists as its attributes."""
    methods: tuple[Member, ...] = ()
    properties: tuple[Member, ...] = ()
    sections: tuple[Prose, ...] = ()
    """Examples, notes, warnings, see also and whatever else the docstring holds, in its order."""
    deprecated: str = ""
    """HTML of the deprecation note of the whole; "" where there is none."""
    is_interface: bool = False
    """A callable protocol: shown with the parameters of its call."""
    is_mapping: bool = False
    """A dictionary-like record: shown without a signature."""
    source: str = ""
    """File of the package's sources, as a path in the wheel, and line: `streamlit/elements/button.py:42`; "" where there is none."""
    source_url: str = ""
    """Where the source may be read online; "" where the package's recipe gives no pattern."""


class ApiPackage(Struct, frozen=True):
    """A package and version whose reference is in the library. `digest` is the SHA-256 of the wheel ("" for an environment)."""

    package: str
    version: str
    entries: int
    origin: str = ""
    """Where it was read from: the name of the wheel's file, or the folder of the environment."""
    digest: str = ""
    licence: str = ""
    """The licence as the package's metadata names it."""
