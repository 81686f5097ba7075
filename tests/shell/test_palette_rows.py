from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from viewer.shell.palette_rows import shortened


@pytest.mark.parametrize(("room", "shown"), [("One · Two · Three", "One · Two · Three"), ("Two · Three", "Two · Three"), ("Three", "Three"), ("Th…", "Th…")])
def test_a_place_gives_up_its_first_steps_first(qapp, room, shown):  # noqa: ARG001 - Qt must be there
    metrics = QFontMetrics(QFont())
    assert shortened(("One", "Two", "Three"), metrics, metrics.horizontalAdvance(room) + 1) == shown


def test_no_place_is_nothing(qapp):  # noqa: ARG001 - Qt must be there
    assert shortened((), QFontMetrics(QFont()), 100) == ""
