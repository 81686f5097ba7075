"""What the page on the experimental caches says of copies, shared objects and clearing."""

from __future__ import annotations


def ropewalk(app):
    assert app.markdown[0].value == "45 kg of hemp, reckoned 1 times"
    app.run()
    assert app.markdown[0].value == "45 kg of hemp, reckoned 1 times"
    app.number_input[0].set_value(150).run()
    assert app.markdown[0].value == "65 kg of hemp, reckoned 2 times"
    app.button[0].click().run()
    app.run()
    assert app.markdown[0].value == "65 kg of hemp, reckoned 3 times"


def old_ropewalk(app):
    assert "deprecated" in app.warning[0].value
    ropewalk(app)
