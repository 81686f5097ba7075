from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.docset.docset import load
from viewer.core.errors import AddressError
from viewer.core.model import Asset, Level, MenuEntry, Repair, SourceFile, SourceTree
from viewer.core.sources.open import read_source

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def tree(pages, name="my-notes", sidecar="", **options):
    """A source tree of pages given as path -> text."""
    files = tuple(SourceFile(path, text) for path, text in pages.items())
    own = SourceFile("docset.toml", sidecar) if sidecar else None
    return SourceTree("any", name, files, sidecar=own, **options)


def page(slug, body="", title="T"):
    return f"---\ntitle: {title}\nslug: {slug}\n---\n{body}"


GUIDE = {"_index.md": page("/guide", title="The `guide`"), "a.md": page("/guide/a"), "b.md": page("/guide/b")}


def test_pages_by_slug():
    loaded = load(tree({"b.md": page("/b"), "a.md": page("/a", "text")}))
    assert list(loaded.docset.pages) == ["/a", "/b"]
    assert [one.meta.slug for one in loaded.pages] == ["/a", "/b"]
    first = loaded.pages[0]
    assert (first.text, first.body, first.body_line) == (page("/a", "text"), "\ntext", 4)


def test_what_a_tree_says_is_handed_on():
    repair = Repair("mojibake", 1, "x")
    loaded = load(tree(GUIDE, repairs=(repair,), assets={"a.png": Asset("a.png", 1, bytes)}))
    assert loaded.repairs == (repair,)
    assert loaded.docset.assets == {"a.png"}


def test_title_and_id_of_the_root_page():
    docset = load(tree(GUIDE)).docset
    assert (docset.title, docset.id, docset.start, docset.language) == ("The guide", "the-guide", "/guide", "en")


def test_title_and_id_given():
    docset = load(tree(GUIDE, sidecar="[docset]\nid = 'own'\ntitle = 'Own'\n"), ident="mine", title="Mine").docset
    assert (docset.title, docset.id) == ("Mine", "mine")
    docset = load(tree(GUIDE, sidecar="[docset]\nid = 'own'\ntitle = 'Own'\n")).docset
    assert (docset.title, docset.id) == ("Own", "own")


@pytest.mark.parametrize("ident", ["Upper", "a b", "x" * 41, "search"])
def test_an_id_that_is_none(ident):
    with pytest.raises(AddressError):
        load(tree(GUIDE), ident=ident)


@pytest.mark.parametrize(
    ("title", "name", "ident"),
    [
        ("Grüße & Küsse!", "x", "grusse-kusse"),
        ("日本語", "my_docs", "my-docs"),
        ("日本語", "日本", "docset"),
        ("Search", "x", "search-docs"),
        ("a" * 39 + " bc", "x", "a" * 39),
    ],
)
def test_ids_made_of_titles_and_names(title, name, ident):
    assert load(tree({"a.md": page("/a")}, name), title=title).docset.id == ident


@pytest.mark.parametrize(
    ("slugs", "start", "title"),
    [
        (["/", "/a"], "/", "/"),
        (["/a", "/b", "/b/c", "/b/d"], "/b", "/b"),
        (["/a", "/b", "/c"], "/a", "My notes"),
        (["/x/a", "/x/b"], "/x/a", "My notes"),
    ],
)
def test_start_and_title(slugs, start, title):
    docset = load(tree({f"{number}.md": page(slug, title=slug) for number, slug in enumerate(slugs)})).docset
    assert (docset.start, docset.title) == (start, title)


def test_no_page_at_all():
    docset = load(tree({})).docset
    assert (docset.start, docset.title, docset.id, dict(docset.pages)) == ("/", "My notes", "my-notes", {})


def test_start_given():
    assert load(tree(GUIDE, sidecar="[docset]\nstart = '/guide/b'\n")).docset.start == "/guide/b"
    loaded = load(tree(GUIDE, sidecar="[docset]\nstart = '/nowhere'\n"))
    assert loaded.docset.start == "/guide"
    assert [(problem.path, problem.kind) for problem in loaded.problems] == [("docset.toml", "sidecar")]


def test_slugs_from_paths_and_index_pages():
    pages = {"README.md": "", "index.md": "# Home", "x/README.md": "", "x/y.md": ""}
    loaded = load(tree(pages, slug_from_path=True))
    assert {slug: (meta.path, meta.index) for slug, meta in loaded.docset.pages.items()} == {
        "/": ("index.md", True),
        "/readme": ("README.md", False),
        "/x": ("x/README.md", True),
        "/x/y": ("x/y.md", False),
    }
    assert (loaded.docset.title, loaded.problems) == ("Home", ())


