"""What the page on the behaviour of widgets says is seen after choosing, hiding and moving them."""

from __future__ import annotations


def tempo(app):
    app.slider[0].set_value(100).run()
    assert app.metric[0].value == "100"
    app.radio[0].set_value("Evening hymn").run()
    assert app.metric[0].value == "80"
    app.radio[0].set_value("Ferry song").run()
    assert app.metric[0].value == "80"


def stops(app):
    app.toggle[0].set_value(True)
    app.toggle[2].set_value(True).run()
    assert app.markdown[0].value == "2 of 3 stops"


def keyed(app):
    app.slider[0].set_value(100).run()
    for piece in ("Evening hymn", "Ferry song"):
        app.radio[0].set_value(piece).run()
        assert app.metric[0].value == "100"


def _hidden_and_shown(app):
    app.slider[0].set_value(7).run()
    app.toggle[0].set_value(False).run()
    app.run()
    assert not app.slider
    assert app.markdown[0].value == "Height: 7 m"
    app.toggle[0].set_value(True).run()
    assert app.slider[0].value == 7


copy = again = persisted = _hidden_and_shown


def oven(app):
    app.slider[0].set_value(240).run()
    app.select_slider[0].set_value(250).run()
    assert app.markdown[0].value == "240 °C"
    app.select_slider[0].set_value(200).run()
    assert app.markdown[0].value == "200 °C"
    app.select_slider[0].set_value(300).run()
    assert app.slider[0].value == 200
