from __future__ import annotations

import shutil

import pytest
from msgspec.structs import replace

from viewer.core.address import SNAPSHOT, Address
from viewer.core.errors import UnknownDocsetError
from viewer.core.reader.records import Bookmark
from viewer.core.render import plain
from viewer.services import moving, snapshotting
from viewer.services.adding import Wish, add
from viewer.services.moving import Fate
from viewer.services.reference import CHANGES

NOW = 1_790_000_000.0
CHAPTERS = ("install", "first-steps", "state", "caching", "theming", "testing")
BEFORE = {
    "guide/index.md": ("Guide", "/guide", ["Overview"]),
    **{f"guide/{name}.md": (f"Guide to {name}", f"/guide/{name}", [f"What {name} is", f"How {name} works", "Notes"]) for name in CHAPTERS},
    "guide/secrets.md": ("Secrets management", "/guide/secrets", ["Keep secrets", "Rotate secrets", "Notes"]),
    "guide/embedding.md": ("Embedding an app", "/guide/embedding", ["The frame", "Notes"]),
    "guide/zebra.md": ("Zebra crossing", "/guide/zebra", ["Stripes"]),
    "guide/widgets.md": ("Widget behaviour", "/guide/widgets", ["Widget identity", "Order of widgets", "Notes"]),
    "guide/forms.md": ("Using forms", "/guide/forms", ["Form submission", "Notes"]),
}
"""Title, slug and headings of each page. By path."""
AFTER = {
    **{path: page for path, page in BEFORE.items() if path.partition("/")[2] in {"index.md", "install.md", "first-steps.md", "state.md", "caching.md"}},
    # redirected: to another section, in two steps, to a place on another page, and into one that lost a heading
    "learn/theming.md": ("Theming", "/learn/theming", ["What theming is", "How theming works today", "Notes"]),
    "learn/testing.md": ("Guide to testing", "/learn/testing", ["What testing is", "Notes"]),
    "learn/deploy.md": ("Deploy", "/learn/deploy", ["Before you begin", "Embedding", "Notes"]),
    # moved without a word: the page by its title, the headings of another one by theirs
    "learn/secrets.md": ("Secrets management", "/learn/secrets", ["Keep secrets", "Rotate secrets", "Notes"]),
    "learn/identity.md": ("Identity", "/learn/identity", ["Widget identity", "Notes"]),
    # renamed
    "learn/forms.md": ("Using forms well", "/learn/forms", ["Submitting", "Notes"]),
    "learn/order.md": ("Order", "/learn/order", ["How testing works", "Notes"]),
}
REDIRECTS = """
/guide/theming /learn/theming
/guide/testing /learn/checks
/learn/checks /learn/testing
/guide/embedding /learn/deploy#embedding
"""


def anchor(heading):
    return heading.lower().replace(" ", "-")


def write(folder, pages, redirects=""):
    shutil.rmtree(folder, ignore_errors=True)
    for path, (title, slug, headings) in pages.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        body = "\n\n".join(f"## {heading}\n\nWords of {title} about {heading}." for heading in headings)
        file.write_text(f"---\ntitle: {title}\nslug: {slug}\n---\n\n# {title}\n\n{body}\n", "utf-8")
    (folder / "public").mkdir()
    (folder / "public/_redirects").write_text(redirects, "utf-8")
    (folder / "docset.toml").write_text('[docset]\nid = "tool"\ntitle = "Tool"\n', "utf-8")
    return folder


@pytest.fixture
def update(application, tmp_path, quiet):
    """Puts the docset into the library as it is after the change, or as told."""
    return lambda pages=AFTER, redirects=REDIRECTS: add(application.library, write(tmp_path / "tool", pages, redirects), Wish(), quiet)


@pytest.fixture
def marked(application, update):
    """A bookmark with a snapshot at every page and every heading of the docset as it was before; by page and heading."""
    update(BEFORE, "")
    made = {}
    for title, slug, headings in BEFORE.values():
        for heading in ("", *headings):
            address = Address("tool", slug, anchor(heading) if heading else "")
            bookmark = application.reader.bookmarks.add(Bookmark(f"b{len(made)}", address, heading or title, heading=heading, page_title=title))
            made[slug, heading] = snapshotting.take(application, bookmark, NOW)
    return made


@pytest.fixture
def fates(application, marked, update):
    """What became of each after the update: fate, and address without the docset."""
    update()
    return told(application, marked)


def told(application, marked):
    moves = {move.bookmark.id: move for move in moving.look(application, "tool")}
    return {place: spelled(moves[bookmark.id]) for place, bookmark in marked.items()}


def spelled(move):
    return move.fate, str(move.to).removeprefix("docshelf://tool") if move.to else ""


