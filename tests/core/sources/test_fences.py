from __future__ import annotations

import pytest

from viewer.core.sources.fences import Fence, fences, is_bare, unclosed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```\na\n```", [Fence(0, 2, bare=True)]),
        ("```py\n````\n\n~~~", [Fence(0, 1, bare=False), Fence(3, None, bare=True)]),
        ("````\n```\n````", [Fence(0, 2, bare=True)]),
        ("~~~\n```\n~~~", [Fence(0, 2, bare=True)]),
        ("``` `inline` ```\ntext", []),
        ("```\n```py\n```", [Fence(0, 2, bare=True)]),
    ],
)
def test_fences(text, found):
    lines = text.split("\n")
    assert fences(lines) == found
    assert unclosed(lines) == next((fence.start for fence in found if fence.end is None), None)


@pytest.mark.parametrize(("line", "bare"), [("```", True), ("`````  ", True), ("```py", False), (" ```", False), ("~~~", False), ("``", False)])
def test_bare(line, bare):
    assert is_bare(line) is bare
