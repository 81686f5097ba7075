"""`docshelf api`: the API data of packages: put in, listed, taken out, shown, compared."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msgspec.structs import asdict

from viewer.cli import progress
from viewer.cli.main import FINE, UsageError
from viewer.cli.output import counted, plainly, write_exactly, write_json, write_table
from viewer.core.api.history import Change, ChangeKind
from viewer.core.api.records import ApiPackage
from viewer.services.application import BIN_DAYS, Application
from viewer.services.reference import References

FORMATS = ("text", "markdown", "html")
GROUPS = {
    "Added": (ChangeKind.ADDED,),
    "Removed": (ChangeKind.REMOVED,),
    "Renamed": (ChangeKind.RENAMED,),
    "Deprecated": (ChangeKind.DEPRECATED, ChangeKind.PARAMETER_DEPRECATED),
    "Parameters added": (ChangeKind.PARAMETER_ADDED,),
    "Parameters removed": (ChangeKind.PARAMETER_REMOVED,),
    "Parameters changed": (ChangeKind.DEFAULT, ChangeKind.KEYWORD_ONLY),
}
"""The kinds of changes under the headings that they are listed below."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="read the API of a package into the library")
    add.add_argument("what", metavar="WHEEL|REQUIREMENT", help="a wheel file, or a package to fetch: streamlit==1.33.0")
    add.add_argument("--python", metavar="PATH", help="take the package as it is installed there: a Python program or the folder of an environment")
    add.add_argument("--json", action="store_true", help="print what was added as JSON")
    progress.configure(add)
    listed = verbs.add_parser("list", help="list the packages and versions of the library")
    listed.add_argument("--json", action="store_true", help="print the list as JSON")
    remove = verbs.add_parser("remove", help="take a package, or one version of it, out of the library")
    remove.add_argument("what", metavar="PACKAGE[==VERSION]")
    remove.add_argument("--undo", action="store_true", help="put a version back as it was when it was removed")
    show = verbs.add_parser("show", help="print the entry of a name")
    show.add_argument("name", metavar="NAME", help="in any spelling: streamlit.button, st.button")
    show.add_argument("--version", metavar="V", default="", help="of its package; the newest if not given")
    show.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="text if not given")
    diff = verbs.add_parser("diff", help="say what changed between two versions of a package")
    diff.add_argument("package", metavar="PACKAGE")
    diff.add_argument("old", metavar="A", help="a version")
    diff.add_argument("new", metavar="B", help="another version")
    diff.add_argument("--json", action="store_true", help="print the changes as JSON")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Do what the verb says."""
    {"add": _add, "list": _list, "remove": _remove, "show": _show, "diff": _diff}[arguments.verb](arguments, application)
    return FINE


def _add(arguments: argparse.Namespace, application: Application) -> None:
    from viewer.services import api_adding  # noqa: PLC0415 - costs the reader of sources, which the other verbs do without

    references, recipes, tell = application.references, application.paths.resources / "api", progress.writer(arguments)
    if arguments.python:
        added = api_adding.add_installed(references, arguments.what, Path(arguments.python), recipes, tell)
    else:
        added = api_adding.add(references, arguments.what, recipes, tell, lambda text: print(plainly(text), file=sys.stderr, flush=True))
    problems = [asdict(problem) for problem in added.problems]
    if arguments.json:
        write_json({"package": _facts(added.package), "problems": problems})
        return
    print(plainly(f"Added {added.package.package} {added.package.version}: {_entries(added.package.entries)}."))
    if problems:
        print(f"\n{counted(len(problems), 'problem')}")
        write_table([(f"{problem.path}:{problem.line}", problem.message) for problem in added.problems], "  ")


def _list(arguments: argparse.Namespace, application: Application) -> None:
    for error in application.references.damaged():
        print(f"docshelf: {plainly(str(error))}", file=sys.stderr)
    held = application.references.held()

    def bundled(package: ApiPackage) -> bool:
        return application.references.is_shipped(package.package, package.version)

    if arguments.json:
        write_json({"packages": [_facts(package) | {"bundled": bundled(package)} for package in held]})
    elif held:
        write_table([(package.package, package.version, _entries(package.entries), "bundled" if bundled(package) else package.origin) for package in held])
    else:
        print("There is no API data yet. Add some with: docshelf api add PACKAGE==VERSION")


def _remove(arguments: argparse.Namespace, application: Application) -> None:
    references = application.references
    package, _, version = (part.strip() for part in arguments.what.partition("=="))
    if arguments.undo:
        if not version:
            raise UsageError("Name the version to put back: docshelf api remove --undo PACKAGE==VERSION")
        references.restore(package, version)
        print(f"{package} {version} is back.")
        return
    for each in [version] if version else _removable(references, package):
        references.remove(package, each)
        print(f"Removed {package} {each}. For {BIN_DAYS} days it can be put back: docshelf api remove --undo {package}=={each}")


def _removable(references: References, package: str) -> list[str]:
    """The versions that the reader added; where there is none, the newest one, of which is said why it stays."""
    added = [each for each in references.versions(package) if not references.is_shipped(package, each)]
    return added or [references.newest(package)]


def _show(arguments: argparse.Namespace, application: Application) -> None:
    from viewer.services import api_showing  # noqa: PLC0415 - costs the renderer

    write_exactly(api_showing.show(application.references, arguments.name, arguments.version, arguments.format))


def _diff(arguments: argparse.Namespace, application: Application) -> None:
    from viewer.services import api_showing  # noqa: PLC0415

    found = api_showing.changes(application.references, arguments.package, arguments.old, arguments.new)
    if arguments.json:
        listed = [asdict(change) | {"kind": change.kind.value} for change in found]
        write_json({"package": arguments.package, "old": arguments.old, "new": arguments.new, "changes": listed})
        return
    print(plainly(f"{arguments.package} {arguments.old} to {arguments.new}: {counted(len(found), 'change')}"))
    for heading, kinds in GROUPS.items():
        rows = [(change.name + (f"({change.parameter})" if change.parameter else ""), _worded(change)) for change in found if change.kind in kinds]
        if rows:
            print(f"\n{heading}")
            write_table(rows, "  ")


def _worded(change: Change) -> str:
    """What happened; the heading says the rest."""
    if change.kind is ChangeKind.RENAMED:
        return f"now {change.after}"
    if change.kind is ChangeKind.DEFAULT:
        return f"{change.before or 'no default'} -> {change.after or 'no default'}"
    return "by keyword only" if change.kind is ChangeKind.KEYWORD_ONLY else ""


def _facts(package: ApiPackage) -> dict[str, object]:
    return asdict(package)


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"
