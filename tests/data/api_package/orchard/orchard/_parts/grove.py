from abc import abstractmethod
from typing import Generic, Protocol, TypeVar, overload

from typing_extensions import deprecated

T = TypeVar("T")


class Shaking:
    """Things that shake."""

    def shake(self, strength: int = 1):
        """Shake it.

        .. deprecated::
            Use ``rest``.
        """


class Resting(Generic[T]):
    def rest(self) -> None:
        """Let it rest."""

    def grow(self, years=1):
        """Grow.

        Parameters
        ----------
        years
            How many.
        """


class Grove(Shaking, Resting[int]):
    def __init__(self, name: str, _hidden=None):
        """Begin a grove.

        Parameters
        ----------
        name
            What it is called.
        """

    def grow(self, years=2):
        pass

    def _secret(self):
        """Not shown."""


class Tree:
    """A tree.

    Attributes
    ----------
    age : int
        In years.
    height
        In metres.

    Methods
    -------
    pick(number)
        Pick apples.

    Deprecated text follows.

    .. deprecated:: 1.9 Use a bush.
    """

    Kind = int
    name: str
    fruit = "apple"
    """What it bears."""
    other = 1

    def __init__(self, age):
        """Never shown but for its parameters.

        Parameters
        ----------
        age : int
            In years.

        Notes
        -----
        From the maker.
        """

    @overload
    def pick(self, number: int) -> list: ...
    @overload
    def pick(self) -> str: ...
    def pick(self, number=None):
        """Pick."""

    harvest = pick

    @property
    def height(self) -> float:
        """In metres.

        Measured.
        """

    @height.setter
    def height(self, value): ...

    @staticmethod
    def count(trees):
        """Count."""

    @classmethod
    def seed(cls, /, kind):
        """From a seed."""

    @deprecated("Use pick.")
    def steal(self):
        """Steal."""

    @deprecated()
    def burn(self, *args): ...

    @abstractmethod
    def bare(): ...

    class Inner:
        """Within."""


class Basket(Tree, Missing, Tree):
    """No order of bases can be found, and one is not here."""


class Loop(Loop):
    """Its own base."""


class Picker(Protocol):
    """Picks."""

    def __call__(self, tree: Tree, *, fast=False) -> None:
        """Call it.

        Parameters
        ----------
        fast
            Quickly.
        """


def _tend():
    """Taken under its own name."""
