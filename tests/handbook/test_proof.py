"""The runner and what is around it, on small programs. What needs an environment is skipped where none is set up."""

from __future__ import annotations

import json

import pytest

from tests.handbook import __main__ as command
from tests.handbook import driving, environments, proof
from tests.handbook.environments import CannotRunError
from tests.handbook.programs import Program
from tests.handbook.versions import OPEN, Span

COUNTER = """import streamlit as st

if st.button("Go"):
    st.write("gone")
"""
DRIVE = """from tests.handbook.driving import since

NOT_DRIVEN = {"never": "for a reason"}


def counter(app):
    assert not app.markdown
    app.button[0].click().run()
    assert app.markdown[0].value == "gone"


def fails(app):
    app.button[0].click().run()


@since("1.40")
def later(app):
    app.button[0].click().run()
"""


def program(name, text, **more):
    files = {"app.py": text, **more.pop("files", {})}
    return Program("content/a.md", 1, name, files, "app.py", **{"tests": (), "span": Span(), **more})


@pytest.fixture(scope="module")
def prove(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drives")
    (folder / "a.py").write_text(DRIVE, "utf-8")

    def run(*programs, versions=None):
        try:
            return proof.prove(programs, versions or environments.versions(), folder)
        except CannotRunError as error:
            pytest.skip(str(error))

    return run


@pytest.mark.slow
def test_what_became_of_each_program_is_told(prove):
    asked = "from streamlit.testing.v1 import AppTest\n\ndef test_it():\n    assert AppTest.from_file('app.py').run().markdown[0].value == '1'\n"
    secret = {".streamlit/secrets.toml": "k = 'v'\n"}
    config = {".streamlit/config.toml": "[runner]\nenforceSerializableSessionState = true\n"}
    multi = {"pages/1_a.py": "import streamlit as st\n1 / 0\n"}
    programs = {
        "counter": program("counter", COUNTER),
        "never": program("never", COUNTER),
        "later": program("later", COUNTER),
        "fails": program("fails", "import streamlit as st\nif st.button('x'):\n    1 / 0\n"),
        "raises": program("", "import streamlit as st\nst.session_state['x']\n", raises="KeyError"),
        "silent": program("", "x = 1\n", raises="KeyError"),
        "network": program("", "import socket\nsocket.create_connection(('127.0.0.1', 9))\n"),
        "folder": program("", "import streamlit as st\nimport own\nst.write(open('own.py').read())\n", files={"own.py": "x = 1\n"}),
        "secret": program("", "import streamlit as st\nst.write(st.secrets['k'])\n", files=secret),
        "config": program("", "import streamlit as st\nst.session_state.f = lambda: 1\n", files=config, raises="UnserializableSessionStateError"),
        "pages": program("", "import streamlit as st\n", files=multi),
        "tested": program("", "import streamlit as st\nst.write('1')\n", files={"test_app.py": asked}, tests=("test_app.py",)),
        "misses": program("", "import streamlit as st\nst.write('2')\n", files={"test_app.py": asked}, tests=("test_app.py",)),
        "ends": program("", "import os\nos._exit(3)\n"),
    }
    names = {id(each): name for name, each in programs.items()}
    for version in environments.versions():
        found = {names[id(outcome.program)]: outcome for outcome in prove(*programs.values(), versions=[version])}
        assert {name for name, outcome in found.items() if outcome.failures} == {"fails", "silent", "network", "pages", "misses", "ends"}
        assert {name for name, outcome in found.items() if outcome.driven} == {"counter", "fails", "tested", "misses"} | ({"later"} if version > "1.40" else set())
        assert found["counter"].widgets == ("button",)
        assert found["never"].undriven == "for a reason"
        assert found["fails"].failures[0].startswith('ZeroDivisionError: division by zero | File "app.py", line 3')
        assert found["silent"].failures == ("it does not raise KeyError",)
        assert "reach no network" in found["network"].failures[0]
        assert "pages/1_a.py" in found["pages"].failures[0]
        assert found["misses"].failures == ("pytest ended with status 1",)
        assert found["ends"].failures == ("its process ended with status 3",)
    assert {outcome.undriven for outcome in prove(programs["later"])} == {"driven since 1.40", ""}


@pytest.mark.slow
def test_a_program_that_does_not_end_is_ended(prove, monkeypatch):
    monkeypatch.setattr(proof, "TIME_LIMIT", 1)
    for outcome in prove(program("", "while True:\n    pass\n"), program("", "x = 1\n")):
        assert bool(outcome.failures) == ("while" in outcome.program.files["app.py"])


@pytest.mark.slow
def test_a_program_runs_on_the_versions_that_it_is_for(prove):
    new, old = program("", "", span=Span((1, 40))), program("", "", span=Span((), (1, 40)))
    unrun = program("", "", unrun="why")
    assert [(outcome.version, outcome.program is new) for outcome in prove(new, old, unrun)] == [("1.33.0", False), ("1.67.0", True)]


def test_an_environment_that_is_not_set_up_is_told_of(tmp_path):
    with pytest.raises(CannotRunError, match="--setup"):
        environments.python("1.33.0", tmp_path)


def test_each_version_of_the_table_s_ends_has_a_lock():
    assert environments.versions() == ["1.33.0", "1.67.0"]


def test_drives_are_found_by_the_name_of_their_app(tmp_path):
    file = tmp_path / "a.py"
    file.write_text(DRIVE.replace("def fails", "def bus_line_12"), "utf-8")
    module = driving.load(file)
    assert driving.find(module, "bus-line 12", (1, 33)) == (module.bus_line_12, "")
    assert driving.find(module, "never", (1, 33)) == (None, "for a reason")
    assert driving.find(module, "other", (1, 33)) == (None, "")
    assert driving.find(module, "later", (1, 33)) == (None, "driven since 1.40")
    assert driving.find(module, "later", (1, 40)) == (module.later, "")


def test_drives_belong_to_a_page_and_to_the_last_state(tmp_path):
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "a.py").touch()
    one = Program("guide/a.md", 1, "app", {}, "app.py", (), Span((), OPEN))
    assert proof.drives(one, tmp_path) == tmp_path / "guide" / "a.py"
    assert proof.drives(one._replace(last=False), tmp_path) is None
    assert proof.drives(one._replace(name=""), tmp_path) is None
    assert proof.drives(one._replace(path="guide/b.md"), tmp_path) is None


