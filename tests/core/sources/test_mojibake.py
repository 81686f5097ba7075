from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.sources.mojibake import Mended, mend

BEYOND_ASCII = st.text(st.characters(min_codepoint=0x80, exclude_categories=["Cs"]), min_size=1)


def garble(text):
    return text.encode().decode("cp437")


@given(BEYOND_ASCII)
def test_what_was_garbled_comes_back(text):
    # A letter beside it, so that there is more than box drawing whatever the text is
    mended = mend(f"{garble('…')} {garble(text)}")
    assert mended == Mended(f"… {text}", len(text) + 1, 2)


@given(st.text())
def test_line_breaks_stay(text):
    assert mend(text).text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("garbled", "text"),
    [("ΓÇª", "…"), ("┬á", "\N{NO-BREAK SPACE}"), ("≡ƒÄê", "🎈"), ("∩╕Å", "\N{VARIATION SELECTOR-16}"), ("it ΓÇÖs ┬⌐", "it ’s ©"), ("gr├╝n", "grün")],
)
def test_known_runs(garbled, text):
    assert mend(garbled).text == text


@pytest.mark.parametrize("text", ["plain", "Grüße, naïve façade… “quoted” 🎈", "├── a\n│   └── b", "██╗ ██╔╝\n██║ ╚═╝", "┌┬┐", ""])
def test_sound_text_stays(text):
    assert mend(text) == Mended(text)
