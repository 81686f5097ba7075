from __future__ import annotations

import os
import time
import zlib

import msgspec
import pytest

from viewer.core.address import Address
from viewer.core.errors import DamagedError
from viewer.core.model import Heading, RenderedPage, Section
from viewer.core.reader.snapshots import BIN, FORMAT, Snapshot, Snapshots

PAGE = RenderedPage("/a", "A “page” 🎈", "<p>Words</p>", has_title=False, headings=(Heading(2, "More", "more"),), sections=(Section("", "", 0, "Words"),))
NOW = time.time()
DAY = 24 * 3600.0


@pytest.fixture
def kept(tmp_path):
    return Snapshots(tmp_path / "snapshots")


@pytest.fixture
def picture(kept):
    return kept.put_blob(b"a picture")


def snapshot(picture="", page=PAGE):
    return Snapshot(
        Address("docs", "/a", api="1.0"), page, "Docs", "2.0", "package", "de", "https://example.org/a", (("Group", ""),), {"images/a.png": picture} if picture else {},
    )  # fmt: skip


def file_of(kept, name):
    return kept.root / name[:2] / name


def age(kept, *names, to=NOW - 2 * DAY):
    for name in names:
        os.utime(file_of(kept, name), (to, to))


def test_what_was_kept_comes_back_as_it_was(kept, picture):
    key = kept.put(snapshot(picture))
    assert kept.get(key) == snapshot(picture)
    assert kept.blob(picture) == b"a picture"
    assert kept.holds(key)
    assert kept.damage(key) == ()


def test_the_same_page_and_the_same_picture_are_kept_once(kept, picture):
    assert kept.put(snapshot(picture)) == kept.put(snapshot(picture))
    assert kept.put_blob(b"a picture") == picture
    assert len([file for file in kept.root.rglob("*") if file.is_file()]) == 2


def test_a_kept_file_is_whole_before_it_has_its_name(kept, picture, monkeypatch):
    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        kept.put(snapshot(picture))
    assert [file.name for file in kept.root.rglob("*") if file.is_file()] == [picture]


def test_keeping_it_again_mends_a_damaged_file(kept, picture):
    file_of(kept, picture).write_bytes(b"a pictur")
    assert kept.put_blob(b"a picture") == picture
    assert kept.blob(picture) == b"a picture"


@pytest.mark.parametrize("broken", [b"", b"{}", b"a pictura", b"a picture "])
def test_a_changed_file_is_noticed(kept, picture, broken):
    key = kept.put(snapshot(picture))
    file_of(kept, picture).write_bytes(broken)
    with pytest.raises(DamagedError, match="damaged"):
        kept.blob(picture)
    (flaw,) = kept.damage(key)
    assert "it is not what was written" in flaw.reason
    file_of(kept, key).write_bytes(broken)
    (flaw,) = kept.damage(key)
    assert flaw.path.endswith(key)
    assert "Renew" in flaw.mend


def test_a_file_that_is_gone_or_cannot_be_read_is_told(kept, picture):
    file_of(kept, picture).unlink()
    with pytest.raises(DamagedError, match="gone"):
        kept.blob(picture)
    file_of(kept, picture).mkdir()
    with pytest.raises(DamagedError, match="cannot be read"):
        kept.blob(picture)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "x" * 40, "a" * 39, "A" * 40])
def test_a_name_that_is_none_reaches_no_file(kept, name):
    assert not kept.holds(name)
    with pytest.raises(DamagedError, match="no name"):
        kept.blob(name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no line", "cannot be read"),
        (b"{}\n", "cannot be read"),
        (b'{"format":1}\nnot compressed', "cannot be read"),
        (b'{"format":1}\n' + zlib.compress(b"\xff"), "cannot be read"),
        (b'{"format":1}\n' + zlib.compress(b"[]"), "cannot be read"),
        (b'{"format":2}\n', "format 2, this program reads 1"),
    ],
)
def test_a_document_that_is_none_of_ours_is_told(kept, data, reason):
    with pytest.raises(DamagedError, match=reason):
        kept.get(kept.put_blob(data))


