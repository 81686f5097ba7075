"""Every file of an index damaged in every way: titles answer, then the index is built again and answers as it did before."""

from __future__ import annotations

import random
import shutil

import pytest

from viewer.core.search import store
from viewer.services.adding import Wish, add
from viewer.services.finding import Finder

QUERIES = ("mind the gap", "guide", "gudie", "words", '"text to read"', "write", "in:develop", "-gap page", "st.write")


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


DAMAGES = {
    "gone": None,
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "short": lambda data: data[:-1],
    "long": lambda data: data + b"\0",
    "zeros": lambda data: bytes(len(data)),
    "first": lambda data: flipped(data, 0),
    "middle": lambda data: flipped(data, len(data) // 2),
    "last": lambda data: flipped(data, len(data) - 1),
    "noise": lambda data: random.Random(1).randbytes(len(data)),
}


@pytest.fixture(params=["whole", "difference"])
def place(request, application, source, streamlit_data, quiet):
    """The folder of an index of a docset with API entries."""
    streamlit_data(application.references)
    entry = add(application.library, source, Wish("docs"), quiet, application.references).entry
    if request.param == "difference":
        (source / "content/develop/other.md").write_text("---\ntitle: Other page\nslug: /develop/other\n---\n\nWords of a later day.\n", "utf-8")
        entry = add(application.library, source, Wish("docs"), quiet, application.references).entry
    (found,) = (application.library.folder(entry) / "search").glob("[0-9]*")
    assert any(row.terms for row in store.read_table(found).rows) == (request.param == "difference")
    return found


@pytest.fixture
def ask(application):
    """Opens the index as a new process would, and gives what is asked for to a function."""

    def asking(deed):
        finder = Finder(application)
        try:
            finder.take_up(["docs"])
            return deed(finder)
        finally:
            finder.close()

    return asking


def answers(finder):
    return [finder.find(query) for query in QUERIES]


@pytest.mark.usefixtures("caplog")  # the log tells of each damage
def test_every_file_in_every_way(place, ask, tmp_path, quiet, caplog):
    before = ask(answers)
    assert all(answer.is_whole and answer.hits for answer in before)
    pristine = shutil.copytree(place, tmp_path / "pristine")
    names = [*store.sealed(pristine), store.SEAL]
    assert {store.TABLE, store.TEXTS, store.SEAL} < set(names)
    assert all(file.name in names or file.name.endswith("LOCK") for file in pristine.iterdir())

    def mended(finder):
        assert finder.lacking() == ("docs",)
        meanwhile = finder.find("guide")
        assert [hit.slug for hit in meanwhile.hits] == ["/develop/guide"]
        assert not meanwhile.is_whole
        finder.build("docs", quiet)
        assert finder.lacking() == ()
        return answers(finder)

    for name in names:
        for how, damage in DAMAGES.items():
            shutil.rmtree(place)
            shutil.copytree(pristine, place)
            if damage:
                (place / name).write_bytes(damage((pristine / name).read_bytes()))
            else:
                (place / name).unlink()
            assert ask(mended) == before, (name, how)
    assert "Traceback" not in caplog.text


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("how", ["a file", "empty", "without its pages"])
def test_what_is_no_index_at_all(place, ask, quiet, how):
    before = ask(answers)
    shutil.rmtree(place)
    if how == "a file":
        place.write_bytes(b"no folder")
    else:
        place.mkdir()
        if how != "empty":
            store.seal(place)

    def mended(finder):
        finder.build("docs", quiet)
        return answers(finder)

    assert ask(mended) == before


@pytest.mark.usefixtures("caplog")
def test_damage_while_it_is_open(place, ask, quiet):
    before = ask(answers)

    def read_on(finder):
        data = (place / store.TEXTS).read_bytes()
        with (place / store.TEXTS).open("r+b") as file:
            file.write(bytes(len(data)))
        assert [hit.slug for hit in finder.find("guide").hits] == ["/develop/guide"]
        assert finder.lacking() == ("docs",)
        finder.build("docs", quiet)
        return answers(finder)

    assert ask(read_on) == before
