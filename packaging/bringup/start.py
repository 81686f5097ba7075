"""The command line of the bootstrap script and the order of its steps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bringup.api_data import provide_api_data
from bringup.console import CannotRunError, say
from bringup.environment import provide_environment
from bringup.owner import go_on_as
from bringup.system import provide_packages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
CANNOT_RUN = 3
START = "docshelf://docshelf/"
PICTURE = "docshelf-window.png"
USAGE = """\
usage: python3 packaging/bootstrap.py run [ARGUMENT...]   start Docshelf; arguments are passed on
       python3 packaging/bootstrap.py test                run the checks and tests"""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; the exit status: that of the program or the tests, 2 wrong use, 3 cannot run here."""
    if arguments[:1] in (["-h"], ["--help"]):
        say(USAGE)
        return 0
    if arguments[:1] != ["run"] and list(arguments) != ["test"]:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return bring_up(arguments[0], arguments[1:])
    except CannotRunError as error:
        print(error, file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        return 130


def bring_up(purpose: str, rest: Sequence[str]) -> int:
    """Take every step up to the window or the tests; on POSIX the last one replaces this process."""
    user, owner = getattr(os, "geteuid", lambda: -1)(), ROOT.stat().st_uid
    provide_packages(may_install=user == 0)
    if user == 0 and owner != 0:
        return go_on_as(owner, ROOT, [purpose, *rest])
    environ = dict(os.environ)
    if user == 0:
        say("Warning: root owns this folder, so Docshelf goes on as root, without the web engine's sandbox (--no-sandbox).")
        environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    scripts = provide_environment(ROOT, purpose)
    provide_api_data(ROOT, scripts / "python")
    if purpose == "test":
        environ["QT_QPA_PLATFORM"] = "offscreen"
        # The tests start the program some hundred times, which keeps its byte code as an installed one does, but not among the sources
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".cache" / "pycache")
        return hand_over([str(scripts / "python"), "-m", "tests"], environ, folder=ROOT)
    if has_display(sys.platform, environ):
        say("Starting Docshelf.")
        return hand_over([str(scripts / "docshelf"), *rest], environ)
    address, picture = wanted_address(rest), ROOT / PICTURE
    say(f"There is no display here: saving a picture of the window at {address} as {picture}.")
    environ["QT_QPA_PLATFORM"] = "offscreen"
    return hand_over([str(scripts / "docshelf"), "shot", address, "--window", "-o", str(picture)], environ)


def has_display(system: str, environ: Mapping[str, str]) -> bool:
    """Whether a window would be seen: SYSTEM is sys.platform, ENVIRON may name a screen or Qt's platform plugin."""
    if environ.get("QT_QPA_PLATFORM"):
        return not environ["QT_QPA_PLATFORM"].startswith(("offscreen", "minimal"))
    return system != "linux" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def wanted_address(rest: Sequence[str]) -> str:
    """The address among the arguments passed on, else the manual's: a picture is taken of a page in the library, not of a path."""
    return next((argument for argument in rest if argument.startswith("docshelf://")), START)


def hand_over(command: Sequence[str], environ: Mapping[str, str], folder: Path | None = None) -> int:
    """Run COMMAND, in FOLDER if given, in place of this process where the system can; the exit status where it cannot."""
    if os.name != "nt":
        if folder:
            os.chdir(folder)
        os.execve(command[0], list(command), dict(environ))
    return subprocess.run(command, cwd=folder, env=environ, check=False).returncode
