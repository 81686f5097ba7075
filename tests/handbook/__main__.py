"""The proof of the handbook, `python -m tests.handbook [PAGE…]`: its programs run on every version they are for, and its facts are compared.

A PAGE is a file, a folder or a slug, which stands for the pages below it too; without one it is all of `content/streamlit`.
`--setup` makes the environments, once. Status 0: all is as the pages say; 1: something is not; 3: the proof cannot be run here.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.handbook import blocks, environments, programs
from tests.handbook.blocks import Block, Problem
from tests.handbook.environments import CannotRunError
from tests.handbook.facts import Checker
from tests.handbook.programs import Program
from tests.handbook.proof import Outcome, prove
from tests.handbook.table import Table
from tests.handbook.versions import minor
from viewer.core.model import Page

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "content" / "streamlit"
WRONG_USE, CANNOT = 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the module's head says; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.handbook", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="a file, a folder or a slug")
    parser.add_argument("--setup", action="store_true", help="make the environments that are missing")
    parser.add_argument("--facts", action="store_true", help="compare the facts alone, which needs no environment")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args(arguments)
    try:
        if asked.setup:
            environments.set_up(_say)
            return 0
        return _prove(asked)
    except CannotRunError as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _prove(asked: argparse.Namespace) -> int:
    pages = chosen(blocks.read_pages(HANDBOOK), asked.pages)
    if not pages:
        sys.stderr.write(f"There is no page {' or '.join(asked.pages)} in the handbook.\n")
        return WRONG_USE
    start = time.monotonic()
    found = [block for page in pages for block in blocks.blocks(page)]
    wrong = problems(pages, Table.read())
    whole = [program for page in pages for program in programs.programs(blocks.blocks(page))]
    versions = environments.versions()
    outcomes = [] if asked.facts else prove(whole, versions)
    report = {
        "pages": len(pages), "blocks": counts(found), "programs": len(whole), "versions": versions,
        "runs": {version: sum(outcome.version == version for outcome in outcomes) for version in versions},
        "problems": [problem._asdict() for problem in wrong],
        "failures": [_told(outcome) for outcome in outcomes if outcome.failures],
        "not run": [{"program": program.place, "reason": program.unrun} for program in whole if program.unrun],
        "not on all versions": [{"program": program.place, "versions": on} for program in whole if len(on := _on(program, versions)) < len(versions)],
        "driven": sum(outcome.driven for outcome in outcomes),
        "not driven": [_undriven(outcome) for outcome in outcomes if outcome.widgets and not outcome.driven],
        "notices": [{"program": outcome.program.place, "version": outcome.version, "said": outcome.notices} for outcome in outcomes if outcome.notices],
        "seconds": round(time.monotonic() - start, 1),
    }  # fmt: skip
    _say(json.dumps(report, indent=1) if asked.json else as_text(report, ran=not asked.facts))
    return 1 if wrong or report["failures"] else 0


def chosen(pages: Sequence[Page], wanted: Sequence[str]) -> list[Page]:
    """The pages that are asked for by file, folder or slug; all where nothing is asked for."""

    def is_one(page: Page, what: str) -> bool:
        file = Path(what).resolve()
        files = [HANDBOOK / "content" / page.meta.path, HANDBOOK / page.meta.path]
        slug = "/" + what.strip("/")
        return any(file in (each, *each.parents) for each in files) or page.meta.slug == slug or page.meta.slug.startswith(f"{slug}/")

    return [page for page in pages if not wanted or any(is_one(page, what) for what in wanted)]


def problems(pages: Sequence[Page], table: Table) -> list[Problem]:
    """What is wrong on pages that can be told without running anything: marks, code that is none, facts."""
    checker = Checker(table)
    found: list[Problem] = []
    for page in pages:
        own = blocks.blocks(page)
        found += [problem for block in own for problem in blocks.problems(block)]
        found += programs.problems(own)
        found += checker.page(page)
    return found


def counts(found: Sequence[Block]) -> dict[str, int]:
    """How many Python blocks there are of each kind."""
    python = [block for block in found if block.language in blocks.PYTHON]
    return {"python": len(python), "whole": sum(block.is_program for block in python), "fragments": sum(not block.is_program for block in python)}


def _on(program: Program, versions: Sequence[str]) -> list[str]:
    return [version for version in versions if minor(version) in program.span]


def _told(outcome: Outcome) -> dict[str, object]:
    return {"program": outcome.program.place, "version": outcome.version, "failures": outcome.failures, "output": outcome.output}


def _undriven(outcome: Outcome) -> dict[str, object]:
    return {"program": outcome.program.place, "version": outcome.version, "widgets": outcome.widgets, "reason": outcome.undriven}


def as_text(report: dict, *, ran: bool) -> str:
    """The report for people."""
    kinds = report["blocks"]
    lines = [f"{report['pages']} pages: {kinds['python']} Python blocks, {kinds['fragments']} of them fragments; {report['programs']} programs"]
    lines += [f"{problem['path']}:{problem['line']}: {problem['message']}" for problem in report["problems"]]
    for failure in report["failures"]:
        lines.append(f"{failure['program']} on {failure['version']}:")
        lines += [f"    {line}" for text in failure["failures"] for line in text.splitlines()]
        lines += [f"    | {line}" for line in failure["output"]]
    if ran:
        lines += [f"not driven: {each['program']} on {each['version']}: {', '.join(each['widgets'])}{_because(each)}" for each in report["not driven"]]
        lines += [f"not run: {each['program']}: {each['reason']}" for each in report["not run"]]
        lines += [f"runs on {', '.join(each['versions']) or 'none'} alone: {each['program']}" for each in report["not on all versions"]]
        lines += [f"notice: {each['program']} on {each['version']}: {text}" for each in report["notices"] for text in each["said"]]
        runs = ", ".join(f"{count} on {version}" for version, count in report["runs"].items())
        lines.append(f"ran {runs}; driven {report['driven']}, not driven {len(report['not driven'])}")
    bad = len(report["problems"]) + len(report["failures"])
    return "\n".join([*lines, f"{bad} to mend, in {report['seconds']} s"])


def _because(each: dict) -> str:
    return f" ({each['reason']})" if each["reason"] else ""


if __name__ == "__main__":
    sys.exit(main())
