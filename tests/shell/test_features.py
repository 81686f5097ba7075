from __future__ import annotations

import subprocess
import sys

import pytest

READ = "import linecache; print([name for name in linecache.cache if 'viewer' in name])"


@pytest.mark.parametrize(("first", "is_read"), [("", True), ("from viewer.shell import features; features.look_for_none(); ", False)])
def test_the_source_of_modules_is_not_read(first, is_read):
    done = subprocess.run([sys.executable, "-c", f"{first}import viewer.shell.theme; {READ}"], capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout.strip() != "[]") is is_read
