from __future__ import annotations

import pytest

from viewer.core.model import Level, SourceFile
from viewer.core.sources.page_repair import repair, summary, tidy_frontmatter

TIDY = "---\ntitle: A\nslug: /a\n---\n\nText\n"


@pytest.mark.parametrize("damaged", ["\n---\n\ntitle: A\nslug: /a\n\n---\n\nText\n", "---\ntitle: A\n\n \nslug: /a\n---\n\nText\n", "\n\n" + TIDY])
def test_blank_lines_go(damaged):
    assert tidy_frontmatter(damaged) == (TIDY, True)


@pytest.mark.parametrize(
    "text",
    [
        TIDY,
        "---\ntitle: >\n  one\n\n  two\nslug: /a\n---\n",  # the blank line belongs to the value
        "---\n\nA rule, then text.\n\n---\n",
        "---\ntitle: never closed\n\nText\n",
        "\nText\n",
        "",
    ],
)
def test_all_else_stays(text):
    assert tidy_frontmatter(text) == (text, False)


def test_each_repair_is_an_info_and_counted():
    mended = [repair(SourceFile("a.md", "\n---\ntitle: A\n---\n\nfine\n\nΓÇª and ΓÇÖ\n")), repair(SourceFile("b.md", "sound\n"))]
    assert mended[0].file.text == "---\ntitle: A\n---\n\nfine\n\n… and ’\n"
    problems = [(problem.path, problem.line, problem.kind, problem.level) for page in mended for problem in page.problems]
    assert problems == [("a.md", 8, "mojibake", Level.INFO), ("a.md", 1, "frontmatter-blank-lines", Level.INFO)]
    assert [(one.kind, one.count) for one in summary(mended)] == [("mojibake", 2), ("frontmatter-blank-lines", 1)]
    assert "2 characters in 2 runs on 1 lines of 1 pages" in summary(mended)[0].message
