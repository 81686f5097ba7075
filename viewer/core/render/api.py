"""Autofunction: the heading, anchor and deprecation of an API entry. The entry itself is filled in when the page is read (`api_fill`)."""

from __future__ import annotations

from html import escape

from viewer.core.model import Level
from viewer.core.render.anchors import name_anchor
from viewer.core.render.api_names import package_of, shown_name
from viewer.core.render.api_place import marked
from viewer.core.render.callouts import callout
from viewer.core.render.element import Article, Element, Family
from viewer.core.render.html import icon

NO_DATA = "No API data in the library yet"


def _autofunction(element: Element, article: Article) -> str:
    function = element.text("function")
    if not function:
        article.problem("attribute", Level.ERROR, "<Autofunction> names nothing: function is missing.")
        return ""
    name = shown_name(function)
    heading = "" if element.flag("hideHeader") else article.heading(name, name_anchor(name), title=True)
    notice = ""
    if element.flag("deprecated"):
        article.deprecate()
        article.say("\nDeprecation notice. ")
        text = article.markup(element.text("deprecatedText"))
        notice = callout("Deprecation", f"<p>{text}</p>" if text else "")
        article.say("\n")
    number = article.ask_api(function, element.text("oldName") or element.text("oldStreamlitFunction"))
    return heading + marked(number, notice, _no_data(name, _wanted(article, function)))


def _wanted(article: Article, function: str) -> str:
    """The package and version that `docshelf api add` would have to fetch."""
    return "==".join((package_of(article.docset, function), *article.docset.api.versions[:1]))


def _no_data(name: str, wanted: str) -> str:
    said = f"The signature, parameters and description of <code>{escape(name)}</code> are read from its package."
    how = f"To get them: <code>docshelf api add {escape(wanted)}</code>"
    return f'<div class="api-empty">{icon("data_object")}<div><b>{NO_DATA}</b><small>{said} {how}</small></div></div>\n'


FAMILY = {
    "Autofunction": Family(
        _autofunction,
        frozenset({"function", "oldName", "oldStreamlitFunction", "deprecated", "deprecatedText", "hideHeader", "is_property"}),
        empty=True,
    )
}
