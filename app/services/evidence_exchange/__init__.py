"""Chains of custody exchanged with other offices and programs as CASE/UCO."""

from app.services.evidence_exchange.incoming import ImportChains, PreviewChains, finding_words
from app.services.evidence_exchange.outgoing import ExportChains

__all__ = ["ExportChains", "ImportChains", "PreviewChains", "finding_words"]
