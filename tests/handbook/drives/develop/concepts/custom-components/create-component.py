"""What the page on creating components says is seen while no frontend answers."""

from __future__ import annotations


def compass(app):
    assert app.markdown[0].value == "Course: `270`"
