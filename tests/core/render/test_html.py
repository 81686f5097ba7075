from __future__ import annotations

from viewer.core.model import LinkKind
from viewer.core.render.html import attributes, breakable, icon, link_attributes
from viewer.core.render.links import Target


def test_attributes():
    assert attributes(class_="a", data_url='b"&', open=True, hidden=False, id=None, alt="") == ' class="a" data-url="b&quot;&amp;" open alt=""'


def test_icons():
    assert icon("add", "s") == '<i class="icon s" data-icon="add" aria-hidden="true"></i>'
    assert 'data-icon="&quot;"' in icon('"')


def test_links():
    assert link_attributes(Target(LinkKind.EXTERNAL, "https://x.example/?a&b"), "c") == ' class="c" href="https://x.example/?a&amp;b" rel="external noopener"'
    assert link_attributes(Target(LinkKind.RESOLVED, "/a")) == ' href="/a"'
    assert link_attributes(Target(LinkKind.ABSENT, "/a"), "c", quiet=True) == ' class="c" href="/a"'
    assert link_attributes(Target(LinkKind.ABSENT, "/a"), "c").startswith(' class="c absent" href="/a" title="This page is not')
    assert link_attributes(Target(LinkKind.BROKEN, "/a")).startswith(' class="absent" href="/a" title="There is no')


def test_long_names_may_be_broken_behind_their_dots():
    long = "tide." + "x" * 30
    assert breakable(f"a.b, {long} <c>") == f"a.b, tide.<wbr>{'x' * 30} &lt;c&gt;"
