from __future__ import annotations

import sys

import pytest

from viewer.core.errors import SourceError
from viewer.core.sources.open import KINDS, read_source


def test_nothing_there(tmp_path):
    with pytest.raises(SourceError, match="there is no such file or folder"):
        read_source(tmp_path / "nothing")


@pytest.mark.parametrize("data", [b"", b"# One page\n", b"\x7fELF", b"\xff\xfe"])
def test_a_file_of_no_kind(tmp_path, data):
    file = tmp_path / "file"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=r"nothing that documentation can be read from\. Name a folder"):
        read_source(file)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")
def test_a_file_that_may_not_be_read(as_stranger):
    with as_stranger() as folder:
        (folder / "file").touch(mode=0)
        with pytest.raises(SourceError, match=r"cannot be read \(Permission denied"):
            read_source(folder / "file")


def test_kinds_have_names_of_their_own():
    assert len({kind.kind for kind in KINDS}) == len(KINDS)
