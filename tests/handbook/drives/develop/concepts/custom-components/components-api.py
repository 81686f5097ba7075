"""What the page on the components API says is seen before anything is pressed: `AppTest` has no browser, so no frontend ever answers."""

from __future__ import annotations


def beach(app):
    assert app.markdown[0].value == "Flag up: green"


def pier(app):
    assert app.markdown[0].value == "Flag up: green"
