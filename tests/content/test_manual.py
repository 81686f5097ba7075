"""The manual that ships with the program: it is whole, and it names everything the program offers."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from pathlib import Path

import pytest

import viewer
from viewer.cli.main import COMMANDS, WINDOW, module
from viewer.core.address import Address
from viewer.core.docset import page_meta, sidecar
from viewer.core.docset.docset import load
from viewer.core.render.blocks import COMPONENTS
from viewer.core.render.html_elements import PLAIN, STYLES
from viewer.core.sources.open import read_source
from viewer.services import paths
from viewer.services.application import Application
from viewer.services.checking import check_source
from viewer.shell.actions import BUTTONS, MENUS

ROOT = Path(viewer.__file__).parent.parent
MANUAL = ROOT / "content" / "docshelf"


@pytest.fixture(scope="module")
def report():
    return check_source(MANUAL, lambda _done, _total, _what: None)


@pytest.fixture(scope="module")
def pages():
    return {page.meta.slug: page for page in load(read_source(MANUAL)).pages}


def body(pages, name):
    return pages[f"/docshelf/{name}"].body


def code(text):
    """What stands in code style in a Markdown text, fences left out."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)))


def test_it_has_no_problem_of_any_level(report):
    assert report.problems == ()
    assert report.repairs == ()


def test_every_link_and_anchor_leads_somewhere(report):
    assert (report.absent, report.broken, report.anchors_broken) == ((), (), ())


def test_it_holds_the_files_that_its_pages_ask_for_and_no_others(report):
    assert report.assets_missing == ()
    assert set(report.assets_found) == set(read_source(MANUAL).assets)


def test_its_sidecar_agrees_with_the_program():
    docset = load(read_source(MANUAL)).docset
    assert (docset.id, docset.version) == (MANUAL.name, viewer.__version__)
    assert docset.start in docset.pages
    assert docset.redirects["/"] == docset.start


def test_its_name_alone_leads_to_its_first_page(tmp_path):
    application = Application(paths.find({"DOCSHELF_HOME": str(tmp_path)}))
    try:
        assert application.docset("docshelf").place(Address("docshelf")).address == Address("docshelf", "/docshelf")
    finally:
        application.close()


def test_every_page_says_what_it_is_about(pages):
    assert {slug for slug, page in pages.items() if not (page.meta.description and page.meta.keywords)} == set()


def test_every_page_can_be_reached_from_the_first(report, pages):
    written = {slug: set(re.findall(r'(?:href="|\]\()(/docshelf[^"#)]*)', page.body)) for slug, page in pages.items()}
    reached, waiting = set(), ["/docshelf"]
    while waiting:
        slug = waiting.pop()
        if slug not in reached:
            reached.add(slug)
            waiting += written[slug] & set(pages)
    assert reached == set(pages)
    assert len(pages) == report.pages


def test_every_action_stands_in_the_list_of_shortcuts_with_its_keys(pages):
    text = body(pages, "keyboard")
    for title, entries in (*MENUS, ("Buttons", BUTTONS)):
        section = re.search(rf"^## {title.replace('&', '')}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        assert section, title
        rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in section[1].splitlines() if line.startswith("|")][2:]
        expected = [(spec.text.replace("&", "").rstrip("…"), " or ".join(f"`{keys}`" for keys in spec.keys)) for spec in entries if spec]
        assert rows == expected


@pytest.mark.parametrize("name", [WINDOW, *COMMANDS])
def test_every_command_is_described_with_all_its_options(pages, name):
    text = body(pages, "command-line")
    heading = "docshelf" if name == WINDOW else f"docshelf {name}"
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section
    parser = argparse.ArgumentParser(add_help=False)
    module(name).configure(parser)
    for action in parser._actions:
        for option in action.option_strings or [str(action.metavar)]:
            assert option in section[1], f"{heading} {option}"
        for choice in action.choices or ():
            assert f"`{choice}`" in text, f"{heading} {choice}"


def test_every_component_and_its_attributes_are_described(pages):
    described = set().union(*(code(page.body) for page in pages.values()))
    shown = " ".join(page.body for page in pages.values())
    attributes = {name for family in COMPONENTS.values() for name in family.attributes}
    assert {name for name in COMPONENTS if name not in described and f"<{name}" not in shown} == set()
    assert attributes - described == set()


def test_every_allowed_element_and_style_is_described(pages):
    text = body(pages, "write/html")
    described = code(text) | {f"h{level}" for level in range(1, 7)}
    assert set(PLAIN) - described == set()
    assert {style for style in STYLES if not style.startswith("margin-")} - described == set()


def test_every_key_of_frontmatter_and_sidecar_is_described(pages):
    assert page_meta._KNOWN - code(body(pages, "write/pages")) == set()
    text = body(pages, "write/sidecar")
    assert (sidecar._DOCSET | sidecar._MENU | sidecar._API) - code(text) == set()
    assert all(f"[{table}]" in text or f"## {table}" in text for table in sidecar._TABLES)


def test_every_kind_of_problem_is_explained(pages):
    makers = {"Problem", "problem", "_warning", "_mended"}
    kinds = set()
    for file in (*(ROOT / "viewer" / "core").rglob("*.py"), ROOT / "viewer" / "services" / "checking.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in makers:
                words = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
                kinds |= {word for word in words if re.fullmatch(r"[a-z]+(-[a-z]+)*", word)}
    assert {"broken-link", "unknown-component", "duplicate-slug", "code-as-prose"} <= kinds
    assert kinds - code(body(pages, "write/check")) == set()


def test_the_text_bundle_it_shows_is_one(pages, tmp_path):
    shown = re.search(r"^````text\n(.*?)^````$", body(pages, "open"), re.MULTILINE | re.DOTALL)
    assert shown
    file = tmp_path / "bundle.txt"
    file.write_text(shown[1], "utf-8")
    tree = read_source(file)
    assert (tree.kind, [page.path for page in tree.pages]) == ("text-bundle", ["guide/intro.md", "guide/setup.md"])
    assert [repair.kind for repair in tree.repairs] == ["wrapper-fences"]


def test_every_bundled_part_is_named_with_version_and_licence(pages):
    text = body(pages, "licences")
    for package in tomllib.loads((ROOT / "packaging" / "vendored.toml").read_text("utf-8"))["package"]:
        licence = next(file["path"] for file in package["file"] if file["path"].startswith("packaging/licences/"))
        row = next(line for line in text.splitlines() if f"`{licence}`" in line)
        assert f"| {package['version']} |" in row
