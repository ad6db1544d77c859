"""Disclosure to the defense: the ledger, productions, certificates and the officer register."""
