"""One window process for each data folder: the first holds a lock and listens; a later one hands over what it was asked to show.

Loads nothing of Qt but its core until a second process knocks, so that an ordinary start pays for the lock alone.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds that the running window has to answer."""
STARTING = 3.0
"""Seconds that a process which holds the lock has until it listens: it may have been started a moment ago."""
PAUSE = 0.02
"""Seconds between two knocks at one that is just starting."""
LONGEST_NAME = 100
"""Bytes of a socket's path that every system takes."""
LONGEST_REQUEST = 64 * 1024
ANSWER = b"taken\n"
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - the name of the variable
"""What a Wayland desktop gives to a program that the reader started: only with it may a window come to the front."""


def socket_name(folder: Path) -> str:
    """The name of the socket that belongs to a data folder: inside it, where that is short enough."""
    inside = str(folder.absolute() / "window.socket")
    if sys.platform != "win32" and len(os.fsencode(inside)) <= LONGEST_NAME:
        return inside
    from hashlib import sha256  # noqa: PLC0415 - seldom needed, and slow to load

    return f"docshelf-{sha256(os.fsencode(folder.absolute())).hexdigest()[:24]}"


class Instance(QObject):
    """This process's place among those of its data folder. Keeps its lock until it is deleted or the process ends, however."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._server: QLocalServer | None = None
        self._taker: Callable[[str], None] | None = None
        self._waiting: list[str] = []
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # only a process that has ended loses it, never one that has run for long

    def hand_over(self, what: str) -> bool:
        """Whether the window that runs already has taken `what`; False: this process is the first, or goes on alone."""
        end = monotonic() + STARTING
        request = json.dumps({"open": what, "token": os.environ.get(TOKEN, "")}).encode() + b"\n"
        while not self._first():
            taken = _sent(socket_name(self._folder), request)
            if taken:
                return True
            if taken is False or monotonic() > end:
                log.warning("The window that runs already does not answer; this one goes on alone.")
                return False
            sleep(PAUSE)
        return False

    def listen(self) -> None:
        """Take what later processes hand over. Does nothing where another process holds the lock."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - when the window stands

        if not self._lock.isLocked():
            return
        name = socket_name(self._folder)
        QLocalServer.removeServer(name)  # what a killed process left; the lock says that nobody listens there
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(name):
            log.warning("Later starts cannot be handed to this window: %s", self._server.errorString())

    def take(self, taker: Callable[[str], None]) -> None:
        """Give `taker` what was handed over so far, and all that will be: an address, an absolute path, or "" for the window as it is."""
        self._taker = taker
        self._pass_on()

    def leave(self) -> None:
        """Let another process be the first."""
        if self._server:
            self._server.close()
        self._lock.unlock()

    def _first(self) -> bool:
        """Whether the lock is ours, or cannot be had by anybody."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.info("%s: %s", self._folder, error)
            return True
        return self._lock.isLocked() or self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _on_connection(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()):
            socket.readyRead.connect(lambda socket=socket: self._on_bytes(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._on_bytes(socket)

    def _on_bytes(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_REQUEST:
                socket.abort()
            return
        try:
            request = json.loads(bytes(socket.readLine(LONGEST_REQUEST).data()))
            what, token = str(request["open"]), str(request["token"])
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            log.warning("not understood: %s", error)
            socket.abort()
            return
        socket.write(ANSWER)
        socket.flush()
        socket.disconnectFromServer()
        if token:
            os.environ[TOKEN] = token
        self._waiting.append(what)
        QTimer.singleShot(0, self, self._pass_on)  # the answer goes first: showing a page may take longer than the other process waits

    def _pass_on(self) -> None:
        while self._taker and self._waiting:
            self._taker(self._waiting.pop(0))


def _sent(name: str, request: bytes) -> bool | None:
    """Whether the process that listens took the request; None while none listens."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only where another process runs

    end = monotonic() + PATIENCE
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_left(end)):
        return None
    socket.write(request)
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_left(end)):
            return False
    return socket.readLine().data() == ANSWER


def _left(end: float) -> int:
    """Milliseconds until `end`, 1 at least."""
    return max(round((end - monotonic()) * 1000), 1)
