from __future__ import annotations


def icon(name):
    return f'<i class="icon" data-icon="{name}" aria-hidden="true"></i>'


def test_downloads(render):
    page = render("<Download href='/data/tides.csv'>the *tides*</Download>\n<Download href='/data/tides.csv' />\n<Download href='/data/gone.csv'>a</Download>")
    link = f'<a class="icon-link" href="/_/asset/data/tides.csv" download="tides.csv">{icon("download")}'
    assert page.html == (
        f'{link}the <em>tides</em></a>\n{link}tides.csv</a>\n<span class="icon-link off">{icon("file_download_off")}a: not in this docset</span>\n'
    )
    assert page.assets == ("data/tides.csv", "/data/gone.csv")
    assert [link.kind for link in page.links] == ["resolved", "resolved", "absent"]
    assert page.sections[0].text.split() == ["the", "tides", "a"]


def test_a_download_of_nothing(render):
    page = render("<Download>a</Download>")
    assert page.html == f'<span class="icon-link off">{icon("file_download_off")}a: not in this docset</span>\n'
    assert len(page.problems) == 1


def test_icon_links(html):
    assert html("<IconLink href='/sea' label='a `b`' />") == f'<a class="icon-link" href="/sea">{icon("arrow_forward")}a <code>b</code></a>\n'
    right = "<IconLink href='/sea' icon='map' cssModuleIconClassName='IconRight'>a</IconLink>"
    assert html(right) == f'<a class="icon-link" href="/sea">a{icon("map")}</a>\n'


def test_an_icon_link_that_leads_nowhere(render):
    page = render("<IconLink label='a' />")
    assert page.html == f'<span class="icon-link off">{icon("arrow_forward")}a</span>\n'
    assert {problem.kind for problem in page.problems} == {"link", "attribute"}


def test_the_trial(html):
    link = '<a href="https://signup.snowflake.com/" rel="external noopener">'
    assert html("1. at <SnowflakeTrial /> or <SnowflakeTrial text='a & b' />.") == (
        f"<ol>\n<li>at {link}signup.snowflake.com</a> or {link}a &amp; b</a>.</li>\n</ol>\n"
    )
