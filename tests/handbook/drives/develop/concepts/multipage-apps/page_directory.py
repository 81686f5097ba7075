"""What the page on the `pages/` folder says the pages share."""

from __future__ import annotations


def vineyard(app):
    assert app.metric[0].value == "12"
    app.switch_page("pages/1_Vines.py").run()
    assert app.title[0].value == "Vines"
    app.button[0].click().run()
    assert app.title[0].value == "Cellar"
    assert app.markdown[0].value == "13 barrels"
    app.switch_page("vineyard.py").run()
    assert app.metric[0].value == "13"
