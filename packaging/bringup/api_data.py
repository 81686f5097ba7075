"""The API data that ships with the program, in `.cache/api`. Owns when it is to be made; `packaging/api_data.py` makes it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from bringup.console import say
from bringup.environment import digest

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "made-from"
MISSING = "The API data could not be made ({}); Docshelf comes up without it, and the pages that want it say how to get it."


def provide_api_data(root: Path, python: Path) -> bool:
    """Have PYTHON make the data of the clone at ROOT, unless it was made from the same before; whether it is there.

    Nothing fails where the packages cannot be downloaded: that is said, and the program does without.
    """
    record = root / ".cache" / "api" / RECORD
    now = digest(made_from(root))
    if record.is_file() and record.read_text(encoding="utf-8") == now:
        return True
    say("Making the API data of the documentation from the packages listed in packaging/api.toml.")
    command = [str(python), str(root / "packaging" / "api_data.py")]
    done = subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        say(MISSING.format(reason.rstrip(".")))
        return False
    record.write_text(now, encoding="utf-8")
    return True


def made_from(root: Path) -> list[Path]:
    """What decides how the data comes out: the list, what is particular to a package, the format and the version of the renderer."""
    core = root / "viewer" / "core"
    return [root / "packaging" / "api.toml", *sorted((root / "resources" / "api").glob("*.toml")), core / "api" / "data.py", core / "render" / "version.py"]
