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
