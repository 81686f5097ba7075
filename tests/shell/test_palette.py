from __future__ import annotations

import re
from pathlib import Path

from viewer.shell.palette import palettes

RESOURCES = Path(__file__).parents[2] / "resources"


def test_the_three_palettes_name_the_same_colours():
    read = palettes(RESOURCES)
    assert list(read) == ["light", "dark", "contrast"]
    assert len({frozenset(palette) for palette in read.values()}) == 1
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for palette in read.values() for colour in palette.values())
