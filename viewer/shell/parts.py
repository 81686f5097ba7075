"""All that fills the window from the start, under one name: read in one go, while the web engine comes up. What the window does with it stands in `main_window`."""

from __future__ import annotations

from viewer.shell import drop_menus, focus
from viewer.shell.actions import Actions, drop_menu
from viewer.shell.adding import Adding, is_droppable
from viewer.shell.api_choice import ApiChoice
from viewer.shell.contents_list import ContentsList
from viewer.shell.docset_chooser import Choice
from viewer.shell.library_door import LibraryDoor
from viewer.shell.menu_key import MenuKey
from viewer.shell.outcome import Outcome
from viewer.shell.page_area import PageArea
from viewer.shell.page_menu import PageMenu
from viewer.shell.panels import Panels
from viewer.shell.reader_door import ReaderDoor
from viewer.shell.side_panel import SidePanel
from viewer.shell.source_watch import SourceWatch
from viewer.shell.tabs import Tabs
from viewer.shell.top_bar import TopBar
from viewer.shell.zoom import Zoom

__all__ = [
    "Actions",
    "Adding",
    "ApiChoice",
    "Choice",
    "ContentsList",
    "LibraryDoor",
    "MenuKey",
    "Outcome",
    "PageArea",
    "PageMenu",
    "Panels",
    "ReaderDoor",
    "SidePanel",
    "SourceWatch",
    "Tabs",
    "TopBar",
    "Zoom",
    "drop_menu",
    "drop_menus",
    "focus",
    "is_droppable",
]
