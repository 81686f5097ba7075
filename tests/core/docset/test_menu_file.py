from __future__ import annotations

from viewer.core.docset.menu_file import entries
from viewer.core.model import Level, MenuEntry, SourceFile


def read(block):
    return entries(SourceFile("content/menu.md", f"---\n{block}---\n"))


def test_entries():
    found, problems = read(
        "site_menu:\n"
        "  - {category: Develop, url: /develop, icon: code, color: indigo-70}\n"
        "  - category: Develop/ Quick reference /Cheat sheet\n    url: /cheat\n    visible: false\n    isDeprecated: true\n"
        "  - category: Develop / Elements\n"
    )
    assert problems == ()
    assert found == (
        MenuEntry(("Develop",), "/develop", icon="code"),
        MenuEntry(("Develop", "Quick reference", "Cheat sheet"), "/cheat", hidden=True, deprecated=True),
        MenuEntry(("Develop", "Elements")),
    )


def test_entries_that_cannot_be_used():
    found, problems = read("site_menu:\n  - url: /x\n  - text\n  - category: ' / '\n  - category: A\n")
    assert found == (MenuEntry(("A",)),)
    assert [(problem.kind, problem.level) for problem in problems] == [("menu", Level.WARNING)] * 3


def test_a_file_that_is_no_menu():
    assert [problem.kind for problem in read("site_menu: text\n")[1]] == ["menu"]
    assert [problem.kind for problem in read("site_menu: [\n")[1]] == ["frontmatter"]
