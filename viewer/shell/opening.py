"""What the command line asks the window to show: an address, or a path that may have to be read first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.address import SNAPSHOT, Address, parse, sought
from viewer.core.errors import AddressError, ViewerError

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset
    from viewer.shell.main_window import MainWindow
    from viewer.shell.tasks import Failure


def open_wanted(application: Application, window: MainWindow, wanted: str, otherwise: Callable[[], None]) -> None:
    """Show what `wanted` names; where that cannot be, say why and do `otherwise`.

    A path that was not read before is read by a child process, with progress and Cancel; what was is shown at once, as it was then.
    """
    if (text := sought(wanted)) is not None:
        otherwise()
        window.search.look_up(text)
        return
    path = Path(wanted)
    is_path = "://" not in wanted and path.exists()
    try:
        held = application.at_path(path) if is_path else None
        address = _start(held) if held else None if is_path else _address(application, wanted)
    except (ViewerError, OSError) as error:
        otherwise()
        window.area.message.say(str(error))
        return
    if address:
        window.tabs.show(address)
    else:
        _read_first(application, window, path, otherwise)


def _read_first(application: Application, window: MainWindow, path: Path, otherwise: Callable[[], None]) -> None:
    def done(_: object) -> None:
        # Where the cache cannot be written the child kept nothing; then, and only then, this process reads the source itself
        window.tabs.show(_start(application.at_path(path) or application.prepare(path)))

    def failed(failure: Failure) -> None:
        otherwise()
        window.adding.outcome.explain(f"{path.name} cannot be shown. {failure.message}", failure)

    arguments = ["prepare", str(path.absolute()), "--json", "--progress", "json"]
    window.tasks.run(arguments, f"Reading {path.resolve().name}", done, failed, cancelled=otherwise)


def _start(docset: OpenDocset) -> Address:
    return Address(docset.docset.id, docset.docset.start)


def _address(application: Application, text: str) -> Address:
    """The address `text` of a docset that is there. Raises ViewerError, OSError."""
    try:
        address = parse(text)
    except AddressError as error:
        raise AddressError(text, f"{error.reason}, and there is no file or folder of that name") from error
    if address.docset != SNAPSHOT:
        application.docset(address.docset)
    return address
