"""What the page on caching says is seen after pressing and choosing."""

from __future__ import annotations


def seeds(app):
    counted = app.metric[0].value
    app.button[0].click().run()
    assert app.metric[0].value == counted
    app.selectbox[0].select("Herbs").run()
    assert app.metric[0].value != counted
    app.selectbox[0].select("Beans").run()
    assert app.metric[0].value == counted


def loaves(app):
    assert [metric.value for metric in app.metric] == ["2", "3"]
    app.button[0].click().run()
    assert [metric.value for metric in app.metric] == ["2", "4"]


def lighthouse(app):
    assert app.markdown[0].value == "0 entries by all keepers"
    app.text_input[0].input("Brig under sail")
    app.button[0].click().run()
    assert app.markdown[0].value == "1 entries by all keepers"


def line12(app):
    assert app.markdown[0].value == "Harbour, Mill"
    app.slider[0].set_value(3).run()
    assert app.markdown[0].value == "none"
    app.slider[0].set_value(15).run()
    assert app.markdown[0].value == "Harbour, Mill, Church"


def wheels(app):
    assert app.markdown[0].value == "36 spokes on 20 inches"
    app.select_slider[0].set_value(28).run()
    assert app.markdown[0].value == "36 spokes on 28 inches"


def tides(app):
    north = app.metric[0].value
    app.radio[0].set_value("South").run()
    south = app.metric[0].value
    app.radio[0].set_value("North").run()
    assert app.metric[0].value == north
    app.button[0].click().run()
    assert app.metric[0].value not in {north, south}


def session_scope(app):
    assert app.markdown[0].value == "0 in the basket"
    app.button[0].click().run()
    assert app.markdown[0].value == "1 in the basket"


def rehearsal(app):
    app.radio[0].set_value("Ferry song").run()
    assert app.success[0].value == "Song book read"
    assert app.markdown[0].value == "Tonight: Ferry song"
