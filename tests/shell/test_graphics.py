"""The program on machines whose graphics are missing or broken, as a reader starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.xvfb import screen
from viewer.services import settings
from viewer.shell.graphics import BACKEND, PROCESSOR, Graphics

PATIENCE = 100


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def docshelf(home):
    """Starts the window, as a process that the test ends."""
    started = []

    def start(environ, *words):
        command = [sys.executable, "-m", "viewer", "--trace", str(home.parent / "trace"), *words]
        surroundings = {**environ, "DOCSHELF_HOME": str(home)}
        started.append(subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()


def events(home):
    trace = home.parent / "trace"
    return [json.loads(line)["event"] for line in trace.read_text("utf-8").splitlines()] if trace.exists() else []


def without_choice():
    return {name: value for name, value in os.environ.items() if name != BACKEND}


BROKEN = {
    "no driver": {"LIBGL_DRIVERS_PATH": "/nowhere"},
    "no OpenGL at all": {"QT_XCB_GL_INTEGRATION": "none"},
    "none of the vendors' libraries": {"__EGL_VENDOR_LIBRARY_FILENAMES": "/nowhere", "__GLX_VENDOR_LIBRARY_NAME": "nobody"},
}


@pytest.mark.skipif(sys.platform != "linux", reason="an X screen is needed")
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_page_is_seen_where_opengl_does_not_work(qtbot, docshelf, home, source, tmp_path, broken):
    with screen(tmp_path) as seen:
        process = docshelf({**without_choice(), **seen.environ, **broken}, str(source))
        qtbot.waitUntil(lambda: "page_painted" in events(home) or process.poll() is not None, timeout=PATIENCE * 1000)
        assert process.poll() is None
        qtbot.waitUntil(lambda: seen.shades() > 30, timeout=PATIENCE * 1000)
    assert settings.load(home / "config" / "settings.json")[0].graphics == ""


VIEW_ENTERS = """
import os
from viewer.shell.engine import prepare_engine
from viewer.shell.graphics import opengl_works, prepare_window
prepare_engine()
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    vanished = 0
    def event(self, event):
        self.vanished += event.type() == QEvent.Type.Hide
        return super().event(event)

def enter():
    from PySide6.QtWebEngineWidgets import QWebEngineView
    view = QWebEngineView(window)
    window.setCentralWidget(view)
    view.titleChanged.connect(lambda title: title == "drawn" and (os.write(1, b"%d" % window.vanished), os._exit(0)))
    view.setHtml("<p>Here.</p><script>requestAnimationFrame(() => requestAnimationFrame(() => document.title = 'drawn'))</script>")

app, window = QApplication([]), Window()
if not opengl_works():
    os._exit(0)
prepare_window(window, "")
window.show()
QTimer.singleShot(0, enter)
app.exec()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="an X screen is needed")
def test_the_window_stays_where_it_is_when_the_view_enters(tmp_path):
    with screen(tmp_path) as seen:
        environ = {**without_choice(), **seen.environ}
        done = subprocess.run([sys.executable, "-c", VIEW_ENTERS], env=environ, capture_output=True, text=True, timeout=PATIENCE, check=True)
    if not done.stdout:
        pytest.skip("there is no OpenGL")
    assert done.stdout == "0"


@pytest.fixture
def hanging(tmp_path):
    """A process of the engine that comes up, says so by a file, and does nothing more: no page is ever drawn."""
    engine = tmp_path / "engine"
    engine.write_text('#!/bin/sh\ntouch "$0.up"\nwhile kill -0 "$PPID" 2>/dev/null; do sleep 0.1; done\n', "utf-8")
    engine.chmod(0o755)
    return engine


def test_a_start_that_breaks_off_in_the_engine_is_followed_by_one_that_does_without_the_card(qtbot, docshelf, home, source, hanging):
    environ = {**without_choice(), BACKEND: "rhi", "QTWEBENGINEPROCESS_PATH": str(hanging)}
    crash = home / "data" / "first-page.crash"
    first = docshelf(environ, str(source))
    qtbot.waitUntil(hanging.with_suffix(".up").exists, timeout=PATIENCE * 1000)
    first.send_signal(signal.SIGSEGV)
    first.wait(PATIENCE)
    assert "most recent call first" in crash.read_text("utf-8")
    assert "page_painted" not in events(home)

    second = docshelf(without_choice(), str(source), "--quit-after", "page_painted")
    assert second.wait(PATIENCE) == 0
    assert settings.load(home / "config" / "settings.json")[0].graphics == PROCESSOR
    assert not crash.exists()
    assert "the last start ended in the engine" in (home / "data" / "docshelf.log").read_text("utf-8")


@pytest.fixture
def chosen(monkeypatch):
    """What the process is told to draw by; put back at the end."""
    monkeypatch.setenv(BACKEND, "")
    monkeypatch.delenv(BACKEND)
    return lambda: os.environ.get(BACKEND)


@pytest.mark.usefixtures("qapp")
def test_a_kill_while_the_first_page_comes_changes_nothing(tmp_path, chosen):
    (tmp_path / "crash").touch()
    assert Graphics(tmp_path / "crash").settle("") == ""
    assert chosen() in {None, PROCESSOR}  # as this machine has it


@pytest.mark.usefixtures("qapp")
def test_what_was_learned_once_holds(tmp_path, chosen):
    assert Graphics(tmp_path / "crash").settle(PROCESSOR) == PROCESSOR
    assert chosen() == PROCESSOR


@pytest.mark.usefixtures("qapp", "chosen")
def test_what_the_reader_says_in_the_environment_goes_first(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv(BACKEND, "rhi")
    (tmp_path / "crash").write_text("Fatal Python error", "utf-8")
    graphics = Graphics(tmp_path / "crash")
    assert graphics.settle("") == PROCESSOR
    assert os.environ[BACKEND] == "rhi"
    graphics.stands()
    assert "Fatal Python error" in caplog.text


@pytest.mark.usefixtures("qapp", "chosen")
def test_a_home_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path):
    (tmp_path / "file").touch()
    graphics = Graphics(tmp_path / "file" / "crash")
    assert graphics.settle("") == ""
    graphics.stands()
