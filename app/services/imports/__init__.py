"""Imports from other systems: read, sorted against what is known, written in one transaction."""

from app.services.imports.cook_county import ImportCookCounty
from app.services.imports.records import words_of

__all__ = ["ImportCookCounty", "words_of"]
