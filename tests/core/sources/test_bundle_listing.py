from __future__ import annotations

from viewer.core.model import Level
from viewer.core.sources.bundle_listing import Listing, disagreements, read, root_folder

SOUND = "[root]\n  - _index.md\n  [guide]\n    - a.md\n    - b.md".split("\n")
DAMAGED = "[root]\n\n- \\_index.md\n  [guide]\n  - a.md\n  - b.md\n".split("\n")
FILES = ((3, "_index.md"), (5, "a.md"), (6, "b.md"))


def test_reading():
    assert read(SOUND, 2) == Listing(FILES, ("root", "guide"), "root")


def test_a_formatted_one():
    listing = read(DAMAGED, 1)
    assert [name for _, name in listing.files] == ["_index.md", "a.md", "b.md"]
    assert (listing.root, listing.escaped, listing.misplaced) == ("root", (3,), (1, 4))


def test_long_lines_are_no_names():
    assert read(["- " + "a" * 2000, "- a.md"], 1).files == ((2, "a.md"),)


def test_it_may_begin_with_a_file():
    assert read(["- a.md", "[x]", "no entry"], 1).root == ""


def test_the_root_is_the_folder_that_no_path_names():
    assert root_folder(read(SOUND, 1), ["_index.md", "guide/a.md"]) == "root"
    assert root_folder(read(SOUND, 1), ["root/_index.md", "root/guide/a.md"]) == ""
    assert root_folder(read(["[a]", "  - x.md", "  [a]", "    - y.md"], 1), ["x.md", "a/y.md"]) == "a"
    assert root_folder(Listing(), ["a.md"]) == ""


def test_agreement():
    assert disagreements(read(SOUND, 1), [(8, "_index.md"), (9, "guide/a.md"), (10, "guide/b.md")], "x.txt") == ()
    assert disagreements(Listing(), [(1, "a.md")], "x.txt") != ()


def test_what_is_missing_and_what_is_extra():
    listing = Listing(((2, "_index.md"), (3, "a.md"), (4, "_index.md")))
    problems = disagreements(listing, [(8, "_index.md"), (9, "b.md")], "x.txt")
    assert [(problem.path, problem.line, problem.kind, problem.level) for problem in problems] == [
        ("x.txt", line, "listing", Level.WARNING) for line in (3, 4, 9)
    ]
    assert "names a.md" in problems[0].message
    assert "b.md is not in the listing" in problems[2].message


def test_another_order():
    problems = disagreements(Listing(((2, "a.md"), (3, "b.md"))), [(5, "x/b.md"), (6, "x/a.md")], "x.txt")
    assert [(problem.line, problem.message.split(",")[0]) for problem in problems] == [(2, "From a.md on")]
