"""The worked examples of the rules, as published, and a runner for any file of their schema."""

from pathlib import Path

PUBLISHED = tuple(sorted(Path(__file__).parent.glob("*.json")))
