"""Takes the handbook's pictures of running apps: a program of a page is run and photographed, light and dark.

    python packaging/pictures.py                    take the pictures that are missing
    python packaging/pictures.py NAME...            take these again, whether they are there or not
    python packaging/pictures.py --all              take every picture again
    python packaging/pictures.py --check [NAME...]  take them, write nothing, and name those that come out different; status 1 where some do

A NAME is that of a file below `images`, without suffix, or how it begins: `concepts/design`. `pictures.toml` lists what is taken. Needs the
environments of `python -m tests.handbook --setup`; a page's program is found as that proof finds it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.handbook import environments  # noqa: E402 - found by the line above
from tests.handbook.blocks import blocks, read_pages  # noqa: E402
from tests.handbook.environments import CannotRunError  # noqa: E402
from tests.handbook.programs import Program, programs  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camera import Camera
    from PySide6.QtGui import QImage

TABLE = Path(__file__).with_name("pictures.toml")
HANDBOOK = ROOT / "content" / "streamlit"
IMAGES = HANDBOOK / "public" / "images"
THEMES = {"light": "", "dark": ".dark"}
"""What stands before the suffix of the file for each theme."""
LARGEST = 40 * 1024
QUALITIES = (100, 95, 90, 85, 80, 75, 70, 60, 50)
"""Of a WebP file; 100 loses nothing. The first that is small enough is taken."""
PAGE, WINDOW = (680, 2400), 860
"""CSS pixels: as wide as the text of our pages, and higher than a small app; the width of a window with room for a sidebar."""
MARGIN = 16
APP = 'document.querySelector(\'[data-testid="stApp"]\')'
AT_REST = f"""(app => app?.dataset.testScriptState === "notRunning" && app.dataset.testConnectionState === "CONNECTED"
  && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') && document.fonts.status === "loaded")({APP})"""
FAILED = '[...document.querySelectorAll(\'[data-testid="stException"]\')].map((one) => one.innerText).join(" ")'
CONTENT = """(box => [box.top, box.bottom])(
  document.querySelector('[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"]').getBoundingClientRect())"""


class TableError(Exception):
    """The list of pictures asks for what is not there."""


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the list: what `app` of the `page` at a slug looks like after `do`; see `act`."""

    page: str
    app: str
    do: tuple[str, ...] = ()
    window: int = 0
    """Height in CSS pixels of the whole window, to be shown in place of what the app wrote into its page."""
    themed: bool = False
    """The app has one theme of its own, so that there is one picture for all palettes."""
    toolbar: bool = False
    """With Streamlit's own menu, as somebody sees it who runs the app on their machine."""
    state: str = ""
    """Tells pictures of one app apart."""

    @property
    def name(self) -> str:
        """The file below `images`, without suffix: in the page's folder, called like the app and its state."""
        app = f"{self.app}-{self.state}" if self.state else self.app
        return self.page.removeprefix("/develop/") + "/" + app

    @property
    def files(self) -> dict[str, Path]:
        """The files by the theme that whoever looks likes."""
        return {theme: IMAGES / f"{self.name}{twin}.webp" for theme, twin in THEMES.items() if not (twin and self.themed)}


def read_table(file: Path = TABLE) -> list[Picture]:
    """The list of pictures. Raises msgspec.ValidationError where a line is not made as it must be."""
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), dict[str, list[Picture]]).get("picture", [])


def find_programs(wanted: Sequence[Picture], root: Path = HANDBOOK) -> dict[str, Program]:
    """The program of each picture, by the picture's name. Raises TableError where a page or an app is not there."""
    pages = {page.meta.slug: page for page in read_pages(root)}
    found = {}
    for picture in wanted:
        if picture.page not in pages:
            raise TableError(f"{TABLE.name}: there is no page {picture.page}.")
        own = [program for program in programs(blocks(pages[picture.page])) if program.name == picture.app and program.last]
        if not own:
            raise TableError(f"{TABLE.name}: no program of {picture.page} is called {picture.app}; its block would have the mark app=.")
        found[picture.name] = own[0]
    return found


