"""What belongs to the reader: bookmarks, history, places on pages; kept in one SQLite file, given out and taken in as files.

Pure: the time is passed in, ids come from outside, and nothing here knows how a page looks.
"""
