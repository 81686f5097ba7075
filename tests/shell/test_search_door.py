"""From the palette to the page and back: what is marked there, what opens the palette, what is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from viewer.core.address import Address
from viewer.services import settings
from viewer.services.adding import Wish, add
from viewer.shell.navigation import Pointed
from viewer.shell.opening import open_wanted

MARKED = "[...(CSS.highlights.get('found') ?? [])].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)).join()"
NOW = "[...(CSS.highlights.get('now') ?? [])].map((range) => range.startContainer.parentElement.textContent + range.startOffset).join()"


def until(qtbot, pane, source, wanted):
    """Wait until a line of JavaScript, in the world of our own script, gives `wanted`."""
    told = []

    def is_so():
        pane.view.page().runJavaScript(source, 1, told.append)
        return told[-1:] == [wanted]

    qtbot.waitUntil(is_so)


def look_up(qtbot, window, text):
    window.search.look_up(text)
    palette = window.search.palette
    qtbot.waitUntil(lambda: palette._shown[0] == text and not palette._ticket)
    return palette


def go(qtbot, window, pane, text):
    palette = look_up(qtbot, window, text)
    with qtbot.waitSignal(pane.opened):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_what_was_looked_for_is_marked_and_walked_through(qtbot, reading):
    window, pane = reading
    window.search.begin()
    go(qtbot, window, pane, "apple")
    until(qtbot, pane, MARKED, "Apple,Apple,apple")
    assert pane.isAncestorOf(window.focusWidget())
    seen = []
    for key, modifier, wanted in (
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "Apple.0"), (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "Apple apple.0"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "Apple apple.6"), (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "Apple.0"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier, "Apple apple.6"),
    ):
        QTest.keyClick(window, key, modifier)
        until(qtbot, pane, NOW, wanted)
        seen.append(wanted)
    assert len(seen) == 5
    assert window.area.find_bar.isHidden()
    QTest.keyClick(pane.view.focusProxy(), Qt.Key.Key_Escape)
    until(qtbot, pane, MARKED, "")
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.area.find_bar.isVisible()


def test_scripts_without_spaces_are_marked_within_a_line(qtbot, application, reading, tmp_path):
    window, pane = reading
    (tmp_path / "east").mkdir()
    (tmp_path / "east" / "index.md").write_text("# Start\n\nこれは日本語の説明です。\n", "utf-8")
    add(application.library, tmp_path / "east", Wish("east", "East"), lambda *_: None)
    with qtbot.waitSignal(pane.opened):
        window.open(Address("east"))
    go(qtbot, window, pane, "日本語")
    until(qtbot, pane, MARKED, "日本語")


def test_marks_go_with_the_page(qtbot, reading):
    window, pane = reading
    go(qtbot, window, pane, "cherry")
    until(qtbot, pane, MARKED, "Cherry")
    with qtbot.waitSignal(pane.opened):
        window.open(Address("tiny", "/guide"))
    assert window.search._marked is None
    until(qtbot, pane, MARKED, "")


def test_pages_of_before_are_offered_the_last_first_and_never_the_one_shown(qtbot, reading):
    window, pane = reading
    for slug in ("/guide", "/guide/second", "/guide"):
        with qtbot.waitSignal(pane.opened):
            window.open(Address("tiny", slug))
    window.search.open()
    rows = window.search.palette.model.rows
    assert [(row.title, row.place) for row in rows] == [("Second steps", ("Tiny", "Guide")), ("First steps", ("Tiny", "Guide"))]
    with qtbot.waitSignal(pane.opened):
        qtbot.keyClick(window.search.palette.field, Qt.Key.Key_Return)
    assert window.navigator.here.slug == "/guide/second"


def test_what_was_expected_is_forgotten_once_a_page_stands(qtbot, reading):
    window, pane = reading
    window.search.expect(window.navigator.docset)
    with qtbot.waitSignal(pane.opened):
        window.open(Address("tiny", "/guide/second"))
    window.navigator.open_again("nobody")
    window.search.open()
    assert window.search._here() is None


def test_an_address_of_the_search_opens_it(application, reading):
    window, _ = reading
    told = []
    open_wanted(application, window, "docshelf://search?q=some%20pear%0A", lambda: told.append("else"))
    assert told == ["else"]
    assert window.search.palette.isVisible()
    assert window.search.palette.field.text().strip() == "some pear"


def test_a_link_on_a_page_opens_it(qtbot, application, reading, tmp_path):
    window, pane = reading
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "index.md").write_text("# Start\n\n[find](docshelf://search?q=some%20pear)\n", "utf-8")
    add(application.library, tmp_path / "links", Wish("links", "Links"), lambda *_: None)
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.open(Address("links"))
    pane.view.run("document.querySelector('a[href^=\"docshelf://search\"]').click()")
    qtbot.waitUntil(lambda: bool(window.search.palette) and window.search.palette.isVisible())
    assert window.search.palette.field.text() == "some pear"
    assert window.navigator.here == Address("links", "/")
    menu = window.page_menu.menu(Pointed(link="docshelf://search?q=pear"))
    assert [entry.text() for entry in menu.actions() if entry.text()] == ["Sea&rch", "Copy &link"]
    menu.actions()[0].trigger()
    assert window.search.palette.field.text() == "pear"
    menu.close()


def found(qtbot, window, text):
    with qtbot.waitSignal(window.search.searching.answered) as told:
        window.search.searching.ask(text, ("tiny",))
    return [row.address.slug for row in told.args[0].rows]


def test_a_newer_copy_and_other_data_are_taken_up_without_being_asked(qtbot, application, reading, memory, source):
    window, pane = reading
    with qtbot.waitSignal(window.search.searching.ready):
        window.search.begin()
    assert found(qtbot, window, "zebra") == []
    (source / "guide" / "second.md").write_text("---\ntitle: Second steps\n---\n\nZebra.\n", "utf-8")
    add(application.library, source, Wish("tiny"), lambda *_: None)
    with qtbot.waitSignals([window.search.searching.ready, pane.opened, pane.painted]):
        window.navigator.refresh()
    assert found(qtbot, window, "zebra") == ["/guide/second"]
    taken = []
    window.search.searching.ready.connect(lambda: taken.append("again"))
    with qtbot.waitSignal(pane.opened):
        window.open(Address("tiny", "/guide/second"))
    memory.change(api_versions={"tiny": "1.0"})
    with qtbot.waitSignals([window.search.searching.ready, pane.opened, pane.painted]):
        window.navigator.show_again()
    assert taken == ["again"]


def test_what_is_selected_is_searched_for_by_the_pages_menu(reading):
    window, _ = reading
    menu = window.page_menu.menu(Pointed(selection="pear"))
    next(entry for entry in menu.actions() if entry.text().startswith("Sea&rch for")).trigger()
    assert window.search.palette.field.text() == "pear"
    menu.close()


def test_searches_are_kept_from_one_start_to_the_next(qtbot, reading, memory, tmp_path):
    window, pane = reading
    for text in ("apple", "cherry", "apple"):
        go(qtbot, window, pane, text)
    assert memory.settings.searches == ["apple", "cherry"]
    memory.change(searches=[str(number) for number in range(40)])
    go(qtbot, window, pane, "pear")
    assert memory.settings.searches == ["pear", *map(str, range(19))]
    memory.write()
    assert settings.load(tmp_path / "settings.json")[0].searches[0] == "pear"


def test_another_palette_of_colours_reaches_it(qtbot, reading, theme):
    window, _ = reading
    palette = look_up(qtbot, window, "apple")
    qtbot.waitUntil(lambda: theme.colours["faint"] in palette.frame.preview.text())
    theme.choose("dark")
    assert palette.frame.preview.colours is theme.colours
    assert theme.colours["faint"] in palette.frame.preview.text()  # what stands there already is drawn in them too


@pytest.mark.parametrize("role", [QAccessible.Role.EditableText, QAccessible.Role.List, QAccessible.Role.ListItem])
def test_each_part_of_it_has_a_role_and_a_name(qtbot, reading, role):
    window, _ = reading
    palette = look_up(qtbot, window, "steps")
    left, found = [QAccessible.queryAccessibleInterface(palette)], []
    while left:
        part = left.pop()
        if not part.state().invisible:
            found.append((part.role(), part.text(QAccessible.Text.Name)))
            left += [child for number in range(part.childCount()) if (child := part.child(number))]
    controls = {role: name for role, name in found if role in {QAccessible.Role.EditableText, QAccessible.Role.List, QAccessible.Role.ListItem, QAccessible.Role.CheckBox}}
    assert controls[role]
    assert all(name for name in controls.values())
