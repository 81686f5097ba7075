from __future__ import annotations

import gc
import gzip
import io
import stat
import tarfile
import zipfile

import pytest

from viewer.core.errors import SourceError
from viewer.core.sources.archive import Archive
from viewer.core.sources.open import read_source, stamps
from viewer.core.sources.protocol import Limits

PAGE = b"---\ntitle: A\nslug: /a\n---\n"


def pack_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def pack_tar(path, files, links=()):
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, kind, target in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
    return path


@pytest.fixture(params=["docs.zip", "docs.tar.gz", "docs.tgz"])
def pack(request, tmp_path):
    """Packs (name, bytes) pairs into an archive of each format."""
    packer = pack_zip if request.param.endswith(".zip") else pack_tar
    return lambda files: packer(tmp_path / request.param, files)


def test_a_tree_in_its_folder(pack):
    path = pack([("repo-main/content/a.md", PAGE), ("repo-main/public/i.png", b"png"), ("repo-main/.ci/x.md", b""), ("__MACOSX/y.md", b"")])
    tree = read_source(path)
    assert (tree.kind, tree.name) == ("docs-tree", "repo-main")
    assert [file.path for file in tree.pages] == ["a.md"]
    assert tree.assets["i.png"].read() == b"png"
    assert tree.stamps == stamps(path) == {path.name: (path.stat().st_size, path.stat().st_mtime_ns)}


def test_a_section_keeps_its_name(pack):
    path = pack([("develop/_index.md", b"---\nslug: /develop\n---\n"), ("develop/x/a.md", b"---\nslug: /develop/x/a\n---\n")])
    assert [file.path for file in read_source(path).pages] == ["develop/_index.md", "develop/x/a.md"]


def test_loose_pages_of_any_name(pack):
    names = ["ö.md", "A.md", "a.md", "con.md", "aux/nul.md", "./dot.md"]
    tree = read_source(pack([(name, name.encode()) for name in names]))
    assert (tree.kind, tree.name) == ("markdown-folder", "docs")
    assert {file.path: file.text for file in tree.pages} == {name.removeprefix("./"): name for name in names}
    assert tree.problems == ()


def test_names_that_lead_out_are_left_out(pack):
    bad = ["../up.md", "/root.md", "a/../../up.md", "C:/drive.md"]
    tree = read_source(pack([("fine/a.md", b"a"), *((name, b"evil") for name in bad)]))
    assert [file.path for file in tree.pages] == ["a.md"]
    assert sorted(problem.path for problem in tree.problems) == sorted(bad)
    assert {problem.kind for problem in tree.problems} == {"archive-entry"}


def test_what_holds_no_markdown(pack):
    with pytest.raises(SourceError, match="it holds no Markdown files"):
        read_source(pack([("a.txt", b"a")]))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(archive_bytes=10), "it is larger than 10 bytes"),
        (Limits(archive_bytes=10_000), "it unpacks to more than 10000 bytes"),
        (Limits(entries=1), "it holds more than 1 entries"),
        (Limits(ratio=2, ratio_floor=10), "it unpacks to more than 2 times its size"),
    ],
)
def test_limits(pack, limits, reason):
    path = pack([("a.md", b" " * 100_000), ("b.md", b"")])
    with pytest.raises(SourceError, match=reason):
        Archive(limits).read(path)


def test_small_files_may_be_packed_tightly(pack):
    assert read_source(pack([("a.md", b" " * 1_000_000)])).problems == ()


def test_links_and_devices_in_a_tar(tmp_path):
    links = [("s.md", tarfile.SYMTYPE, "/etc/passwd"), ("h.md", tarfile.LNKTYPE, "a.md"), ("p.md", tarfile.FIFOTYPE, ""), ("d", tarfile.DIRTYPE, "")]
    tree = read_source(pack_tar(tmp_path / "docs.tar.gz", [("a.md", b"a")], links))
    assert [file.path for file in tree.pages] == ["a.md"]
    assert [(problem.path, problem.message.split(";")[0]) for problem in tree.problems] == [
        ("s.md", "It is a link"),
        ("h.md", "It is a link"),
        ("p.md", "It is no plain file"),
    ]


def test_links_and_folders_in_a_zip(tmp_path):
    link = zipfile.ZipInfo("s.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    tree = read_source(pack_zip(tmp_path / "docs.zip", [("a.md", b"a"), ("folder/", b""), (link, b"/etc/passwd")]))
    assert [file.path for file in tree.pages] == ["a.md"]
    assert [problem.path for problem in tree.problems] == ["s.md"]


def test_names_as_other_systems_write_them(tmp_path):
    path = pack_zip(tmp_path / "docs.zip", [("a/dir_grXXn.md", b"a"), ("b/grX.md", b"b")])
    data = path.read_bytes().replace(b"dir_grXXn", "dir\\grün".encode()).replace(b"grX", "grü".encode("cp437"))
    path.write_bytes(data)
    assert [file.path for file in read_source(path).pages] == ["a/dir/grün.md", "b/grü.md"]


def test_an_entry_that_stands_twice(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = pack_zip(tmp_path / "docs.zip", [("a.md", b"first"), ("a.md", b"last")])
    tree = read_source(path)
    assert [file.text for file in tree.pages] == ["last"]
    assert [problem.path for problem in tree.problems] == ["a.md"]


def test_an_entry_with_a_password(tmp_path):
    path = pack_zip(tmp_path / "docs.zip", [("a.md", b"a"), ("b.md", b"b")])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    tree = read_source(path)
    assert [file.path for file in tree.pages] == ["b.md"]
    assert "password" in tree.problems[0].message


def test_a_damaged_entry_costs_that_page_alone(tmp_path):
    path = tmp_path / "docs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.md", "a page")
        archive.writestr("b.md", "b page")
    path.write_bytes(path.read_bytes().replace(b"a page", b"x page"))
    tree = read_source(path)
    assert [file.path for file in tree.pages] == ["b.md"]
    assert [(problem.path, problem.kind) for problem in tree.problems] == [("a.md", "unreadable")]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.zip", b"PK\x03\x04 and no more"), ("a.tar.gz", b"\x1f\x8b\x08 and no more"), ("b.tar.gz", gzip.compress(b"no tar" * 200)), ("a.gz", gzip.compress(b"x"))],
)
def test_damaged_archives(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=f"{name}: it is no archive that can be read|{name}.*cannot be read"):
        read_source(path)


def test_a_cut_off_tar(tmp_path):
    path = pack_tar(tmp_path / "a.tar.gz", [("a.md", bytes(range(256)) * 400)])
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SourceError, match="it is no archive that can be read"):
        read_source(path)


def test_the_unpacked_copy_goes_with_the_tree(tmp_path):
    tree = read_source(pack_tar(tmp_path / "docs.tar.gz", [("a.md", b"a"), ("i.png", b"png")]))
    read = tree.assets["i.png"].read
    del tree
    gc.collect()
    assert read() == b"png"


def test_the_real_tree_packed(corpus, tmp_path):
    root = corpus / "streamlit-develop"
    files = [(file.relative_to(root.parent).as_posix(), file.read_bytes()) for file in sorted(root.rglob("*.md"))]
    plain = read_source(root)
    for path in (pack_zip(tmp_path / "x.zip", files), pack_tar(tmp_path / "x.tar.gz", files)):
        tree = read_source(path)
        assert (tree.kind, tree.name, tree.pages) == (plain.kind, plain.name, plain.pages)
