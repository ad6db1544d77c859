"""Drafts in the window: what is half typed outlives a lock or a sudden end."""

from app.ui.drafts.keeping import DraftOffer, Kept, begun_in, keep_drafts
from app.ui.drafts.while_typing import TypingKeeper

__all__ = ["DraftOffer", "Kept", "TypingKeeper", "begun_in", "keep_drafts"]
