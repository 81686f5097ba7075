"""What the page's script may say to the window. The slots are all that the isolated world can call; they only announce."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot


class Bridge(QObject):
    """The object `bridge` of the page's web channel."""

    copy_wanted = Signal(str)
    """Text for the clipboard."""
    address_wanted = Signal(str)
    """The address of this anchor of the page for the clipboard."""
    star_wanted = Signal(str)
    """The bookmark of the heading with this anchor, to be made or taken away."""
    followed = Signal(str)
    """A link within the page was clicked: the anchor, "" for the top."""
    heading_reached = Signal(str)
    """The anchor of the heading now being read, "" before the first."""
    was_painted = Signal(int)
    """The second frame with styles and fonts; the number of the load."""
    overlay_changed = Signal(bool)
    """Whether a picture lies over the page."""
    selection_changed = Signal(bool)
    """Whether something is selected; the engine's own signal does not come each time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.next_arrival = "{}"
        """What `arrival` answers, as JSON: the number of the load, and where on the page to begin."""

    @Slot(result=str)
    def arrival(self) -> str:
        """Asked by each page as it comes up."""
        return self.next_arrival

    @Slot(str)
    def copy(self, text: str) -> None:
        """Of a code block."""
        self.copy_wanted.emit(text)

    @Slot(str)
    def copy_address(self, anchor: str) -> None:
        """Of a heading's link mark."""
        self.address_wanted.emit(anchor)

    @Slot(str)
    def star(self, anchor: str) -> None:
        """Of a heading's star."""
        self.star_wanted.emit(anchor)

    @Slot(str)
    def follow(self, anchor: str) -> None:
        """Of any other link within the page."""
        self.followed.emit(anchor)

    @Slot(str)
    def at(self, anchor: str) -> None:
        """Of the scroll position."""
        self.heading_reached.emit(anchor)

    @Slot(int)
    def painted(self, load: int) -> None:
        """Once a load."""
        self.was_painted.emit(load)

    @Slot(bool)
    def selected(self, some: bool) -> None:  # noqa: FBT001 - the script's one argument
        """Of each page as it comes up, and when it changes."""
        self.selection_changed.emit(some)

    @Slot(bool)
    def overlay(self, shown: bool) -> None:  # noqa: FBT001 - the script's one argument
        """Of the picture viewer."""
        self.overlay_changed.emit(shown)
