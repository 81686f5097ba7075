"""What the page on time zones says is stored and shown."""

from __future__ import annotations

from datetime import date, time


def harbour(app):
    assert app.markdown[0].value == "Stored: 28 Feb 15:12 UTC"
    assert app.markdown[1].value == "Shown: 01 Mar 04:12, Auckland"
    app.date_input[0].set_value(date(2026, 7, 1))
    app.time_input[0].set_value(time(4, 12)).run()
    assert app.markdown[0].value == "Stored: 30 Jun 16:12 UTC"
    assert app.markdown[1].value == "Shown: 01 Jul 04:12, Auckland"
