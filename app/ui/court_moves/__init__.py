"""The hearings a court's feed moved or took off, plain ones at once and the others one by one."""

from app.ui.court_moves.screen import CourtMoves, open_court_moves

__all__ = ["CourtMoves", "open_court_moves"]
