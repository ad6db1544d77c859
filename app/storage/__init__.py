"""The vault on disk: keys, encrypted database, repositories, attachments, search index."""
