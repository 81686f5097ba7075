"""What the page on moving elements says is seen at the end of its loops."""

from __future__ import annotations


def tram(app):
    assert [metric.value for metric in app.metric] == ["1"]
    assert app.markdown[0].value == "Doors open."


def canal(app):
    assert [text.value for text in app.markdown] == ["The upper gate is open"]


def well(app):
    assert app.markdown[0].value == "Last of 5: 45"
