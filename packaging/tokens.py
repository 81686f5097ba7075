"""Checks the colours of `resources/tokens.json` and writes them into the page's sheet.

    python packaging/tokens.py            check every pair for contrast, write the block in page.css
    python packaging/tokens.py --check    the same, but only say whether page.css is up to date
    python packaging/tokens.py --table    print the ratios as a Markdown table

Exit status 1 where a pair is too weak or, with `--check`, the sheet is out of date. Ratios are those of WCAG 2.2, 1.4.3 and 1.4.11.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
SHEET = RESOURCES / "page" / "page.css"

GROUNDS = ("page", "panel", "raised", "fill")
TINTS = ("note-fill", "tip-fill", "important-fill", "warning-fill", "danger-fill")
DIFF = ("add-fill", "del-fill")
KINDS = ("note", "tip", "important", "warning", "danger")
CODE = ("key", "str", "num", "name", "type", "com", "op")
PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("text", (*GROUNDS, "fill-2", *TINTS, *DIFF), 7.0),
    ("soft", (*GROUNDS, "fill-2"), 4.5),
    ("faint", GROUNDS, 4.5),
    ("accent", (*GROUNDS, *TINTS), 4.5),
    ("accent-2", (*GROUNDS, "fill-2"), 4.5),
    ("on-accent", ("accent",), 4.5),
    ("on-select", ("select",), 4.5),
    ("on-mark", ("mark", "mark-now"), 4.5),
    *((kind, ("page", "panel", "raised", f"{kind}-fill"), 4.5) for kind in KINDS),
    ("tip", ("fill",), 4.5),  # "Copied" on a code block
    *((f"syn-{name}", ("fill", "page", *TINTS[:-1], *DIFF, "fill-2"), 4.5) for name in CODE),
    ("edge", GROUNDS, 3.0),  # control borders, scroll bar thumbs, chevrons
    ("star", GROUNDS[:-1], 3.0),
    ("accent", ("fill-2", "select"), 3.0),  # focus ring beside a hovered or selected row
)
"""Which colour stands on which grounds, and the least ratio."""

Palettes = dict[str, dict[str, str]]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, two: str) -> float:
    """Contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def weak_pairs(palettes: Palettes) -> list[str]:
    """Every pair below its least ratio, one line each; text of the contrast palette needs 7."""
    found = []
    for theme, palette in palettes.items():
        for front, backs, least in PAIRS:
            need = 7.0 if theme == "contrast" and least == 4.5 else least
            for back in backs:
                if theme == "contrast" and (front, back) == ("accent", "select"):
                    continue  # the ring is drawn outside the row there
                value = ratio(palette[front], palette[back])
                if value < need:
                    found.append(f"{theme}: {front} on {back} is {value:.2f}, needs {need}")
    return found


def css_block(palettes: Mapping[str, Mapping[str, str]]) -> str:
    """The custom properties of every palette; the light one is the default."""
    out = []
    for theme, palette in palettes.items():
        head = ':root, [data-theme="light"]' if theme == "light" else f'[data-theme="{theme}"]'
        body = " ".join(f"--{name}: {value};" for name, value in palette.items())
        body = re.sub(r"((?:--[\w-]+: #\w+; ?){6})", r"\1\n  ", body).replace(" \n", "\n").rstrip()
        out.append(f"{head} {{\n  --scheme: {'light' if theme == 'light' else 'dark'};\n  {body}\n}}")
    return "\n".join(out)


def main() -> int:
    """Run as the module's head says."""
    parser = argparse.ArgumentParser(description="Check the colours and write them into the page's sheet.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    palettes: Palettes = json.loads((RESOURCES / "tokens.json").read_text(encoding="utf-8"))
    if asked.table:
        for front, backs, least in PAIRS:
            row = (f"{min(ratio(palette[front], palette[back]) for back in backs):.1f}" for palette in palettes.values())
            print(f"| {front} | {', '.join(backs)} | {least} | {' | '.join(row)} |")
        return 0
    wrong = weak_pairs(palettes)
    old = SHEET.read_text(encoding="utf-8")
    block = css_block(palettes)
    new = re.sub(r"(/\* tokens \*/\n).*?(/\* end of tokens \*/)", lambda found: f"{found[1]}{block}\n{found[2]}", old, flags=re.DOTALL)
    if new != old:
        if asked.check:
            wrong.append("page.css is out of date: run packaging/tokens.py")
        else:
            SHEET.write_text(new, encoding="utf-8")
    print("\n".join(wrong) or f"{sum(len(backs) for _, backs, _ in PAIRS) * len(palettes)} pairs checked, all strong enough")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
