from __future__ import annotations

import os
import sys

import pytest

from viewer.core.errors import SourceError
from viewer.core.sources.open import kinds, read_source


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


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX systems")
def test_what_is_neither_file_nor_folder_is_of_no_kind(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="nothing that documentation can be read from"):
        read_source(tmp_path / "pipe")


def test_kinds_have_names_of_their_own(tmp_path):
    found = (*kinds(tmp_path), *kinds(tmp_path / "file"))
    assert len({kind.kind for kind in found}) == len(found) > 2
