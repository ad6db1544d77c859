"""`dossier disclosure`: the ledger, productions, certificates and the officer register."""

from app.cli.disclosure.commands import disclosure

__all__ = ["disclosure"]
