"""Joins the version button with the page: says which versions there are, takes up the reader's choice, keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from viewer.core.errors import ViewerError
from viewer.services.reference import CHANGES, Choice
from viewer.shell.api_versions import ApiVersions

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.shell.memory import Memory
    from viewer.shell.navigator import Navigator


class ApiChoice(QObject):
    """A choice holds for all pages of a docset until another is made."""

    more_wanted = Signal(str)
    """The reader wants to add a version: what could be fetched for the docset shown."""

    def __init__(self, application: Application, navigator: Navigator, button: ApiVersions, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._references, self._navigator, self._button, self._memory = application.references, navigator, button, memory
        navigator.arrived.connect(lambda _: self.show())
        button.chosen.connect(self.choose)
        button.changes_wanted.connect(lambda old, new: navigator.open_slug(f"{CHANGES}{old}/{new}"))
        button.more_wanted.connect(self.want_more)

    def show(self) -> None:
        """Say on the button what the page is shown with."""
        docset, here = self._navigator.docset, self._navigator.here
        try:
            choice, version = docset.api(here.slug, here.api) if docset and here else (Choice(), "")
        except ViewerError:
            choice, version = Choice(), ""  # what is wrong with the docset is said where the page is asked for
        self._button.show_choice(choice, version)

    def choose(self, version: str) -> None:
        """Show the docset with another version from now on, its own page first."""
        docset, here = self._navigator.docset, self._navigator.here
        if not docset or not here:
            return
        chosen = {ident: kept for ident, kept in self._references.chosen.items() if ident != here.docset}
        if version != self._references.choice(docset.docset).default:
            chosen[here.docset] = version
        self._references.chosen = chosen
        self._memory.change(api_versions=chosen)
        self._navigator.open(replace(here, api=""))
        self.show()

    def refresh(self) -> None:
        """There is other data now: the page is read again."""
        self._navigator.show_again()
        self.show()

    def want_more(self) -> None:
        """The reader wants to add a version of what is shown."""
        docset = self._navigator.docset
        self.more_wanted.emit("==".join((docset.docset.api.package, *docset.docset.api.versions[:1])) if docset else "")
