"""What the page on the experimental caches says of results that are kept, and of clearing them."""

from __future__ import annotations


def ropewalk(app):
    assert app.markdown[0].value == "40 kg of hemp, worked out 1 times"
    app.run()
    assert app.markdown[0].value == "40 kg of hemp, worked out 1 times"
    app.number_input[0].set_value(150).run()
    assert app.markdown[0].value == "60 kg of hemp, worked out 2 times"
    app.button[0].click().run()
    app.run()
    assert app.markdown[0].value == "60 kg of hemp, worked out 3 times"


def old_ropewalk(app):
    assert "deprecated" in app.warning[0].value
    ropewalk(app)
