"""Signatures read from the sources against those of the running package, in an environment made for it."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from viewer.core.api.extract import read_environment
from viewer.core.api.records import ApiKind, ParameterKind

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
ROOT = Path(__file__).parents[3]
OLD, NEW = "streamlit==1.33.0", "streamlit==1.67.0"
KINDS = {kind: kind.value for kind in ParameterKind} | {ParameterKind.POSITIONAL: "positional or keyword"}
KINDS |= {ParameterKind.VAR_POSITIONAL: "variadic positional", ParameterKind.VAR_KEYWORD: "variadic keyword"}

NAMES_CLASS = ("str", "<class 'str'>", "the code names the class")
ALIKE = {
    ("help", "obj"): ("streamlit", "<module 'streamlit' ", "the code names the module, which runs as its path"),
    ("multiselect", "format_func"): NAMES_CLASS,
    ("radio", "format_func"): NAMES_CLASS,
    ("select_slider", "format_func"): NAMES_CLASS,
    ("selectbox", "format_func"): NAMES_CLASS,
    ("time_input", "step"): ("timedelta(minutes=DEFAULT_STEP_MINUTES)", "datetime.timedelta(seconds=900)", "the code says how it is made"),
    ("DeltaGenerator", "root_container"): ("RootContainer.MAIN", "0", "the code names the constant"),
}
EXPLAINED = {
    OLD: ALIKE,
    NEW: {
        **ALIKE,
        ("connection", "ttl"): ("_TTL_NOT_SPECIFIED", "<unset>", "the code names the mark for what was not given"),
        ("datetime_input", "step"): ALIKE["time_input", "step"],
        ("menu_button", "format_func"): NAMES_CLASS,
        ("multiselect", "select_all"): ("_DEFAULT_SELECT_ALL", "1000", "the code names the constant"),
        ("upload", "mime_type"): ("_", '"', "the code names the constant"),
        ("ChatInputValue", "files"): ("list()", "<factory>", "a field of a dataclass, whose list is made anew for each"),
    },
}
"""Last name and parameter: how what the code has begins, how what the running package says begins, and why these differ."""

OTHER_PARAMETERS = {
    OLD: {},
    NEW: {
        "streamlit.components.v1.html": "a method that is given away bound, in a wrapper that names the unbound one: callers give no `self`",
        "streamlit.components.v1.iframe": "the same",
        "streamlit.components.v2.types.ComponentRenderer": "a protocol, which nobody makes; its entry has what calling one takes",
    },
}
"""Names whose parameters are not those that the running package tells, and why."""

UNCALLABLE = {
    OLD: {"streamlit.experimental_user", "streamlit.query_params", "streamlit.secrets", "streamlit.session_state", "streamlit.sidebar"},
    NEW: {
        # instances
        "streamlit.bottom", "streamlit.context", "streamlit.query_params", "streamlit.secrets", "streamlit.session_state", "streamlit.sidebar", "streamlit.user",
        # typed dictionaries
        "streamlit.elements.arrow.DataframeSelectionState", "streamlit.elements.deck_gl_json_chart.PydeckSelectionState",
        "streamlit.elements.echarts_chart.EChartsSelectionState", "streamlit.elements.plotly_chart.PlotlySelectionState",
        "streamlit.typing.ButtonColumnClickState", "streamlit.typing.DataEditorState", "streamlit.typing.DataframeState", "streamlit.typing.EChartsState",
        "streamlit.typing.PlotlyState", "streamlit.typing.PydeckState", "streamlit.typing.VegaLiteState",
        # an exception with the maker that all exceptions have
        "streamlit.testing.v1.AppTestError",
    },
}  # fmt: skip
"""What the running package tells no parameters of; then we have none either."""

ASK = """
import importlib, inspect, json, sys

def named(path):
    parts = path.split(".")
    found = importlib.import_module(parts[0])
    for number, part in enumerate(parts[1:], 2):
        raw = inspect.getattr_static(found, part, None) if inspect.isclass(found) else None
        if isinstance(raw, property):
            return None
        try:
            found = getattr(found, part)
        except AttributeError:
            found = importlib.import_module(".".join(parts[:number]))
    return found

def told(default):
    if default is inspect.Parameter.empty:
        return ""
    return json.dumps(default, ensure_ascii=False) if isinstance(default, str) else repr(default)

answers = {}
for path, is_method in json.load(sys.stdin).items():
    found = named(path)
    found = found._decorator if hasattr(type(found), "_decorator") else found
    try:
        parameters = list(inspect.signature(found).parameters.values())
    except (TypeError, ValueError):
        answers[path] = None
        continue
    if is_method and inspect.isfunction(found) and parameters and parameters[0].name == "self":
        del parameters[0]
    answers[path] = [(each.name, each.kind.description, told(each.default)) for each in parameters if not each.name.startswith("_")]
json.dump(answers, sys.stdout)
"""


@pytest.fixture(scope="module", params=[OLD, NEW])
def requirement(request):
    return request.param


@pytest.fixture(scope="module")
def environment(requirement, tmp_path_factory):
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    done = subprocess.run([*pip, requirement], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{requirement} cannot be installed here: {done.stderr.strip()[-200:]}")
    return python


@pytest.fixture(scope="module")
def installed(environment):
    (site,) = environment.parents[1].glob("[Ll]ib/**/site-packages")
    return read_environment(site, "streamlit", ROOT / "resources" / "api", lambda *_: None)


def test_signatures_are_those_of_the_running_package(requirement, environment, installed, used_names):
    callable_kinds = {ApiKind.FUNCTION, ApiKind.METHOD, ApiKind.CLASS}
    entries = {entry.name: entry for entry in installed.entries if entry.kind in callable_kinds}
    asked = json.dumps({name: entry.kind is ApiKind.METHOD for name, entry in entries.items()})
    done = subprocess.run([environment, "-c", ASK], input=asked, capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout)
    assert {name for name, answer in answers.items() if answer is None} == UNCALLABLE[requirement]
    assert not any(entries[name].signature for name in UNCALLABLE[requirement])
    if requirement == OLD:
        used = {name for name, entry in entries.items() if {name, *entry.aliases} & set(used_names)}
        assert len(used - UNCALLABLE[OLD]) >= 124
    differing, others = set(), set()
    for name, answer in answers.items():
        ours = [(each.name, KINDS[each.kind], each.default) for each in entries[name].signature]
        if [each[:2] for each in ours] != [tuple(each[:2]) for each in answer or ours]:
            others.add(name)
            continue
        for (parameter, _, default), (_, _, runtime) in zip(ours, answer or ours, strict=True):
            if default != runtime:
                key = (name.rpartition(".")[2], parameter)
                written, runs, _ = EXPLAINED[requirement][key]
                assert (default[: len(written)], runtime[: len(runs)]) == (written, runs)
                differing.add(key)
    assert others == OTHER_PARAMETERS[requirement].keys()
    assert differing == EXPLAINED[requirement].keys()


def test_an_environment_says_what_the_wheel_says(requirement, installed, reference):
    assert installed.entries == reference(requirement).entries
