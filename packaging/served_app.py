"""A Streamlit app at an address of this machine, for as long as it is needed."""

from __future__ import annotations

import os
import socket
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"
OPTIONS = {
    "server.headless": "true",
    "server.address": HOST,
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "browser.gatherUsageStats": "false",
}
READY = "URL: "


class ServerError(Exception):
    """Streamlit did not start."""


@contextmanager
def served(python: Path, folder: Path, file: str, toolbar: str) -> Iterator[str]:
    """Run `file` in `folder` as an app with the Streamlit beside `python`; its address. `toolbar` is one of Streamlit's `client.toolbarMode`.

    The folder is the app's home: nobody's own settings and secrets reach it. Raises ServerError, with what Streamlit said, where it ends at once.
    """
    options = OPTIONS | {"server.port": str(_free_port()), "client.toolbarMode": toolbar}
    command = [str(python), "-m", "streamlit", "run", file, *(f"--{name}={value}" for name, value in options.items())]
    environ = {**os.environ, "HOME": str(folder), "USERPROFILE": str(folder), "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, env=environ, stdin=null, stdout=pipe, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        try:
            said = []
            for line in server.stdout:
                said.append(line)
                if READY in line:
                    break
            else:
                raise ServerError("".join(said).strip() or "Streamlit ended without a word.")
            yield f"http://{HOST}:{options['server.port']}/"
        finally:
            server.kill()  # asked to end, it would wait for the browser to leave


def _free_port() -> int:
    with socket.socket() as door:
        door.bind((HOST, 0))
        return int(door.getsockname()[1])
