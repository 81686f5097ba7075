from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from viewer.core.model import NavKind, NavNode
from viewer.shell import nav_filter
from viewer.shell.nav_model import NODE, NavModel

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model(nav):
    made = NavModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_root(nav)
    yield made
    tester.deleteLater()


def rows(model, parent=None):
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent) for row in range(model.rowCount(parent))]


def test_the_tree_is_shown_as_it_is_without_hidden_entries(model):
    assert [place.data() for place in rows(model)] == ["Get started", "Installation", "Concepts", "API reference", "Gallery"]
    assert [place.data() for place in rows(model, rows(model)[2])] == ["Caching", "Session state", "Installation"]
    assert model.parent(rows(model, rows(model)[2])[0]).data() == "Concepts"


def test_the_model_holds_under_qts_own_tester_while_roots_change(model, nav):
    for text in ("cach", "zzz", "", "st"):
        wanted = nav_filter.words(text)
        model.set_root(nav_filter.narrowed(nav, wanted) if wanted else nav)
        assert all(place.isValid() for place in rows(model))


def test_a_page_is_found_at_its_own_place_before_a_cross_reference(model):
    assert not model.page("/installation").parent().isValid()
    assert model.page("/caching").parent().data() == "Concepts"
    assert not model.page("/nowhere").isValid()
    assert not model.page("").isValid()


def test_a_cross_reference_is_a_place_where_there_is_no_other(model):
    model.set_root(NavNode("", NavKind.GROUP, children=(NavNode("Far", NavKind.CROSS, slug="/far"),)))
    assert model.page("/far").data() == "Far"


def test_group_labels_cannot_be_chosen(model):
    label, page = rows(model)[:2]
    assert model.flags(label) == Qt.ItemFlag.NoItemFlags
    assert model.flags(page) & Qt.ItemFlag.ItemIsSelectable


def test_a_screen_reader_hears_what_the_signs_mean(model):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.page("/st.cache").data(role) == "st.cache, deprecated"
    assert rows(model)[4].data(role) == "Gallery, opens in the browser"
    assert rows(model)[1].data(NODE).slug == "/installation"


def test_rows_are_remembered_by_slug_or_labels(model):
    assert model.path(model.page("/caching")) == "/caching"
    assert model.path(rows(model)[3]) == "API reference"