def test_before_the_update_all_are_where_they_were(application, marked):
    for (slug, heading), (fate, to) in told(application, marked).items():
        assert (fate, to) == (Fate.HERE, slug + (f"#{anchor(heading)}" if heading else ""))


def test_every_bookmark_ends_in_its_class(fates):
    stayed = {"/guide", "/guide/install", "/guide/first-steps", "/guide/state", "/guide/caching"}
    assert len([slug for _, slug, _ in BEFORE.values() if slug not in stayed]) >= len(BEFORE) / 3
    assert {place: fate for place, (fate, _) in fates.items() if place[0] in stayed} == {place: Fate.HERE for place in fates if place[0] in stayed}
    assert {place: there for place, there in fates.items() if place[0] not in stayed} == {
        ("/guide/theming", ""): (Fate.REDIRECTED, "/learn/theming"),
        ("/guide/theming", "What theming is"): (Fate.REDIRECTED, "/learn/theming#what-theming-is"),
        ("/guide/theming", "How theming works"): (Fate.REDIRECTED, "/learn/theming"),
        ("/guide/theming", "Notes"): (Fate.REDIRECTED, "/learn/theming#notes"),
        ("/guide/testing", ""): (Fate.REDIRECTED, "/learn/testing"),
        ("/guide/testing", "What testing is"): (Fate.REDIRECTED, "/learn/testing#what-testing-is"),
        ("/guide/testing", "How testing works"): (Fate.HEADING, "/learn/order#how-testing-works"),
        ("/guide/testing", "Notes"): (Fate.REDIRECTED, "/learn/testing#notes"),
        ("/guide/secrets", ""): (Fate.HEADING, "/learn/secrets"),
        ("/guide/secrets", "Keep secrets"): (Fate.HEADING, "/learn/secrets#keep-secrets"),
        ("/guide/secrets", "Rotate secrets"): (Fate.HEADING, "/learn/secrets#rotate-secrets"),
        ("/guide/secrets", "Notes"): (Fate.HEADING, "/learn/secrets#notes"),
        ("/guide/embedding", ""): (Fate.REDIRECTED, "/learn/deploy#embedding"),
        ("/guide/embedding", "The frame"): (Fate.REDIRECTED, "/learn/deploy#embedding"),
        ("/guide/embedding", "Notes"): (Fate.REDIRECTED, "/learn/deploy#notes"),
        ("/guide/widgets", ""): (Fate.GONE, ""),
        ("/guide/widgets", "Widget identity"): (Fate.HEADING, "/learn/identity#widget-identity"),
        ("/guide/widgets", "Order of widgets"): (Fate.GONE, ""),
        ("/guide/widgets", "Notes"): (Fate.GONE, ""),
        ("/guide/forms", ""): (Fate.NEAREST, "/learn/forms"),
        ("/guide/forms", "Form submission"): (Fate.NEAREST, "/learn/forms"),
        ("/guide/forms", "Notes"): (Fate.NEAREST, "/learn/forms"),
        ("/guide/zebra", ""): (Fate.GONE, ""),
        ("/guide/zebra", "Stripes"): (Fate.GONE, ""),
    }


def test_what_is_offered_is_named(application, marked, update):
    update()
    moves = {move.bookmark.id: move for move in moving.look(application, "tool")}
    move = moves[marked["/guide/secrets", "Keep secrets"].id]
    assert (move.title, move.heading) == ("Secrets management", "Keep secrets")
    move = moves[marked["/guide/secrets", ""].id]
    assert (move.title, move.heading) == ("Secrets management", "")


def test_redirects_are_followed_and_can_be_undone(application, marked, update):
    update()
    moves = moving.look(application, "tool")
    before = moving.follow(application, moves, NOW + 1)
    assert {bookmark.id for bookmark in before} == {move.bookmark.id for move in moves if move.fate is Fate.REDIRECTED}
    after = {move.bookmark.id: move for move in moving.look(application, "tool")}
    assert {after[bookmark.id].fate for bookmark in before} == {Fate.HERE}
    moved = application.reader.bookmarks.get(marked["/guide/testing", "What testing is"].id)
    assert (str(moved.address), moved.heading, moved.page_title) == ("docshelf://tool/learn/testing#what-testing-is", "What testing is", "Guide to testing")
    bare = application.reader.bookmarks.get(marked["/guide/theming", "How theming works"].id)
    assert (bare.heading, bare.page_title) == ("", "Theming")
    moving.put_back(application, before, NOW + 2)
    for bookmark in before:
        assert application.reader.bookmarks.get(bookmark.id) == replace(bookmark, changed=NOW + 2)


