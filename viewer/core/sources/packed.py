"""One file in an archive, as each archive format tells of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from viewer.core.errors import SourceError
from viewer.core.sources.protocol import Limits


class Packed(Struct, frozen=True):
    """`path` as the archive spells it, unpacked size in bytes, how to read it (raises OSError), and why it cannot be used ("" if it can)."""

    path: str
    size: int
    read: Callable[[], bytes]
    trouble: str = ""


LINK = "It is a link; links are not followed. Pack the file itself."


def check_size(name: str, unpacked: int, packed: int, limits: Limits) -> None:
    """Raise SourceError where an archive of `packed` bytes unpacks to more than the limits allow."""
    if unpacked > limits.archive_bytes:
        raise SourceError(name, f"it unpacks to more than {limits.archive_bytes} bytes", "Pack the documentation alone.")
    if unpacked > limits.ratio_floor and unpacked > packed * limits.ratio:
        raise SourceError(name, f"it unpacks to more than {limits.ratio} times its size, as no documentation does", "Do not trust it.")


def check_count(name: str, count: int, limits: Limits) -> None:
    """Raise SourceError where an archive holds more entries than the limits allow."""
    if count > limits.entries:
        raise SourceError(name, f"it holds more than {limits.entries} entries", "Pack the documentation alone.")
