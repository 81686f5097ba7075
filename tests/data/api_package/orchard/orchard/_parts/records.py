from dataclasses import KW_ONLY, dataclass, field
from typing import Callable, ClassVar, NamedTuple, TypedDict

from orchard._parts.grove import Picker, Basket, Loop

__all__ = ["Keeper", "Weather", "Leaf", "Point", "Options", "Sub", "Picker", "Basket", "Loop", "VERSION", "nothing"]
__all__ += ["Plain"]

VERSION = "2.1"


@dataclass
class Leaf:
    """A leaf."""

    colour: str
    size: float = 1.5
    veins: list = field(default_factory=list)
    hidden: int = field(init=False)
    kept: int = field(default=4)
    _own: int = 0
    SIZES: ClassVar[int] = 3
    _: KW_ONLY
    late: bool = False

    @property
    def area(self) -> float:
        return 1.0


@dataclass
class Sub(Leaf):
    more: str = 'x'


class Point(NamedTuple):
    """A place."""

    x: int
    y: int = 0


class Options(TypedDict, total=False):
    """Choices."""

    deep: bool


class Keeper:
    """Keeps things."""

    def __init__(self, number): ...

    def _decorator(self, function=None, *, ttl: int = 5):
        """Keep what a function gives."""

    def clear(self):
        """Forget."""


class Weather:
    """The weather.

    Attributes
    ----------
    wind : str
    """

    def now(self) -> str:
        """What it is like."""

    @property
    def wind(self): ...


class Plain:
    pass
