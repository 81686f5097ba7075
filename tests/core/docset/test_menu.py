from __future__ import annotations

from viewer.core.docset import menu
from viewer.core.docset.menu import MAX_DEPTH, Outline
from viewer.core.model import Docset, Heading, Link, LinkKind, MenuEntry, NavKind, NavNode, PageMeta, RenderedPage


def docset(*slugs, entries=(), **fields):
    pages = {slug: PageMeta(f"{slug[1:]}.md", slug, f"Title of {slug}") for slug in slugs}
    return Docset("d", "Docs", pages=pages, menu=tuple(entries), **fields)


def build(*slugs, entries, **fields):
    return menu.build(docset(*slugs, entries=entries, **fields), {}).children


def entry(path, url="", **fields):
    return MenuEntry(tuple(path.split("/")), url, **fields)


def test_the_root_is_a_group_with_the_docsets_title():
    nav = menu.build(docset("/a"), {})
    assert (nav.label, nav.kind, [child.slug for child in nav.children]) == ("Docs", NavKind.GROUP, ["/a"])


def test_entries_form_a_tree_in_file_order_with_their_own_labels():
    (first, second) = build("/a", "/a/1", "/b", entries=[entry("B", "/b"), entry("A", "/a", icon="code"), entry("A/One", "/a/1")])
    assert (first.label, first.slug) == ("B", "/b")
    assert (second.label, second.icon, second.children[0].label, second.children[0].slug) == ("A", "code", "One", "/a/1")


def test_a_missing_parent_becomes_a_group():
    (group,) = build("/a", entries=[entry("Group/A", "/a")])
    assert (group.label, group.kind) == ("Group", NavKind.GROUP)


def test_labels_that_differ_in_case_and_marks_alone_are_one_node():
    (node,) = build("/a", "/b", entries=[entry("Get started", "/a"), entry("get-started!/B", "/b")])
    assert (node.label, node.slug, [child.slug for child in node.children]) == ("Get started", "/a", ["/b"])


def test_an_entry_without_url_is_a_divider_and_a_rule_has_no_label():
    nodes = build("/a", entries=[entry("ELEMENTS"), entry("---"), entry("A", "/a"), entry("---")])
    assert [(node.label, node.kind) for node in nodes if node.kind is NavKind.DIVIDER] == [("ELEMENTS", NavKind.DIVIDER), ("", NavKind.DIVIDER), ("", NavKind.DIVIDER)]


def test_a_divider_hides_with_all_the_entries_that_it_heads():
    entries = [entry("GONE"), entry("A", "/a"), entry("B", "/b"), entry("HERE"), entry("C", "/c"), entry("D", "/d"), entry("LAST")]
    nodes = build("/d", entries=entries)
    assert [(node.label, node.hidden) for node in nodes if node.kind is NavKind.DIVIDER] == [("GONE", True), ("HERE", False), ("LAST", False)]


def test_a_label_of_signs_can_have_children():
    (group,) = build("/a", entries=[entry("!!/A", "/a"), entry("!!/B", "/a")])
    assert (group.label, len(group.children)) == ("!!", 2)


def test_a_url_of_the_docsets_host_is_a_cross_link_and_any_other_external():
    cross, gone, outside, unreadable = build(
        "/a",
        host="docs.example.org",
        entries=[
            entry("Cross", "https://docs.example.org/a/"),
            entry("Gone", "https://docs.example.org/gone"),
            entry("Out", "https://example.org/a"),
            entry("Bad", "https://[bad"),
        ],
    )
    assert (cross.kind, cross.slug) == (NavKind.CROSS, "/a")
    assert (gone.kind, gone.url) == (NavKind.EXTERNAL, "https://docs.example.org/gone")
    assert (outside.kind, outside.url, outside.slug) == (NavKind.EXTERNAL, "https://example.org/a", "")
    assert unreadable.kind is NavKind.EXTERNAL


def test_an_entry_of_a_page_that_is_not_there_is_hidden_unless_pages_hang_below_it():
    leaf, branch = build("/b/1", entries=[entry("A", "/a"), entry("B", "/b"), entry("B/One", "/b/1")])
    assert (leaf.kind, leaf.slug, leaf.hidden) == (NavKind.PAGE, "/a", True)
    assert (branch.kind, branch.hidden, branch.children[0].slug) == (NavKind.GROUP, False, "/b/1")


def test_redirects_are_followed_after_pages_and_loops_end():
    redirects = {"/a": "/b", "/old": "/older/", "/older": "/b#here", "/x": "/y", "/y": "/x"}
    nodes = build("/a", "/b", redirects=redirects, entries=[entry("A", "/a"), entry("Old", "/old"), entry("X", "/x")])
    assert [(node.slug, node.hidden) for node in nodes] == [("/a", False), ("/b", False), ("/x", True)]


def test_marks_come_from_entries_frontmatter_pages_and_cards():
    base = docset("/a", "/b", "/c", "/d", entries=[entry("A", "/a", deprecated=True), entry("B", "/b"), entry("C", "/c"), entry("D", "/d", hidden=True)])
    pages = {**base.pages, "/d": PageMeta("d.md", "/d", "D", deprecated=True)}
    outlines = {"/a": Outline(deprecates=("/c",)), "/b": Outline(deprecated=True)}
    nav = menu.build(Docset("d", "Docs", pages=pages, menu=base.menu), outlines)
    assert [(node.deprecated, node.hidden) for node in nav.children] == [(True, False), (True, False), (True, False), (True, True)]


def test_an_entry_without_label_hangs_by_its_slug_and_is_called_as_its_page():
    (a, outside) = build("/a", "/a/b/c", entries=[entry("A", "/a"), MenuEntry((), "/a/b/c"), MenuEntry((), "https://example.org")])
    assert [(child.label, child.slug) for child in a.children] == [("Title of /a/b/c", "/a/b/c")]
    assert outside.label == "https://example.org"


def test_an_entry_without_anything_is_a_rule():
    (node,) = build("/a", entries=[MenuEntry(())])
    assert (node.label, node.kind) == ("", NavKind.DIVIDER)


def depth(node: NavNode) -> int:
    return 1 + max((depth(child) for child in node.children), default=0)


def test_no_tree_is_deeper_than_its_limit():
    far = "/".join(f"l{number}" for number in range(5000))
    by_label = menu.build(docset("/a", entries=[entry(far, "/a")]), {})
    by_slug = menu.build(docset(*(f"/{far[: end * 5]}" for end in range(1, 200)), entries=[MenuEntry((), f"/{far[: end * 5]}") for end in range(1, 200)]), {})
    assert depth(by_label) <= MAX_DEPTH + 1
    assert depth(by_slug) <= MAX_DEPTH + 1


def test_an_outline_keeps_headings_and_the_links_to_other_pages():
    links = (
        Link("/b", LinkKind.RESOLVED, 1, slug="/b", section=1),
        Link("#x", LinkKind.RESOLVED, 2, slug="/a", anchor="x"),
        Link("/images/a.png", LinkKind.RESOLVED, 2),
        Link("/gone", LinkKind.BROKEN, 3),
    )
    page = RenderedPage("/a", "A", "", has_title=True, headings=(Heading(1, "A", "a"),), links=links, deprecated=True, deprecates=("/c",))
    assert menu.outline(page) == Outline(((1, "A"),), ((1, "/b"),), deprecated=True, deprecates=("/c",))
