"""What the page on creating components says is seen before the dial is turned."""

from __future__ import annotations


def compass(app):
    assert app.markdown[0].value == "Course: 270°"
