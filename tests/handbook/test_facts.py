from __future__ import annotations

import ast
import textwrap

import pytest

from tests.handbook import uses
from tests.handbook.facts import Checker
from tests.handbook.prose import units
from tests.handbook.table import Table
from viewer.core.model import Page, PageMeta

CONTAINER, TESTED = "streamlit.delta_generator.DeltaGenerator", "streamlit.testing.v1.AppTest"
TABLE = Table(
    {
        "versions": ["1.33", "1.34", "1.35", "1.36"],
        "names": {
            "streamlit.button": {
                "kind": "function", "spelled": ["st.button"],
                "parameters": [["label", "", ""], ["type", "", '"secondary"', 0, 1], ["type", "k", '"secondary"', 2, 3], ["icon", "k", "None", 2, 3]],
            },
            "streamlit.fragment": {"kind": "function", "spans": [[1, 3]], "spelled": ["st.fragment"]},
            "streamlit.old": {"kind": "function", "spans": [[0, 1]], "deprecated": 1, "parameters": [["kwargs", "**", ""]]},
            "streamlit.columns": {"kind": "function", "parameters": [["spec", "", ""]]},
            "streamlit.sidebar": {"kind": "class"},
            "streamlit.session_state": {"kind": "class"},
            "streamlit.column_config.NumberColumn": {"kind": "class", "parameters": [["label", "", "None"]]},
            "streamlit.cache_data": {"kind": "function", "parameters": [["ttl", "k", "None"]]},
            "streamlit.cache_data.clear": {"kind": "method"},
            CONTAINER: {"kind": "class", "spelled": ["DeltaGenerator"]},
            f"{CONTAINER}.metric": {"kind": "method", "parameters": [["label", "", ""], ["border", "", "False", 3, 3]]},
            TESTED: {"kind": "class", "spelled": ["AppTest"]},
            f"{TESTED}.from_file": {"kind": "method", "spelled": ["AppTest.from_file"]},
            f"{TESTED}.run": {"kind": "method"},
        },
        "deprecated": {"streamlit.button(type)": 3},
        "options": {"server.port": [["8501", 0, 3]], "theme.font": [["", 0, 3]], "theme.sidebar.font": [["", 2, 3]]},
    }
)  # fmt: skip


def page(text, since="", **more):
    return Page(PageMeta("a.md", "/a", "A", since=since, **more), text, textwrap.dedent(text), 1)


def problems(text, since="", **more):
    return [str(problem).removeprefix("a.md:") for problem in Checker(TABLE).page(page(text, since, **more))]


def code(text, marks=""):
    return problems(f"```python {marks}\n{textwrap.dedent(text)}\n```\n")


def used(text):
    return [(use.written, use.name + (f"!{use.missing}" if use.missing else "")) for use in uses.uses(ast.parse(textwrap.dedent(text)), TABLE)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("st.button()", "streamlit.button"),
        ("import streamlit as s\ns.button()", "streamlit.button"),
        ("st.column_config.NumberColumn()", "streamlit.column_config.NumberColumn"),
        ("import streamlit.column_config as c\nc.NumberColumn()", "streamlit.column_config.NumberColumn"),
        ("a, b = st.columns(2)\na.metric", f"{CONTAINER}.metric"),
        ("st.columns(2)[0].metric", f"{CONTAINER}.metric"),
        ("with st.columns(2)[0] as c:\n    c.metric", f"{CONTAINER}.metric"),
        ("st.sidebar.metric", f"{CONTAINER}.metric"),
        ("st.session_state.x = 1", "streamlit.session_state"),
        ("st.session_state['x'] = 1", "streamlit.session_state"),
        ("@st.cache_data(ttl=1)\ndef f(): ...", "streamlit.cache_data"),
        ("st.cache_data.clear()", "streamlit.cache_data.clear"),
        ("AppTest.from_file('x').run()", f"{TESTED}.run"),
        ("from streamlit.testing.v1 import AppTest as A\nA.from_file", f"{TESTED}.from_file"),
        ("st.bttn()", "streamlit!bttn"),
        ("st.cache_data.clera()", "streamlit.cache_data!clera"),
        ("c = st.columns(1)\nc.metrc", f"{CONTAINER}!metrc"),
        ("from streamlit import bttn", "streamlit!bttn"),
    ],
)
def test_names_that_are_used(text, name):
    assert name in {each for _, each in used(text)}


