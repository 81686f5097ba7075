from __future__ import annotations

import pytest

from viewer.core.model import Docset, LinkKind, PageMeta
from viewer.core.render.links import Resolver, find_asset

RESOLVED, ABSENT, BROKEN, EXTERNAL = LinkKind.RESOLVED, LinkKind.ABSENT, LinkKind.BROKEN, LinkKind.EXTERNAL


@pytest.fixture
def follow(docset):
    """Where a link leads, written on /sea/here or another page: kind, href and repair."""
    resolver = Resolver(docset)

    def follow(href, slug="/sea/here"):
        target = resolver.resolve(href, docset.pages[slug])
        return target.kind, target.href, target.repair

    return follow


@pytest.mark.parametrize(
    ("href", "kind", "target", "repair"),
    [
        ("/sea/boats", RESOLVED, "/sea/boats", ""),
        ("/sea/boats/", RESOLVED, "/sea/boats", ""),
        (" /sea/boats?a=1#keel ", RESOLVED, "/sea/boats#keel", ""),
        ("/sea/deep/sea.trench", RESOLVED, "/sea/deep/sea.trench", ""),
        ("/sea/%62oats#a%20b", RESOLVED, "/sea/boats#a%20b", ""),
        ("#keel", RESOLVED, "#keel", ""),
        ("#", BROKEN, "", ""),
        ("", BROKEN, "", ""),
        ("?a=1", BROKEN, "", ""),
        ("/data/tides.csv", RESOLVED, "/_/asset/data/tides.csv", ""),
        ("/two%20words.png", RESOLVED, "/_/asset/two%20words.png", ""),
        # repaired
        ("(/sea/boats#keel)", RESOLVED, "/sea/boats#keel", "parentheses"),
        ("(/nowhere)", ABSENT, "/nowhere", ""),
        ("(/boats)", RESOLVED, "/sea/boats", "prefix"),
        ("/boats", RESOLVED, "/sea/boats", "prefix"),
        ("/1.33.0/sea/boats", RESOLVED, "/sea/boats", "version"),
        ("/latest/sea/boats", RESOLVED, "/sea/boats", "version"),
        ("/SiS/sea/boats", RESOLVED, "/sea/boats", "version"),
        ("/Sea/BOATS", RESOLVED, "/sea/boats", "case"),
        ("/sea/boats.clear", RESOLVED, "/sea/boats", "parent"),
        ("/sea/boats.md", RESOLVED, "/sea/boats", "file"),
        ("boats", RESOLVED, "/sea/boats", "relative"),
        ("./boats#keel", RESOLVED, "/sea/boats#keel", "relative"),
        ("deep/sea.trench", RESOLVED, "/sea/deep/sea.trench", "relative"),
        ("../sea", RESOLVED, "/sea", "relative"),
        ("boats.gone", RESOLVED, "/sea/boats", "parent"),
        ("own.png", RESOLVED, "/_/asset/sea/own.png", "relative"),
        ("boats.md#keel", RESOLVED, "/sea/boats#keel", "file"),
        ("Deep/_index.md", RESOLVED, "/sea/deep", "file"),
        ("../sea/Deep/trench.md", RESOLVED, "/sea/deep/sea.trench", "file"),
        ("../../../sea/boats.md", RESOLVED, "/sea/boats", "file"),
        ("https://sea.example/sea/boats#keel", RESOLVED, "/sea/boats#keel", "host"),
        ("https://SEA.example/boats", RESOLVED, "/sea/boats", "prefix"),
        # redirected
        ("/old", RESOLVED, "/sea/boats#keel", "redirect"),
        ("/older", RESOLVED, "/sea/boats#keel", "redirect"),
        ("/old#mast", RESOLVED, "/sea/boats#keel", "redirect"),
        ("/slash#mast", RESOLVED, "/sea/boats#mast", "redirect"),
        ("https://sea.example/old", RESOLVED, "/sea/boats#keel", "redirect"),
        ("/round", ABSENT, "/round", ""),
        # nothing there
        ("/sky/cloud#a", ABSENT, "/sky/cloud#a", ""),
        ("/sea/sky", ABSENT, "/sea/sky", ""),
        ("/sea/sky/cloud", ABSENT, "/sea/sky/cloud", ""),
        ("/sea/skyline", BROKEN, "/sea/skyline", ""),
        ("/sea/reef/coral", ABSENT, "/sea/reef/coral", ""),
        ("/sea/deep/vent", BROKEN, "/sea/deep/vent", ""),
        ("vent", BROKEN, "/sea/vent", ""),
        ("vent.md", BROKEN, "/sea/vent.md", ""),
        ("https://sea.example/sea/vent", BROKEN, "/sea/vent", ""),
        ("https://sea.example", ABSENT, "/", ""),
        # outside
        ("https://harbour.example/a?b#c", EXTERNAL, "https://harbour.example/a?b#c", ""),
        ("HTTP://harbour.example", EXTERNAL, "HTTP://harbour.example", ""),
        ("//harbour.example/a", EXTERNAL, "https://harbour.example/a", ""),
        ("mailto:crew@harbour.example", EXTERNAL, "mailto:crew@harbour.example", ""),
        ("tel:+1", EXTERNAL, "tel:+1", ""),
        # refused
        ("javascript:alert(1)", BROKEN, "", ""),
        ("JavaScript:alert(1)", BROKEN, "", ""),
        ("(javascript:alert(1))", BROKEN, "", ""),
        ("data:text/html,x", BROKEN, "", ""),
        ("file:///etc/passwd", BROKEN, "", ""),
        ("docshelf://other/page", BROKEN, "", ""),
        ("docshelf://search?q=tides%20today", RESOLVED, "docshelf://search?q=tides%20today", ""),
        ("docshelf://search.example?q=x", BROKEN, "", ""),
        ("http://[harbour", BROKEN, "", ""),
    ],
)
def test_targets(follow, href, kind, target, repair):
    assert follow(href) == (kind, target, repair)


