"""`python -m tests.bench NAME [--json]`: run one bench and print what it found."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Protocol, cast

from tests.bench.generator import generate
from tests.bench.outcome import Outcome, Setup

BENCHES = ("start", "page", "tabs", "render", "memory", "add", "search", "gaps", "bookmarks", "typing")
PAIRS = 10
PAGES = 198
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "streamlit-develop"


class Bench(Protocol):
    """What every module of a bench offers."""

    def run(self, setup: Setup) -> Outcome: ...


def main() -> int:
    """Exit status 0 when every bar holds, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=BENCHES)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--pairs", type=int, default=PAIRS, help=f"measurements of program and baseline in turns (default {PAIRS})")
    parser.add_argument("--source", type=Path, default=CORPUS, help=f"a documentation tree; where it is missing, one of {PAGES} pages is made")
    arguments = parser.parse_args()
    bench = cast("Bench", importlib.import_module(f"tests.bench.{arguments.name}"))
    with tempfile.TemporaryDirectory(prefix="docshelf-bench-") as folder:
        scratch = Path(folder)
        # Children run from bytecode, as any program does from its second start on, whatever this environment says of writing it
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(scratch / "bytecode")
        source = arguments.source.resolve()
        if not source.exists():
            source = scratch / "source"
            generate(source, PAGES)
        outcome = bench.run(Setup(source, arguments.pairs, scratch))
    sys.stdout.write((json.dumps(outcome.as_json()) if arguments.json else outcome.as_text()) + "\n")
    return 0 if all(bar.ok for bar in outcome.bars) else 1


if __name__ == "__main__":
    sys.exit(main())
