"""Search: documents -> an index on disk; query -> hits. The only place with Whoosh. Knows neither docsets' storage nor how pages are drawn."""
