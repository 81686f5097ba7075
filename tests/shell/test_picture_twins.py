"""A picture with a twin for the dark palettes: the page shows the one that fits, and opens that one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.shell.answers import ask
from viewer.core.address import Address
from viewer.services.responder import Look

PAGE = """<h1>Twins</h1>
<figure class="image"><button type="button" class="frame" aria-label="Enlarge"><img class="day" src="/_/asset/picture.svg?day" alt="A disc"><img class="night"
src="/_/asset/picture.svg?night" alt="A disc"></button></figure>
<p>In text <img class="inline day" src="/_/asset/picture.svg?day" alt=""><img class="inline night" src="/_/asset/picture.svg?night" alt=""></p>
"""
SEEN = "[...document.querySelectorAll('.image img, p img')].filter(one => one.checkVisibility()).map(one => one.src.split('?')[1])"
FILTER = "getComputedStyle(document.querySelector('.image img.night')).filter"


@pytest.fixture
def twins(qtbot, shelf, pane):
    shelf.pages["/twins"] = replace(shelf.pages["/other"], slug="/twins", title="Twins", html=PAGE)
    with qtbot.waitSignals([pane.opened, pane.painted]):
        pane.open(Address("kit", "/twins"))
    return pane


def test_the_one_that_fits_the_palette_is_seen_as_it_is_and_opened(qtbot, twins):
    for theme, fits in (("dark", "night"), ("contrast", "night"), ("light", "day")):
        twins.set_look(Look(theme=theme))
        qtbot.waitUntil(lambda fits=fits: ask(qtbot, twins, SEEN) == [fits, fits])
        ask(qtbot, twins, "(document.querySelector('.image .frame').click(), 0)")
        assert ask(qtbot, twins, "document.querySelector('.lightbox img').src.split('?')[1]") == fits
        ask(qtbot, twins, "(document.querySelector('.lightbox').close(), 0)")
        qtbot.waitUntil(lambda: ask(qtbot, twins, "document.querySelectorAll('.lightbox').length") == 0)
        assert ask(qtbot, twins, FILTER) == "none"
