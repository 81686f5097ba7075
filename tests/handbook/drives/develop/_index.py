"""The root page of the handbook."""

from __future__ import annotations


def tides(app):
    app.selectbox[0].select("Cuxhaven").run()
    assert app.markdown[0].value == "The next 6 hours at Cuxhaven:"
    app.slider[0].set_value(3).run()
    assert app.markdown[0].value == "The next 3 hours at Cuxhaven:"
