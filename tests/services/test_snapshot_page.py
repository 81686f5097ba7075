from __future__ import annotations

import re
import time

import pytest
from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark
from viewer.services import snapshot_page, snapshotting
from viewer.services.adding import Wish, add
from viewer.services.responder import CSP, Kind, Look, Refusal, Responder

NOW = time.mktime((2026, 11, 22, 12, 0, 0, 0, 0, -1))
HOME, GUIDE = (Address("develop", slug) for slug in ("/develop", "/develop/guide"))


@pytest.fixture
def kept(application, source, quiet):
    add(application.library, source, Wish(), quiet)
    for ident, address in (("home", HOME), ("guide", GUIDE)):
        snapshotting.take(application, application.reader.bookmarks.add(Bookmark(ident, address, f"Mine: {ident}")), NOW)
    return application


@pytest.fixture
def answer(application):
    responder = Responder(application)
    return lambda url, look=Look(): responder.answer(url, look)  # noqa: B008 - frozen


@pytest.fixture
def page(answer):
    return lambda ident, look=Look(): answer(f"docshelf://snapshot/{ident}", look).data.decode()  # noqa: B008 - frozen


@pytest.fixture
def without(kept):
    kept.library.delete("develop")
    return kept


def links(text):
    return {re.sub(r"<.*?>", "", words): attributes for attributes, words in re.findall(r"<a([^>]*)>(.*?)</a>", text[text.index("<main") :])}


def banner(text):
    return re.sub(r"<.*?>", "", re.search(r'<div class="banner".*?</div>', text)[0]) if 'class="banner"' in text else ""


def damage(application, ident):
    key = application.reader.bookmarks.get(ident).snapshot
    (application.paths.snapshots / key[:2] / key).write_bytes(b"not what was written")


@pytest.mark.usefixtures("kept")
def test_a_snapshot_is_a_page_of_the_program(answer, page):
    reply = answer("docshelf://snapshot/guide", Look("dark", "window", "serif", "narrow", 18))
    text = reply.data.decode()
    assert reply.mime == "text/html"
    assert reply.headers["Content-Security-Policy"] == CSP
    assert all(part in text for part in ('data-theme="dark"', 'data-chrome="window"', "18px", "Text to read.", 'href="/_/page/page.css"'))
    assert "<title>The guide</title>" in page("guide")


@pytest.mark.usefixtures("kept")
def test_the_banner_says_what_it_is_and_leads_to_the_page(page):
    assert banner(page("guide")) == "Snapshot of Develop, kept on 22 November 2026. Your library holds the page.Open the page"
    assert 'href="docshelf://develop/develop/guide"' in page("guide")


def test_the_banner_names_versions(kept, source, page, quiet, streamlit_data):
    (source / "docset.toml").write_text('[docset]\nid = "develop"\ntitle = "Tool"\nversion = "2.0"\n', "utf-8")
    add(kept.library, source, Wish(), quiet)
    assert "Your library holds it in version 2.0." in banner(page("guide"))
    streamlit_data(kept.references)
    api = kept.reader.bookmarks.add(Bookmark("api", Address("develop", "/develop/api"), "API"))
    snapshotting.take(kept, api, NOW)
    assert banner(page("api")).startswith("Snapshot of Tool 2.0, with the API of streamlit 1.0, kept on 22 November 2026. Your library holds the page.")


def test_the_banner_says_that_the_page_is_gone(kept, source, page, quiet):
    (source / "content/develop/guide.md").unlink()
    add(kept.library, source, Wish(), quiet)
    text = page("guide")
    assert "Text to read." in text
    assert banner(text).endswith("The page is not in the documentation any more.")


@pytest.mark.usefixtures("without")
def test_the_banner_says_that_the_documentation_is_gone(page):
    text = page("guide")
    assert "Text to read." in text
    assert banner(text).endswith("This documentation is not in your library now.")
    assert '<nav class="trail" aria-label="Breadcrumbs"><ol><li>Develop</li><li>Develop</li><li aria-current="page">The guide</li></ol></nav>' in text


@pytest.mark.usefixtures("kept")
def test_links_lead_into_the_docset_and_say_what_is_not_there(page):
    found = links(page("home"))
    assert found["Guide"] == ' href="docshelf://develop/develop/guide"'
    assert found["old"] == ' href="docshelf://develop/develop/guide#the-end"'
    assert 'class="absent"' in found["deploy"]
    assert "not in your library" in found["deploy"]
    assert found["outside"] == ' href="https://example.org" rel="external noopener"'


