"""One window process for each data folder, with real locks and sockets."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from viewer.shell import instance as module
from viewer.shell.instance import LONGEST_NAME, LONGEST_REQUEST, Instance, socket_name

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def endless(monkeypatch):
    """Whoever waits for another process here waits until the test's time is up, and fails it."""
    monkeypatch.setattr(module, "PATIENCE", 600.0)
    monkeypatch.setattr(module, "STARTING", 600.0)


@pytest.fixture
def make(tmp_path):
    made = []

    def one():
        made.append(Instance(tmp_path / "data"))
        return made[-1]

    yield one
    for each in made:
        each.leave()
        each.deleteLater()


@pytest.fixture
def running(make):
    first = make()
    assert not first.hand_over("")
    first.listen()
    first.taken = []
    first.take(first.taken.append)
    return first


def second(tmp_path, what, **surroundings):
    """Another process that hands over, with all the patience there is: 0 if it was taken, 1 if it would go on alone."""
    program = (
        f"import sys; from pathlib import Path; from viewer.shell import instance; instance.PATIENCE = instance.STARTING = 600.0;"
        f"sys.exit(not instance.Instance(Path({str(tmp_path / 'data')!r})).hand_over({what!r}))"
    )
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **surroundings}, stderr=subprocess.PIPE, text=True)


def ended(qtbot, process):
    qtbot.waitUntil(lambda: process.poll() is not None)
    assert process.communicate()[1] == ""
    return process.returncode


@pytest.mark.usefixtures("endless")
def test_the_first_process_waits_for_nobody(make):
    assert not make().hand_over("kit/page")


def test_a_later_one_hands_over_and_the_window_takes_it(qtbot, running, tmp_path, monkeypatch):
    monkeypatch.delenv(module.TOKEN, raising=False)
    address = "docshelf://kit/ä b?api=1#x"
    assert ended(qtbot, second(tmp_path, address, **{module.TOKEN: "from the desktop"})) == 0
    qtbot.waitUntil(lambda: running.taken == [address])
    assert os.environ[module.TOKEN] == "from the desktop"
    assert ended(qtbot, second(tmp_path, "")) == 0
    qtbot.waitUntil(lambda: running.taken == [address, ""])


def test_only_the_reader_may_knock(running, tmp_path):
    assert running is not None
    socket = tmp_path / "data" / "window.socket"
    assert socket.stat().st_mode & 0o077 == 0


def test_what_comes_before_the_window_is_ready_is_kept(qtbot, make, tmp_path):
    first = make()
    assert not first.hand_over("")
    first.listen()
    assert ended(qtbot, second(tmp_path, "kit/early")) == 0
    taken = []
    first.take(taken.append)
    assert taken == ["kit/early"]


@pytest.mark.usefixtures("endless")
def test_what_a_killed_process_left_blocks_nothing(qtbot, make, tmp_path):
    program = (
        f"from pathlib import Path; from PySide6.QtCore import QCoreApplication; from viewer.shell.instance import Instance; a = QCoreApplication([]);"
        f"i = Instance(Path({str(tmp_path / 'data')!r})); i.hand_over(''); i.listen(); print('up', flush=True); a.exec()"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "up\n"
        process.send_signal(signal.SIGKILL)
    assert (tmp_path / "data" / "window.socket").exists()
    first = make()
    assert not first.hand_over("kit/page")
    first.listen()
    taken = []
    first.take(taken.append)
    assert ended(qtbot, second(tmp_path, "kit/next")) == 0
    qtbot.waitUntil(lambda: taken == ["kit/next"])


@pytest.mark.usefixtures("caplog")
def test_a_window_that_does_not_answer_is_left_alone(make, monkeypatch):
    monkeypatch.setattr(module, "STARTING", 600.0)  # its patience alone must end the wait
    first, later = make(), make()
    assert not first.hand_over("")
    first.listen()  # this process's loop does not turn while it knocks at itself
    assert not later.hand_over("kit/page")
    later.listen()
    assert later._server is None


@pytest.mark.usefixtures("caplog")
def test_a_process_that_never_listens_is_waited_for_and_left_alone(make, monkeypatch):
    monkeypatch.setattr(module, "STARTING", 0.2)
    assert not make().hand_over("")
    assert not make().hand_over("kit/page")


def test_a_folder_that_cannot_be_made_means_going_on_alone(tmp_path):
    (tmp_path / "file").write_text("x")
    alone = Instance(tmp_path / "file" / "data")
    assert not alone.hand_over("kit/page")
    alone.listen()
    assert alone._server is None


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("request_", [b"nonsense\n", b"[]\n", b'{"open": 3}\n', b"x" * (LONGEST_REQUEST + 10)])
def test_what_is_no_request_is_dropped(qtbot, running, tmp_path, request_):
    socket = QLocalSocket()
    socket.connectToServer(socket_name(tmp_path / "data"))
    socket.write(request_)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert running.taken == []


def test_a_request_may_come_in_parts(qtbot, running, tmp_path):
    socket = QLocalSocket()
    socket.connectToServer(socket_name(tmp_path / "data"))
    request = json.dumps({"open": "kit/page", "token": ""}).encode() + b"\n"
    socket.write(request[:9])
    socket.flush()
    qtbot.waitUntil(lambda: running._server is not None and not running._server.hasPendingConnections())
    socket.write(request[9:])
    qtbot.waitUntil(lambda: running.taken == ["kit/page"])


def test_a_socket_that_cannot_be_made_is_logged_and_harms_nobody(make, tmp_path, caplog):
    first = make()
    assert not first.hand_over("")
    (tmp_path / "data" / "window.socket").mkdir()
    first.listen()
    assert "cannot be handed" in caplog.text


def test_a_deep_folder_has_a_short_name(tmp_path):
    assert socket_name(tmp_path) == str(tmp_path / "window.socket")
    deep = tmp_path / ("d" * LONGEST_NAME)
    assert len(socket_name(deep)) < 40
    assert socket_name(deep) != socket_name(tmp_path / ("e" * LONGEST_NAME))
    server = QLocalServer()
    assert server.listen(socket_name(deep))
    server.close()
