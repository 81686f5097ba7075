"""Theming."""

from __future__ import annotations


def ferry(app):
    app.slider[0].set_value(12).run()
    assert app.slider[0].value == 12
    app.button[0].click().run()
    assert app.title[0].value == "Night ferry"
