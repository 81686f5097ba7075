from __future__ import annotations

import pytest


@pytest.mark.parametrize("size", ["large", "10x10", "100x", "99999x100", "1280"])
def test_a_size_that_is_none_is_wrong_use(docshelf, source, tmp_path, size):
    docshelf("add", source)
    run = docshelf("shot", "docshelf://develop/develop", "-o", tmp_path / "x.png", "--size", size)
    assert run.status == 2
    assert "1280x800" in run.err


@pytest.mark.parametrize(("address", "words"), [("https://example.org", "is not an address"), ("docshelf://nothing/x", "no docset")])
def test_an_address_that_leads_nowhere_is_wrong_use(docshelf, tmp_path, address, words):
    run = docshelf("shot", address, "-o", tmp_path / "x.png")
    assert run.status == 2
    assert words in run.err


def test_a_snapshot_is_pictured_though_it_is_of_no_docset(docshelf, tmp_path):
    run = docshelf("shot", "docshelf://snapshot/none", "-o", tmp_path / "x.png", "--size", "500x400", "--no-sandbox")
    assert (run.status, (tmp_path / "x.png").is_file()) == (0, True)
