"""Calls the command line."""

from __future__ import annotations

from viewer.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
