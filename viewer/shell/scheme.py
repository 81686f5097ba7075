"""From a request of the engine to the answerer and back: GET only, own pages only.

Understands no address and no content; what may be asked for is decided by the answerer.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QDataStream, QObject
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler

from viewer.core.address import SCHEME
from viewer.services.responder import Kind, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.services.responder import Reply

log = logging.getLogger(__name__)

ERRORS: Final = {
    Kind.NOT_FOUND: QWebEngineUrlRequestJob.Error.UrlNotFound,
    Kind.DENIED: QWebEngineUrlRequestJob.Error.RequestDenied,
}


class Handler(QWebEngineUrlSchemeHandler):
    """Answers requests of our scheme with what `answer(url)` gives; a Refusal becomes the engine's own error."""

    def __init__(self, answer: Callable[[str], Reply], parent: QObject) -> None:
        super().__init__(parent)
        self._answer = answer
        self._streams: set[QDataStream] = set()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt's call for every request of the scheme, on the window's thread."""
        initiator = job.initiator()
        if job.requestMethod().data() != b"GET" or (initiator.scheme() not in {"", SCHEME}):
            log.warning("refused %s %s from %s", job.requestMethod().data(), job.requestUrl().toString(), initiator.toString())
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        url = job.requestUrl().toEncoded().toStdString()
        try:
            reply = self._answer(url)
        except Refusal as refusal:
            log.info("%s: %s", url, refusal)
            job.fail(ERRORS[refusal.kind])
            return
        # The engine reads in a thread of its own, on after this call, and may drop the request at any time: what is read lives and dies with it. The
        # buffer is the stream's and so of Qt's making: of one made here, each read would wait for Python, busy with the panels when the first page comes.
        stream = QDataStream(QByteArray(reply.data))
        self._streams.add(stream)
        job.destroyed.connect(partial(self._streams.discard, stream))
        # A list is what Qt's multimap takes, whatever its type says: a bare value would be sent letter by letter.
        headers: dict[QByteArray, Any] = {QByteArray(name.encode()): [QByteArray(value.encode())] for name, value in reply.headers.items()}
        job.setAdditionalResponseHeaders(headers)
        job.reply(QByteArray(reply.mime.encode()), stream.device())
