from __future__ import annotations

import sys

from viewer.shell.warm_up import read_ahead


def test_modules_are_read_by_somebody_else(qtbot, monkeypatch):
    monkeypatch.delitem(sys.modules, "xml.dom.pulldom", raising=False)
    read_ahead(["xml.dom.pulldom"])
    qtbot.waitUntil(lambda: "xml.dom.pulldom" in sys.modules)
