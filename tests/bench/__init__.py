"""How fast and how small the program is, measured against baselines that stand beside it: `python -m tests.bench NAME`."""
