"""The engine's profile: nothing kept on disk, nothing let out, no power given to a page.

Knows the scheme's name, not what is behind it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtWebEngineCore import (
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlScheme,
)

from viewer.core.address import SCHEME

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWebEngineCore import QWebEngineDownloadRequest

log = logging.getLogger(__name__)

Attribute = QWebEngineSettings.WebAttribute
OFF = (
    Attribute.JavascriptCanOpenWindows,
    Attribute.JavascriptCanAccessClipboard,
    Attribute.JavascriptCanPaste,
    Attribute.LocalContentCanAccessRemoteUrls,
    Attribute.LocalContentCanAccessFileUrls,
    Attribute.AllowRunningInsecureContent,
    Attribute.AllowGeolocationOnInsecureOrigins,
    Attribute.AllowWindowActivationFromJavaScript,
    Attribute.HyperlinkAuditingEnabled,
    Attribute.PluginsEnabled,
    Attribute.PdfViewerEnabled,
    Attribute.DnsPrefetchEnabled,
    Attribute.WebGLEnabled,
    Attribute.ScreenCaptureEnabled,
    Attribute.LocalStorageEnabled,
    Attribute.FullScreenSupportEnabled,
    Attribute.ErrorPageEnabled,
    Attribute.AutoLoadIconsForPage,
    Attribute.TouchIconsEnabled,
    Attribute.ForceDarkMode,
)
"""What a page of documentation never needs."""


def register_scheme() -> None:
    """Make `docshelf://ID/SLUG` an address with host and path; does nothing the second time.

    No flag is set: fonts, styles and pictures come from the page's own host, and a page gets no secure context,
    no fetch and no storage by it.
    """
    name = SCHEME.encode()
    if QWebEngineUrlScheme.schemeByName(name).name().data() != name:
        scheme = QWebEngineUrlScheme(name)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        QWebEngineUrlScheme.registerScheme(scheme)


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Refuses every request but those of our scheme; `refused` lists their URLs, newest last."""

    KEPT = 100

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refused: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt's call before every request."""
        url = info.requestUrl()
        if url.scheme() != SCHEME:
            info.block(True)
            self.refused = [*self.refused[1 - self.KEPT:], url.toString()]
            log.info("refused a request to %s", url.toString())


class Profile(QWebEngineProfile):
    """Off the record, without a cache; pages of it may ask for nothing. Delete it after its pages."""

    def __init__(self, parent: QObject | None = None) -> None:
        register_scheme()
        super().__init__(parent)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        self.setSpellCheckEnabled(False)
        self.setPushServiceEnabled(False)
        self.interceptor = Interceptor(self)
        self.setUrlRequestInterceptor(self.interceptor)
        self.downloadRequested.connect(_cancel)
        settings = self.settings()
        for attribute in OFF:
            settings.setAttribute(attribute, False)
        settings.setAttribute(Attribute.WebRTCPublicInterfacesOnly, True)
        settings.setAttribute(Attribute.FocusOnNavigationEnabled, False)
        # A letter (mailto) comes to the page's own question by this, which refuses and announces it.
        settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.AllowUnknownUrlSchemesFromUserInteraction)


def deny(permission: QWebEnginePermission) -> None:
    """The answer to whatever a page asks leave for."""
    permission.deny()


def _cancel(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
