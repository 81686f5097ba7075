"""Growing trees, in numpy's style.

A tree is planted with `plant` and picked with ``Tree.pick``.
"""

from typing import TYPE_CHECKING

from orchard._parts.grove import Grove, Tree, _tend as _tend
from orchard._parts.records import *
from orchard._parts.tools import plant as plant
from orchard._parts.tools import measured as _measured, water as _water
from orchard.season import season
from os import path

if TYPE_CHECKING:
    from orchard._parts.grove import Basket

_main = Grove("main")
_typed: Grove = object()

shake = _main.shake
rest = _typed.rest
_also = shake
jolt = _also
water = _measured("water", _water)
twice = _measured("twice", _measured("again", plant))
keeper = Keeper(3)
weather = Weather()
sun = weather
limit = 12
"""How many trees fit, as a number."""
secret = 13
unknown = missing.thing
computed = print(plant)
looped = looped
here = there
there = here
