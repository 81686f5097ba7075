"""The Qt shell: draws, listens, forwards. No parsing, no file access."""
