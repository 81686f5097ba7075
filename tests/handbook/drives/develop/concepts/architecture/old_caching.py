"""What the page on the old cache says is seen with it, and with what replaces it."""

from __future__ import annotations


def mill(app):
    assert app.markdown[0].value == "160 kg now, 0 entries by all millers"
    app.button[0].click().run()
    assert app.markdown[0].value == "160 kg now, 1 entries by all millers"
    app.slider[0].set_value(0.9).run()
    assert app.markdown[0].value == "180 kg now, 1 entries by all millers"


def old_mill(app):
    assert "deprecated" in app.warning[0].value
    mill(app)


def wheel(app):
    first = app.metric[0].value
    assert app.metric[1].value == first
    app.slider[0].set_value(800).run()
    assert app.metric[0].value == first
    assert app.metric[1].value == "23.5 kW"


def grain(app):
    assert app.markdown[0].value == "Best spelt: 100 coins"
    app.number_input[0].set_value(30).run()
    assert app.markdown[0].value == "Best spelt: 150 coins"