@pytest.fixture
def handbook(tmp_path, monkeypatch):
    """A documentation of two pages in place of the handbook."""
    (tmp_path / "docset.toml").write_text('[docset]\nid = "t"\ntitle = "T"\n', "utf-8")
    for name, text in (("a", "```python fragment\nst.bttn()\n```\n"), ("b", "Fine.\n")):
        file = tmp_path / "content" / "guide" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {name}\nslug: /guide/{name}\n---\n\n{text}", "utf-8")
    monkeypatch.setattr(command, "HANDBOOK", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pages", "status", "read"),
    [([], 1, 2), (["/guide"], 1, 2), (["guide/a"], 1, 1), (["/guide/b"], 0, 1), (["/guide/c"], 2, 0), (["/gui"], 2, 0)],
)
@pytest.mark.usefixtures("handbook")
def test_facts_are_compared_without_an_environment(capsys, pages, status, read):
    assert command.main(["--facts", "--json", *pages]) == status
    said = capsys.readouterr()
    if status == 2:
        assert "There is no page" in said.err
    else:
        report = json.loads(said.out)
        assert report["pages"] == read
        assert [problem["message"] for problem in report["problems"]] == ["no version has `st.bttn`; the block is for 1.33 to 1.67"] * (status == 1)


def test_pages_are_named_by_file_and_folder_too(handbook, capsys):
    assert command.main(["--facts", str(handbook / "content" / "guide" / "a.md")]) == 1
    assert command.main(["--facts", str(handbook / "content" / "guide")]) == 1
    assert command.main(["--facts", str(handbook / "content" / "guide" / "b.md")]) == 0
    assert "1 pages: 0 Python blocks, 0 of them fragments; 0 programs\n0 to mend" in capsys.readouterr().out


def test_the_report_for_people_says_what_is_to_mend_first():
    report = {
        "pages": 1, "blocks": {"python": 2, "fragments": 1}, "programs": 1, "runs": {"1.33.0": 1}, "driven": 0, "seconds": 0.1,
        "problems": [{"path": "a.md", "line": 3, "message": "bad"}],
        "failures": [{"program": "a.md:9", "version": "1.33.0", "failures": ["one\ntwo"], "output": ["three"]}],
        "not driven": [{"program": "a.md:9", "version": "1.33.0", "widgets": ["button"], "reason": "why"}],
        "not run": [{"program": "a.md:5", "reason": "because"}], "not on all versions": [{"program": "a.md:7", "versions": []}],
        "notices": [{"program": "a.md:9", "version": "1.33.0", "said": ["old"]}],
    }  # fmt: skip
    assert command.as_text(report, ran=True).splitlines()[1:] == [
        "a.md:3: bad", "a.md:9 on 1.33.0:", "    one", "    two", "    | three", "not driven: a.md:9 on 1.33.0: button (why)", "not run: a.md:5: because",
        "runs on none alone: a.md:7", "notice: a.md:9 on 1.33.0: old", "ran 1 on 1.33.0; driven 0, not driven 1", "2 to mend, in 0.1 s",
    ]  # fmt: skip
