from __future__ import annotations

import pytest

from viewer.core.render.languages import label


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("python", "Python"), ("sh", "Terminal"), ("SHELL", "Terminal"), ("none", ""), ("text", ""), ("", ""), ("yml", "YAML"), ("wavelang", "Wavelang"),
        ("dockerfile", "Dockerfile"), ("ts", "TypeScript"), ("md", "Markdown"),
    ],
)  # fmt: skip
def test_labels(name, shown):
    assert label(name) == shown
