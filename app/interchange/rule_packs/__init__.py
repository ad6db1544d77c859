"""Rule packs as files: read with every problem named by line, written so that they read back."""

from app.interchange.rule_packs.reading import read_pack, read_rule
from app.interchange.rule_packs.writing import write_pack, write_rule

__all__ = ["read_pack", "read_rule", "write_pack", "write_rule"]
