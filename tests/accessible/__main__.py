"""The bar of accessibility, `python -m tests.accessible`: every page in every palette, wide and narrow, boxes open and pictures large, by axe-core.

Reads our manual, the golden documentation and, where it lies beside the repository, the corpus; and for each a page that is not there.
Status 0: nothing is wrong; 1: something is; 3: axe-core cannot be had here.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.accessible import axe
from tests.bench.outcome import Bar, Outcome
from viewer.cli.sandbox import SWITCH, is_root
from viewer.core.address import Address
from viewer.services import paths
from viewer.services.adding import Wish, add
from viewer.services.application import Application

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "tests" / "data" / "golden", ROOT.parent / "shared" / "corpus" / "streamlit-develop")
CANNOT = 3
TOLD = 40
"""How many findings are printed in full; the counts hold them all."""


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.accessible", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--source", type=Path, help="a documentation to read in place of ours, the golden one and the corpus")
    parser.add_argument("--quick", type=int, metavar="N", help="N pages of each documentation, at even steps")
    arguments = parser.parse_args()
    reason = axe.missing()
    if reason:
        sys.stderr.write(f"{reason}\n")
        return CANNOT
    with tempfile.TemporaryDirectory(prefix="docshelf-accessible-") as home:
        application = Application(paths.find({"DOCSHELF_HOME": home}))
        for source in [arguments.source] if arguments.source else [source for source in SOURCES if source.is_dir()]:
            add(application.library, source.resolve(), Wish(), lambda *_: None)
        outcome = _measure(application, own=not arguments.source, few=arguments.quick, told=not arguments.json)
    sys.stdout.write((json.dumps(outcome.as_json()) if arguments.json else outcome.as_text()) + "\n")
    return 0 if all(bar.ok for bar in outcome.bars) else 1


def _measure(application: Application, *, own: bool, few: int | None, told: bool) -> Outcome:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if is_root():
        os.environ.setdefault(SWITCH, "1")

    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - so told, it needs no screen

    from tests.accessible.audit import Audit  # noqa: PLC0415
    from viewer.shell.engine import prepare_engine  # noqa: PLC0415

    prepare_engine()
    program = QApplication([])
    audit = Audit(application, axe.script())
    for entry in application.docsets():
        if entry.id == "docshelf" and not own:
            continue
        slugs = list(application.docset(entry.id).docset.pages)
        for slug in [*(slugs[:: max(1, len(slugs) // few)][:few] if few else slugs), "/not/a-page"]:
            before = len(audit.findings)
            audit.page(Address(entry.id, slug))
            if told and before < TOLD:
                sys.stderr.writelines(f"{finding}\n" for finding in audit.findings[before:TOLD])
    audit.close()
    application.close()
    program.shutdown()
    rules = Counter(finding.rule for finding in audit.findings)
    reflow = rules.pop("reflow", 0)
    figures = {"pages": audit.pages, "runs": audit.runs, "pictures": audit.pictures, "left_to_a_person": audit.unsure, **rules}
    return Outcome("accessible", figures, (Bar("violations", sum(rules.values()), 0), Bar("pages_wider_than_320_px", reflow, 0)))


if __name__ == "__main__":
    sys.exit(main())
