from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.core.docset import menu, tree
from viewer.core.docset.menu import MAX_DEPTH, Outline
from viewer.core.model import Docset, NavKind, PageMeta


def pages(*slugs, **orders):
    """Pages titled by the last part of their slug; `orders` by that part."""
    names = {slug: slug.rpartition("/")[2] for slug in slugs}
    return {slug: PageMeta(f"{slug[1:] or 'index'}.md", slug, name or "Home", order=orders.get(name)) for slug, name in names.items()}


def build(metas, outlines=None):
    return menu.build(Docset("d", "Docs", pages=metas), outlines or {}).children


def labels(nodes):
    return [f"-- {node.label}" if node.kind is NavKind.DIVIDER else node.label for node in nodes]


def test_a_page_hangs_below_the_page_its_slug_begins_with():
    (a,) = build(pages("/a", "/a/b", "/a/b/c"))
    assert (a.slug, a.children[0].slug, a.children[0].children[0].slug) == ("/a", "/a/b", "/a/b/c")


def test_a_level_that_is_in_the_slug_alone_is_skipped():
    metas = {"/a": PageMeta("a.md", "/a", "A"), "/a/b/c": PageMeta("a/other/c.md", "/a/b/c", "C"), "/x/y": PageMeta("y.md", "/x/y", "Y")}
    first, second = build(metas)
    assert ([child.slug for child in first.children], second.slug) == (["/a/b/c"], "/x/y")


def test_a_folder_without_a_page_is_a_group_named_after_it():
    metas = {
        "/getting-started/1": PageMeta("getting_started/1.md", "/getting-started/1", "One"),
        "/getting-started/2": PageMeta("getting_started/2.md", "/getting-started/2", "Two"),
        "/-/3": PageMeta("-/3.md", "/-/3", "Three"),
    }
    dash, group = build(metas)
    assert (group.label, group.kind, group.slug, labels(group.children)) == ("Getting started", NavKind.GROUP, "", ["One", "Two"])
    assert dash.label == "-"


def test_the_root_page_stands_first_and_orders_the_top():
    nodes = build(pages("/", "/a", "/b"), {"/": Outline(links=((0, "/b"), (0, "/a")))})
    assert [node.slug for node in nodes] == ["/", "/b", "/a"]


def test_children_stand_in_the_section_that_links_them_most():
    outline = Outline(
        ((1, "Title"), (2, "First"), (2, "Second")),
        ((1, "/p/c"), (2, "/p/b"), (2, "/p/c/x"), (3, "/p/a"), (3, "/p/c"), (3, "/p/c"), (3, "/elsewhere")),
    )
    (p,) = build(pages("/p", "/p/a", "/p/b", "/p/c", "/p/c/x"), {"/p": outline})
    assert labels(p.children) == ["-- First", "b", "-- Second", "a", "c"]


def test_a_link_below_a_child_is_a_vote_for_it():
    outline = Outline(((2, "First"), (2, "Second")), ((1, "/p/b/x"), (2, "/p/a/x"), (2, "/p/c/x")))
    (p,) = build(pages("/p", "/p/a", "/p/a/x", "/p/b", "/p/b/x", "/p/c", "/p/c/x"), {"/p": outline})
    assert labels(p.children) == ["-- First", "b", "-- Second", "a", "c"]


def test_of_sections_with_equal_votes_the_first_counts():
    outline = Outline(((2, "First"), (2, "Second")), ((2, "/p/a"), (1, "/p/a"), (2, "/p/b"), (1, "/p/c")))
    (p,) = build(pages("/p", "/p/a", "/p/b", "/p/c"), {"/p": outline})
    assert labels(p.children) == ["-- First", "a", "c", "-- Second", "b"]


def test_what_is_not_linked_comes_last_by_title_below_a_rule():
    outline = Outline(((2, "First"), (2, "Second")), ((1, "/p/z"), (2, "/p/y"), (2, "/p/x")))
    (p,) = build(pages("/p", "/p/a", "/p/B", "/p/x", "/p/y", "/p/z"), {"/p": outline})
    assert labels(p.children) == ["-- First", "z", "-- Second", "y", "x", "-- ", "a", "B"]


