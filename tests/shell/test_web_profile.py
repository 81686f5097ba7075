from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineUrlScheme

from viewer.shell.web_profile import OFF, Profile, register_scheme


@pytest.fixture
def profile(qapp):
    made = Profile(qapp)
    yield made
    shiboken6.delete(made)


def test_nothing_is_kept(profile):
    assert profile.isOffTheRecord()
    assert profile.httpCacheType() == QWebEngineProfile.HttpCacheType.NoCache
    assert not profile.isSpellCheckEnabled()


def test_what_a_page_of_documentation_does_not_need_is_off(profile):
    assert [attribute for attribute in OFF if profile.settings().testAttribute(attribute)] == []


def test_the_scheme_has_a_host_and_no_power_and_is_registered_once(profile):
    register_scheme()
    scheme = QWebEngineUrlScheme.schemeByName(b"docshelf")
    assert scheme.syntax() == QWebEngineUrlScheme.Syntax.Host
    assert scheme.flags() == QWebEngineUrlScheme.Flag(0)
    assert profile.interceptor.refused == []
