from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from viewer.core.model import RenderedPage
from viewer.core.render.document import Banner, Frame, absent_page, broken_page, document, label, plain, told_page


class Reader(HTMLParser):
    """Tags with their attributes, in order, and all text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def attributes(self, tag, **wanted):
        wanted = {name.rstrip("_"): value for name, value in wanted.items()}
        return [attrs for name, attrs in self.tags if name == tag and wanted.items() <= attrs.items()]


def page(title="Caching", html="<p>Text.</p>", *, has_title=True):
    return RenderedPage(slug="/develop/caching", title=title, html=html, has_title=has_title)


def test_the_article_stands_unchanged_in_a_whole_page():
    html = document(page(), Frame(language="de"))
    assert html.startswith("<!doctype html>")
    assert '<main class="article">\n<p>Text.</p>\n</main>' in html
    read = Reader(html)
    assert read.attributes("html") == [{"lang": "de", "data-theme": "light"}]
    assert read.attributes("link", rel="stylesheet", href="/_/page/page.css")
    assert not read.attributes("script")
    assert not read.attributes("h1")
    assert not read.attributes("nav")


def test_the_readers_choices_stand_on_the_root():
    read = Reader(document(page(), Frame(theme="dark", chrome="window", face="serif", width="narrow", size=18)))
    assert read.attributes("html") == [{
        "lang": "en", "data-theme": "dark", "data-chrome": "window", "data-face": "serif", "data-width": "narrow", "style": "--size:18px",
    }]


def test_a_page_of_a_site_names_its_counterpart_there():
    read = Reader(document(page(), Frame(canonical="https://example.org/a?b&c")))
    assert read.attributes("link", rel="canonical") == [{"rel": "canonical", "href": "https://example.org/a?b&c"}]
    assert not Reader(document(page(), Frame())).attributes("link", rel="canonical")


def test_a_page_without_a_title_gets_one_with_code_marked():
    html = document(page("Use `st.cache_data` & <b>", has_title=False), Frame())
    assert "<h1>Use <code>st.cache_data</code> &amp; &lt;b&gt;</h1>\n<p>Text.</p>" in html
    assert "<title>Use st.cache_data &amp; &lt;b&gt;</title>" in html


def test_a_title_of_the_frame_goes_before_the_pages():
    assert "<title>Caching - Streamlit</title>" in document(page(), Frame(title="Caching - Streamlit"))


def test_the_trail_ends_at_the_page_and_groups_are_plain_words():
    read = Reader(document(page(), Frame(trail=(("Docs", "/"), ("Guides", ""), ("`st.x`", "/develop/caching")))))
    assert read.attributes("nav", class_="trail", **{"aria-label": "Breadcrumbs"})
    assert read.attributes("a") == [{"href": "/"}]
    assert read.attributes("li") == [{}, {}, {"aria-current": "page"}]
    assert "DocsGuidesst.x" in read.text


def test_previous_and_next_stand_alone_or_together():
    both = Reader(document(page(), Frame(previous=("A", "/a"), next=("`B`", "/b"))))
    assert [(link["rel"], link["href"]) for link in both.attributes("a")] == [("prev", "/a"), ("next", "/b")]
    one = Reader(document(page(), Frame(next=("B", "/b"))))
    assert [link["href"] for link in one.attributes("a")] == ["/b"]


def test_an_absent_page_offers_the_nearest_and_the_site():
    near = (("App design", "/develop/design"), ("`st.x`", "/develop/x"), ("Third", "/t"))
    read = Reader(absent_page("App testing", "/deploy/testing", near, "https://docs.example.org/deploy/testing", Frame()))
    assert "“App testing” belongs to a part of the documentation" in read.text
    assert [link["href"] for link in read.attributes("a", class_="button first")] == ["/develop/design"]
    assert [link["href"] for link in read.attributes("a", class_="button")] == ["https://docs.example.org/deploy/testing"]
    assert "Also near: st.x, Third" in read.text
    assert len(read.attributes("h1")) == 1


def test_an_absent_page_without_neighbours_or_site_still_says_what_it_is():
    read = Reader(absent_page("", "/deploy/testing", (), "", Frame(title="Absent")))
    assert "/deploy/testing belongs to" in read.text
    assert read.attributes("title")
    assert not read.attributes("a")


def test_a_broken_page_names_the_address():
    html = broken_page("", "/nowhere/<x>", (("Home", "/"),), "", Frame())
    assert "<code>/nowhere/&lt;x&gt;</code>" in html
    assert Reader(html).attributes("a", class_="button first", href="/")


@given(st.text(), st.text())
def test_no_text_leaves_its_place(one, two):
    frame = Frame(language=one, title=two, trail=((one, two), (two, one)), previous=(one, two), next=(two, one), theme=one, face=two)
    known = {"html", "head", "meta", "title", "link", "body", "div", "nav", "ol", "li", "a", "main", "span", "h1", "p", "code", "i"}
    for html in (document(page(one, "", has_title=False), frame), absent_page(one, two, ((one, two),), two, frame), broken_page(two, one, (), one, frame)):
        assert {tag for tag, _ in Reader(html).tags} <= known


@given(st.text())
def test_a_label_keeps_every_character_but_the_code_marks(text):
    assert Reader(f"<p>{label(text)}").text.replace("\r", "\n") == plain(text).replace("\r", "\n")


def test_a_banner_stands_before_the_article():
    html = document(page(), Frame(trail=(("Docs", "/"),), banner=Banner("bookmark", "Kept of `st` <1>.", "It is here.", ("Open", "docshelf://d/a?b&c"))))
    read = Reader(html)
    assert html.index('class="trail"') < html.index('class="banner"') < html.index("<main")
    assert read.attributes("div", class_="banner", role="note")
    assert read.attributes("a", class_="button") == [{"class": "button", "href": "docshelf://d/a?b&c"}]
    assert "Kept of st <1>. It is here." in read.text


def test_a_banner_may_say_one_sentence_and_lead_nowhere():
    assert document(page(), Frame(banner=Banner("bookmark", "Kept."))).count("Kept.</p></div>") == 1
    assert 'class="banner"' not in document(page(), Frame())


def test_a_page_that_cannot_be_shown_says_why_and_how_to_go_on():
    read = Reader(told_page("broken_image", "It cannot be read", "The file of “a<b” is gone.", (("First", "docshelf://a"), ("Second", "docshelf://b")), Frame()))
    assert "The file of “a<b” is gone." in read.text
    assert [link["class"] for link in read.attributes("a")] == ["button first", "button"]
    assert "<title>Mine</title>" in told_page("bookmark", "None", "", (), Frame(title="Mine"))
