from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from viewer.core.address import Address
from viewer.core.errors import CannotRunError
from viewer.services.application import Application
from viewer.services.paths import find
from viewer.shell import shot
from viewer.shell.palette import palettes


@pytest.fixture
def application(tmp_path, monkeypatch):
    monkeypatch.setattr(shot, "prepare_engine", lambda: None)  # the tests have prepared it, and catch Qt's messages themselves
    source = tmp_path / "notes"
    source.mkdir()
    words = "\n\n".join(f"## Part {number}\n\n{'Some words. ' * 60}" for number in range(40))
    (source / "index.md").write_text(f"# Notes\n\n{words}\n\n```python\nprint('the end')\n```\n", "utf-8")
    (source / "short.md").write_text("# Short\n\nOne line.\n", "utf-8")
    opened = Application(find({"DOCSHELF_HOME": str(tmp_path / "home")}))
    opened.docset_id = opened.prepare(source).docset.id
    yield opened
    opened.close()


def ink(picture, top, bottom):
    """How many pixels in a band differ from the ground."""
    ground = picture.pixelColor(2, 2)
    return sum(picture.pixelColor(x, y) != ground for y in range(top, bottom, 3) for x in range(0, picture.width(), 3))


def test_a_page_is_drawn_to_its_foot(qapp, application, tmp_path):
    out, before = tmp_path / "page.png", qapp.topLevelWidgets()
    assert shot.take(application, str(Address(application.docset_id, "/")), out, window=False, size=(900, 600), theme="dark") == 0
    picture = QImage(str(out))
    assert picture.width() == 900
    assert picture.height() > 5000
    assert picture.pixelColor(2, 2).name() == palettes(application.paths.resources)["dark"]["page"]
    for top in range(0, picture.height() - 400, 400):
        assert ink(picture, top, top + 400) > 100
    assert [widget for widget in qapp.topLevelWidgets() if widget not in before] == []


def test_a_short_page_has_the_height_asked_for(application, tmp_path):
    out = tmp_path / "short.png"
    shot.take(application, Address(application.docset_id, "/short"), out, window=False, size=(700, 500), theme="light")
    assert (QImage(str(out)).width(), QImage(str(out)).height()) == (700, 500)


def test_the_window_is_drawn_with_its_page_and_the_readers_settings_are_left_alone(application, tmp_path):
    out = tmp_path / "window.png"
    shot.take(application, Address(application.docset_id, "/"), out, window=True, size=(1100, 700), theme="contrast")
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1100, 700)
    assert ink(picture, 100, 600) > 2000
    assert not application.paths.settings.exists()


def test_a_picture_that_cannot_be_written_is_told(application, tmp_path):
    with pytest.raises(CannotRunError, match="could not be written"):
        shot.take(application, Address(application.docset_id, "/short"), tmp_path / "no" / "where.png", window=False, size=(700, 500), theme="light")
