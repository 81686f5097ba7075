"""API reference read from packages by static analysis: extraction, docstrings, the stored form, what changed between versions."""
