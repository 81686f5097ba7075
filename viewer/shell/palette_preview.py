"""The right side of the palette: what stands on the page of the chosen row, as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.shell import nav_filter
from viewer.shell.palette_records import Preview, Row
from viewer.shell.scale import scaled


class PalettePreview(QLabel):
    """Shows a row at once, and more of its page when that has been read."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = colours
        self._shown: Preview | None = None
        self.setObjectName("preview")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(scaled(18), scaled(16), scaled(18), scaled(12))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleName("Preview")

    def tint(self, colours: Mapping[str, str]) -> None:
        """Show the same in another palette."""
        self.colours = colours
        self.show_preview(self._shown)

    def show_row(self, row: Row | None) -> None:
        """Show what the row itself says; None for an empty side."""
        self.show_preview(Preview(row, text=row.text) if row and row.address else None)

    def is_of(self, row: Row) -> bool:
        """Whether the page of `row` is what it shows."""
        return self._shown is not None and self._shown.row.is_same(row)

    def show_preview(self, preview: Preview | None) -> None:
        """Show what was read of a page."""
        self._shown = preview
        if preview is None:
            self.clear()
            return
        row, soft, faint = preview.row, self.colours["soft"], self.colours["faint"]
        small = f"font-size:{scaled(12)}px"
        about = " · ".join(part for part in (row.kind, *row.place) if part)
        parts = [(row.title, f"font-size:{scaled(16)}px; font-weight:600; margin:0 0 2px"), (about, f"{small}; color:{faint}; margin:0 0 12px")]
        if preview.description:
            parts.append((preview.description, f"color:{soft}; margin:0 0 12px"))
        if row.heading and row.heading != row.title:
            parts.append((row.heading, "font-weight:600; margin:0 0 4px"))
        html = [f'<p style="{style}">{escape(text)}</p>' for text, style in parts if text]
        html.append(f'<p style="margin:0 0 14px">{self._marked(preview.text, row.words)}</p>')
        if preview.headings:
            listed = "<br>".join(escape(heading) for heading in preview.headings)
            html.append(f'<p style="{small}; font-weight:600; color:{faint}; margin:0 0 4px">On this page</p><p style="margin:0; color:{soft}">{listed}</p>')
        self.setText("".join(html))

    def _marked(self, text: str, words: tuple[str, ...]) -> str:
        patterns = tuple(re.compile(rf"(?<!\w){re.escape(word)}" if word.isascii() else re.escape(word), re.IGNORECASE) for word in words)
        shown, at = [], 0
        for start, end in nav_filter.spans(text, patterns):
            shown += [escape(text[at:start]), f'<span style="background-color:{self.colours["mark"]}; color:{self.colours["on-mark"]}">{escape(text[start:end])}</span>']
            at = end
        return "".join([*shown, escape(text[at:])])
