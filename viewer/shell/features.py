"""PySide's optional features, such as snake_case names, which a module can ask for by importing them. None of ours does."""

from __future__ import annotations

import sys

from PySide6 import QtCore  # noqa: F401 - brings with it what is looked up below

LOOKS = "_mod_uses_pyside"


def look_for_none() -> None:
    """Have PySide take every module for one that asks for no feature, without a look at it.

    It looks for its own name in the source of each module that is imported after it: 170 files at a start, which take 20 ms where they are in
    the system's cache, and stay in memory. There is no switch for that; where another PySide does it otherwise, nothing is changed.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, LOOKS):
        setattr(feature, LOOKS, lambda _: True)