def test_a_document_names_its_pictures_before_the_page(kept, picture):
    data = kept.blob(kept.put(snapshot(picture)))
    line, _, body = data.partition(b"\n")
    assert msgspec.json.decode(line) == {"format": FORMAT, "pictures": [picture]}
    assert msgspec.json.decode(zlib.decompress(body))["docset"] == "Docs"


# --- sweeping ----------------------------------------------------------------------------------------------------------


def test_what_nothing_names_goes_into_the_bin_and_then_for_good(kept, picture):
    named, other = kept.put(snapshot(picture)), kept.put(snapshot())
    loose = kept.put_blob(b"another picture")
    age(kept, named, picture, other, loose)
    kept.sweep([named, "", "no name"], NOW - DAY, NOW - 30 * DAY)
    assert sorted(file.name for file in (kept.root / BIN).iterdir()) == sorted([other, loose])
    assert kept.get(named) == snapshot(picture)
    assert kept.blob(picture) == b"a picture"
    kept.sweep([named], NOW - DAY, NOW - 30 * DAY)  # they lie there since today, however old they are
    assert len(list((kept.root / BIN).iterdir())) == 2
    for file in (kept.root / BIN).iterdir():
        os.utime(file, (NOW - 31 * DAY, NOW - 31 * DAY))
    kept.sweep([named], NOW - DAY, NOW - 30 * DAY)
    assert list((kept.root / BIN).iterdir()) == []


def test_what_was_just_written_stays_for_its_bookmark(kept, picture):
    key = kept.put(snapshot(picture))
    age(kept, key, picture)
    kept.put(snapshot(picture))  # by another bookmark, whose row is still to come
    kept.put_blob(b"a picture")
    kept.sweep([], NOW - DAY, 0)
    assert kept.get(key) == snapshot(picture)
    assert not (kept.root / BIN).exists()


def test_what_is_named_again_comes_back_from_the_bin(kept, picture):
    key = kept.put(snapshot(picture))
    age(kept, key, picture)
    kept.sweep([], NOW - DAY, 0)
    assert not file_of(kept, key).exists()
    assert kept.holds(key)
    assert kept.get(key) == snapshot(picture)
    kept.sweep([key], NOW - DAY, NOW + 30 * 365 * DAY)
    assert file_of(kept, key).is_file()
    assert file_of(kept, picture).is_file()


def test_nothing_goes_while_a_document_cannot_be_read(kept, picture):
    key = kept.put(snapshot(picture))
    file_of(kept, key).write_bytes(b"damaged")
    age(kept, key, picture)
    kept.sweep([key], NOW - DAY, 0)
    assert file_of(kept, picture).is_file()
    assert not (kept.root / BIN).exists()


def test_what_a_killed_process_left_goes(kept, picture):
    side = file_of(kept, picture).with_name(f".{picture}.123-abc")
    side.write_bytes(b"a pic")
    kept.sweep([], side.stat().st_mtime - 1, 0)
    assert side.exists()
    os.utime(side, (NOW - 2 * DAY, NOW - 2 * DAY))
    kept.sweep([], NOW - DAY, 0)
    assert not side.exists()


def test_a_folder_that_cannot_be_swept_stays_as_it_is(kept, picture, caplog):
    age(kept, picture)
    (kept.root / BIN).write_text("in the way")
    with caplog.at_level("INFO"):
        kept.sweep([], NOW - DAY, 0)
    assert "not swept" in caplog.text
    assert kept.blob(picture) == b"a picture"


def test_a_file_that_another_process_has_just_moved_is_left_to_it(kept, picture):
    file = file_of(kept, picture)
    file.unlink()
    file.symlink_to("nowhere")
    kept.sweep([], NOW - DAY, 0)
    assert file.is_symlink()
