"""A report on a docset as lines for a reader: every figure, then each thing that is wrong with its place."""

from __future__ import annotations

from collections.abc import Iterable

from viewer.cli.output import plainly, write_table
from viewer.core.model import Level, LinkKind
from viewer.services.checking import Place, Report


def write(report: Report, most: int | None = None) -> None:
    """Print the report, of each thing that is wrong `most` places, the worst first, or all in the order of pages."""
    version = f" {report.version}" if report.version else ""
    print(plainly(f"{report.title}{version} ({report.id})"))
    print()
    links = report.links
    figures = [
        ("pages", f"{report.pages}"),
        ("headings", f"{report.headings}"),
        ("components", _components(report)),
        ("links", ", ".join(f"{links[kind]} {kind.value}" for kind in LinkKind)),
        ("anchors", f"{len(report.anchors_broken)} broken" + (f", {len(report.anchors_unsure)} more behind mended links" if report.anchors_unsure else "")),
        ("assets", f"{len(report.assets_found)} found, {len(report.assets_missing)} missing"),
        ("api", f"{report.api_uses} uses of {report.api_names} names, {report.api_resolved} resolved"),
        ("problems", ", ".join(f"{_count(report, level)} {level.value}" for level in Level)),
    ]
    write_table(figures, "  ")
    listed = [problem for problem in report.problems if problem.kind != "broken-link"]
    if most is not None:
        listed.sort(key=lambda problem: problem.level is not Level.ERROR)
    is_whole = [
        _section(heading, rows, most) for heading, rows in (
            ("Repaired", ((f"{repair.count}", repair.message) for repair in report.repairs)),
            ("Links to pages that are not part of this docset", _places(report.absent)),
            ("Links that lead nowhere", _places(report.broken)),
            ("Assets that are missing", _places(report.assets_missing)),
            ("Problems", ((_at(problem.path, problem.line), problem.level.value, problem.kind, problem.message) for problem in listed)),
        )
    ]  # fmt: skip
    if not all(is_whole):
        print(f"\n`docshelf check {report.id}` lists all of it.")


def _components(report: Report) -> str:
    names = ", ".join(f"{name} {count}" for name, count in report.components.items())
    return f"{sum(report.components.values())}" + (f" ({names})" if names else "")


def _count(report: Report, level: Level) -> int:
    return sum(problem.level is level for problem in report.problems)


def _places(places: Iterable[Place]) -> Iterable[tuple[str, str]]:
    return ((_at(place.path, place.line), place.href) for place in places)


def _at(path: str, line: int) -> str:
    return f"{path}:{line}" if line else path


def _section(heading: str, rows: Iterable[tuple[str, ...]], most: int | None) -> bool:
    """Print so many rows at most; whether that is all of them."""
    found = list(rows)
    if found:
        print(f"\n{heading}")
        write_table(found[:most], "  ")
    left = len(found) - len(found[:most])
    if left:
        print(f"  … and {left:,} more")
    return not left
