"""The handbook's pictures: each is asked for, small, and shut in; the list that they are taken from fits the pages."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pictures
import pytest
from tokens import RESOURCES, ratio

PUBLIC = pictures.HANDBOOK / "public"
FILES = sorted(file for file in PUBLIC.rglob("*") if file.is_file())
DIAGRAMS = [file for file in FILES if file.suffix == ".svg"]
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "style", "g", "rect", "circle", "path", "text", "tspan"}
TEXT_ON = {"text": ("box", "tint", "warm-tint"), "soft": ("box", "tint", "warm-tint"), "accent": ("box",), "warm": ("box", "warm-tint")}
"""Which colours of a diagram letters have, and on what."""
SETS = ((4.5, ("light",)), (7, ("dark", "contrast")))
"""For a diagram's light and dark colours: the least contrast of its letters, and the palettes whose mat lies below it."""


def name(file):
    return file.relative_to(PUBLIC).as_posix()


@pytest.fixture(scope="module")
def table():
    return pictures.read_table()


def test_each_is_asked_for_by_a_page_or_goes_with_one_that_is():
    text = "\n".join(file.read_text("utf-8") for file in (pictures.HANDBOOK / "content").rglob("*.md"))
    asked = set(re.findall(r"""["'(]/([\w/.-]+\.(?:svg|webp))["')]""", text))
    assert [name(file) for file in FILES if name(file).replace(".dark.", ".") not in asked] == []
    assert sorted(path for path in asked if not (PUBLIC / path).is_file()) == []


def test_none_is_larger_than_40_kb():
    assert {name(file): size for file in FILES if (size := file.stat().st_size) > pictures.LARGEST} == {}


def test_the_list_names_pages_and_programs_that_are_there_and_each_picture_is_in_it(table):
    pictures.find_programs(table)
    listed = [file for picture in table for file in picture.files.values()]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == [file for file in FILES if file.suffix == ".webp"]


@pytest.mark.parametrize("file", DIAGRAMS, ids=name)
def test_a_diagram_draws_and_does_nothing_else(file):
    root = ET.fromstring(file.read_text("utf-8"))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    words = [word for element in root.iter() for word in element.attrib]
    assert [word for word in words if word.startswith("on") or word.endswith("href")] == []
    assert not re.search(r"url\(|@import|http", file.read_text("utf-8").replace(SVG[1:-1], ""))
    assert root.find(f"{SVG}title").text
    assert (root.get("width"), root.get("height")) == tuple(root.get("viewBox").split()[2:])


@pytest.mark.parametrize("file", DIAGRAMS, ids=name)
def test_the_letters_of_a_diagram_can_be_read_in_every_palette(file):
    sets = [dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", file.read_text("utf-8"))]
    mats = json.loads((RESOURCES / "tokens.json").read_text("utf-8"))
    for colours, (least, palettes) in zip(sets, SETS, strict=True):
        below = [mats[palette]["fill"] for palette in palettes]
        pairs = [(colours[front], back) for front, backs in TEXT_ON.items() for back in (*map(colours.get, backs), *below)]
        assert {pair: ratio(*pair) for pair in pairs if ratio(*pair) < least} == {}