def test_what_stands_before_the_first_heading_has_no_divider():
    outline = Outline(((2, "First"),), ((0, "/p/b"), (1, "/p/a"), (1, "/p/c")))
    (p,) = build(pages("/p", "/p/a", "/p/b", "/p/c"), {"/p": outline})
    assert labels(p.children) == ["b", "-- First", "a", "c"]


def test_dividers_take_the_coarsest_headings_that_make_groups():
    outline = Outline(
        ((1, "Title"), (2, "Elements"), (3, "Text"), (3, "Charts"), (2, "Logic"), (3, "Flow")),
        ((3, "/p/text"), (4, "/p/charts"), (6, "/p/flow")),
    )
    (p,) = build(pages("/p", "/p/charts", "/p/flow", "/p/text"), {"/p": outline})
    assert labels(p.children) == ["-- Elements", "text", "charts", "-- Logic", "flow"]


def test_there_are_no_dividers_where_each_child_would_have_its_own_or_all_one():
    each = Outline(((2, "First"), (2, "Second")), ((1, "/p/b"), (2, "/p/a")))
    one = Outline(((2, "First"),), ((1, "/p/b"), (1, "/p/a")))
    for outline in (each, one):
        (p,) = build(pages("/p", "/p/a", "/p/b"), {"/p": outline})
        assert labels(p.children) == ["b", "a"]


def test_order_in_the_frontmatter_comes_first_of_all():
    outline = Outline(((2, "First"), (2, "Second")), ((1, "/p/b"), (2, "/p/a"), (2, "/p/c"), (1, "/p/d"), (1, "/p/e")))
    (p,) = build(pages("/p", "/p/a", "/p/b", "/p/c", "/p/d", "/p/e", d=0, e=-1.5), {"/p": outline})
    assert labels(p.children) == ["e", "d", "-- First", "b", "-- Second", "a", "c"]


def test_deprecated_pages_are_marked_and_last_in_their_group():
    outline = Outline(((2, "First"), (2, "Second")), ((1, "/p/a"), (1, "/p/b"), (2, "/p/c")), deprecates=("/p/a",))
    (p,) = build(pages("/p", "/p/a", "/p/b", "/p/c"), {"/p": outline})
    assert labels(p.children) == ["-- First", "b", "a", "-- Second", "c"]
    assert [node.deprecated for node in p.children] == [False, False, True, False, False]


def depth(node):
    return 1 + max((depth(child) for child in node.children), default=0)


def test_what_lies_deeper_than_the_limit_hangs_on_the_last_level():
    slugs = ["/" + "/".join(["x"] * length) for length in range(1, 200)]
    (x,) = build(pages(*slugs))
    assert depth(x) == MAX_DEPTH
    folders = "/".join(["f"] * 3000)
    (f,) = build({f"/{folders}/page": PageMeta(f"{folders}/page.md", f"/{folders}/page", "Page")})
    assert depth(f) == MAX_DEPTH


PARTS = st.lists(st.sampled_from(["a", "b", "c", "long-name", "X"]), min_size=1, max_size=4)
SLUGS = st.lists(PARTS.map(lambda parts: "/" + "/".join(parts)), unique=True, max_size=15)
LINKS = st.lists(st.tuples(st.integers(0, 4), PARTS.map(lambda parts: "/" + "/".join(parts))), max_size=15)
SECTIONS = st.lists(st.tuples(st.integers(1, 6), st.just("Heading")), min_size=4, max_size=4)


@given(SLUGS, LINKS, SECTIONS, st.booleans())
def test_whatever_links_where_every_page_has_one_place(slugs, links, sections, root):
    metas = pages(*(["/"] if root else []), *slugs)
    outline = Outline(tuple(sections), tuple(links))
    nav = menu.build(Docset("d", "Docs", pages=metas), dict.fromkeys(metas, outline))
    assert sorted(tree.reading_order(nav)) == sorted(metas)
    for slug in slugs:
        places = [node.slug for node in tree.trail(nav, slug)[:-1] if node.slug]
        assert places == [place for place in slugs_above(slug) if place in metas]


def slugs_above(slug):
    parts = slug.split("/")[1:]
    return ["/" + "/".join(parts[:depth]) for depth in range(1, len(parts))]
