from __future__ import annotations

from viewer.core.docset.redirects import read
from viewer.core.model import Level, SourceFile

FILE = """\
# old addresses

/old/            /new/
/old             /other
/en/api.html /develop/api#top   # a comment
/moved   /here/   301
/only-from
/wild/*  /x
/named/:x /x
/out https://example.com/
out /x
/ /start
"""


def test_rules_and_lines_that_are_none():
    rules, problems = read(SourceFile("public/_redirects", FILE))
    assert rules == {"/old": "/new", "/en/api.html": "/develop/api#top", "/moved": "/here", "/": "/start"}
    assert [(problem.path, problem.line, problem.kind, problem.level) for problem in problems] == [
        ("public/_redirects", line, "redirect", Level.WARNING) for line in (7, 8, 9, 10, 11)
    ]
