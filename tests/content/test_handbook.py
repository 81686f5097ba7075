"""The handbook that ships with the program: what can be told of it without running its programs, which `python -m tests.handbook` does."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.handbook import blocks
from tests.handbook.__main__ import HANDBOOK, counts, problems
from tests.handbook.programs import programs
from tests.handbook.proof import DRIVES
from tests.handbook.table import Table
from viewer.services import paths
from viewer.services.application import Application
from viewer.services.checking import check_source


@pytest.fixture(scope="module")
def pages():
    return blocks.read_pages(HANDBOOK)


def test_the_check_finds_nothing_but_links_to_parts_that_are_still_to_be_written(tmp_path):
    application = Application(paths.find({"DOCSHELF_HOME": str(tmp_path)}))
    try:
        report = check_source(HANDBOOK, lambda _done, _total, _what: None, application.references)
    finally:
        application.close()
    assert report.problems == ()
    assert (report.broken, report.anchors_broken, report.assets_missing) == ((), (), ())


def test_every_block_is_marked_and_every_fact_is_one(pages):
    assert [str(problem) for problem in problems(pages, Table.read())] == []


def test_there_are_programs_to_run(pages):
    found = counts([block for page in pages for block in blocks.blocks(page)])
    assert found["whole"] > 20
    assert found["whole"] + found["fragments"] == found["python"]


def test_every_page_says_what_it_is_about(pages):
    assert [page.meta.slug for page in pages if not (page.meta.description and page.meta.keywords)] == []


def test_every_drive_belongs_to_a_program(pages):
    """A drive of a page or program that is gone would never run."""
    named = {(page.meta.path, program.name) for page in pages for program in programs(blocks.blocks(page)) if program.name}
    for file in sorted(DRIVES.rglob("*.py")):
        path = Path(file.relative_to(DRIVES)).with_suffix(".md").as_posix()
        known = {name.replace("-", "_").replace(" ", "_") for page, name in named if page == path}
        own = {name for name in _functions(file) if not name.startswith("_")}
        assert own <= known, f"{file.name}: {own - known}"


def _functions(file):
    return [node.name for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
