"""Autofunction: the heading, anchor and deprecation of an API entry, and a quiet box where its data would stand."""

from __future__ import annotations

from html import escape

from viewer.core.model import Level
from viewer.core.render.anchors import name_anchor
from viewer.core.render.api_names import shown_name
from viewer.core.render.callouts import callout
from viewer.core.render.element import Article, Element, Family
from viewer.core.render.html import icon

NO_DATA = "No API data in the library yet"


def _autofunction(element: Element, article: Article) -> str:
    function = element.text("function")
    if not function:
        article.problem("attribute", Level.ERROR, "<Autofunction> names nothing: function is missing.")
        return ""
    article.ask_api(function)
    name = shown_name(function)
    out = []
    if not element.flag("hideHeader"):
        out.append(article.heading(name, name_anchor(name), title=True))
    if element.flag("deprecated"):
        article.deprecate()
        article.say("\nDeprecation notice. ")
        text = article.markup(element.text("deprecatedText"))
        out.append(callout("Deprecation", f"<p>{text}</p>" if text else ""))
        article.say("\n")
    explained = f"The signature, parameters and description of <code>{escape(name)}</code> are read from its package."
    out.append(f'<div class="api-empty">{icon("data_object")}<div><b>{NO_DATA}</b><small>{explained}</small></div></div>\n')
    return "".join(out)


FAMILY = {
    "Autofunction": Family(
        _autofunction,
        frozenset({"function", "oldName", "oldStreamlitFunction", "deprecated", "deprecatedText", "hideHeader", "is_property"}),
        empty=True,
    )
}
