"""The network bar, `python -m tests.offline`: every page is shown in a network of its own, and nothing leaves.

Shows the corpus where it lies beside the repository, the hostile documentation (rendered, and as its sources stand) and the manual.
Status 0: nothing was sent; 1: something was; 77: such a network cannot be made here.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.offline import namespace
from viewer.core.address import Address
from viewer.services import paths
from viewer.services.adding import Wish, add
from viewer.services.application import Application

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "streamlit-develop"
HOSTILE = ROOT / "tests" / "data" / "hostile"
RAW = ("/scripts", "/handlers", "/frames", "/style", "/links", "/components")
FEW = 4
CANNOT = 77


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.offline", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"the hostile documentation and the manual alone, {FEW} pages of each")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--without-switches", action="store_true", help="leave the engine as it comes, to see that the gauges see")
    arguments = parser.parse_args()
    if not os.environ.get(namespace.INSIDE):
        reason = namespace.why_not()
        if reason:
            print(f"skipped: {reason}", file=sys.stderr)
            return CANNOT
        return namespace.run_inside(["tests.offline", *sys.argv[1:]])
    namespace.set_up()
    with tempfile.TemporaryDirectory(prefix="docshelf-offline-") as home:
        return _measure(arguments, Path(home))


def _measure(arguments: argparse.Namespace, home: Path) -> int:
    from tests.offline.gauges import Gauges  # noqa: PLC0415 - Linux alone has what it listens with
    from tests.offline.shown import show  # noqa: PLC0415 - loads the engine

    application = Application(paths.find({"DOCSHELF_HOME": str(home)}))
    for source in (HOSTILE,) if arguments.quick else (CORPUS, HOSTILE):
        if source.is_dir():
            add(application.library, source, Wish("hostile" if source == HOSTILE else ""), lambda *_: None)
    addresses = [
        Address(entry.id, slug)
        for entry in application.docsets()
        for slug in list(application.docset(entry.id).docset.pages)[: FEW if arguments.quick else None]
    ]
    gauges = Gauges()
    gauges.start()
    shown = show(application, addresses, [Address("hostile", slug) for slug in RAW], switches=not arguments.without_switches)
    counted = gauges.stop()
    application.close()
    found = {"pages": shown, "packets": max(counted, len(gauges.packets)), "loopback": len(gauges.loopback), "accepted": len(gauges.accepted)}
    leaks = sorted({*gauges.packets, *gauges.loopback, *gauges.accepted})
    if arguments.json:
        print(json.dumps({"bench": "network", "figures": found, "leaks": leaks}))
    else:
        print(f"{shown} pages shown, {found['packets']} packets sent, {found['loopback']} connections begun and {found['accepted']} accepted on this machine")
        print("\n".join(leaks))
    return 1 if leaks or counted else 0


if __name__ == "__main__":
    sys.exit(main())
