from __future__ import annotations

import json
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKENS = runpy.run_path(str(ROOT / "packaging" / "tokens.py"))
PALETTES = json.loads((ROOT / "resources" / "tokens.json").read_text("utf-8"))


def test_every_pair_of_colours_is_strong_enough():
    assert TOKENS["weak_pairs"](PALETTES) == []


def test_a_weak_pair_is_named():
    weak = {**PALETTES, "light": {**PALETTES["light"], "faint": "#aaaaaa"}}
    assert TOKENS["weak_pairs"](weak)[0].startswith("light: faint on page is 2.")


def test_contrast_is_that_of_the_standard():
    assert TOKENS["ratio"]("#000000", "#ffffff") == 21
    assert round(TOKENS["ratio"]("#767676", "#ffffff"), 2) == 4.54


def test_the_sheet_holds_the_colours_as_they_are():
    assert TOKENS["css_block"](PALETTES) in (ROOT / "resources" / "page" / "page.css").read_text("utf-8")