def test_a_root_page_without_any_title():
    assert load(tree({"README.md": ""}, slug_from_path=True)).docset.title == "My notes"


def test_duplicate_slugs():
    loaded = load(tree({"c.md": page("/a"), "a.md": page("/a"), "b.md": page("/a-2"), "d.md": page("/a")}))
    assert {slug: meta.path for slug, meta in loaded.docset.pages.items()} == {"/a": "a.md", "/a-2": "b.md", "/a-3": "c.md", "/a-4": "d.md"}
    assert [(problem.path, problem.kind, problem.level) for problem in loaded.problems] == [
        (path, "duplicate-slug", Level.ERROR) for path in ("c.md", "d.md")
    ]
    assert [one.meta.slug for one in loaded.pages] == ["/a", "/a-2", "/a-3", "/a-4"]


def test_the_host_that_links_name_most():
    body = "[a](https://docs.example.com/guide/a#x) <https://DOCS.example.com/guide/b/> https://other.org/guide https://docs.example.com/ https://x"
    docset = load(tree({**GUIDE, "c.md": page("/guide/c", body)})).docset
    assert (docset.host, docset.online) == ("docs.example.com", "https://docs.example.com")


def test_one_link_alone_names_no_host():
    docset = load(tree({**GUIDE, "c.md": page("/guide/c", "https://other.org/guide")})).docset
    assert (docset.host, docset.online) == ("", "")


def test_the_sidecar_names_other_words():
    assert load(tree(GUIDE, sidecar="[synonyms]\nbox = 'case'\n")).docset.synonyms == {"box": ("case",)}
    assert load(tree(GUIDE)).docset.synonyms == {}


def test_the_sidecar_names_the_site():
    sidecar = "[docset]\nonline = 'https://example.com/docs/'\nlanguage = 'de'\nabsent = ['/x']\nlicence = 'MIT'\nversion = '3'\n"
    docset = load(tree(GUIDE, sidecar=sidecar)).docset
    assert (docset.host, docset.online) == ("example.com", "https://example.com/docs")
    assert (docset.language, docset.absent, docset.licence, docset.version) == ("de", ("/x",), "MIT", "3")


def test_redirects_of_both_kinds():
    file = SourceFile("_redirects", "/old /guide\n/both /guide\nbad\n")
    loaded = load(tree(GUIDE, sidecar="[redirects]\n'/both' = '/guide/a'\n", redirects=file))
    assert loaded.docset.redirects == {"/old": "/guide", "/both": "/guide/a"}
    assert [problem.kind for problem in loaded.problems] == ["redirect"]
    assert load(tree(GUIDE, sidecar="[redirects]\n'/x' = '/guide'\n")).docset.redirects == {"/x": "/guide"}


def test_the_menu_file_comes_before_the_sidecar():
    sidecar = "[[menu]]\nurl = '/guide/a'\n"
    file = SourceFile("menu.md", "---\nsite_menu:\n  - category: A\n    url: /guide\n---\n")
    assert load(tree(GUIDE, sidecar=sidecar, menu=file)).docset.menu == (MenuEntry(("A",), "/guide"),)
    broken = load(tree(GUIDE, sidecar=sidecar, menu=SourceFile("menu.md", "---\nsite_menu: x\n---\n")))
    assert broken.docset.menu == (MenuEntry(("T",), "/guide/a"),)
    assert [problem.kind for problem in broken.problems] == ["menu"]


def test_problems_of_every_stage_are_collected():
    loaded = load(tree({"a.md": "---\ntitle: a: b\n---\n", "b.md": page("B")}, sidecar="[docset]\ntitle = 1\n"))
    assert [problem.kind for problem in loaded.problems] == ["sidecar", "frontmatter", "slug"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"needs {CORPUS}")
@pytest.mark.parametrize("source", ["streamlit-develop", "streamlit-develop.bundle.txt"])
def test_the_real_tree(source):
    loaded = load(read_source(CORPUS / source))
    docset = loaded.docset
    assert (docset.title, docset.id, docset.start) == ("Develop", "develop", "/develop")
    assert (docset.host, docset.online) == ("docs.streamlit.io", "https://docs.streamlit.io")
    assert len(docset.pages) == 198
    assert sum(bool(meta.description) for meta in docset.pages.values()) == 88
    assert [slug for slug, meta in docset.pages.items() if meta.keywords] == ["/develop/api-reference/widgets/st.button"]
    assert sum(meta.index for meta in docset.pages.values()) == 32
    assert "/develop/api-reference/configuration/config.toml" in docset.pages
    assert not [problem for problem in loaded.problems if problem.level is not Level.INFO]
