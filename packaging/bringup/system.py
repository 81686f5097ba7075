"""What the system must have before Docshelf can run: libraries of the web engine, and what makes an environment.

Owns the table of names and Debian packages. What is missing is found by trying, so no package is asked for that is not needed.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

from bringup.console import CannotRunError, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What must load, and the Debian package that brings it. QtWebEngine links or opens every library listed; the second group serves X screens.
NEEDED = {
    "ensurepip": "python3-venv",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libgbm.so.1": "libgbm1",
    "libnss3.so": "libnss3",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxkbfile.so.1": "libxkbfile1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Debian 13 and Ubuntu 24.04 renamed what carries a 64-bit time; only the releases before them keep the old names.
RENAMED = {"libasound2": "libasound2t64", "libglib2.0-0": "libglib2.0-0t64"}
BEFORE_RENAMING = {"bullseye", "bookworm", "focal", "jammy"}
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")


def provide_packages(*, may_install: bool) -> None:
    """See to it that everything in NEEDED loads: install what is missing on Debian if allowed to, else raise CannotRunError."""
    missing = missing_here()
    if not missing:
        return
    release = os_release()
    if not may_install or not is_debian(release):
        raise CannotRunError(packages_refusal(missing, release))
    packages = debian_packages(missing, release)
    say(f"Installing Debian packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # One unreachable package list is no reason to stop: whether the packages can be had is for the second command to say.
    subprocess.run(["apt-get", "update", "-q"], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    installed = subprocess.run([*APT_INSTALL, "-q", *packages], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if installed.returncode != 0:
        raise CannotRunError("apt-get could not install these packages; its reason stands above. Mend that and start again.")
    importlib.invalidate_caches()
    if missing_here():
        raise CannotRunError(f"The packages are installed, but this is still missing: {', '.join(missing_here())}.\n"
                             "Start again with the system's own Python: /usr/bin/python3 packaging/bootstrap.py run")


def missing_here() -> tuple[str, ...]:
    """The names in NEEDED that do not load on this machine; off Linux only ensurepip is looked for, the wheels bring the rest."""
    names = NEEDED if sys.platform == "linux" else ("ensurepip",)
    return tuple(name for name in names if not loads(name))


def loads(name: str) -> bool:
    """Whether Python finds the module, or the dynamic linker the shared library, called NAME."""
    if not name.startswith("lib"):
        return importlib.util.find_spec(name) is not None
    try:
        ctypes.CDLL(name, mode=os.RTLD_LAZY)
    except OSError:
        return False
    return True


def os_release() -> dict[str, str]:
    """What /etc/os-release says; empty where there is none."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def is_debian(release: Mapping[str, str]) -> bool:
    """Whether the system is Debian or descends from it."""
    return "debian" in [release.get("ID", ""), *release.get("ID_LIKE", "").split()]


def debian_packages(missing: Iterable[str], release: Mapping[str, str]) -> tuple[str, ...]:
    """The packages that bring the MISSING names, spelled as this Debian or Ubuntu release (or the one it descends from) has them."""
    named = ("DEBIAN_CODENAME", "UBUNTU_CODENAME", "VERSION_CODENAME")
    codename = next((release[key] for key in named if release.get(key)), "")
    packages = [NEEDED[name] for name in missing]
    return tuple(packages if codename in BEFORE_RENAMING else [RENAMED.get(package, package) for package in packages])


def packages_refusal(missing: Sequence[str], release: Mapping[str, str]) -> str:
    """What to tell somebody who lacks the MISSING names and for whom we may not install them."""
    if is_debian(release):
        line = " ".join(("sudo", *APT_INSTALL, *debian_packages(missing, release)))
        return f"Docshelf needs Debian packages that are not installed. Install them with this line, then start again:\n{line}"
    return (f"Docshelf needs these, and they are not installed: {', '.join(missing)}.\n"
            "Install them with this system's package manager, then start again.")