def test_what_is_offered_is_taken_one_by_one(application, marked, update):
    update()
    moves = {move.bookmark.id: move for move in moving.look(application, "tool")}
    old = moving.accept(application, moves[marked["/guide/secrets", "Keep secrets"].id], NOW + 1)
    assert str(application.reader.bookmarks.get(old.id).address) == "docshelf://tool/learn/secrets#keep-secrets"
    gone = moving.accept(application, moves[marked["/guide/zebra", ""].id], NOW + 1)
    assert application.reader.bookmarks.get(gone.id) == gone


def test_the_snapshots_stay_whatever_became_of_the_page(application, marked, update):
    update()
    moving.follow(application, moving.look(application, "tool"), NOW + 1)
    for (slug, heading), bookmark in marked.items():
        now = application.reader.bookmarks.get(bookmark.id)
        assert (now.snapshot, now.taken) == (bookmark.snapshot, NOW)
        kept = snapshotting.read(application, now)
        assert kept.address.slug == slug
        assert f"about {heading}" in plain.text(kept.page)
    assert snapshotting.where(application, marked["/guide/zebra", "Stripes"]) == Address(SNAPSHOT, f"/{marked['/guide/zebra', 'Stripes'].id}", "stripes")


@pytest.fixture
def fate(application, update):
    """What becomes of one bookmark in the docset after the update."""
    update()

    def look(slug, anchor="", **known):
        known.setdefault("page_title", "")
        application.reader.bookmarks.add(Bookmark("one", Address("tool", slug, anchor), known.pop("title", "Mine"), **known))
        (move,) = moving.look(application, "tool")
        return spelled(move)

    return look


def test_a_heading_with_another_anchor_is_found_on_its_page(fate):
    assert fate("/guide/state", "state-is-what", heading="What **state** is") == (Fate.HEADING, "/guide/state#what-state-is")


def test_a_heading_that_went_to_another_page_is_offered_there(fate):
    assert fate("/guide/state", "widget-identity", heading="Widget identity") == (Fate.HEADING, "/learn/identity#widget-identity")


def test_of_a_heading_that_is_nowhere_the_page_is_left(fate):
    assert fate("/guide/state", "lost", heading="Lost for good") == (Fate.NEAREST, "/guide/state")


def test_of_a_heading_that_is_everywhere_the_page_is_left(fate):
    assert fate("/guide", "notes", heading="Notes", page_title="Guide") == (Fate.NEAREST, "/guide")


def test_an_anchor_is_known_in_any_case(fate):
    assert fate("/guide/state", "What-State-Is", heading="What state is") == (Fate.HERE, "/guide/state#What-State-Is")


def test_a_page_that_became_a_section_of_another_is_found_there(fate):
    assert fate("/guide/moved", page_title="Before you begin") == (Fate.HEADING, "/learn/deploy#before-you-begin")


def test_without_the_pages_title_the_bookmarks_own_is_looked_for(fate):
    assert fate("/guide/moved", title="Secrets Management") == (Fate.HEADING, "/learn/secrets")


def test_what_all_titles_share_is_no_likeness(fate):
    assert fate("/guide/zebras", page_title="Guide to zebras") == (Fate.GONE, "")


def test_signs_alone_are_compared_as_they_are(fate):
    assert fate("/guide/moved", page_title="***") == (Fate.GONE, "")
    assert moving._folded("***") == "***"


def test_a_page_of_changes_that_cannot_be_made_is_gone(application, update):
    update({"index.md": ("Home", "/", ["One"])}, "")
    application.reader.bookmarks.add(Bookmark("one", Address("tool", f"{CHANGES}1/2"), "Changes"))
    assert [move.fate for move in moving.look(application, "tool")] == [Fate.GONE]


def test_an_anchor_of_no_heading_is_a_place_too(application, tmp_path, quiet):
    source = write(tmp_path / "tool", {"index.md": ("Home", "/home", ["One"])})
    (source / "content/index.md").write_text('---\ntitle: Home\nslug: /home\n---\n\n<a id="spot"></a>\n\nText.\n', "utf-8")
    add(application.library, source, Wish(), quiet)
    application.reader.bookmarks.add(Bookmark("one", Address("tool", "/home", "spot"), "Spot"))
    assert [spelled(move) for move in moving.look(application, "tool")] == [(Fate.HERE, "/home#spot")]


def test_an_empty_docset_has_nothing_to_offer(application, update):
    update({"other.md": ("Something else entirely", "/x", [])}, "")
    application.reader.bookmarks.add(Bookmark("one", Address("tool", "/guide"), "Zebra"))
    assert [move.fate for move in moving.look(application, "tool")] == [Fate.GONE]


def test_only_the_bookmarks_of_the_docset_are_looked_at(application, update):
    update()
    application.reader.bookmarks.add(Bookmark("one", Address("other", "/guide"), "Other"))
    assert moving.look(application, "tool") == ()
    with pytest.raises(UnknownDocsetError):
        moving.look(application, "other")
