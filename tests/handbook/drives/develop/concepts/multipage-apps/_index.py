"""The index of multipage apps."""

from __future__ import annotations


def lighthouse(app):
    assert app.title[0].value == "Log"
    assert "18:04" in app.markdown[0].value