@pytest.mark.parametrize(
    "text",
    [
        "import other as st\nst.bttn()", "from other import st\nst.bttn()", "st.errors.Any", "st.__version__", "x.bttn()", "from streamlit.errors import E",
        "c = st.columns(1)\nc = other()\nc.metrc", "AppTest.from_file('x').session_state",
    ],
)  # fmt: skip
def test_what_is_no_matter_of_the_table(text):
    assert [name for _, name in used(text) if "!" in name] == []


@pytest.mark.parametrize(
    ("text", "marks", "problem"),
    [
        ("st.fragment()", "", "2: `st.fragment` is there since 1.34; the block is for 1.33 to 1.36"),
        ("st.button('x',\n icon='y')", "", "2: `icon` of `st.button` is there since 1.35; the block is for 1.33 to 1.36"),
        ("st.button('x', icn='y')", "", "2: no version has `icn` of `st.button`; the block is for 1.33 to 1.36"),
        ("st.old()", "", "2: `st.old` is there until 1.34; the block is for 1.33 to 1.36"),
        ("st.button('x', 'primary')", "", "2: `st.button` with 2 arguments by their place is there until 1.34; the block is for 1.33 to 1.36"),
        ("st.columns(2)[0].metric('x', border=True)", "", "2: `border` of `DeltaGenerator.metric` is there since 1.36; the block is for 1.33 to 1.36"),
        ("st.fragment()  # since 1.35", "", "2: nothing here came or went with the version of the comment: `st.fragment` is there since 1.34"),
        ("# since 1.34\n\nst.fragment()", "", "4: `st.fragment` is there since 1.34; the block is for 1.33 to 1.36"),
        ("st.fragment()", "before=1.34", "2: `st.fragment` is there since 1.34; the block is for 1.33 to 1.33"),
    ],
)
def test_code_that_not_all_versions_of_its_block_take(text, marks, problem):
    assert code(text, marks) == [problem]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("st.fragment()", "since=1.34"), ("st.button('x', icon='y')", "since=1.35"), ("st.old(a=1)", "before=1.35"), ("st.button(*x)", ""),
        ("st.fragment()  # since 1.34", ""), ("# since 1.34\nst.button('x')\nst.fragment()", ""), ("st.button(\n    'x',\n    icon='y',\n)  # since 1.35", ""),
        ("st.old()  # until 1.34", ""), ("st.old()  # before 1.35", ""), ("st.button(**x)", ""), ("st.button(..., type='primary')", ""), ("st.button('x', type='primary')", "fragment"),
    ],
)  # fmt: skip
def test_code_that_they_take(text, marks):
    assert code(text, marks) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Use `st.bttn`.", ["1: no version has `st.bttn`"]),
        ("Use `st.fragment`.", ["1: `st.fragment` is there since 1.34; the text does not say so"]),
        ("Use\n`st.fragment`.", ["2: `st.fragment` is there since 1.34; the text does not say so"]),
        ("Use `@st.fragment` (since 1.34).", []),
        ("Use `st.fragment` (since 1.35).", ["1: `st.fragment` (since 1.35): it is 1.34"]),
        ("Use `st.fragment` (since 1.34) and again\n\n`st.fragment`.", []),
        ("See [`st.fragment`](/b).", []),
        ("`st.button` (since 1.34).", ["1: `st.button` (since 1.34): `st.button` is there in all versions"]),
        ("`st.old` (until 1.34), `st.old` (removed in 1.35), `st.old` (deprecated in 1.34).", []),
        ("`st.old` (until 1.35).", ["1: `st.old` (until 1.35): it is 1.34"]),
        ("`st.old` (removed in 1.36).", ["1: `st.old` (removed in 1.36): it is 1.35"]),
        ("`st.button(type=)` (deprecated in 1.36).", []),
        ("`st.cache_data` (deprecated in 1.36).", ["1: `st.cache_data` (deprecated in 1.36): no version says so"]),
        ("`st.button(icon=…)` came with 1.35.", []),
        ("`st.button(icon=…)` came with 1.36.", ["1: `icon` of `st.button` is there since 1.35; the text does not say so"]),
        ('Give `st.button("Go", icon="x")`.', ["1: `icon` of `st.button` is there since 1.35; the text does not say so"]),
        ("`st.button(…, icn=1)`", ["1: no version has `icn` of `st.button`"]),
        ("## News of 1.34\n\nUse `st.fragment`.", []),
        ("*Since 1.34.* A section.\n\nUse `st.fragment`.", []),
        ("*Since 1.34.* A section.\n\n## Next\n\nUse `st.fragment`.", ["5: `st.fragment` is there since 1.34; the text does not say so"]),
        ("<Note>\n\n**Since 1.34.** A box.\n\nUse `st.fragment`.\n\n</Note>", []),
        ("<Note>\n\n**Since 1.34.** A box.\n\n</Note>\n\nUse `st.fragment`.", ["7: `st.fragment` is there since 1.34; the text does not say so"]),
        ("In 1.34 came:\n\n- `st.button`\n- `st.fragment`", []),
        ("- 1.34\n- `st.fragment`", ["2: `st.fragment` is there since 1.34; the text does not say so"]),
        ("| a | b |\n| --- | --- |\n| `st.fragment` | 1.34 |", []),
        ("Names such as `st.bttn*` and code such as `x = 1`.", []),
        ("`st.button x`", []),
    ],
)
def test_prose(text, found):
    assert problems(text) == found


