"""`docshelf render`: pages as HTML, text or Markdown, on standard output or into a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli import progress, target
from viewer.cli.main import FINE, UsageError
from viewer.cli.output import counted, write_exactly
from viewer.services import exporting
from viewer.services.application import Application
from viewer.services.exporting import Format


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("target", metavar="SOURCE|ID", help="a source, or a docset of the library")
    parser.add_argument("slug", metavar="SLUG", nargs="?", default="", help="the page")
    parser.add_argument("--format", choices=[form.value for form in Format], default=Format.HTML.value, help="html if not given")
    parser.add_argument("--all", action="store_true", help="every page, into the folder DIR")
    parser.add_argument("-o", "--output", metavar="DIR", help="where --all writes DIR/SLUG.html, .txt or .md")
    progress.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Give out the page, or all of them."""
    if arguments.all != bool(arguments.output) or arguments.all == bool(arguments.slug):
        raise UsageError("Name one page (render TARGET SLUG), or all of them and a folder (render TARGET --all -o DIR).")
    found = target.find(application, arguments.target)
    pages = _read(found, application) if isinstance(found, Path) else found
    form = Format(arguments.format)
    if arguments.all:
        count = exporting.give_all(pages, form, Path(arguments.output), progress.writer(arguments))
        print(f"Wrote {counted(count, 'page')} to {arguments.output}.")
    else:
        text = exporting.give(pages, exporting.find(pages.docset, arguments.slug), form)
        write_exactly(text)
    return FINE


def _read(source: Path, application: Application) -> exporting.Pages:
    from viewer.services.source_pages import SourcePages  # noqa: PLC0415 - costs the renderer, which a stored docset does without

    return SourcePages(source, application.references)
