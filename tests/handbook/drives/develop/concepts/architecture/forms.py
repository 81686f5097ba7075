"""What the page on forms says is seen after filling in and submitting."""

from __future__ import annotations


def order(app):
    assert not app.markdown
    app.text_input[0].input("Ida")
    app.number_input[0].set_value(2)
    app.number_input[1].set_value(3)
    app.button[0].click().run()
    assert app.markdown[0].value == "5 loaves for Ida"
    app.run()
    assert not app.markdown


def slots(app):
    assert app.metric[0].value == "240"
    app.number_input[0].set_value(10)
    app.number_input[1].set_value(20)
    app.button[0].click().run()
    assert app.metric[0].value == "200"


def sightings(app):
    for _ in range(2):
        app.selectbox[0].select("Gull")
        app.number_input[0].set_value(3)
        app.button[0].click().run()
    assert app.json[0].value == '{"Gull": 6}'


def membership(app):
    assert not app.selectbox
    app.radio[0].set_value("Bass").run()
    assert app.subheader[0].value == "Join as Bass"
    app.text_input[0].input("Olaf")
    app.selectbox[0].select("D2")
    app.button[0].click().run()
    assert app.markdown[0].value == "Olaf sings from D2 upwards."
