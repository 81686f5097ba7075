from __future__ import annotations

import pytest

from viewer.core.render.element import Element


@pytest.mark.parametrize(
    ("value", "text", "flag"),
    [("a", "a", True), ("", "", False), ("false", "false", False), ("true", "true", True), (True, "-", True), (False, "-", False), (1.5, "1.5", True), (30.0, "30", True),
     (0.0, "0", False), ({"a": 1.0}, "-", True), ({}, "-", False)],
)  # fmt: skip
def test_attributes_as_text_and_as_flags(value, text, flag):
    element = Element("A", {"x": value}, ())
    assert element.text("x", "-") == text
    assert element.flag("x") is flag


def test_attributes_that_are_not_there():
    element = Element("A", {}, ())
    assert (element.text("x"), element.text("x", "y"), element.flag("x")) == ("", "y", False)
