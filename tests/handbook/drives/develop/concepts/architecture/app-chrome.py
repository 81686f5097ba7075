"""What the page on the app chrome says is seen after a rerun; the menu itself is the browser's, and `AppTest` has none."""

from __future__ import annotations


def buoy(app):
    assert app.metric[0].value == "1"
    app.run()
    assert app.metric[0].value == "2"
