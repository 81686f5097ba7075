from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QListView

from viewer.shell.palette_rows import PaletteRows, shortened
from viewer.shell.scale import scaled


@pytest.mark.parametrize(("room", "shown"), [("One · Two · Three", "One · Two · Three"), ("Two · Three", "Two · Three"), ("Three", "Three"), ("Th…", "Th…")])
def test_a_place_gives_up_its_first_steps_first(qapp, room, shown):  # noqa: ARG001 - Qt must be there
    metrics = QFontMetrics(QFont())
    assert shortened(("One", "Two", "Three"), metrics, metrics.horizontalAdvance(room) + 1) == shown


def test_no_place_is_nothing(qapp):  # noqa: ARG001 - Qt must be there
    assert shortened((), QFontMetrics(QFont()), 100) == ""


def test_titles_and_names_have_faces_of_their_own_beside_any_font_of_the_list(qapp):  # noqa: ARG001 - Qt must be there
    view = QListView()
    rows = PaletteRows(view, {})
    for font in (QFont(), QFont("serif")):
        title, name, small = rows._faces(font)
        assert (title.pixelSize(), name.pixelSize(), small.pixelSize()) == (scaled(14), scaled(13), scaled(12))
        assert (title.weight(), small.family()) == (QFont.Weight.Medium, font.family())
