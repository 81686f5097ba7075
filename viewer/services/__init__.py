"""The program's verbs: no Qt; they take and give the core's records."""
