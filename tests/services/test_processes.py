from __future__ import annotations

import os
import subprocess
import sys

from viewer.services.processes import alive


def test_this_process_lives():
    assert alive(os.getpid())


def test_one_that_has_ended_does_not():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert not alive(child.pid)


def test_a_number_that_no_process_can_have_counts_as_alive_or_not_but_never_fails():
    assert alive(2**80) in {True, False}
