from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


@pytest.fixture
def corpus():
    """A real tree of 198 pages, and the damaged bundle that it was recovered from; not part of the project."""
    if not CORPUS.is_dir():
        pytest.skip(f"needs {CORPUS}")
    return CORPUS


@pytest.fixture
def as_stranger():
    """Makes a folder of a user who is not root, and acts as that user, for whom permissions count, while in use."""

    @contextmanager
    def act():
        folder = Path(tempfile.mkdtemp())
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o700)
            shutil.rmtree(folder)

    return act


@pytest.fixture
def write(tmp_path):
    """Writes files given as path -> text or bytes below a folder and returns that folder."""

    def write(folder, files):
        root = tmp_path / folder
        for path, data in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return root

    return write
