"""What an index is built by. Importing it costs next to nothing."""

from __future__ import annotations

import whoosh

FORMAT = 3
"""Moves with every change of what is indexed or how; an index of another format is built anew."""
WHOOSH = ".".join(map(str, whoosh.__version__))
