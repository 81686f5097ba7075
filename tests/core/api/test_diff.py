"""What changed from the version that the corpus describes to the newest pinned one, against the code of both wheels as a person read it."""

from __future__ import annotations

import re

import pytest

from viewer.core.api import history
from viewer.core.api.history import Change, ChangeKind

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
OLD, NEW = "streamlit==1.33.0", "streamlit==1.67.0"
TO = "1.67.0"


def gone(name):
    return [Change(name, TO, ChangeKind.REMOVED)]


def renamed(name, heir):
    return [Change(name, TO, ChangeKind.RENAMED, after=heir)]


def added(name, *parameters):
    return [Change(name, TO, ChangeKind.PARAMETER_ADDED, parameter, after=default) for parameter, default in parameters]


def default(name, parameter, before, after):
    return Change(name, TO, ChangeKind.DEFAULT, parameter, before, after)


BY_HAND = {
    # commands/execution_control.py: two functions, the newer one with a parameter since; streamlit/__init__.py offers only that
    "streamlit.experimental_rerun": renamed("streamlit.experimental_rerun", "streamlit.rerun"),
    "streamlit.rerun": added("streamlit.rerun", ("scope", '"app"')),
    # runtime/caching: instances of the classes that cache_data and cache_resource are instances of
    "streamlit.experimental_memo": renamed("streamlit.experimental_memo", "streamlit.cache_data"),
    "streamlit.experimental_memo.clear": renamed("streamlit.experimental_memo.clear", "streamlit.cache_data.clear"),
    "streamlit.experimental_singleton": renamed("streamlit.experimental_singleton", "streamlit.cache_resource"),
    "streamlit.experimental_singleton.clear": renamed("streamlit.experimental_singleton.clear", "streamlit.cache_resource.clear"),
    # streamlit/__init__.py: the wrapped `connection`; elements/widgets/data_editor.py: the wrapped `data_editor`; both wrappers gone
    "streamlit.experimental_connection": renamed("streamlit.experimental_connection", "streamlit.connection"),
    "streamlit.experimental_data_editor": renamed("streamlit.experimental_data_editor", "streamlit.data_editor"),
    # streamlit/__init__.py: `_fragment` and `_UserInfoProxy()` under other names
    "streamlit.experimental_fragment": renamed("streamlit.experimental_fragment", "streamlit.fragment"),
    "streamlit.experimental_user": renamed("streamlit.experimental_user", "streamlit.user"),
    # commands/experimental_query_params.py and runtime/legacy_caching are gone whole; so is elements/bokeh_chart.py
    "streamlit.experimental_get_query_params": gone("streamlit.experimental_get_query_params"),
    "streamlit.experimental_set_query_params": gone("streamlit.experimental_set_query_params"),
    "streamlit.cache": gone("streamlit.cache"),
    "streamlit.bokeh_chart": gone("streamlit.bokeh_chart"),
    # connections/snowpark_connection.py is gone; connections/__init__.py still has the other old name
    "streamlit.connections.SnowparkConnection": gone("streamlit.connections.SnowparkConnection"),
    "streamlit.connections.ExperimentalBaseConnection": [],
    # elements/widgets/button.py
    "streamlit.button": [
        *added("streamlit.button", ("icon", "None"), ("icon_position", '"left"'), ("width", '"content"'), ("shortcut", "None"), ("wrap", "None")),
        default("streamlit.button", "use_container_width", "False", "None"),
        Change("streamlit.button", TO, ChangeKind.PARAMETER_DEPRECATED, "use_container_width"),
    ],
    # elements/widgets/selectbox.py
    "streamlit.selectbox": [
        *added(
            "streamlit.selectbox", ("required", "False"), ("icon", "None"), ("accept_new_options", "False"), ("filter_mode", '"fuzzy"'),
            ("width", '"stretch"'), ("bind", "None"), ("persist_state", "None"),
        ),
        default("streamlit.selectbox", "on_change", "None", '"rerun"'),
        default("streamlit.selectbox", "placeholder", '"Choose an option"', "None"),
    ],
    # commands/page_config.py
    "streamlit.set_page_config": [
        default("streamlit.set_page_config", "layout", '"centered"', "None"),
        default("streamlit.set_page_config", "initial_sidebar_state", '"auto"', "None"),
    ],
}  # fmt: skip
"""Name and all that happened to it."""

STAYED = {"streamlit.connections.ExperimentalBaseConnection"}
"""Names that the pages call deprecated and the new version still offers."""
NOT_ONE = {"streamlit.cache", "streamlit.connections.SnowparkConnection", "streamlit.experimental_get_query_params", "streamlit.experimental_set_query_params"}
"""Names that went without another that is the same thing; what the pages name instead works otherwise."""


@pytest.fixture(scope="module")
def found(reference):
    before, after = ({entry.name: entry for entry in reference(requirement).entries} for requirement in (OLD, NEW))
    return history.changes(before, after, TO)


@pytest.mark.parametrize("name", BY_HAND)
def test_names_looked_up_by_hand(found, name):
    assert [change for change in found if change.name == name] == BY_HAND[name]


def test_what_the_pages_announce(found, deprecation_notes):
    assert len(deprecation_notes) == 12
    gone = {change.name: change for change in found if change.kind in {ChangeKind.REMOVED, ChangeKind.RENAMED}}
    assert deprecation_notes.keys() - gone.keys() == STAYED
    assert {name for name in deprecation_notes if name in gone and not gone[name].after} == NOT_ONE
    for name, note in deprecation_notes.items():
        if name in gone and gone[name].after:
            assert gone[name].after in {word.replace("st.", "streamlit.", 1) for word in re.findall(r"<code>([^<]*)</code>", note)[1:]}
