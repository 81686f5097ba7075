"""Snapshots that an earlier version of the program took still open, with their pictures, and what they are made of is still drawn.

`tests/data/snapshots` holds such snapshots as they were written: they are never made anew, only added to. `pages.txt` says which there are,
`classes.txt` which classes of their markup the style sheet of that day drew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from viewer.core.reader.snapshots import Snapshots
from viewer.core.render import plain

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "data" / "snapshots"
KEYS = dict(line.split() for line in (KEPT / "pages.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize("slug", KEYS)
def test_a_kept_snapshot_opens(slug):
    kept = Snapshots(KEPT)
    snapshot = kept.get(KEYS[slug])
    assert (snapshot.address.slug, snapshot.docset) == (slug, "Tidebook")
    assert kept.damage(KEYS[slug]) == ()
    assert len(plain.text(snapshot.page)) > len(snapshot.page.title)


def test_a_kept_page_has_its_api_and_what_closed_boxes_hold():
    assert "The name." in plain.text(Snapshots(KEPT).get(KEYS["/tidebook/harbour"]).page)
    assert "<details" in Snapshots(KEPT).get(KEYS["/tidebook/parts/collapse"]).page.html


def test_what_kept_pages_are_made_of_is_still_drawn():
    sheet = (ROOT / "resources" / "page" / "page.css").read_text("utf-8")
    drawn = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheet))
    assert set((KEPT / "classes.txt").read_text("utf-8").split()) - drawn == set()
