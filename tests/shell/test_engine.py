from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QMessageLogContext, Qt, QtMsgType

from viewer.shell.engine import SWITCHES, VARIABLE, hear, prepare_engine


@pytest.fixture(autouse=True)
def restored(monkeypatch):
    """The environment is put back, and Qt's messages stay with the test's own catcher."""
    monkeypatch.setenv(VARIABLE, os.environ.get(VARIABLE, ""))
    monkeypatch.setattr("viewer.shell.engine.qInstallMessageHandler", lambda _handler: None)


def test_the_switches_come_after_what_the_reader_set_and_only_once(monkeypatch):
    monkeypatch.setenv(VARIABLE, "--proxy-server=http://evil:80 --enable-logging")
    prepare_engine()
    prepare_engine()
    assert os.environ[VARIABLE].split() == ["--proxy-server=http://evil:80", "--enable-logging", *SWITCHES]
    assert QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


@pytest.mark.parametrize(("kind", "message", "level"), [
    (QtMsgType.QtWarningMsg, "QObject: something is wrong", logging.WARNING),
    (QtMsgType.QtCriticalMsg, "worse", logging.ERROR),
    (QtMsgType.QtWarningMsg, "QVulkanInstance: Failed to initialize Vulkan", logging.DEBUG),
])
def test_qts_messages_go_to_the_log_and_known_noise_low(caplog, kind, message, level):
    with caplog.at_level(logging.DEBUG):
        hear(kind, QMessageLogContext(), message)
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [(level, message)]


def test_the_web_engine_is_not_loaded_by_what_the_window_needs_first():
    code = (
        "import sys, viewer.shell.engine, viewer.shell.web_pane;"
        "print([name for name in sys.modules if 'WebEngine' in name or 'WebChannel' in name])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
