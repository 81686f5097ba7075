"""The errors of the program: each carries its facts as fields, so that whoever shows it can word it.

Knows nothing above it. What is wrong with *content* is no error but a `model.Problem`.
"""

from __future__ import annotations


class ViewerError(Exception):
    """Base of every error this program raises on purpose; `str()` is a plain sentence for the reader."""


class AddressError(ViewerError):
    """A text that is no address of a docset page."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r} is not an address: {reason}.")
        self.text = text
        self.reason = reason


class UnsafePathError(ViewerError):
    """A path that would leave the folder it belongs to, or that no file can have."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The path {path!r} leads out of its folder.")
        self.path = path


class SourceError(ViewerError):
    """A source that cannot be read as documentation; `mend` says what to do next."""

    def __init__(self, source: str, reason: str, mend: str = "") -> None:
        super().__init__(f"{source}: {reason}." + (f" {mend}" if mend else ""))
        self.source = source
        self.reason = reason
        self.mend = mend


class UnknownDocsetError(ViewerError):
    """An id that the library does not hold; `known` lists those it does."""

    def __init__(self, ident: str, known: tuple[str, ...]) -> None:
        held = ", ".join(known) if known else "nothing yet"
        super().__init__(f"There is no docset {ident!r} in the library. It holds: {held}.")
        self.ident = ident
        self.known = known


class UnknownPageError(ViewerError):
    """A slug that a docset does not hold; `nearest` lists the slugs that look most like it."""

    def __init__(self, docset: str, slug: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"The docset {docset!r} has no page {slug!r}.{hint}")
        self.docset = docset
        self.slug = slug
        self.nearest = nearest


class UnknownPlaceError(ViewerError):
    """An anchor that a page does not have."""

    def __init__(self, docset: str, slug: str, anchor: str) -> None:
        super().__init__(f"The page {slug!r} of {docset!r} has no place {f'#{anchor}'!r}. Leave that away to mean the page.")
        self.docset = docset
        self.slug = slug
        self.anchor = anchor


class UnknownReferenceError(ViewerError):
    """A package, or a version of it (""), whose API data the library does not hold; `known` lists what it does."""

    def __init__(self, package: str, version: str, known: tuple[str, ...]) -> None:
        held = f"The library holds: {', '.join(known)}." if known else "The library holds none yet."
        wanted = f"{package}=={version}" if version else package
        super().__init__(f"There is no API data of {f'{package} {version}'.strip()}. {held} To get it: docshelf api add {wanted}")
        self.package = package
        self.version = version
        self.known = known


class ShippedReferenceError(ViewerError):
    """API data that ships with the program was to be removed."""

    def __init__(self, package: str, version: str) -> None:
        super().__init__(f"The API data of {package} {version} ships with Docshelf and stays.")
        self.package = package
        self.version = version


class UnknownNameError(ViewerError):
    """A name that the API data of the library does not have, in the version asked for (""); `elsewhere` are packages and versions that do."""

    def __init__(self, name: str, version: str, elsewhere: tuple[str, ...]) -> None:
        where = f" It is in: {', '.join(elsewhere)}." if elsewhere else ""
        super().__init__(f"There is no {name!r} in the API data of the library{f' of version {version}' if version else ''}.{where}")
        self.name = name
        self.version = version
        self.elsewhere = elsewhere


class FetchError(ViewerError):
    """A package that could not be fetched; `mend` says how to go on without."""

    def __init__(self, requirement: str, reason: str, mend: str) -> None:
        super().__init__(f"{requirement} was not fetched: {reason}. {mend}")
        self.requirement = requirement
        self.reason = reason
        self.mend = mend


class RestoreError(ViewerError):
    """A removed docset that cannot be put back."""

    def __init__(self, ident: str, reason: str) -> None:
        super().__init__(f"The docset {ident!r} cannot be put back: {reason}.")
        self.ident = ident
        self.reason = reason


class DamagedError(ViewerError):
    """A stored file of ours that cannot be read (damaged, or written by a newer version)."""

    def __init__(self, path: str, reason: str, mend: str = "") -> None:
        super().__init__(f"{path}: {reason}." + (f" {mend}" if mend else ""))
        self.path = path
        self.reason = reason
        self.mend = mend


class NewerFileError(ViewerError):
    """A stored file of ours that a later version of the program wrote; it is left as it is."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(f"{path}: The file has format {found}, this version of Docshelf reads up to {known}. It was left as it is. Install a newer version.")
        self.path = path
        self.found = found
        self.known = known


class UnknownBookmarkError(ViewerError):
    """An id or address that no bookmark has, or an id that no folder of bookmarks has."""

    def __init__(self, ident: str) -> None:
        super().__init__(f"There is no bookmark or folder {ident!r}. To list them: docshelf bookmarks list")
        self.ident = ident


class UnknownBackupError(ViewerError):
    """A backup of the bookmarks that is not there, "" for any; `known` are those that are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no backup{f' {name!r}' if name else ' of a day'}. There are: {', '.join(known) or 'none yet'}.")
        self.name = name
        self.known = known


class FolderError(ViewerError):
    """A folder of bookmarks that was to be moved into itself, or into what it holds."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The folder {title!r} cannot be moved into itself.")
        self.title = title


class ExchangeError(ViewerError):
    """A file that was to be imported and cannot be read; `line` is 0 where it is not about one."""

    def __init__(self, path: str, line: int, reason: str, mend: str) -> None:
        super().__init__(f"{path}{f', line {line}' if line else ''}: {reason}. {mend}")
        self.path = path
        self.line = line
        self.reason = reason
        self.mend = mend


class NoSnapshotError(ViewerError):
    """A bookmark that has no snapshot yet."""

    def __init__(self, title: str) -> None:
        super().__init__(f"There is no snapshot of {title!r} yet. It is taken by itself while its page is in the library.")
        self.title = title


class CannotRunError(ViewerError):
    """Something this machine lacks; `mend` is the line that puts it right."""

    def __init__(self, reason: str, mend: str = "") -> None:
        super().__init__(f"{reason}" + (f" {mend}" if mend else ""))
        self.reason = reason
        self.mend = mend
