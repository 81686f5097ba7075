from __future__ import annotations

import pytest

from viewer.core.render.anchors import Anchors, anchor, collapsed, name_anchor


@pytest.mark.parametrize(
    ("text", "ident", "second"),
    [
        ("st.empty containers", "stempty-containers", "stempty-containers"),
        ("config.toml", "configtoml", "configtoml"),
        ("st.query_params", "stquery_params", "stquery_params"),
        ("Install & Import", "install--import", "install-import"),
        ("$ streamlit run", "-streamlit-run", "streamlit-run"),
        ("Step 1: a library - SQL", "step-1-a-library---sql", "step-1-a-library-sql"),
        ("Python → Frontend", "python--frontend", "python-frontend"),
        ("What's happening?", "whats-happening", "whats-happening"),
        ("Example: Define __eq__", "example-define-__eq__", "example-define-__eq__"),
        ("blinking/stuttering...how?", "blinkingstutteringhow", "blinkingstutteringhow"),
        ("Créme Brûlée", "créme-brûlée", "creme-brulee"),
        ("潮汐", "潮汐", ""),
        ("", "", ""),
    ],
)
def test_a_heading_has_an_id_and_a_second_form_of_it(text, ident, second):
    assert anchor(text) == ident
    assert collapsed(ident) == second


@pytest.mark.parametrize(
    ("name", "ident"), [("st.button", "stbutton"), ("st.cache_data.clear", "stcache_dataclear"), ("SQLConnection.query", "sqlconnectionquery")]
)
def test_an_api_name_has_an_id_without_any_marks(name, ident):
    assert name_anchor(name) == ident


def test_ids_of_a_page_differ():
    anchors = Anchors()
    taken = [anchors.take(text) for text in ("Usage", "Usage", "usage", "Usage 1", "Usage-1", "", "", "Usage")]
    assert taken == ["usage", "usage-1", "usage-2", "usage-1-1", "usage-1-2", "", "-1", "usage-3"]
    assert len(set(taken)) == len(taken)
