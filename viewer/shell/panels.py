"""Tree, page and contents side by side: which of the panels has room at which width, and how wide it is.

Under 1100 pixels the contents give way (their button then opens a list), under 820 the tree slides over the page.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QSplitterHandle, QWidget

from viewer.shell.scale import scaled

CONTENTS_FROM, TREE_FROM = 1100, 820


class _Handle(QSplitterHandle):
    """The line between two panels; a double click hides the outer one."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        splitter = self.splitter()
        if isinstance(splitter, _Splitter):
            splitter.double_clicked.emit(self)


class _Splitter(QSplitter):
    double_clicked = Signal(QSplitterHandle)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class Panels(QWidget):
    """What the reader wants is remembered; what is shown follows from it and the width."""

    changed = Signal()
    """A panel came or went, or got another width."""

    def __init__(self, side: QWidget, middle: QWidget, contents: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._middle, self._contents = side, middle, contents
        self.want_tree = self.want_contents = True
        self._widths = (scaled(272), scaled(248))
        self._over = self._listens = False
        self._side.setProperty("over", False)
        self._split = _Splitter()
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for panel in (side, middle, contents):
            self._split.addWidget(panel)
        self._split.setStretchFactor(1, 1)
        self._order()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)
        self._split.splitterMoved.connect(self._moved)
        self._split.double_clicked.connect(self._hide_beside)

    @property
    def widths(self) -> tuple[int, int]:
        """Pixels of the tree and of the contents, shown or not."""
        return self._widths

    def state(self) -> str:
        """What the reader wants, for `restore`; opaque to everyone else."""
        return f"{self.want_tree:d} {self.want_contents:d} {self._widths[0]} {self._widths[1]}"

    def restore(self, state: str) -> None:
        """What the reader wanted last time; what is no such state changes nothing."""
        parts = state.split()
        if len(parts) == 4 and all(part.isdecimal() for part in parts):
            self.want_tree, self.want_contents, self._widths = parts[0] == "1", parts[1] == "1", (int(parts[2]), int(parts[3]))
            self._arrange()

    def tree_shown(self) -> bool:
        """Whether the tree is on the screen, beside the page or over it."""
        return not self._side.isHidden()

    def contents_shown(self) -> bool:
        """Whether the contents stand beside the page."""
        return not self._contents.isHidden()

    def has_room_for_contents(self) -> bool:
        """Whether the contents may stand beside the page at this width."""
        return self.width() >= scaled(CONTENTS_FROM)

    def toggle_tree(self) -> None:
        """Show or hide the tree; in a narrow window it comes over the page."""
        if self.width() >= scaled(TREE_FROM):
            self.want_tree = not self.want_tree
        else:
            self._over = not self._over
        self._arrange()
        self.changed.emit()

    def show_tree(self) -> None:
        """Show the tree where it is hidden."""
        if not self.tree_shown():
            self.toggle_tree()

    def toggle_contents(self) -> None:
        """Show or hide the contents."""
        self.want_contents = not self.want_contents
        self._arrange()
        self.changed.emit()

    def uncover(self) -> None:
        """Take a tree that lies over the page away."""
        if self._over:
            self._over = False
            self._arrange()
            self.changed.emit()

    def sizeHint(self) -> QSize:
        """The size at the first start."""
        return QSize(1280, 756)

    def minimumSizeHint(self) -> QSize:
        """Small: panels that have no room hide."""
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Panels come and go with the width."""
        super().resizeEvent(event)
        before = (self.tree_shown(), self.contents_shown())
        self._arrange()
        if before != (self.tree_shown(), self.contents_shown()):
            self.changed.emit()

    def _arrange(self) -> None:
        narrow = self.width() < scaled(TREE_FROM)
        self._over = self._over and narrow
        self._listen()
        with_tree, with_contents = self._over if narrow else self.want_tree, self.want_contents and self.has_room_for_contents()
        for panel, stays in ((self._side, with_tree), (self._contents, with_contents)):
            held = panel.focusWidget()
            if not stays and held and held.hasFocus():
                self._middle.setFocus()  # by itself the focus would go on as Tab does, to the first link of the page
        floating = self._side.parent() is self
        if narrow and not floating:
            self._side.setParent(self)
        elif not narrow and floating:
            self._split.insertWidget(0, self._side)
            self._split.setStretchFactor(1, 1)
            self._order()
        if self._side.property("over") != narrow:
            self._side.setProperty("over", narrow)
            self._side.style().unpolish(self._side)
            self._side.style().polish(self._side)
        self._side.setVisible(with_tree)
        self._contents.setVisible(with_contents)
        if narrow:
            self._side.setGeometry(0, 0, min(self._widths[0], self.width() - 48), self.height())
            self._side.raise_()
            return
        tree, contents = (width if shown else 0 for width, shown in zip(self._widths, (self.tree_shown(), self.contents_shown()), strict=True))
        self._split.setSizes([tree, max(self.width() - tree - contents - 2, 1), contents])

    def _order(self) -> None:
        """The panels are read out in the order of the children, which a splitter turns round."""
        for panel in (self._contents, self._middle, self._side):
            panel.lower()

    def _moved(self) -> None:
        tree, _, contents = self._split.sizes() if self._split.count() == 3 else (0, 0, 0)
        self._widths = (tree or self._widths[0], contents or self._widths[1])
        self.changed.emit()

    def _hide_beside(self, handle: QSplitterHandle) -> None:
        right = self._split.widget(self._split.indexOf(handle))
        (self.toggle_contents if right is self._contents else self.toggle_tree)()

    def _listen(self) -> None:
        """Hear where the focus goes while the tree lies over the page. Not before: being told of a widget of the engine's costs 20 ms once."""
        program = QApplication.instance()
        if self._over != self._listens and isinstance(program, QApplication):
            self._listens = self._over
            (program.focusChanged.connect if self._over else program.focusChanged.disconnect)(self._focus_moved)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._over and now is not None and now is not self._side and not self._side.isAncestorOf(now) and now.window() is self.window():
            self.uncover()
