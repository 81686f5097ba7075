from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from viewer.shell.nav_rows import weighted
from viewer.shell.scale import scaled, square
from viewer.shell.theme import filled


@pytest.fixture
def text(qapp):
    """Sets the size of the window's text; the size before comes back."""
    before = qapp.font()

    def set_size(pixels):
        font = qapp.font()
        font.setPixelSize(pixels)
        qapp.setFont(font)

    yield set_size
    qapp.setFont(before)


@pytest.mark.parametrize(("pixels", "row"), [(9, 28), (13, 28), (15, 32), (26, 56)])
def test_a_length_grows_with_the_text_and_never_shrinks(text, pixels, row):
    text(pixels)
    assert scaled(28) == row
    assert square(28) == QSize(row, row)


def test_so_do_the_sheet_and_fonts_named_by_size(text, qapp):
    text(26)
    assert filled("QLabel { color: @ink; padding: 0 8px; }", {"ink": "#123456"}) == "QLabel { color: #123456; padding: 0 16px; }"
    assert weighted(qapp.font(), qapp.font().Weight.Bold, 12).pixelSize() == 24
