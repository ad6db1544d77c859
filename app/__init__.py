"""Dossier: an encrypted, offline case file for prosecutor offices."""

__version__ = "0.1.0"
