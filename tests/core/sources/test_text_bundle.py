from __future__ import annotations

import time

import pytest

from viewer.core.errors import SourceError
from viewer.core.model import Level
from viewer.core.sources.open import read_source, stamps
from viewer.core.sources.protocol import Limits
from viewer.core.sources.text_bundle import TextBundle

SOUND = """\
Structure:
[guide]
  - _index.md
  [sub]
    - a.md

Files:
File: _index.md

```
---
title: Guide
slug: /guide
---

# Guide
```

File: sub/a.md

```
---
title: A
slug: /guide/a
---

```py
x = 1
```
```
"""

DAMAGED = """\
Structure:
[guide]

- \\_index.md
  [sub]
  - a.md

Files:
File: \\_index.md

```
---
title: Guide
slug: /guide
---

```

root/
├── a/
│ └── b

````

```toml
x = 1
````

End ΓÇª

| x ΓÇª |
| ----- |
| y     |

```

File: sub/a.md
```

---

title: A
slug: /guide/a

---

Lost ΓÇô
found

```

```
"""

MENDED = (
    "---\ntitle: Guide\nslug: /guide\n---\n\n```\nroot/\n├── a/\n│   └── b\n```\n\n```toml\nx = 1\n```\n\nEnd …\n\n| x … |\n| --- |\n| y   |\n",
    "---\ntitle: A\nslug: /guide/a\n---\n\nLost –\nfound\n",
)


@pytest.fixture
def bundle(write):
    """Writes a bundle and gives its path."""
    return lambda text, name="docs.bundle.txt": write("in", {name: text}) / name


def test_a_sound_bundle(bundle):
    path = bundle(SOUND)
    tree = read_source(path)
    assert (tree.kind, tree.name, tree.slug_from_path) == ("text-bundle", "docs", False)
    assert [file.path for file in tree.pages] == ["guide/_index.md", "guide/sub/a.md"]
    assert tree.pages[1].text == "---\ntitle: A\nslug: /guide/a\n---\n\n```py\nx = 1\n```\n"
    assert [(repair.kind, repair.count) for repair in tree.repairs] == [("wrapper-fences", 4)]
    assert [problem.level for problem in tree.problems] == [Level.INFO]
    assert tree.stamps == stamps(path)


def test_every_kind_of_damage(bundle):
    tree = read_source(bundle(DAMAGED))
    assert tuple(file.text for file in tree.pages) == MENDED
    assert {repair.kind: repair.count for repair in tree.repairs} == {
        "mojibake": 3,
        "escaped-names": 1,
        "escaped-listing-names": 1,
        "listing-indentation": 2,
        "missing-blank-line": 1,
        "wrapper-fences": 4,
        "trailing-fence": 1,
        "frontmatter-blank-lines": 1,
        "lengthened-fences": 2,
        "code-as-prose": 1,
        "padded-table": 1,
    }
    lines = DAMAGED.split("\n")
    assert {problem.kind: lines[problem.line - 1] for problem in tree.problems} == {
        "mojibake": "End ΓÇª",
        "escaped-names": "File: \\_index.md",
        "escaped-listing-names": "- \\_index.md",
        "listing-indentation": "[guide]",
        "missing-blank-line": "File: sub/a.md",
        "wrapper-fences": "File: \\_index.md",
        "trailing-fence": "",
        "frontmatter-blank-lines": "---",
        "lengthened-fences": "````",
        "code-as-prose": "```",
        "padded-table": "| x ΓÇª |",
    }
    assert {problem.level for problem in tree.problems} == {Level.INFO}


def test_code_with_blank_lines_stays_where_nothing_was_formatted(bundle):
    code = "```\n\n├── a/\n│ └── b\n\n```"
    tree = read_source(bundle(SOUND.replace("# Guide", code)))
    assert code in tree.pages[0].text


def test_text_between_files_and_a_listing_that_disagrees(bundle):
    tree = read_source(bundle(SOUND.replace("File: sub", "lost\n\nFile: sub").replace("- a.md", "- b.md")))
    assert [(problem.line, problem.kind, problem.level) for problem in tree.problems[1:]] == [
        (19, "orphan-text", Level.WARNING),
        (5, "listing", Level.WARNING),
        (21, "listing", Level.WARNING),
    ]


