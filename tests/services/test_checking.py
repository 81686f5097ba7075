from __future__ import annotations

import pytest

from viewer.core.errors import SourceError
from viewer.services.adding import Wish, add
from viewer.services.checking import Place, check_docset, check_source

HOME = "develop/_index.md"


@pytest.fixture
def report(source, quiet):
    return check_source(source, quiet)


def test_the_report_has_the_shape_that_others_rely_on(report):
    data = report.as_json()
    assert list(data) == ["docset", "pages", "headings", "components", "links", "assets", "api", "problems"]
    assert data["docset"] == {"id": "develop", "title": "Develop", "version": ""}
    assert (data["pages"], data["headings"]) == (4, 6)
    assert data["components"] == {"Autofunction": 2, "Note": 1}
    assert data["links"] == {"resolved": 5, "absent": 2, "broken": 1, "external": 1, "anchors_broken": 1}
    assert data["assets"] == {"found": 1, "missing": 1}
    assert data["api"] == {"uses": 2, "names": 1, "resolved": 0}
    assert all(list(problem) == ["path", "line", "kind", "level", "message"] for problem in data["problems"])


def test_links_that_lead_nowhere_are_listed_with_their_place(report):
    assert report.absent == (Place(HOME, 10, "/deploy/cloud"), Place(HOME, 11, "/develop/gone/page"))
    assert report.broken == (Place(HOME, 10, "/develop/nowhere"),)
    assert report.anchors_broken == (Place(HOME, 11, "#not-here"),)


def test_assets_are_listed_once_with_the_first_page_that_asks(tmp_path, write_tree, quiet):
    report = check_source(write_tree(tmp_path / "in", {"a.md": "![x](/x.png) ![x](/x.png)", "b.md": "![x](/x.png)", "y.png": "", "c.md": "![](/y.png)"}), quiet)
    assert report.assets_missing == (Place("a.md", 0, "/x.png"),)
    assert report.assets_found == ("y.png",)


def test_broken_links_and_anchors_are_warnings_and_absent_ones_are_none(report):
    found = [(problem.path, problem.line, problem.kind, problem.level) for problem in report.problems]
    assert (HOME, 10, "broken-link", "warning") in found
    assert (HOME, 11, "broken-anchor", "warning") in found
    assert not any("deploy" in problem.message for problem in report.problems)
    assert report.has_flaws
    assert not report.has_errors


def test_absent_links_alone_are_flaws(tmp_path, write_tree, quiet):
    clean = write_tree(tmp_path / "clean", {"a.md": "# A\n\n[B](b.md)\n", "b.md": "# B\n"})
    assert not check_source(clean, quiet).has_flaws
    away = write_tree(tmp_path / "away", {"x/a.md": "# A\n\n[far](/far/away)\n"})
    report = check_source(away, quiet)
    assert (report.problems, report.has_flaws) == ((), True)


def test_a_docset_of_the_library_is_checked_as_its_source_is(application, source, report, quiet):
    add(application.library, source, Wish(), quiet)
    assert check_docset(application.docset("develop"), quiet) == report


def test_a_source_that_is_not_there_is_an_error(tmp_path, quiet):
    with pytest.raises(SourceError):
        check_source(tmp_path / "nowhere", quiet)


def test_progress_tells_of_each_page(application, source, quiet):
    add(application.library, source, Wish(), quiet)
    for ask in (lambda tell: check_source(source, tell), lambda tell: check_docset(application.docset("develop"), tell)):
        told = []
        ask(lambda *step, told=told: told.append(step))
        assert told == [(number, 4, "pages") for number in range(1, 5)]


def test_names_are_looked_up_in_the_api_data(source, quiet, application, streamlit_data):
    streamlit_data(application.references)
    assert check_source(source, quiet, application.references).as_json()["api"] == {"uses": 2, "names": 1, "resolved": 1}
    added = add(application.library, source, Wish(), quiet, application.references)
    assert added.report.api_resolved == 1
    assert check_docset(application.docset("develop"), quiet, application.references).api_resolved == 1
    assert check_docset(application.docset("develop"), quiet).api_resolved == 0
