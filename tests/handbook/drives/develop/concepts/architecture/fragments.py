"""What the page on fragments says is seen after moving, booking and switching. `AppTest` runs the whole script each time, never a fragment alone."""

from __future__ import annotations


def lamp_room(app):
    assert [metric.value for metric in app.metric] == ["1", "1"]
    app.slider[0].set_value(20).run()
    assert app.markdown[0].value == "One flash in 3.0 s"


def seats(app):
    app.number_input[0].set_value(3).run()
    assert app.markdown[0].value == "27 crowns"
    assert app.metric[0].value == "0"
    app.button[0].click().run()
    assert app.metric[0].value == "3"


def foghorn(app):
    assert app.header[0].value == "Horn is silent"
    app.toggle[0].set_value(True).run()
    assert [header.value for header in app.header] == ["Horn sounds"]


def gauge(app):
    app.text_input[0].input("calm").run()
    assert len(app.metric) == 1


def paused(app):
    app.toggle[0].set_value(True).run()
    assert len(app.metric) == 1


def named(app):
    assert app.markdown[0].value == "no ferry yet"
    app.button[0].click().run()
    assert app.markdown[0].value == "Ferry at pier 2"


def older(app):
    app.slider[0].set_value(20).run()
    assert app.markdown[0].value == "One flash in 3.0 s"
