"""The terminal: the same commands and queries as the window."""
