"""What a page on the screen says of itself."""

from __future__ import annotations

import json

from viewer.shell.web_page import WORLD


def ask(qtbot, pane, source):
    """The JSON value of the expression `source` in the world of the page's script; None for what JSON cannot say."""
    answers = []
    pane.view.document.runJavaScript(f"JSON.stringify({source})", WORLD, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return json.loads(answers[0]) if answers[0] else None


def settle(qtbot, pane):
    """Until nothing moves any more on the page: it has the size of its view, and its pictures and letters are there."""
    size = pane.view.size() / pane.view.zoomFactor()
    whole = "[innerWidth, innerHeight, document.readyState, document.fonts.status, [...document.images].every((image) => image.complete)]"
    qtbot.waitUntil(lambda: ask(qtbot, pane, whole) == [size.width(), size.height(), "complete", "loaded", True])
