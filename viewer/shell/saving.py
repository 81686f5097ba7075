"""A file of a docset that a page hands out: it goes where the reader says, or, as a picture, onto the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import QMimeData, QMimeDatabase
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.core.address import parse
from viewer.core.errors import ViewerError

if TYPE_CHECKING:
    from viewer.shell.navigator import Navigator

ASSETS = "/_/asset/"


def save_file(url: str, navigator: Navigator, say: Callable[[str], None], parent: QWidget) -> None:
    """Ask where the asset at `url` goes, and write it there; what goes wrong is said."""
    path, data = _held(url, navigator, say)
    if data is None:
        return
    target = QFileDialog.getSaveFileName(parent, "Save the file", path.rpartition("/")[2])[0]
    if target:
        try:
            Path(target).write_bytes(data)
        except OSError as error:
            say(f"{target} cannot be written: {error.strerror}.")


def can_copy(url: str) -> bool:
    """Whether the picture at `url` is of a kind that can be put on the clipboard."""
    return _path(url).rpartition(".")[2].lower() in {kind.toStdString() for kind in QImageReader.supportedImageFormats()}


def copy_image(url: str, navigator: Navigator, say: Callable[[str], None]) -> None:
    """Put the picture at `url` on the clipboard: its file, for programs that know the kind, and its points, for all others."""
    path, data = _held(url, navigator, say)
    if data is None:
        return
    picture = QImage.fromData(data)
    if picture.isNull():
        say(f"{path} is damaged and cannot be copied.")
        return
    both = QMimeData()
    both.setData(QMimeDatabase().mimeTypeForFile(path, QMimeDatabase.MatchMode.MatchExtension).name(), data)
    both.setImageData(picture)
    QGuiApplication.clipboard().setMimeData(both)


def _path(url: str) -> str:
    return unquote(url.partition(ASSETS)[2])


def _held(url: str, navigator: Navigator, say: Callable[[str], None]) -> tuple[str, bytes | None]:
    """Path and bytes of the asset at `url`; that there is none is said."""
    path = _path(url)
    try:
        data = navigator.asset(parse(url).docset, path)
    except (ViewerError, OSError) as error:
        say(str(error))
        return path, None
    if data is None:
        say(f"The docset does not hold {path}.")
    return path, data