def test_links_follow_what_becomes_of_the_docset(kept, source, page, quiet):
    (source / "content/develop/guide.md").unlink()
    (source / "content/develop/nowhere.md").write_text("---\ntitle: There\nslug: /develop/nowhere\n---\n\nNow.\n", "utf-8")
    add(kept.library, source, Wish(), quiet)
    found = links(page("home"))
    assert 'class="absent"' in found["Guide"]
    assert found["nowhere"] == ' href="docshelf://develop/develop/nowhere"'


@pytest.mark.usefixtures("without")
def test_without_the_docset_links_say_so(page):
    assert links(page("home"))["Guide"] == ' href="docshelf://develop/develop/guide" title="Develop is not in your library." class="absent"'


def test_files_handed_out_are_the_docsets(kept, source, page, quiet):
    (source / "content/develop/files.md").write_text("---\ntitle: Files\nslug: /develop/files\n---\n\n[one](/images/there.png)\n", "utf-8")
    add(kept.library, source, Wish(), quiet)
    snapshotting.take(kept, kept.reader.bookmarks.add(Bookmark("files", Address("develop", "/develop/files"), "Files")), NOW)
    assert links(page("files"))["one"] == ' href="docshelf://develop/_/asset/images/there.png"'
    (source / "public/images/there.png").unlink()
    add(kept.library, source, Wish(), quiet)
    assert 'class="absent"' in links(page("files"))["one"]


@pytest.mark.usefixtures("without")
def test_pictures_are_there_without_the_docset(answer, page):
    (source,) = re.findall(r'<img src="(/_/asset/[0-9a-f]{40}\.png)"', page("home"))
    reply = answer(f"docshelf://snapshot{source}")
    assert (reply.mime, reply.data) == ("image/png", b"a picture")
    assert reply.headers["Content-Security-Policy"] == CSP


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("url", ["docshelf://snapshot/_/asset/missing.png", f"docshelf://snapshot/_/asset/{'0' * 40}.png", "docshelf://snapshot/_/asset/a/../b"])
def test_a_picture_that_is_not_there_is_refused(answer, url, caplog):
    with pytest.raises(Refusal) as refused:
        answer(url)
    assert refused.value.kind is Kind.NOT_FOUND
    assert caplog.records


def test_a_picture_that_could_not_be_kept_stays_a_gap(kept, page):
    bookmark = kept.reader.bookmarks.get("home")
    bare = replace(snapshotting.read(kept, bookmark), pictures={})
    key = snapshotting.Snapshots(kept.paths.snapshots).put(bare)
    kept.reader.bookmarks.change("home", NOW, snapshot=key)
    assert 'src="/_/asset/missing.png"' in page("home")


# --- what cannot be shown --------------------------------------------------------------------------------------------


def test_a_damaged_snapshot_says_so_and_leads_to_the_page(kept, page, caplog):
    damage(kept, "guide")
    text = page("guide")
    assert "The snapshot cannot be read" in text
    assert "The file that keeps “Mine: guide” is damaged or gone." in text
    assert '<a class="button first" href="docshelf://develop/develop/guide">Open the page</a>' in text
    assert "it is not what was written" in caplog.text


@pytest.mark.usefixtures("caplog")
def test_a_damaged_snapshot_without_its_docset_says_what_helps(without, page):
    damage(without, "guide")
    text = page("guide")
    assert "Once its page is in your library again" in text
    assert "Open the page" not in text


def test_a_bookmark_without_a_snapshot_says_so(kept, page):
    kept.reader.bookmarks.add(Bookmark("bare", GUIDE, "Bare <one>"))
    text = page("bare")
    assert "No snapshot of “Bare &lt;one&gt;” was taken yet." in text
    assert "Open the page" in text


@pytest.mark.usefixtures("kept")
def test_no_such_bookmark(page):
    assert "There is no such bookmark" in page("none")


def test_bookmarks_that_cannot_be_read_are_told(kept, page):
    kept.close()
    file = kept.paths.reader.read_bytes()
    kept.paths.reader.write_bytes(file[:60] + (99).to_bytes(4, "big") + file[64:])  # as a newer program would have written it
    assert "Your bookmarks cannot be read" in page("guide")
    assert snapshot_page.page(kept, Address("snapshot", "/guide")) is None


@pytest.mark.usefixtures("caplog")
def test_a_damaged_docset_is_as_if_it_were_not_there(kept, page):
    folder = kept.library.folder(kept.library.entry("develop"))
    kept.close()
    (folder / "docset.sqlite").write_bytes(b"broken")
    assert banner(page("guide")).endswith("This documentation is not in your library now.")


@pytest.mark.usefixtures("kept")
def test_the_page_of_a_snapshot_has_its_headings_for_the_window(application):
    page = snapshot_page.page(application, Address("snapshot", "/guide", "the-end"))
    assert [heading.text for heading in page.headings] == ["Guide", "The End", "More"]
