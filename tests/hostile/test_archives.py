"""Archives that mean harm: refused in a sentence, or read without what is wrong with them; nothing is ever unpacked to a file."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest

from viewer.core.errors import SourceError
from viewer.services.adding import Wish, add

PAGE = b"# Page\n\nWords.\n"
NAMES = ("../up.md", "../../../../tmp/up.md", "/absolute.md", "a/../../up.md", "C:/drive.md", "\\\\host\\share.md", "..\\up.md", "\\root.md")
"""Names that lead out of the archive, on one system or another."""


@pytest.fixture
def into_library(application, made):
    """Adds an archive of these bytes."""

    def make(name, data):
        (made / name).write_bytes(data)
        return add(application.library, made / name, Wish("packed"), lambda *_: None)

    return make


def packed_zip(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def packed_tar(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for member, data in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


PACKERS = pytest.mark.parametrize(("name", "pack"), [("docs.zip", packed_zip), ("docs.tar.gz", packed_tar)])


@PACKERS
def test_names_that_lead_out(application, into_library, name, pack):
    found = into_library(name, pack([("fine.md", PAGE), *((bad, PAGE) for bad in NAMES)]))
    left_out = [problem.path for problem in found.report.problems if problem.kind == "archive-entry"]
    assert len(left_out) >= 6
    assert 1 <= found.report.pages <= len(NAMES) + 1 - len(left_out)
    for slug in application.docset("packed").docset.pages:
        assert ".." not in slug.split("/")


@PACKERS
def test_the_same_name_twice_and_names_that_differ_in_case(application, into_library, name, pack, recwarn):
    found = into_library(name, pack([("a.md", b"first"), ("a.md", b"last"), ("A.md", b"large"), ("con.md", b"device"), ("aux/nul.md", b"devices"), ("a.md/b.md", b"below")]))
    recwarn.clear()
    docset = application.docset("packed")
    assert sorted(docset.text(slug) for slug in docset.docset.pages) == ["below", "device", "devices", "large", "last"]
    assert [problem.path for problem in found.report.problems if problem.kind == "archive-entry"] == ["a.md"]


def test_links_and_devices(into_library):
    kinds = [special("link.md", tarfile.SYMTYPE, "/etc/passwd"), special("hard.md", tarfile.LNKTYPE, "/etc/passwd"), special("pipe.md", tarfile.FIFOTYPE),
             special("char.md", tarfile.CHRTYPE), special("block.md", tarfile.BLKTYPE), special("dir", tarfile.SYMTYPE, "/tmp")]  # fmt: skip
    found = into_library("docs.tar.gz", packed_tar([("a.md", PAGE), *((kind, b"") for kind in kinds), ("dir/inside.md", PAGE)]))
    assert found.report.pages == 2
    assert {problem.path for problem in found.report.problems} == {"link.md", "hard.md", "pipe.md", "char.md", "block.md", "dir"}


def refused(into_library, name, data, reason):
    with pytest.raises(SourceError, match=reason) as error:
        into_library(name, data)
    assert str(error.value).startswith(name)
    assert error.value.mend


@pytest.mark.timeout(60)
def test_bombs_by_ratio(into_library):
    zeros = bytes(30_000_000)
    refused(into_library, "docs.zip", packed_zip([("a.md", zeros)]), "times its size")
    refused(into_library, "docs.tar.gz", packed_tar([("a.md", zeros)]), "times its size")
    refused(into_library, "deep.tar.gz", gzip.compress(gzip.compress(zeros)), "no archive that can be read|holds no Markdown")


def test_a_bomb_that_lies_about_its_size(into_library):
    """The central directory says ten bytes: no more than those are read."""
    data = bytearray(packed_zip([("a.md", b"x" * 20_000_000), ("b.md", PAGE)]))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    found = into_library("docs.zip", bytes(data))
    assert found.report.pages <= 2
    assert any(problem.path == "a.md" for problem in found.report.problems)


@pytest.mark.timeout(60)
def test_too_many_entries(into_library):
    names = [(f"{number}.md", b"") for number in range(100_001)]
    refused(into_library, "docs.zip", packed_zip(names, zipfile.ZIP_STORED), "more than 100000 entries")
    block = tarfile.TarInfo("a.md").tobuf()
    refused(into_library, "docs.tar.gz", gzip.compress(block * 100_001 + bytes(1024), 9), "more than 100000 entries|times its size")


@pytest.mark.parametrize("cut", [1, 10, 30, 60, 90])
@PACKERS
def test_cut_off_and_scribbled_over(into_library, name, pack, cut):
    """Whatever is left of it is read, or it is refused: nothing else comes of it."""
    data = pack([(f"{number}.md", PAGE * 50 + bytes([number])) for number in range(20)])
    scribbled = bytearray(data)
    scribbled[len(data) * cut // 100] ^= 0xFF
    for broken in (data[: len(data) * cut // 100], bytes(scribbled), data[len(data) * cut // 100 :]):
        try:
            into_library(name, broken)
        except SourceError as error:
            assert str(error).endswith(".")  # noqa: PT017 - others have to be read


def test_names_of_every_kind(application, into_library):
    names = ["\u202egpj.md", "new\nline.md", "tab\t.md", "bell\x07.md", "esc\x1b[31m.md", "x" * 300 + ".md", "/".join(["d"] * 200) + "/deep.md", "trailing. .md", "'\".md", "$(x).md", "<b>.md"]
    found = into_library("docs.zip", packed_zip([(name, PAGE) for name in names]))
    assert found.report.pages == len(names)
    docset = application.docset("packed")
    for slug in docset.docset.pages:
        assert docset.page(slug).html
        assert not any(ord(character) < 32 for character in slug)


def test_an_archive_in_an_archive_is_a_file_to_hand_out(into_library):
    inner = packed_zip([("../up.md", PAGE)])
    found = into_library("docs.zip", packed_zip([("a.md", b"[inner](inner.zip)\n"), ("inner.zip", inner)]))
    assert found.report.pages == 1
