"""Members of a folder -> `SourceTree`: reads and repairs the pages, keeps assets unread. The folder kinds say what is what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from viewer.core.model import Asset, Level, Problem, SourceFile, SourceTree
from viewer.core.sources.decoding import decode
from viewer.core.sources.members import Member, Members
from viewer.core.sources.page_repair import RepairedPage, repair, summary
from viewer.core.sources.protocol import LIMITS, PAGE_SUFFIXES, Limits

ASSET_SUFFIXES = frozenset(
    ".apng .avif .bmp .gif .ico .jpeg .jpg .png .svg .webp .m4a .mov .mp3 .mp4 .ogg .wav .webm "
    ".csv .ipynb .json .parquet .pdf .toml .tsv .txt .xls .xlsx .yaml .yml .zip".split()
)
"""What pages show or hand out. Among pages other files are left alone: a folder of Markdown may lie in a program's sources."""


class Plan(Struct, frozen=True):
    """Which member is what. Pages go by the path they shall have, assets by URL path."""

    kind: str
    pages: Mapping[str, Member]
    assets: Mapping[str, Member]
    menu: Member | None = None
    redirects: Member | None = None
    sidecar: Member | None = None
    slug_from_path: bool = False


def is_page(path: str) -> bool:
    """Whether a file of this name holds a page."""
    return path.lower().endswith(PAGE_SUFFIXES)


def is_asset(path: str) -> bool:
    """Whether a file of this name, lying among pages, is something they show or hand out."""
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() in ASSET_SUFFIXES


def assemble(members: Members, plan: Plan, limits: Limits = LIMITS) -> SourceTree:
    """Read what the plan says; pages come out sorted by path. What cannot be read or is too large becomes a problem."""
    problems = list(members.problems)
    repaired: list[RepairedPage] = []
    for path, member in sorted(plan.pages.items()):
        file = text_file(member, path, problems, limits)
        if file:
            repaired.append(repair(file))
    problems.extend(problem for page in repaired for problem in page.problems)
    return SourceTree(
        plan.kind,
        members.name,
        pages=tuple(page.file for page in repaired),
        assets=dict(_assets(plan.assets.items(), problems, limits)),
        menu=_optional(plan.menu, problems, limits),
        redirects=_optional(plan.redirects, problems, limits),
        sidecar=_optional(plan.sidecar, problems, limits),
        repairs=summary(repaired),
        problems=tuple(problems),
        stamps=members.stamps,
        slug_from_path=plan.slug_from_path,
    )


def text_file(member: Member, path: str, problems: list[Problem], limits: Limits = LIMITS) -> SourceFile | None:
    """The text of a member under the path it shall have, or None with a problem added."""
    if member.size > limits.image_bytes:
        problems.append(_too_large(path, limits))
        return None
    if member.size > limits.page_bytes:
        problems.append(large_page(path, member.size, limits))
    try:
        data = member.read()
    except OSError as error:
        message = f"It cannot be read: {error.strerror or error}. The page is missing here."
        problems.append(Problem(path, 0, "unreadable", Level.ERROR, message))
        return None
    text, found = decode(data, path)
    problems.extend(found)
    return SourceFile(path, text)


def large_page(path: str, size: int, limits: Limits = LIMITS) -> Problem:
    """What is said of a page above the limit."""
    message = f"The page holds {size} bytes, more than {limits.page_bytes}; it is shown as plain text. Split it."
    return Problem(path, 0, "page-size", Level.WARNING, message)


def _optional(member: Member | None, problems: list[Problem], limits: Limits) -> SourceFile | None:
    return text_file(member, member.path, problems, limits) if member else None


def _assets(assets: Iterable[tuple[str, Member]], problems: list[Problem], limits: Limits) -> Iterable[tuple[str, Asset]]:
    for path, member in sorted(assets):
        if member.size > limits.image_bytes:
            problems.append(_too_large(path, limits))
        else:
            yield path, Asset(path, member.size, member.read)


def _too_large(path: str, limits: Limits) -> Problem:
    return Problem(path, 0, "file-size", Level.ERROR, f"The file holds more than {limits.image_bytes} bytes and was left out.")
