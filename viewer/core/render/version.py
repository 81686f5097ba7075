"""What renderer this is: stands apart so that asking costs no import of the renderer itself."""

from __future__ import annotations

RENDERER_VERSION = "6"
"""To be raised with every change that makes a page come out differently: pages stored under another one are made again."""