def test_a_page_is_for_the_versions_from_its_own_on():
    assert problems("Use `st.fragment`.", since="1.34") == []
    assert problems("Use `st.button(icon=…)`.", since="1.34") == ["1: `icon` of `st.button` is there since 1.35; the text does not say so"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('`st.button("x", type="primary")` is the default.', ["1: the default of `type` of `st.button` is 'secondary', not 'primary'"]),
        ('`st.button("x", type="secondary")` is the default.', []),
        ('`st.button("x", type="primary")` is blue. The default is not.', []),
        ("`st.button` has a `type`, which defaults to `'primary'`.", ["1: the default of `type` of `st.button` is 'secondary', not 'primary'"]),
        ("`st.button` has a `type`, by default `'secondary'`.", []),
    ],
)
def test_defaults(text, found):
    assert problems(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`server.port`, `--server.port 80` and `[server] port`", []),
        ("`server.prt`", ["1: no version has the option `server.prt`"]),
        ("`--server.prt`", ["1: no version has the option `server.prt`"]),
        ("`[theme.sidebar]`", ["1: the section `[theme.sidebar]` is there since 1.35; the text does not say so"]),
        ("`theme.sidebar.font` (since 1.35)", []),
        ("`theme.sidebar.font` (since 1.36)", ["1: `theme.sidebar.font` (since 1.36): it is 1.35"]),
        ("`client.get` and `data.csv` and `theme.sidebar`", []),
        ("```bash\nstreamlit run app.py --server.prt 1\n```", ["2: no version has the option `server.prt`; the block is for 1.33 to 1.36"]),
        ('```toml filename=".streamlit/config.toml"\n[server]\nprt = 1\n```', ["3: no version has the option `server.prt`; the block is for 1.33 to 1.36"]),
        ('```toml filename=".streamlit/config.toml" since=1.35\n[theme.sidebar]\nfont = "x"\n```', []),
        ('```toml filename=".streamlit/secrets.toml"\n[server]\nprt = 1\n```', []),
    ],
)
def test_options(text, found):
    assert problems(text) == found


def test_a_comment_that_is_too_early():
    assert code("st.button('x', icon='y')  # since 1.34") == [
        "2: nothing here came or went with the version of the comment: `icon` of `st.button` is there since 1.35",
        "2: `icon` of `st.button` is there since 1.35; the line is for 1.34 to 1.36",
    ]


def test_the_frontmatter_agrees_with_the_first_entry():
    assert problems('<Autofunction function="streamlit.fragment" />', since="1.34") == []
    assert problems('<Autofunction function="streamlit.fragment" />') == ["1: `since` of the page is not there; `st.fragment` came with 1.34"]
    assert problems('<Autofunction function="streamlit.fragment" oldName="streamlit.old" />') == []
    assert problems('\n<Autofunction function="streamlit.bttn" />') == ["2: no version has `streamlit.bttn`"]
    assert problems('<Autofunction function="streamlit.old" />') == ["1: `deprecated` of the page is False; of `st.old` it is True"]
    assert problems('<Autofunction function="streamlit.old" />', deprecated=True) == []


def test_pieces_of_prose_keep_their_lines_and_leave_out_fences():
    found = list(units(page("One\ntwo.\n\n```python\n1.34\n```\n\n- three\n  four\n- five\n")))
    assert [(unit.line, unit.text) for unit in found] == [(1, "One\ntwo."), (8, "- three\n  four"), (10, "- five")]
