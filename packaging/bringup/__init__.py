"""Brings Docshelf up from a bare clone, with the standard library alone: nothing else is there yet. Knows nothing of the viewer."""
