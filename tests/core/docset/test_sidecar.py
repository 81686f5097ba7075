from __future__ import annotations

import pytest

from viewer.core.docset.sidecar import Sidecar, menu, read
from viewer.core.model import Level, MenuEntry, SourceFile

WHOLE = """\
[docset]
id = "guide"
title = "The guide"
version = "1.0"
language = "de"
online = "https://example.com/docs/"
licence = "Apache-2.0"
start = "/Start/"
absent = ["/deploy/", "kb"]

[[menu]]
url = "/start"
label = "Start"
icon = "code"

[[menu]]
divider = true

[[menu]]
divider = "More"

[[menu]]
label = "Rule"
divider = true

[[menu]]
url = "/start/x"
label = "Deeper / Still"
hidden = true
deprecated = true

[[menu]]
url = "/bare"

[api]
package = "thing"
versions = ["1.0", "2.0"]
aliases = { st = "thing" }

[redirects]
"/old/" = "/start/#top"

[synonyms]
box = "container"
chart = ["plot", "graph"]
"""


def test_everything():
    assert read(SourceFile("docset.toml", WHOLE)) == Sidecar(
        "guide",
        "The guide",
        "1.0",
        "de",
        "https://example.com/docs",
        "Apache-2.0",
        "/start",
        ("/deploy", "/kb"),
        menu=(
            MenuEntry(("Start",), "/start", icon="code"),
            MenuEntry(("---",)),
            MenuEntry(("More",)),
            MenuEntry(("Rule",)),
            MenuEntry(("Deeper", "Still"), "/start/x", hidden=True, deprecated=True),
            MenuEntry((), "/bare"),
        ),
        redirects={"/old": "/start#top"},
        api_package="thing",
        api_versions=("1.0", "2.0"),
        api_aliases={"st": "thing"},
        synonyms={"box": ("container",), "chart": ("plot", "graph")},
    )


def test_nothing():
    assert read(SourceFile("docset.toml", "")) == Sidecar()


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("[docset]\ntitle = 3\n", 2, "`title` should be text in quotes"),
        ("[docset]\nid = 'Not An Id'\n", 2, "`id` should be 1 to 40 small letters"),
        ("[docset]\nid = 'search'\n", 2, "and not search"),
        ("[docset]\n\nabsent = [1]\n", 3, "`absent` should be a list of texts"),
        ("[docset]\nonline = 'javascript:alert(1)'\n", 2, "`online` should be the address of a site"),
        ("[docset]\nonlin = 'x'\n", 2, "`onlin` means nothing here"),
        ("docset = 'x'\n", 1, "`docset` should be a table"),
        ("[menu]\nurl = '/x'\n", 1, "`menu` should be a list of tables"),
        ("[[menu]]\nurl = '/x'\nhidden = 'no'\n", 3, "`hidden` should be true or false"),
        ("[[menu]]\ndivider = 3\n", 2, "`divider` should be true or false"),
        ("[api]\nversions = 1\n", 2, "`versions` should be a list"),
        ("[api.aliases]\nst = 1\n", 2, "`st` should be text"),
        ("[redirects]\n'/a' = 1\n", 2, "`/a` should be text"),
        ("[synonyms]\nbox = 1\n", 2, "`box` should be a list"),
        ("[other]\nx = 1\n", 1, "`other` means nothing here"),
        ("docset.title = [\n  1,\n]\n", 1, "`title` should be"),
        ('"\\u0064ocset" = 1\n', 1, "`docset` should be"),
    ],
)
def test_wrong_values_are_named(text, line, expected):
    sidecar = read(SourceFile("docset.toml", text))
    problem = sidecar.problems[0]
    assert (problem.path, problem.line, problem.kind, problem.level) == ("docset.toml", line, "sidecar", Level.WARNING)
    assert expected in problem.message


def test_the_rest_is_used():
    sidecar = read(SourceFile("docset.toml", "[docset]\ntitle = 3\nversion = '2'\n"))
    assert (sidecar.title, sidecar.version, len(sidecar.problems)) == ("", "2", 1)


def test_no_toml_at_all():
    sidecar = read(SourceFile("docset.toml", "[docset]\ntitle = \n"))
    assert [(problem.line, problem.level) for problem in sidecar.problems] == [(2, Level.ERROR)]
    assert [problem.line for problem in read(SourceFile("docset.toml", "x = " + "[" * 100_000)).problems] == [1]


def test_the_menu_hangs_by_its_urls():
    entries = (
        MenuEntry(("Guide",), "/guide"),
        MenuEntry(("First",)),
        MenuEntry((), "/guide/a"),
        MenuEntry(("B",), "/guide/a/b"),
        MenuEntry(("Own", "Way"), "/guide/c"),
        MenuEntry(("Out",), "https://example.com"),
        MenuEntry((), "/unknown"),
        MenuEntry(("End",)),
    )
    assert [entry.labels for entry in menu(entries, {"/guide/a": "Aye"})] == [
        ("Guide",),
        ("Guide", "First"),
        ("Guide", "Aye"),
        ("Guide", "Aye", "B"),
        ("Own", "Way"),
        ("Out",),
        ("/unknown",),
        ("End",),
    ]


@pytest.mark.parametrize("text", ["# " + "x" * 500_000, "a" + ".a" * 200 + " = 1", "[" + "'a' . " * 200 + "b]"])
def test_a_sidecar_beyond_measure_is_passed_over(text):
    own = read(SourceFile("docset.toml", f"{text}\n[docset]\ntitle = 'T'\n"))
    assert own.title == ""
    assert [(problem.line, problem.level) for problem in own.problems] == [(1, Level.ERROR)]


def test_unknown_keys_beyond_number_are_counted():
    own = read(SourceFile("docset.toml", "".join(f"key{number} = 1\n" for number in range(25)) + "[docset]\ntitle = 'T'\n"))
    assert own.title == "T"
    assert [problem.line for problem in own.problems] == list(range(1, 22))
    assert own.problems[-1].message == "5 more keys mean nothing here either."
