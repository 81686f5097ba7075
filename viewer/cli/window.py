"""`docshelf [ADDRESS|PATH]`: the window."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path

from viewer import __version__
from viewer.cli import display, sandbox
from viewer.cli.main import COMMANDS, UsageError
from viewer.core.address import SCHEME, parse
from viewer.core.errors import AddressError
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    width = max(map(len, COMMANDS))
    parser.epilog = "commands (docshelf COMMAND --help says more):\n" + "\n".join(f"  {name:{width}}  {text}" for name, text in COMMANDS.items())
    parser.add_argument("what", metavar="ADDRESS|PATH", nargs="?", default="", help=f"a page ({SCHEME}://ID/SLUG), or a source to look into")
    parser.add_argument("--version", action="version", version=f"docshelf {__version__}")
    parser.add_argument("--trace", type=Path, metavar="FILE", help="write when what happened as JSON lines")
    parser.add_argument("--quit-after", metavar="EVENT", default="", help="end at this event of the trace")
    sandbox.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Open the window; returns when it is closed."""
    what = arguments.what
    if what and not Path(what).exists():
        _insist_on_address(what)
    elif what:
        what = str(Path(what).absolute())
    gc.disable()  # a start makes much and drops little: to look through all of it again and again takes 20 to 50 ms. `Startup` turns it on
    try:
        return _open(what, arguments, application)
    finally:
        gc.enable()


def _open(what: str, arguments: argparse.Namespace, application: Application) -> int:
    from viewer.shell import features  # noqa: PLC0415 - Qt is loaded for the window alone

    features.look_for_none()
    from viewer.shell.instance import Instance  # noqa: PLC0415 - as above

    # A run that is measured is a process of its own, whatever else runs
    instance = None if arguments.trace or arguments.quit_after else Instance(application.paths.data)
    if instance and instance.hand_over(what):
        return 0
    sandbox.settle(arguments)
    display.settle()
    from viewer.shell.app import run as open_window  # noqa: PLC0415 - as above, and it is much

    status = open_window(application, address=what, trace=arguments.trace, quit_after=arguments.quit_after, instance=instance)
    application.sweep()
    return status


def _insist_on_address(what: str) -> None:
    try:
        parse(what)
    except AddressError as error:
        raise UsageError(f"{what!r} is no file or folder, and no address either: {error.reason}.") from error
