from __future__ import annotations


def test_what_is_neither_address_nor_path_is_wrong_use(docshelf):
    run = docshelf("No such place!")
    assert run.status == 2
    assert "no file or folder, and no address either" in run.err
