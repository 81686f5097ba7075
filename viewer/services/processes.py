"""Whether another process still lives: asked before its unfinished work is cleared away."""

from __future__ import annotations

import os
import sys


def alive(pid: int) -> bool:
    """Whether a process with this id runs; True where that cannot be told."""
    if sys.platform == "win32":
        # Signal 0 would end the process there
        import ctypes  # noqa: PLC0415 - needed on this system alone

        handle = ctypes.windll.kernel32.OpenProcess(0x00100000, False, pid)  # SYNCHRONIZE
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
