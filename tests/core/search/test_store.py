from __future__ import annotations

import hashlib

import pytest

from viewer.core.errors import DamagedError
from viewer.core.search import store
from viewer.core.search.records import Part
from viewer.core.search.store import Table


@pytest.fixture
def folder(tmp_path):
    store.write_table(tmp_path, Table("en", (), 0, (), ()))
    (tmp_path / "MAIN_WRITELOCK").touch()
    (tmp_path / "temporary").mkdir()
    store.seal(tmp_path)
    return tmp_path


def test_what_is_as_it_was_written(folder):
    store.check(folder)
    assert set(store.sealed(folder)) == {store.TABLE}
    assert store.read_table(folder) == Table("en", (), 0, (), ())


@pytest.mark.parametrize("name", [store.TABLE, store.SEAL])
@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda _data: b"", lambda data: bytes(len(data)), lambda data: data[:-1] + bytes([data[-1] ^ 1])])
def test_damage(folder, name, spoil):
    file = folder / name
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(DamagedError):
        store.check(folder)


@pytest.mark.parametrize("name", [store.TABLE, store.SEAL])
def test_a_file_gone(folder, name):
    (folder / name).unlink()
    with pytest.raises(DamagedError):
        store.check(folder)


def test_a_seal_that_says_something_else(folder):
    data = b"[1]"
    (folder / store.SEAL).write_bytes(hashlib.blake2b(data, digest_size=16).hexdigest().encode() + data)
    with pytest.raises(DamagedError, match="not whole"):
        store.check(folder)


def test_a_table_that_is_none(folder):
    (folder / store.TABLE).write_bytes(b"\xc1")
    with pytest.raises(DamagedError, match="cannot be read"):
        store.read_table(folder)


def test_texts():
    parts = [Part("a", "A", "Text."), Part("", "", "")]
    assert store.unpacked(store.packed(parts)) == parts


def test_what_is_known_is_not_read_again(folder):
    store.seal(folder, {store.TABLE: (1, "x")})
    assert store.sealed(folder) == {store.TABLE: (1, "x")}