def act(camera: Camera, step: str) -> None:
    """Take one step of a reader.

    `click LABEL`, `type LABEL = TEXT`, `press KEY` (as Qt names it), `see TEXT`: wait until the page says so. After what makes the app run,
    `see` what it leads to. Raises CameraError where the page does not come to it.
    """
    verb, _, rest = step.partition(" ")
    if verb == "click":
        camera.click(rest)
    elif verb == "type":
        camera.type(*rest.split(" = ", 1))
    elif verb == "press":
        camera.press(rest)
    elif verb == "see":
        camera.wait(f"document.body.innerText.includes({msgspec.json.encode(rest).decode()})", f"{rest!r} was not to be seen")
    else:
        raise TableError(f"{TABLE.name}: nobody knows how to {verb}.")


def take(picture: Picture, program: Program, python: Path, theme: str) -> QImage:
    """Run the program and photograph it. Raises CameraError, ServerError and TableError."""
    from camera import Camera, CameraError  # noqa: PLC0415 - the list can be read where there is no web engine
    from served_app import served  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        for name, text in program.files.items():
            file = Path(place) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        with served(python, Path(place), program.entry, "developer" if picture.toolbar else "minimal") as url:
            camera = Camera(*((WINDOW, picture.window) if picture.window else PAGE), dark=theme == "dark")
            try:
                camera.open(url)
                camera.wait(AT_REST, "The app did not come to rest")
                for step in picture.do:
                    act(camera, step)
                camera.wait(AT_REST, "The app did not come to rest again")
                if not program.raises and (said := camera.ask(FAILED)):
                    raise CameraError(f"The app shows an exception: {said}")
                if picture.window:
                    return camera.picture(0, picture.window)
                top, bottom = camera.ask(CONTENT)
                if bottom + MARGIN > PAGE[1]:
                    raise TableError(f"{TABLE.name}: {picture.name} is more than {PAGE[1]} pixels high; show less.")
                return camera.picture(top - MARGIN, bottom + MARGIN)
            finally:
                camera.close()


def as_webp(image: QImage) -> bytes:
    """The picture as a file of at most `LARGEST` bytes. Raises TableError where it cannot be made so small."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415
    from PySide6.QtGui import QImageWriter  # noqa: PLC0415

    for quality in QUALITIES:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"webp"))
        writer.setQuality(quality)
        writer.write(image)
        if data.size() <= LARGEST:
            return bytes(data.data())
    raise TableError(f"A picture of {image.width()} × {image.height()} pixels takes {data.size():,} bytes; show less.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the module's head says; 2 where something cannot be taken."""
    parser = argparse.ArgumentParser(description="Take the handbook's pictures of running apps.")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--all", action="store_true", help="take every picture again")
    parser.add_argument("--check", action="store_true", help="write nothing; name the pictures that come out different")
    parser.add_argument("--python", type=Path, help="a Python with Streamlit, in place of the newest environment")
    asked = parser.parse_args(arguments)
    table = [picture for picture in read_table() if not asked.names or picture.name.startswith(tuple(asked.names))]
    if not table:
        parser.error(f"{TABLE.name} lists no picture called so: {' '.join(asked.names)}")
    if not (asked.names or asked.all or asked.check):
        table = [picture for picture in table if not all(file.is_file() for file in picture.files.values())]
    from camera import CameraError  # noqa: PLC0415 - the list can be read where there is no web engine
    from served_app import ServerError  # noqa: PLC0415

    try:
        python = asked.python or environments.python(environments.versions()[-1])
        different = _take_all(table, find_programs(table), python, write=not asked.check)
    except (TableError, CannotRunError, CameraError, ServerError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{sum(len(picture.files) for picture in table)} pictures taken, {different} of them not as they were.")
    return 1 if different and asked.check else 0


def _take_all(table: Sequence[Picture], found: Mapping[str, Program], python: Path, *, write: bool) -> int:
    different = 0
    for picture in table:
        for theme, file in picture.files.items():
            data = as_webp(take(picture, found[picture.name], python, theme))
            same = file.is_file() and file.read_bytes() == data
            different += not same
            print(f"{file.relative_to(IMAGES)}: {len(data):,} bytes{'' if same else ', not as it was'}", flush=True)
            if write:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
    return different


if __name__ == "__main__":
    sys.exit(main())
