"""A file of a docset that a page hands out: the reader says where it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.core.address import parse

if TYPE_CHECKING:
    from viewer.shell.navigator import Navigator


def save_file(url: str, navigator: Navigator, say: Callable[[str], None], parent: QWidget) -> None:
    """Ask where the asset at `url` goes, and write it there; what goes wrong is said."""
    path = unquote(url.partition("/_/asset/")[2])
    data = navigator.asset(parse(url).docset, path)
    if data is None:
        say(f"The docset does not hold {path}.")
        return
    target = QFileDialog.getSaveFileName(parent, "Save the file", path.rpartition("/")[2])[0]
    if target:
        try:
            Path(target).write_bytes(data)
        except OSError as error:
            say(f"{target} cannot be written: {error.strerror}.")
