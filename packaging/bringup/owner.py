"""Going on as the user who owns the clone, when root has done what only root can do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bringup.console import CannotRunError, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SYSTEM_PYTHON = Path("/usr/bin/python3")


def go_on_as(owner: int, root: Path, arguments: Sequence[str]) -> int:
    """Run the script again with ARGUMENTS as user OWNER of the clone at ROOT, with that user's groups and home; the exit status."""
    import pwd  # noqa: PLC0415  # Windows has no such module, and no root to come from

    command = [str(root / "packaging" / "bootstrap.py"), *arguments]
    try:
        account = pwd.getpwuid(owner)
        name, group, home = account.pw_name, account.pw_gid, Path(account.pw_dir)
        groups = os.getgrouplist(name, group)
    except KeyError:  # in a container, the owner may be known outside only
        name, group, home, groups = str(owner), root.stat().st_gid, Path(), []
    environ = owner_environment(os.environ, name, home if home.is_absolute() and home.is_dir() else root / "build" / "home")
    say(f"Going on as {name}, who owns {root}.")
    try:
        return subprocess.run([sys.executable, *command], user=owner, group=group, extra_groups=groups, env=environ, check=False).returncode
    except PermissionError as error:
        if Path(sys.executable).resolve() == SYSTEM_PYTHON.resolve() or not SYSTEM_PYTHON.exists():
            raise CannotRunError(f"{name} may not run {sys.executable}.\nStart again with a Python that every user may run.") from error
    say(f"{name} may not run {sys.executable}; starting again with {SYSTEM_PYTHON}.")
    return subprocess.run([str(SYSTEM_PYTHON), *command], check=False).returncode


def owner_environment(environ: Mapping[str, str], name: str, home: Path) -> dict[str, str]:
    """ENVIRON made over for user NAME: HOME and names set, what points into root's own folders left out."""
    kept = {key: value for key, value in environ.items() if not key.startswith(("XDG_", "SUDO_"))}
    return {**kept, "HOME": str(home), "USER": name, "LOGNAME": name}
