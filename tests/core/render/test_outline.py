from __future__ import annotations

from viewer.core.render.outline import Outline


def announced(*levels):
    outline = Outline()
    return [outline.announced(level) for level in levels]


def test_levels_without_gaps_are_announced_as_written():
    assert announced(1, 2, 3, 4, 2, 3, 1, 2) == [1, 2, 3, 4, 2, 3, 1, 2]


def test_a_level_left_out_is_closed_and_neighbours_stay_neighbours():
    assert announced(1, 3, 3, 4, 2, 4) == [1, 2, 2, 3, 2, 3]


def test_a_page_begins_under_its_title_even_where_the_frame_writes_it():
    assert announced(4, 4, 2) == [2, 2, 2]


def test_a_heading_above_one_that_was_raised_stands_beside_it():
    assert announced(1, 4, 3, 5) == [1, 2, 2, 3]
