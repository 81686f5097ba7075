from __future__ import annotations

import pytest

from viewer.core.render.embeds import app_row, readable_name, without_embedding


@pytest.mark.parametrize(
    ("attributes", "name", "address"),
    [
        ("src='https://doc-data-editor.streamlit.app/?embed=true' height='400'", "data editor", "https://doc-data-editor.streamlit.app/"),
        ("src='https://a-b.streamlit.app/Page/?embedded=true&embed_options=x&c=&d=1'", "a b", "https://a-b.streamlit.app/Page/?c=&d=1"),
        ("name='doc-x' path='SQL' query='embed_options=y&z=1' height='1rem'", "x", "https://doc-x.streamlit.app/SQL?z=1"),
        ("name='x' domain='apps.example' path='/a b'", "x", "https://x.apps.example/a%20b"),
        ("src='' name='x'", "x", "https://x.streamlit.app/"),
    ],
)
def test_apps_are_named_and_offered_but_not_loaded(render, attributes, name, address):
    page = render(f"<Cloud {attributes} />")
    written = address.replace("&", "&amp;")
    assert f'<div class="offline" data-url="{written}">' in page.html
    assert f"<b>Interactive example: {name}</b><small>Needs an internet connection</small>" in page.html
    assert f'<a class="button" href="{written}">Open in browser' in page.html
    assert page.sections[0].text == f"Interactive example: {name}. Needs an internet connection."
    assert page.problems == ()


@pytest.mark.parametrize("attributes", ["", "height={3}", "src='javascript:x'", "src='https://[x'", "src='/local'", "src='https://'", "name='x]['"])
def test_an_app_without_an_address_is_a_quiet_row(render, attributes):
    page = render(f"<Cloud {attributes} />")
    assert "href" not in page.html
    assert "<b>Interactive example</b>" in page.html
    assert [(problem.kind, problem.line) for problem in page.problems] == [("attribute", 5)]


def test_a_picture_of_an_app_is_shown_where_there_is_one(html):
    assert '<div class="offline pictured" data-url="https://x.streamlit.app/"><span class="what"><img src="/_/asset/images/buoy.svg" alt="">' in html(
        "<Cloud name='x' picture='/images/buoy.svg' />"
    )
    assert 'class="offline"' in html("<Cloud name='x' picture='/images/gone.svg' />")


@pytest.mark.parametrize(
    ("body", "title", "address"),
    [
        ("<YouTube videoId='a_b-c' />", "Where we are", "https://www.youtube.com/watch?v=a_b-c"),
        ("# Knots\n\n<YouTube videoId='a' autoplay loop />", "Knots", "https://www.youtube.com/watch?v=a"),
        ("<YouTube videoId='a' caption='A & b' start={75} end={90} />", "A &amp; b", "https://www.youtube.com/watch?v=a&amp;t=75"),
        ("<YouTube videoId='a&b' start='1m&x' />", "Where we are", "https://www.youtube.com/watch?v=a%26b&amp;t=1m%26x"),
    ],
)
def test_videos(html, body, title, address):
    written = html(body)
    assert f"<b>Video: {title}</b>" in written
    assert f'href="{address}"' in written


def test_a_video_without_a_name_is_a_quiet_row(render):
    page = render("<YouTube />")
    assert "href" not in page.html
    assert "videoId" in page.problems[0].message


def test_an_app_of_no_name():
    assert readable_name("https:///x") == readable_name("https://doc-.x") == "app"
    assert without_embedding("https://x.example/a?embed=1#b") == "https://x.example/a#b"


def test_the_row_of_an_app():
    what, row = app_row("https://doc-tide-table.app.example/?embed=true")
    assert what == "Interactive example: tide table"
    assert 'data-url="https://doc-tide-table.app.example/"' in row
