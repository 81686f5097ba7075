from __future__ import annotations

import pytest

from viewer.cli.completion import lines


def test_what_is_a_docset_and_what_is_a_file():
    by_words = {line.words: line for line in lines()}
    assert {words for words, line in by_words.items() if line.place.ids} == {(name,) for name in ("remove", "update", "check", "render")}
    assert {words for words, line in by_words.items() if line.place.files} == {
        (), ("add",), ("check",), ("render",), ("prepare",), ("export",), ("import",), ("api", "add"), ("bookmarks", "export"), ("bookmarks", "import"),
    }  # fmt: skip
    values = {(line.words, option.names[0]): option.value for line in by_words.values() for option in line.options if option.value}
    assert {key for key, value in values.items() if value.ids} == {(("search",), "--docset"), (("prepare",), "--docset")}
    assert {key for key, value in values.items() if value.files} == {
        ((), "--trace"), (("update",), "--source"), (("api", "add"), "--python"), (("render",), "-o"), (("shot",), "-o"),
    }  # fmt: skip
    assert all(line.says for line in by_words.values() if line.words)


def test_ids(docshelf, source):
    docshelf("add", source, "--id", "mine")
    assert docshelf("completion", "--ids").out.split() == ["mine", "docshelf", "streamlit"]


@pytest.mark.parametrize("words", [(), ("tcsh",), ("bash", "--ids")])
def test_wrong_use(docshelf, words):
    assert docshelf("completion", *words).status == 2
