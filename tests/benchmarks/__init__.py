"""Measurements against a peer in the same run; ratios, because machines are noisy."""