def test_files_that_are_no_pages(bundle):
    files = {
        "content/a.md": "# A",
        "content/menu.md": "---\nsite_menu:\n  - category: A\n---",
        "docset.toml": "[docset]",
        "public/_redirects": "/x /a",
        "main.py": "print()",
    }
    listing = "".join(f"- {path.rpartition('/')[2]}\n" for path in files)
    parts = "".join(f"File: {path}\n\n```\n{text}\n```\n\n" for path, text in files.items())
    tree = read_source(bundle(f"Structure:\n{listing}\nFiles:\n{parts}"))
    assert [(file.path, file.text) for file in tree.pages] == [("a.md", "# A\n")]
    assert [file.path for file in (tree.menu, tree.sidecar, tree.redirects)] == ["menu.md", "docset.toml", "public/_redirects"]
    assert [(problem.path, problem.kind) for problem in tree.problems if problem.level is Level.WARNING] == [("main.py", "no-page")]


def test_a_page_called_menu_is_a_page(bundle):
    assert [file.path for file in read_source(bundle("File: menu.md\n\n```\n# Menu\n```\n")).pages] == ["menu.md"]


def test_paths_that_lead_out_or_are_there_twice(bundle):
    paths = ["../../etc/a.md", "/b.md", "b.md", "b.md"]
    tree = read_source(bundle("".join(f"File: {path}\n\n```\n{path}\n```\n" for path in paths)))
    assert [(file.path, file.text) for file in tree.pages] == [
        ("b-2.md", "b.md\n"),
        ("b-3.md", "b.md\n"),
        ("b.md", "/b.md\n"),
        ("etc/a.md", "../../etc/a.md\n"),
    ]
    assert [(problem.line, problem.kind) for problem in tree.problems if problem.kind == "bundle-path"] == [
        (line, "bundle-path") for line in (1, 6, 11, 16)
    ]


def test_a_content_folder_as_root(bundle):
    tree = read_source(bundle("Structure:\n[content]\n  - a.md\nFiles:\nFile: a.md\n\n```\n# A\n```\n", "noextension"))
    assert ([file.path for file in tree.pages], tree.name) == (["a.md"], "noextension")


def test_bytes_that_are_no_text(write):
    path = write("in", {"x.txt": b"File: a.md\n\n```\nbad \xff\n```\n"}) / "x.txt"
    problem = read_source(path).problems[0]
    assert (problem.path, problem.line, problem.kind) == ("x.txt", 4, "encoding")


def test_limits(bundle):
    path = bundle(SOUND)
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        TextBundle(Limits(archive_bytes=10)).read(path)
    with pytest.raises(SourceError, match="more than 1 files"):
        TextBundle(Limits(entries=1)).read(path)
    problems = TextBundle(Limits(page_bytes=49)).read(path).problems
    assert [(problem.path, problem.kind) for problem in problems if problem.level is Level.WARNING] == []
    problems = TextBundle(Limits(page_bytes=45)).read(path).problems
    assert [(problem.path, problem.kind) for problem in problems if problem.level is Level.WARNING] == [("guide/sub/a.md", "page-size")]


def test_a_bundle_without_pages(bundle):
    with pytest.raises(SourceError, match="it holds no Markdown files"):
        read_source(bundle("Structure:\n[x]\nFiles:\n"))


def test_the_real_bundle(corpus):
    started = time.process_time()
    tree = read_source(corpus / "streamlit-develop.bundle.txt")
    seconds = time.process_time() - started
    root = corpus / "streamlit-develop" / "content"
    assert {file.path: file.text.encode() for file in tree.pages} == {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.md")
    }
    assert {repair.kind: repair.count for repair in tree.repairs} == {
        "mojibake": 1503,
        "escaped-names": 2,
        "escaped-listing-names": 32,
        "listing-indentation": 33,
        "missing-blank-line": 195,
        "wrapper-fences": 396,
        "trailing-fence": 1,
        "frontmatter-blank-lines": 195,
        "lengthened-fences": 2,
        "code-as-prose": 1,
        "padded-table": 1,
    }
    messages = " ".join(repair.message for repair in tree.repairs)
    assert "1503 characters in 997 runs on 846 lines of 56 pages" in messages
    assert "4 lines of a folder tree" in messages
    assert "16 lines" in messages
    assert {problem.level for problem in tree.problems} == {Level.INFO}
    assert seconds < 0.7
