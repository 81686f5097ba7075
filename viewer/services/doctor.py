"""How this installation is: what it runs on, what it can write to, what it holds, what it lacks."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import tempfile
from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from viewer import __version__
from viewer.core.docset.compiled import Compiled
from viewer.core.errors import DamagedError, UnknownBackupError, ViewerError
from viewer.services import libraries, snapshotting
from viewer.services.application import Application

_NAMESPACES = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")


class Folder(Struct, frozen=True):
    """A folder of ours and whether something can be written there."""

    what: str
    path: str
    writable: bool


class Held(Struct, frozen=True):
    """A docset and, where it does not open, why."""

    id: str
    pages: int
    linked: bool
    problem: str = ""


class Kept(Struct, frozen=True):
    """What belongs to the reader: how many bookmarks, and the backups there are of them, newest first."""

    bookmarks: int = 0
    backups: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Health(Struct, frozen=True):
    """What the doctor found. `problems` says in plain words what is wrong, each with its mend."""

    version: str
    python: str
    system: str
    qt: str
    folders: tuple[Folder, ...]
    docsets: tuple[Held, ...]
    reader: Kept
    libraries_missing: tuple[str, ...]
    sandbox: str
    problems: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The document `doctor --json` prints."""
        document: dict[str, object] = to_builtins(self)
        return document


def examine(application: Application, *, private: bool) -> Health:
    """Look at everything. With `private` nothing that tells who the reader is or what they read is in the result but ids."""
    paths = application.paths
    folders = tuple(Folder(what, _path(place, private=private), _writable(place)) for what, place in _places(application))
    docsets = _docsets(application, private=private)
    reader = _reader(application, private=private)
    qt, missing, sandbox = _qt(), libraries.missing(), _sandbox()
    problems = [f"The folder for {folder.what} ({folder.path}) cannot be written to. Name another in DOCSHELF_HOME." for folder in folders if not folder.writable]
    problems += [f"{held.id}: {held.problem}" for held in docsets if held.problem]
    problems += [_plain(str(error), private=private) for error in application.library.damaged()]
    problems += reader.problems
    if not qt:
        problems.append("PySide6 is not installed, so there is no window. Install Docshelf again with its dependencies.")
    if missing:
        problems.append(f"Shared libraries are missing. {libraries.mend(missing)}")
    if not (paths.resources / "page" / "page.css").is_file():
        problems.append(f"The files that pages are drawn with are missing in {_path(paths.resources, private=private)}. Install Docshelf again.")
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return Health(__version__, platform.python_version(), system, qt, folders, docsets, reader, missing, sandbox, tuple(problems))


def _places(application: Application) -> tuple[tuple[str, Path], ...]:
    paths = application.paths
    return (("data", paths.data), ("settings", paths.config), ("caches", paths.cache))


def _path(path: Path, *, private: bool) -> str:
    return _plain(str(path), private=private)


def _plain(text: str, *, private: bool) -> str:
    """A text without the reader's home folder."""
    home = str(Path.home())
    return text.replace(home, "~") if private and len(home) > 1 else text


def _writable(folder: Path) -> bool:
    """Whether a file can be made in `folder`, or in the nearest folder above that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _docsets(application: Application, *, private: bool) -> tuple[Held, ...]:
    found = []
    for entry in application.library.entries():
        problem = ""
        try:
            Compiled.open(application.library.folder(entry)).close()
        except DamagedError as error:
            problem = str(error)
        if not problem and entry.linked and not Path(entry.source).exists():
            place = "" if private else f" {entry.source}"
            problem = f"Its source{place} is gone; the copy is shown. Say where it is now: docshelf update {entry.id} --source SOURCE"
        found.append(Held(entry.id, entry.pages, entry.linked, _plain(problem, private=private)))
    return tuple(found)


def _reader(application: Application, *, private: bool) -> Kept:
    """Looks at all of the bookmarks and their snapshots, where there are any."""
    if not application.paths.reader.is_file():
        return Kept()
    try:
        store, bookmarks = application.reader.store, application.reader.bookmarks.all().bookmarks
        problems = [store.notice, store.check(), *(f"The snapshot of {own.id}: {error}" for own, error in snapshotting.damaged(application))]
        kept = Kept(len(bookmarks), tuple(backup.name for backup in store.backups.all()))
    except (ViewerError, OSError) as error:
        kept, problems = Kept(), [str(error)]
    return replace(kept, problems=tuple(_plain(problem, private=private) for problem in problems if problem))


def restore_bookmarks(application: Application, name: str, now: float) -> str:
    """Put a backup of the bookmarks, the newest if no `name` is given, in the place of what there is; its name.

    Raises UnknownBackupError, DamagedError, OSError.
    """
    store = application.reader.store
    known = store.backups.all()
    chosen = next((backup for backup in known if backup.name == name or (not name and not backup.before)), None)
    if chosen is None:
        raise UnknownBackupError(name, tuple(backup.name for backup in known))
    store.restore(chosen, now)
    return chosen.name


def _qt() -> str:
    """The version of PySide6, or "": asked without loading any of it."""
    if importlib.util.find_spec("PySide6") is None:
        return ""
    return importlib.metadata.version("PySide6")


def _sandbox() -> str:
    if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1":
        return "off: QTWEBENGINE_DISABLE_SANDBOX is set"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return "not possible: this is root"
    if _NAMESPACES.is_file() and _NAMESPACES.read_text().strip() == "1":
        return "on, if this system's AppArmor profile for Docshelf allows user namespaces"
    return "on"