@pytest.mark.parametrize(
    ("href", "slug", "target"),
    [
        ("sea.trench", "/sea/deep", "/sea/deep/sea.trench"),
        ("boats", "/sea/deep", "/sea/boats"),
        ("boats", "/sea", "/sea/boats"),
        ("../boats", "/sea/deep/sea.trench", "/sea/boats"),
        ("trench", "/sea/deep/sea.trench", ""),
    ],
)
def test_relative_links_of_other_pages(follow, href, slug, target):
    kind, found, _ = follow(href, slug)
    assert found == target if target else kind is BROKEN


def test_a_docset_without_a_common_root_repairs_no_prefix():
    docset = Docset("x", "X", pages={slug: PageMeta(slug[1:] + ".md", slug, "T") for slug in ("/a", "/b/c")})
    resolver = Resolver(docset)
    assert resolver.root == "/"
    assert resolver.resolve("/c", docset.pages["/a"]).kind is ABSENT
    assert resolver.resolve("/a/b", docset.pages["/a"]).kind is BROKEN
    assert resolver.resolve("/b/c/d", docset.pages["/a"]).kind is ABSENT


def test_an_empty_docset_resolves_nothing():
    page = PageMeta("a.md", "/a", "A")
    assert Resolver(Docset("x", "X")).resolve("/b", page).kind is ABSENT
    assert Resolver(Docset("x", "X")).resolve("https://harbour.example", page).kind is EXTERNAL


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("/images/buoy.svg", "images/buoy.svg"),
        ("images/buoy.svg?raw#top", "images/buoy.svg"),
        ("/two%20words.png", "two words.png"),
        ("own.png", "sea/own.png"),
        ("../images/buoy.svg", "images/buoy.svg"),
        ("/../../images/buoy.svg", "images/buoy.svg"),
        ("/images/gone.svg", None),
        ("https://harbour.example/images/buoy.svg", None),
        ("", None),
    ],
)
def test_assets(docset, source, path):
    assert find_asset(docset, source, docset.pages["/sea/here"]) == path


def test_links_of_a_page_know_where_they_stand(render):
    page = render("[a](/sea)\n\n# One\n\n[b](boats)\n[c](gone)\n\n## Two\n\n<RefCard href='/sea/deep#x'>\n\n[d](mailto:x@y)\n\n</RefCard>\n")
    facts = [(link.href, link.line, link.section, link.component, link.slug, link.anchor) for link in page.links]
    assert facts == [
        ("/sea", 5, 0, "", "/sea", ""),
        ("boats", 9, 1, "", "/sea/boats", ""),
        ("gone", 10, 1, "", "", ""),
        ("/sea/deep#x", 14, 2, "RefCard", "/sea/deep", "x"),
        ("mailto:x@y", 16, 2, "", "", ""),
    ]
