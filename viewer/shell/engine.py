"""What must stand before Qt starts so that the web engine is shut off from the network and gives its memory back.

Imports nothing of the web engine: the window is shown before that is loaded.
"""

from __future__ import annotations

import logging
import os
import re

from PySide6.QtCore import QCoreApplication, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler

log = logging.getLogger(__name__)

SWITCHES = (
    # Requests that no interceptor sees (preconnect) go to a proxy that is not there, this machine's own addresses included.
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    # WebRTC knows no proxy for UDP.
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # The renderer gains 10 MB with each page and does not collect by itself; the view calls gc() now and then.
    "--js-flags=--expose-gc",
    # Chromium's own lines on stderr (no D-Bus, no GPU) tell the reader nothing; what matters comes back by signals.
    "--log-level=3",
)
VARIABLE = "QTWEBENGINE_CHROMIUM_FLAGS"

NOISE = re.compile(
    r"QRhi|RHI|[Vv]ulkan|GBM|GPUInfo|GPU vendor|Cannot create platform|gl-integration|dma_buf|Sandboxing disabled by user|This plugin does not support"
)
"""What Qt says on every machine without a graphics card, or when the sandbox was switched off by hand."""
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def prepare_engine() -> None:
    """Set the engine's switches for this process and send Qt's messages to our log; call before the QApplication is made.

    What the reader put into the variable stays and comes first: of a switch given twice, the engine takes the last.
    """
    given = os.environ.get(VARIABLE, "").split()
    os.environ[VARIABLE] = " ".join([*(switch for switch in given if switch not in SWITCHES), *SWITCHES])
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    qInstallMessageHandler(hear)


def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Take a message of Qt into the log, at debug level if it is known noise."""
    log.log(logging.DEBUG if NOISE.search(message) else LEVELS[kind], "%s", message)
