"""Reading and rendering a whole documentation, against markdown-it-py with Pygments and cached lexers on the same files.

In processor time: neither side waits for anything, and other programs do not count.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from tests.bench.outcome import Bar, Outcome, Setup, ratio
from viewer.core.docset.docset import load
from viewer.core.render.page import Renderer
from viewer.core.sources.open import read_source

LIMIT = 1.6

_formatter = HtmlFormatter(nowrap=True)


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name)
    except ClassNotFound:
        return None


def _coloured(code: str, name: str, _attributes: str) -> str:
    lexer = _lexer(name)
    return highlight(code, lexer, _formatter) if lexer else escape(code)


def baseline(source: Path) -> int:
    """Read and render every Markdown file below `source`; how many there are."""
    parser = MarkdownIt("commonmark", {"html": True, "highlight": _coloured}).enable("table")
    files = sorted(source.rglob("*.md"))
    for file in files:
        parser.render(file.read_text("utf-8"))
    return len(files)


def program(source: Path) -> int:
    """The same by the program's own parts; how many pages there are."""
    loaded = load(read_source(source))
    renderer = Renderer(loaded.docset)
    for page in loaded.pages:
        renderer.render(page)
    return len(loaded.pages)


def run(setup: Setup) -> Outcome:
    """Measure in turns, in this process: modules and lexers of both are there before."""
    pages = program(setup.source)
    files = baseline(setup.source)
    ours, theirs = [], []
    for _ in range(setup.pairs):
        theirs.append(_timed(baseline, setup.source))
        ours.append(_timed(program, setup.source))
    figures = {"pages": pages, "files": files, "program_ms": median(ours), "markdown_it_ms": median(theirs), "ms_a_page": median(ours) / pages}
    return Outcome("render", figures, [Bar("render_ratio", ratio(ours, theirs), LIMIT)])


def _timed(work: Callable[[Path], int], source: Path) -> float:
    gc.collect()
    start = time.process_time()
    work(source)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    baseline(Path(sys.argv[1]))
