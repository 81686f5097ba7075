"""What the page on session state says is seen after pressing, moving and typing."""

from __future__ import annotations


def swifts(app):
    for count in ("0", "1", "2"):
        assert app.metric[0].value == count
        app.button[0].click().run()


def starts(app):
    assert app.markdown[0].value == "nobody: 1"
    app.button[0].click().run()
    assert app.markdown[0].value == "nobody: 2"


def ferry(app):
    app.button[0].click().run()
    assert app.metric[0].value == "1"
    app.button[1].click().run()
    assert app.metric[0].value == "6"
    app.button[2].click().run()
    assert app.metric[0].value == "0"


def lamp(app):
    assert app.slider[0].value == 40
    app.slider[0].set_value(55).run()
    assert app.markdown[0].value == "55 %"
    app.button[0].click().run()
    assert app.slider[0].value == 100
    assert app.markdown[0].value == "100 %"


def logbook(app):
    app.number_input[0].set_value(7)
    app.text_input[0].input("Fog")
    app.button[0].click().run()
    assert app.markdown[0].value == "7:00 Fog"


def strict(app):
    assert "rule" in app.session_state
