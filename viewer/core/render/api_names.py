"""How an API entry is called on a page. What is particular to one package stands here as data."""

from __future__ import annotations

SHOWN_AS = (
    ("DeltaGenerator.", "element."),
    ("streamlit.connections.", ""),
    ("streamlit.", "st."),
)
"""Prefix of a name and what stands for it on the page; the first that fits is used.

A class of `streamlit.connections` itself is shown with the package's short name, its members with the class's alone.
"""


def shown_name(function: str) -> str:
    """The name that readers know an entry by: `streamlit.button` -> `st.button`."""
    for prefix, short in SHOWN_AS:
        rest = function.removeprefix(prefix)
        if rest != function and (short or "." in rest):
            return short + rest
    return function
