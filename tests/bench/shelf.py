"""A documentation in a home of its own, warm as on any day but the first, and the same pages as files for the floor."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.bench.floor import file_name
from tests.bench.processes import ROOT, call
from viewer.services import paths
from viewer.services.application import Application
from viewer.services.responder import Look, Responder


@dataclass(frozen=True, slots=True)
class Shelf:
    """`slugs` are those of its pages, the shortest page first; `site` is the folder for the floor."""

    home: Path
    site: Path
    ident: str
    slugs: tuple[str, ...]

    @property
    def middle(self) -> str:
        """The page of median length."""
        return self.slugs[len(self.slugs) // 2]

    def spread(self, count: int) -> tuple[str, ...]:
        """Pages of all lengths, at even steps."""
        step = max(1, len(self.slugs) // count)
        return self.slugs[step // 2::step][:count]

    def address(self, slug: str) -> str:
        return f"docshelf://{self.ident}{quote(slug)}"

    def forget_tabs(self) -> None:
        """Have the next start show the one page it is called with, whatever stood in tabs before."""
        paths.find({paths.HOME: str(self.home)}).session.unlink(missing_ok=True)


def shelve(folder: Path, source: Path) -> Shelf:
    """Add `source` to a library in `folder`, start the program once, and write its pages for the floor as it would serve them."""
    home, site = folder / "home", folder / "site"
    ident = json.loads(call(home, "viewer", "add", str(source), "--json"))["docset"]["id"]
    application = Application(paths.find({paths.HOME: str(home)}))
    responder = Responder(application)
    look = Look(chrome="window")
    (site / "pages").mkdir(parents=True)
    shutil.copytree(ROOT / "resources" / "page", site / "_" / "page")
    lengths: dict[str, int] = {}
    for slug in application.docset(ident).docset.pages:
        data = responder.answer(f"docshelf://{ident}{quote(slug)}", look).data
        (site / file_name(slug).removeprefix("/")).write_bytes(data)
        lengths[slug] = len(data)
    application.close()
    shelf = Shelf(home, site, ident, tuple(sorted(lengths, key=lambda slug: (lengths[slug], slug))))
    call(home, "viewer", shelf.address(shelf.middle), "--quit-after", "page_painted")
    return shelf
