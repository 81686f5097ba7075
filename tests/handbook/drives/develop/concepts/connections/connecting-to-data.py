"""What the page on connections says is seen after a load is taken in; the other program has nothing to press."""

from __future__ import annotations


def press(app):
    before = int(app.metric[0].value)
    app.text_input[0].input("O'Brien; DROP TABLE loads")
    app.number_input[0].set_value(30)
    app.button[0].click().run()
    assert app.metric[0].value == str(before + 1)
    assert list(app.dataframe[0].value.iloc[-1]) == ["O'Brien; DROP TABLE loads", 30]


def orchard(app):
    assert app.metric[0].value == "1065"
