from __future__ import annotations

import sys

import pytest

from viewer.cli import display
from viewer.core.errors import CannotRunError
from viewer.services import libraries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")


@pytest.fixture(autouse=True)
def no_display(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_display_the_window_is_refused_with_what_works_instead(docshelf, monkeypatch):
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    run = docshelf()
    assert run.status == 3
    assert "docshelf shot" in run.err


@pytest.mark.parametrize("name", ["QT_QPA_PLATFORM", "WAYLAND_DISPLAY"])
def test_with_another_platform_it_is_not(monkeypatch, name):
    monkeypatch.setenv(name, "offscreen")
    display.settle()


def test_a_display_that_qt_cannot_use_for_lack_of_libraries_is_refused_with_the_line_that_mends_it(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":99")
    if libraries.missing(libraries.SCREEN):
        with pytest.raises(CannotRunError, match="apt-get install"):
            display.settle()
    else:
        display.settle()
