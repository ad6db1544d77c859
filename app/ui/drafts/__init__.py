"""Drafts in the window: what is half typed outlives a lock, and is offered again after it."""

from app.ui.drafts.keeping import DraftOffer, Kept, begun_in, keep_drafts

__all__ = ["DraftOffer", "Kept", "begun_in", "keep_drafts"]
