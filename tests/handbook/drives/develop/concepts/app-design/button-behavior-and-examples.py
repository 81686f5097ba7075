"""What the page on buttons says is seen after pressing them."""

from __future__ import annotations

from tests.handbook.driving import since


def _press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def plate(app):
    app.button[0].click().run()
    assert app.markdown[0].value == "On a plate"
    app.text_input[0].input("M42").run()
    assert not app.markdown
    app.button[0].click().run()
    assert app.markdown[0].value == "Not yet"


def dome(app):
    assert not app.slider
    app.button[0].click().run()
    app.slider[0].set_value(25).run()
    assert app.markdown[0].value == "Exposing for 25 minutes"
    app.button[0].click().run()
    assert not app.slider


def night(app):
    app.selectbox[0].select("M57").run()
    _press(app, "Point the telescope")
    assert app.selectbox[0].disabled
    app.slider[0].set_value(40).run()
    _press(app, "Expose")
    assert app.slider[0].disabled
    assert app.markdown[0].value == "M57, 40 minutes"
    _press(app, "Next object")
    assert not app.selectbox[0].disabled
    assert app.selectbox[0].value == "M57"
    assert not app.slider


def box(app):
    def seen():
        return app.metric[0].value, app.markdown[0].value.rpartition(" ")[2]

    _press(app, "In a callback")
    assert seen() == ("23", "23")
    _press(app, "And run again")
    assert seen() == ("22", "22")
    _press(app, "Too late")
    assert seen() == ("22", "21")
    app.run()
    assert seen() == ("21", "21")


def focus(app):
    _press(app, "Middle")
    assert app.slider[0].value == 50
    _press(app, "Infinity")
    assert app.slider[0].value == 100
    app.slider[0].set_value(7).run()
    assert app.slider[0].value == 7


@since("1.56")
def scans(app):
    app.file_uploader[0].upload("plate.txt", b"M31").run()
    assert app.file_uploader[0].value
    app.button[0].click().run()
    assert not app.file_uploader[0].value


def exposures(app):
    _press(app, "One more")
    _press(app, "One more")
    app.number_input(key="minutes_3").set_value(30).run()
    assert app.markdown[0].value == "50 minutes in all"
    app.button(key="drop_2").click().run()
    assert app.number_input(key="minutes_3").value == 30
    assert app.markdown[0].value == "40 minutes in all"


def stack(app):
    app.button[0].click().run()
    assert app.markdown[0].value == "4 frames stacked, noise down to 50%"
    assert not app.caption
    app.slider[0].set_value(16).run()
    assert app.markdown[0].value == "4 frames stacked, noise down to 50%"
    assert app.caption[0].value == "Press again for 16 frames."
    app.button[0].click().run()
    assert app.markdown[0].value == "16 frames stacked, noise down to 25%"
    assert not app.caption
