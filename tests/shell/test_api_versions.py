"""The version button, and what it does to the page."""

from __future__ import annotations

import pytest

from viewer.core.address import Address
from viewer.core.api import data
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage
from viewer.services.adding import Wish, add
from viewer.services.reference import Choice
from viewer.shell.api_versions import ApiVersions

PAGE = Address("tides", "/height")


def put(references, version, words):
    entry = ApiEntry("tide.height", ApiKind.FUNCTION, html=f"<p>{words}</p>")
    references.put("tide", version, lambda file: data.write(file, ApiPackage("tide", version, 1), [entry], {}))


@pytest.fixture
def tides(application, tmp_path):
    """A docset of one page with an API entry and one without."""
    folder = tmp_path / "tides"
    folder.mkdir()
    (folder / "height.md").write_text('<Autofunction function="tide.height" />\n\n## Below\n', "utf-8")
    (folder / "words.md").write_text("# Words\n", "utf-8")
    (folder / "docset.toml").write_text('[api]\nversions = ["1.0"]\n', "utf-8")
    add(application.library, folder, Wish("tides", "Tides"), lambda *_: None)
    return application.references


@pytest.fixture
def two(tides):
    put(tides, "1.0", "Old words.")
    put(tides, "2.0", "New words.")
    return tides


def entries(button):
    button.menu().aboutToShow.emit()
    return [(entry.text(), entry.isChecked()) for entry in button.menu().actions() if entry.text()]


def go(qtbot, window, pane, address):
    with qtbot.waitSignals([pane.painted, pane.opened]):
        window.open(address)


def choose(qtbot, window, pane, version):
    window.top.versions.menu().aboutToShow.emit()
    entry = next(entry for entry in window.top.versions.menu().actions() if entry.text().startswith(f"tide {version}"))
    with qtbot.waitSignals([pane.painted, pane.opened]):
        entry.trigger()


def test_the_button_says_what_there_is(qtbot, colours):
    button = ApiVersions()
    qtbot.addWidget(button)
    button.tint(colours)
    assert button.isHidden()
    button.show_choice(Choice("tide", ("2.0", "1.0"), "1.0"), "2.0")
    assert (button.isHidden(), button.text(), button.property("other")) == (False, "tide 2.0", True)
    assert entries(button) == [("tide 2.0", True), ("tide 1.0  (default)", False), ("Changes since 1.0", False), ("Add a version…", False)]
    assert button.accessibleName() == "Version of the API data: tide 2.0"
    button.show_choice(Choice("tide", ("1.0",), "1.0"), "1.0")
    assert (button.text(), button.property("other")) == ("tide 1.0", False)
    assert entries(button) == [("tide 1.0", True), ("Add a version…", False)]
    button.be_short(short=True)
    assert button.text() == "1.0"
    button.show_choice(Choice("tide"), "")
    assert button.text() == "No API data"
    button.show_choice(Choice(), "")
    assert button.isHidden()


@pytest.mark.usefixtures("two")
def test_a_choice_is_shown_kept_and_stands_in_the_address(qtbot, reading, memory):
    window, pane = reading
    assert window.top.versions.isHidden()
    go(qtbot, window, pane, PAGE)
    assert window.top.versions.text() == "tide 1.0"
    choose(qtbot, window, pane, "2.0")
    assert window.navigator.here == Address("tides", "/height", api="2.0")
    assert window.top.versions.property("other") is True
    assert memory.settings.api_versions == {"tides": "2.0"}
    go(qtbot, window, pane, Address("tides", "/words"))
    assert window.top.versions.isHidden()
    go(qtbot, window, pane, PAGE)
    assert window.top.versions.text() == "tide 2.0"
    choose(qtbot, window, pane, "1.0")
    assert window.navigator.here == PAGE
    assert memory.settings.api_versions == {}


@pytest.mark.usefixtures("two")
def test_what_changed_is_a_page_of_its_own(qtbot, reading):
    window, pane = reading
    go(qtbot, window, pane, Address("tides", "/height", api="2.0"))
    window.top.versions.menu().aboutToShow.emit()
    entry = next(entry for entry in window.top.versions.menu().actions() if entry.text() == "Changes since 1.0")
    with qtbot.waitSignals([pane.painted, pane.opened]):
        entry.trigger()
    assert window.navigator.here == Address("tides", "/-/changes/1.0/2.0")
    assert window.windowTitle().startswith("Changes in tide 1.0 to 2.0")
    assert window.top.versions.isHidden()


def test_new_data_shows_on_the_page_at_once(qtbot, reading, tides):
    window, pane = reading
    go(qtbot, window, pane, PAGE)
    assert window.top.versions.text() == "No API data"
    put(tides, "1.0", "Old words.")
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.library.api_changed.emit()
    assert window.top.versions.text() == "tide 1.0"


@pytest.mark.usefixtures("tides")
def test_the_way_to_more_versions_names_what_could_be_fetched(qtbot, reading):
    window, pane = reading
    go(qtbot, window, pane, PAGE)
    window.top.versions.more_wanted.emit()
    assert window.library.api_window.isVisible()
    assert window.library.api_window.requirement.text() == "tide==1.0"
    window.library.api_window.close()


def test_without_a_page_nothing_can_be_chosen(window):
    window.api.choose("1.0")
    window.api.refresh()
    assert window.top.versions.isHidden()
    assert window.api._references.chosen == {}
