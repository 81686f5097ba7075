"""What the page on security says becomes of HTML that a visitor types."""

from __future__ import annotations


def guests(app):
    app.text_input[0].input("<b>Bo</b>").run()
    assert app.markdown[0].value == "<i>&lt;b&gt;Bo&lt;/b&gt;</i>"
