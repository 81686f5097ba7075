from __future__ import annotations

import pytest
import release_page
from release_page import CONTAINER, Note

from viewer.core.api.history import Change, ChangeKind
from viewer.core.api.records import ApiEntry, ApiKind

KNOWN = {
    name: ApiEntry(name, ApiKind.FUNCTION, shown=shown)
    for name, shown in (
        ("streamlit.button", "st.button"), ("streamlit.pills", "st.pills"), ("streamlit.fragment", "st.fragment"), ("streamlit.old", "st.old"),
        (f"{CONTAINER}button", "element.button"), (f"{CONTAINER}spinner", "element.spinner"), ("streamlit.context.theme", "context.theme"),
        ("streamlit.Box", "st.Box"), ("streamlit.Box.open", "Box.open"), ("streamlit.testing.v1.AppTest.pills", "AppTest.pills"),
    )
}  # fmt: skip


def change(name, kind, parameter="", before="", after=""):
    return Change(name, "1.40.0", ChangeKind(kind), parameter, before, after)


def section(names=(), options=(), sections=frozenset()):
    """The lines of the one version of a page."""
    text = release_page.page([Note("1.40", "May 2025", list(names), list(options), frozenset(sections))], KNOWN, "1.39")
    _, _, rest = text.partition("## Version 1.40\n\nMay 2025.\n\n")
    return rest.splitlines()


def test_the_newest_version_stands_first_and_the_head_says_where_it_comes_from():
    notes = [Note(f"1.{number}", "May 2025", [], [], frozenset()) for number in (34, 35)]
    text = release_page.page(notes, KNOWN, "1.33")
    assert text.index("## Version 1.35") < text.index("## Version 1.34")
    assert "derived: the packages of consecutive minor versions from 1.33 to 1.35" in text
    assert text.count("Nothing changed in names, parameters, defaults and options.") == 2


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ([change("streamlit.pills", "added")], ["**New**", "", "- `st.pills`"]),
        ([change("streamlit.context.theme", "added")], ["**New**", "", "- `st.context.theme`"]),
        ([change("streamlit.testing.v1.AppTest.pills", "added")], ["**New**", "", "- for app testing: `AppTest.pills`"]),
        ([change("streamlit.Box", "added"), change("streamlit.Box.open", "added")], ["**New**", "", "- `st.Box`"]),
        ([change("streamlit.Box.open", "added")], ["**New**", "", "- `Box.open`"]),
        ([change(f"{CONTAINER}spinner", "added")], ["**New**", "", "- `element.spinner`"]),
        ([change("streamlit.old", "renamed", after="streamlit.fragment")], ["**Removed**", "", "- `st.old`: now `st.fragment`"]),
        ([change("streamlit.old", "removed")], ["**Removed**", "", "- `st.old`"]),
        ([change("streamlit.old", "deprecated")], ["**Deprecated**", "", "- `st.old`"]),
        ([change("streamlit.old", "parameter-removed", "a")], ["**Removed**", "", "- `st.old`: `a`"]),
        ([change("streamlit.old", "parameter-deprecated", "a")], ["**Deprecated**", "", "- `st.old`: `a`"]),
        ([change("streamlit.old", "keyword-only", "a")], ["**By keyword only**", "", "- `st.old`: `a`"]),
        ([change("streamlit.old", "default", "a", "1", "2")], ["**Changed defaults**", "", "- `st.old`: `a=2`, before `1`"]),
        ([change("streamlit.old", "default", "a", "", "2")], ["**Changed defaults**", "", "- `st.old`: `a=2`, before it had to be given"]),
        ([change("streamlit.old", "default", "a", "1")], ["**Changed defaults**", "", "- `st.old`: `a` has to be given, before `1`"]),
        (
            [change("streamlit.old", "default", "a", "None", "_UNSET")],
            ["**Changed defaults**", "", "- `st.old`: `a` is told apart from `None` where it is not given"],
        ),
        ([change("streamlit.old", "parameter-added", "a", after="_UNSET")], ["**New parameters**", "", "- `st.old`: `a`"]),
    ],
)
def test_each_kind_of_change_is_worded(changes, lines):
    assert section(changes) == lines


def test_names_that_changed_alike_share_a_line():
    both = [change(name, "parameter-added", "wrap", after="None") for name in ("streamlit.button", "streamlit.pills")]
    other = change("streamlit.old", "parameter-added", "label")
    assert section([*both, other])[2:] == ["- `st.button`, `st.pills`: `wrap=None`", "- `st.old`: `label`"]


def test_what_a_container_tells_again_is_left_out():
    twice = [change(name, "parameter-added", "icon", after="None") for name in (f"{CONTAINER}button", "streamlit.button")]
    assert section(twice)[2:] == ["- `st.button`: `icon=None`"]


def test_what_no_program_imports_is_left_out():
    private = ["streamlit.elements.arrow.State", "streamlit.testing.v1.element_tree.Grid", "streamlit.query_params.missing_key", "streamlit.secrets.load"]
    assert section([change(name, "added") for name in private]) == ["Nothing changed in names, parameters, defaults and options."]


def test_long_lines_are_wrapped_without_breaking_code():
    names = [change(f"streamlit.name_number_{number}", "parameter-added", "a") for number in range(30)]
    lines = section(names)[2:]
    assert len(lines) > 2
    assert all(len(line) <= release_page.WIDTH and line.count("`") % 2 == 0 for line in lines)


def test_options_are_told_by_the_sections_that_they_came_to():
    came = [change(f"{where}.font", "added") for where in ("theme", "theme.sidebar")]
    gone, other = change("server.old", "removed"), change("server.port", "default", before="1", after="2")
    assert section(options=[*came, gone, other], sections={"theme", "server"})[2:] == [
        "- new: `theme.font`, and in `[theme.sidebar]`", "- removed: `server.old`", "- `server.port`: the default is `2`, before `1`",
    ]  # fmt: skip


def test_of_a_section_that_is_new_as_a_whole_the_options_are_counted():
    came = [change(f"{where}.option{number}", "added") for where in ("theme.dark", "theme.light") for number in range(release_page.LONGEST + 1)]
    assert section(options=came, sections={"theme"})[2:] == ["- new sections: `[theme.dark]`, `[theme.light]`, each with 13 options"]
