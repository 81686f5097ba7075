from __future__ import annotations

import pytest

from viewer.services.adding import Wish, add
from viewer.services.responder import CSP, Kind, Look, Refusal, Responder


@pytest.fixture
def answer(application, source, quiet):
    add(application.library, source, Wish(), quiet)
    responder = Responder(application)
    return lambda url, look=Look(): responder.answer(url, look)  # noqa: B008 - frozen


@pytest.fixture
def page(answer):
    return lambda url, look=Look(): answer(url, look).data.decode()  # noqa: B008 - frozen


def test_a_page_comes_with_its_frame_and_a_policy_that_lets_nothing_run(answer):
    reply = answer("docshelf://develop/develop/guide?api=1.0#the-end")
    text = reply.data.decode()
    assert reply.mime == "text/html"
    assert reply.headers["Content-Security-Policy"] == CSP
    assert "Text to read." in text
    assert '<a href="/develop">Develop</a>' in text
    assert 'rel="next" href="/develop/api"' in text


def test_an_address_may_name_the_version_of_the_api(page, application, streamlit_data):
    streamlit_data(application.references)
    assert "About writing." in page("docshelf://develop/develop/api")
    assert "is not in streamlit 2.0" in page("docshelf://develop/develop/api?api=2.0")


def test_the_look_reaches_the_page(page):
    text = page("docshelf://develop/develop/guide", Look("dark", "window", "serif", "narrow", 18))
    assert all(part in text for part in ('data-theme="dark"', 'data-chrome="window"', 'data-face="serif"', 'data-width="narrow"', "18px"))


@pytest.mark.usefixtures("answer")
def test_an_edit_of_a_linked_source_shows(application, page, source, quiet):
    add(application.library, source, Wish(link=True), quiet)
    (source / "content/develop/new.md").write_text("---\ntitle: New\nslug: /develop/new\n---\n\nFresh.\n")
    application.docset("develop").renew()
    assert "Fresh." in page("docshelf://develop/develop/new")


@pytest.mark.usefixtures("answer")
def test_a_page_names_its_counterpart_on_the_docsets_site(application, page, source, quiet):
    assert 'rel="canonical"' not in page("docshelf://develop/develop/guide")
    (source / "docset.toml").write_text('[docset]\nonline = "https://example.org"\n', "utf-8")
    add(application.library, source, Wish(), quiet)
    assert '<link rel="canonical" href="https://example.org/develop/guide">' in page("docshelf://develop/develop/guide")


def test_a_redirect_and_a_misspelling_lead_to_the_page(page):
    assert "Text to read." in page("docshelf://develop/old/guide")
    assert "Text to read." in page("docshelf://develop/guide")


def test_a_page_outside_says_so_and_offers_the_nearest(page):
    absent = page("docshelf://develop/deploy/guide")
    assert "not in your library" in absent
    assert 'href="/develop/guide"' in absent
    assert "no such page" in page("docshelf://develop/develop/nowhere%20at%20all")


def test_assets_come_by_their_path_and_type(answer):
    reply = answer("docshelf://develop/_/asset/images/there.png")
    assert (reply.mime, reply.data) == ("image/png", b"a picture")
    assert reply.headers["Content-Security-Policy"] == CSP


def test_what_pages_are_drawn_with_needs_no_docset(answer):
    assert (answer("docshelf://any/_/page/page.css").mime, answer("docshelf://any/_/page/page.css").data) == ("text/css", b"body {}")
    assert answer("docshelf://any/_/page/fonts/a.woff2").mime == "font/woff2"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("docshelf://nothing/page", Kind.NOT_FOUND),
        ("docshelf://develop/_/asset/images/missing.png", Kind.NOT_FOUND),
        ("docshelf://develop/_/page/none.css", Kind.NOT_FOUND),
        ("docshelf://develop/_/page/fonts", Kind.NOT_FOUND),
        ("docshelf://develop/_/page/../../settings.json", Kind.DENIED),
        ("docshelf://develop/_/page/%2e%2e/%2e%2e/settings.json", Kind.DENIED),
        ("docshelf://develop/_/page//etc/passwd", Kind.DENIED),
        ("docshelf://develop/_/page/", Kind.DENIED),
        ("docshelf://develop/_/page/%ff", Kind.DENIED),
        ("docshelf://Develop X/", Kind.DENIED),
        ("docshelf://[bad/", Kind.DENIED),
        ("file:///etc/passwd", Kind.DENIED),
        ("https://example.org/", Kind.DENIED),
    ],
)
def test_all_else_is_refused_by_name(answer, url, kind):
    with pytest.raises(Refusal) as caught:
        answer(url)
    assert caught.value.kind is kind


def test_an_asset_of_no_known_type_is_bytes(application, answer, source, write_tree, quiet):
    write_tree(source, {"public/data/table.parquet": "x"})
    add(application.library, source, Wish(), quiet)
    assert answer("docshelf://develop/_/asset/data/table.parquet").mime == "application/octet-stream"


@pytest.mark.usefixtures("quiet")
def test_a_damaged_docset_is_not_found(application, answer, caplog):
    entry = application.library.entry("develop")
    (application.library.folder(entry) / "docset.sqlite").write_bytes(b"x")
    with pytest.raises(Refusal) as caught:
        answer("docshelf://develop/develop")
    assert caught.value.kind is Kind.NOT_FOUND
    assert "no docset of ours" in caplog.text
