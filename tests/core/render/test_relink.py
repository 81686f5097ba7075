from __future__ import annotations

from viewer.core.render.relink import pictures, relinked


def lead(href):
    return f"docshelf://docs{href}", "" if href.startswith("/here") else "It is gone."


def picture(path):
    return f"/_/asset/hash-of-{path}"


def changed(html):
    return relinked(html, lead, picture)


def test_the_files_that_are_shown_are_listed_once_in_order():
    html = '<p><img src="/_/asset/b%20c.png" alt="x"><img class="night" src="/_/asset/a.svg"><img src="/_/asset/b%20c.png"><a href="/_/asset/d.zip">get</a></p>'
    assert pictures(html) == ("b c.png", "a.svg")


def test_pictures_lead_to_what_was_kept():
    assert changed('<img class="day" src="/_/asset/b%20c.png" alt="a &quot;b&quot; &gt;">') == (
        '<img class="day" src="/_/asset/hash-of-b c.png" alt="a &quot;b&quot; &gt;">'
    )


def test_links_lead_into_the_docset():
    assert changed('<a href="/here?a&amp;b#c">x</a>') == '<a href="docshelf://docs/here?a&amp;b#c">x</a>'


def test_a_link_to_nothing_looks_so_and_says_so():
    assert changed('<a class="api" href="/gone">x</a>') == '<a href="docshelf://docs/gone" title="It is gone." class="api absent">x</a>'


def test_a_link_to_what_is_there_by_now_is_an_ordinary_one():
    assert changed('<a class="absent" href="/here" title="It is not there.">x</a>') == '<a href="docshelf://docs/here">x</a>'
    assert changed('<a class="absent" href="/gone">x</a>') == '<a href="docshelf://docs/gone" title="It is gone." class="absent">x</a>'


def test_what_leads_outside_or_to_the_page_itself_stays_letter_for_letter():
    html = '<a rel="external noopener" href="https://example.org/a">x</a><a href="#end" data-x=\'1\'>y</a><img src="data:image/png;base64,AA=="><br>'
    assert changed(html) == html


def test_text_that_looks_like_a_tag_stays():
    html = '<p>&lt;a href="/here"&gt; and href="/here" src="/_/asset/a.png"</p><pre title="&lt;img src=&quot;/_/asset/a.png&quot;&gt;">x</pre>'
    assert changed(html) == html
    assert pictures(html) == ()


def test_bare_attributes_and_closed_tags_are_read():
    assert changed('<a download href="/here">x</a>') == '<a download="" href="docshelf://docs/here">x</a>'
    assert changed('<img loading src="/_/asset/a.png" />') == '<img loading="" src="/_/asset/hash-of-a.png">'
