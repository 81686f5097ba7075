"""Where documentation comes from: one module a kind, each recognised by what it finds."""
