"""A pane over the docsets of an application: joins the pane's two questions to the services that answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.core.address import SNAPSHOT
from viewer.services.reading import State
from viewer.services.responder import Look, Responder
from viewer.shell.web_pane import WebPane

if TYPE_CHECKING:
    from viewer.core.address import Address
    from viewer.core.model import RenderedPage
    from viewer.services.application import Application


def docset_pane(application: Application, look: Look) -> WebPane:
    """A pane that shows the pages of `application`, drawn as `look` says."""

    def resolve(address: Address) -> tuple[Address, RenderedPage | None]:
        if address.docset == SNAPSHOT:
            from viewer.services.snapshot_page import page  # noqa: PLC0415 - only where a snapshot is shown

            return address, page(application, address)
        opened = application.docset(address.docset)
        place = opened.place(address)
        return opened.spelled(place.address), opened.page(place.address.slug, address.api) if place.state is State.PAGE else None

    return WebPane(application.paths.resources, Responder(application).answer, resolve, look)
