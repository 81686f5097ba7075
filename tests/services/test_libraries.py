from __future__ import annotations

import sys

import pytest

from viewer.services import libraries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these are files of Linux")


def test_what_does_not_load_is_missing():
    assert libraries.missing(["libc.so.6", "libnothing-of-this-name.so.7"]) == ("libnothing-of-this-name.so.7",)


def test_what_does_not_load_is_explained_with_its_mend(monkeypatch):
    assert "libnothing" not in libraries.explain()
    monkeypatch.setitem(libraries._PACKAGES, "libnothing-of-this-name.so.7", "libnothing7")
    assert libraries.explain().startswith("Shared libraries are missing here: ")
    assert libraries.explain().endswith("libnothing7")


def test_the_mend_is_one_line_with_the_packages():
    line = libraries.mend(["libEGL.so.1", "libxcb-cursor.so.0"])
    assert line == "On Debian: apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
