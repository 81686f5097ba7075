"""Real packages, read whole: every described parameter arrives, no mark is left, in the time and memory there is."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from viewer.core.api import data, history
from viewer.core.api.data import ApiData

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
ROOT = Path(__file__).parents[3]
OLD, NEW = "streamlit==1.33.0", "streamlit==1.67.0"
GONE = 20
"""Names of the corpus, which describes the old version, that the new one no longer has."""
LEFT = {"DeltaGenerator.add_rows", "streamlit.bokeh_chart", "streamlit.cache"}
"""Those of them that were no experiment."""


@pytest.fixture
def opened(reference, tmp_path):
    """The data file of a requirement, open."""

    def of(requirement):
        read = reference(requirement)
        path = tmp_path / f"{read.package.version}.api"
        data.write(path, read.package, read.entries, read.notices)
        return closing(ApiData.open(path))

    return of


def test_every_name_that_the_pages_use(opened, used_names):
    assert len(used_names) == 136
    with opened(OLD) as api:
        found = {name: api.entry(name) for name in used_names}
    assert [name for name, entry in found.items() if entry is None or not entry.html] == []
    assert found["streamlit.button"].shown == "st.button"
    assert found["streamlit.experimental_memo"].shown == "st.experimental_memo"
    assert found["streamlit.connections.SQLConnection.query"].shown == "SQLConnection.query"
    assert found["DeltaGenerator.add_rows"].shown == "element.add_rows"
    assert found["StatusContainer.update"].shown == "StatusContainer.update"


def test_what_became_of_them(opened, used_names):
    with opened(NEW) as api:
        missing = [name for name in used_names if api.entry(name) is None]
        undescribed = [name for name in used_names if (entry := api.entry(name)) and not entry.html]
    assert undescribed == []
    assert len(missing) == GONE
    assert {name for name in missing if "experimental" not in name and "Snowpark" not in name} == LEFT


def test_what_changed_between_them(reference):
    before, after = ({entry.name: entry for entry in reference(requirement).entries} for requirement in (OLD, NEW))
    found = history.changes(before, after, "1.67.0")
    button = [(change.kind.value, change.parameter, change.before, change.after) for change in found if change.name == "streamlit.button"]
    assert ("parameter-added", "icon", "", "None") in button
    assert ("default", "use_container_width", "False", "None") in button
    assert ("parameter-deprecated", "use_container_width", "", "") in button
    assert {"added", "removed"} <= {change.kind.value for change in found}


@pytest.mark.parametrize("requirement", [OLD, NEW, "requests==2.34.2", "google-auth==2.62.2", "scipy==1.17.1"])
def test_no_marks_are_left(reference, leftovers, requirement):
    assert leftovers(reference(requirement).entries) == []


READ = """
import json, resource, sys, time
from pathlib import Path
from viewer.core.api.extract import read_wheel
begun = time.process_time()
read_wheel(Path(sys.argv[1]), Path(sys.argv[2]), lambda *_: None)
print(json.dumps([time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@pytest.mark.parametrize("requirement", [OLD, NEW])
def test_time_and_memory_of_one_version(wheel, requirement):
    run = [sys.executable, "-c", READ, str(wheel(requirement)), str(ROOT / "resources" / "api")]
    seconds, megabytes = json.loads(subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert seconds < 6
    assert megabytes < 400


def numpy(text):
    for block in re.findall(r"^(?:Other )?Parameters\n-{3,}\n(.*?)(?=^\S[^\n]*\n-{3,}$|\Z)", text, re.MULTILINE | re.DOTALL):
        yield from re.findall(r"^(\*{0,2}[a-zA-Z_]\w*) : (\S.*)\n((?:[ \t]+\S.*\n?)?)", block + "\n", re.MULTILINE)


def google(text):
    for block in re.findall(r"^(?:Args|Arguments):\n((?:(?: {4}.*)?\n?)*)", text, re.MULTILINE):
        yield from re.findall(r"^ {4}(\*{0,2}\w+)(?: \((.+?)\))?:(?=\s)(.*(?:\n {5,}.*)?)", block, re.MULTILINE)


def sphinx(text):
    for kind, name, said in re.findall(r"^:param (?:([\w.]+) )?\\?(\*{0,2}\w+):(.*(?:\n[ \t]+\S.*)?)", text, re.MULTILINE):
        yield name, kind, said


def docstrings(wheel):
    """By file and line, for classes and functions: the docstring, and for a class that of its `__init__`."""
    found = {}
    with zipfile.ZipFile(wheel) as archive:
        for path in (path for path in archive.namelist() if path.endswith(".py")):
            for node in ast.walk(ast.parse(archive.read(path))):
                if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                    maker = next((each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"), None)
                    texts = ast.get_docstring(node) or "", (ast.get_docstring(maker) or "") if maker else ""
                    for line in {node.lineno, *(decorator.lineno for decorator in node.decorator_list[:1])}:
                        found[f"{path}:{line}"] = texts
    return found


@pytest.mark.parametrize(
    ("requirement", "reader", "least"),
    [("requests==2.34.2", sphinx, 130), ("google-auth==2.62.2", google, 550), ("scipy==1.17.1", numpy, 5_000)],
)
def test_every_described_parameter_arrives(wheel, reference, requirement, reader, least):
    texts = docstrings(wheel(requirement))
    total, lost = 0, []
    for entry in (entry for entry in reference(requirement).entries if entry.source in texts):
        own, maker = texts[entry.source]
        arrived = {name.strip(): described for described in entry.parameters for name in described.name.split(",")}
        for name, kind, said in list(reader(own)) or list(reader(maker)):
            total += 1
            described = arrived.get(name.replace("\\", ""))
            if described is None or (kind and not described.type) or (said.strip() and not (described.html or described.deprecated)):
                lost.append((entry.name, name))
    assert total >= least
    assert len(lost) <= 0.02 * total, lost
