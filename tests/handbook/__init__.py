"""The proof of the handbook: its programs run, what it says happens is driven, and its facts are compared with the packages."""
